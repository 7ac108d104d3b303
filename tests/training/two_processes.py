"""Trains on a folder's data in as many processes as `torchrun` starts. Arguments: data, output, processes."""

import sys
from pathlib import Path

from training.assistant_trainer import GenshinAssistantTrainer

if __name__ == "__main__":
    data, output, devices = sys.argv[1:]
    GenshinAssistantTrainer(
        Path(data), epochs=2, batch_size=8, learning_rate=0.01, embedding_dim=12, hidden_dim=12, dropout=0.0,
        weight_type="float32", output=Path(output), run_folder=Path(output).parent / f"runs-{devices}",
        show_progress=False, threads=1, devices=int(devices), accelerator="cpu",
    ).train()  # fmt: skip
