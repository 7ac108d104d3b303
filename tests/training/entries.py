"""A small training set: three fields of a character, asked for in a few ways."""

import json
from pathlib import Path

WORDINGS = {
    "fact.birthday": ["when is {} s birthday", "birthday of {}", "what day was {} born"],
    "fact.base_hp": ["how much hp does {} have", "base hp of {}", "hp of {}"],
    "fact.region": ["where is {} from", "which region is {} from", "region of {}"],
}
OPENINGS = ["", "please", "hey", "tell me", "so", "katheryne"]


def make_entries() -> list[dict[str, object]]:
    """Make 54 entries: the opening "hey" is for validation, "so" for the test."""
    splits = {"hey": "validation", "so": "test"}
    return [
        {
            "query": f"{opening} {wording.format('<character:0>')}".strip(),
            "response": f"{head} <character:0>",
            "type": head,
            "split": splits.get(opening, "train"),
        }
        for head, wordings in WORDINGS.items()
        for wording in wordings
        for opening in OPENINGS
    ]


def write_entries(folder: Path, entries: object) -> Path:
    """Write a training set where a dataset looks for it, and give the folder back."""
    (folder / "training_data").mkdir(parents=True, exist_ok=True)
    text = entries if isinstance(entries, str) else json.dumps(entries)
    (folder / "training_data" / "training_data.json").write_text(text, encoding="utf-8")
    return folder
