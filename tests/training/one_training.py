"""Trains with the settings that stand in the first argument as JSON, in as many processes as `torchrun` starts."""

import json
import sys

from training.assistant_trainer import GenshinAssistantTrainer

if __name__ == "__main__":
    GenshinAssistantTrainer(**json.loads(sys.argv[1])).train()
