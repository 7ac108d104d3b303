"""A sentence encoder of one narrow layer, in the files of the real one."""

from pathlib import Path

import torch
from safetensors.torch import save_file

from katheryne_models.checkpoint_config import ReaderConfig

WIDTH, INNER = 12, 16
PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "when", "birth", "##day", "##s", "is", "character", "weapon", "type",
          "not", "a", "b", "##c", "##verylongending"]  # fmt: skip
SIZES = ReaderConfig(
    vocab_size=1, plan_tokens=1, layers=1, width=WIDTH, heads=2, inner_width=INNER, plan_width=8, weight_type="int8"
)


def write_encoder(folder: Path) -> Path:
    torch.manual_seed(0)
    part = "encoder.layer.0."
    weights = {
        "embeddings.word_embeddings.weight": torch.randn(len(PIECES), WIDTH),
        "embeddings.position_embeddings.weight": torch.randn(70, WIDTH),
        "embeddings.token_type_embeddings.weight": torch.randn(2, WIDTH),
        "embeddings.LayerNorm.weight": torch.ones(WIDTH),
        "embeddings.LayerNorm.bias": torch.zeros(WIDTH),
    }
    sizes = {
        "attention.self.query": (WIDTH, WIDTH), "attention.self.key": (WIDTH, WIDTH),
        "attention.self.value": (WIDTH, WIDTH), "attention.output.dense": (WIDTH, WIDTH),
        "intermediate.dense": (INNER, WIDTH), "output.dense": (WIDTH, INNER),
    }  # fmt: skip
    for name, (rows, columns) in sizes.items():
        weights[f"{part}{name}.weight"] = torch.randn(rows, columns) / 4
        weights[f"{part}{name}.bias"] = torch.zeros(rows)
    for name in ("attention.output.LayerNorm", "output.LayerNorm"):
        weights[f"{part}{name}.weight"] = torch.ones(WIDTH)
        weights[f"{part}{name}.bias"] = torch.zeros(WIDTH)
    folder.mkdir(parents=True, exist_ok=True)
    save_file(weights, folder / "model.safetensors")
    (folder / "vocab.txt").write_text("\n".join(PIECES) + "\n", encoding="utf-8")
    return folder
