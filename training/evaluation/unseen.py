"""Whether the next patch is understood without retraining: a network that never saw it, asked about it.

The characters, weapons and artifact sets released since a version are taken out of the snapshot, a network is trained
on what is left, and then asked the same test wordings about old names and about new ones.

    python -m training.evaluation.unseen 6.0 [EPOCHS]
"""

import hashlib
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

import pyarrow.parquet as pq

from katheryne_models.checksum import to_file, with_checksum
from katheryne_models.engine.torch_engine import TorchEngine
from katheryne_models.game.game import Game
from katheryne_models.game.snapshot import MANIFEST_NAME, TableEntry
from katheryne_models.network_files import load_network
from katheryne_models.plan.execution.conditions import version_order
from katheryne_models.question.linker import Linker
from katheryne_models.question.names import Catalogue
from katheryne_models.understanding import Understanding
from training.generation.examples import Example, ExampleMaker
from training.generation.surfaces import Surfaces
from training.generation.wordings import SLOT, read_wordings
from training.release import train_release

KINDS = ("character", "weapon", "artifact")
# Tables of which rows go with a character, weapon or set, and the column that names it.
_DEPENDENT = {
    "characters": "key", "character_stats": "character", "character_costs": "character", "talents": "owner",
    "talent_multipliers": "owner", "talent_costs": "owner", "constellations": "owner", "voice_lines": "character",
    "weapons": "key", "weapon_stats": "weapon", "weapon_refinements": "weapon", "weapon_costs": "weapon",
    "artifacts": "key", "artifact_pieces": "artifact",
}  # fmt: skip
_FILLINGS = 2
_TOGETHER = 64


def released_since(game: Game, version: str) -> frozenset[str]:
    """The keys of the characters, weapons and sets that were released with a version or later."""
    limit = version_order(version)
    rows = (row for kind in KINDS for row in game.table(f"{kind}s").rows)
    return frozenset(row.name("key") for row in rows if version_order(row.text("version") or "0") >= limit)


def without(data: Path, keys: frozenset[str], target: Path) -> None:
    """Copy a snapshot without some characters, weapons and sets.

    Args:
        data: The snapshot's folder.
        keys: What is left out.
        target: The copy's folder.

    Raises:
        SnapshotError: If the snapshot is missing or damaged.
    """
    manifest = Game(data).manifest
    target.mkdir(parents=True)
    entries: dict[str, TableEntry] = {}
    for name, entry in manifest.tables.items():
        source, copy = data / f"{name}.parquet", target / f"{name}.parquet"
        column = _DEPENDENT.get(name)
        if column is None:
            shutil.copyfile(source, copy)
            entries[name] = entry
            continue
        table = pq.read_table(source)
        kept = table.filter([key not in keys for key in table.column(column).to_pylist()])
        pq.write_table(kept, copy)
        content = copy.read_bytes()
        entries[name] = TableEntry(rows=kept.num_rows, sha256=hashlib.sha256(content).hexdigest(), bytes=len(content))
    changed = with_checksum(manifest.model_copy(update={"tables": entries}))
    (target / MANIFEST_NAME).write_bytes(to_file(changed))


def questions_about(game: Game, wanted: Callable[[str], bool], seed: int) -> list[Example]:
    """Test wordings that name a character, weapon or set, filled with those whose key is wanted."""
    catalogue = Catalogue(game)
    maker = ExampleMaker(Linker(catalogue), Surfaces(catalogue, lambda kind, key: kind not in KINDS or wanted(key)))
    random = Random(seed)
    wordings = [
        wording for wording in read_wordings()
        if wording.split(seed) == "test" and any(match.group(1) in KINDS for match in SLOT.finditer(wording.text))
    ]  # fmt: skip
    made = (maker.make(wording, random, noise=False) for wording in wordings for _ in range(_FILLINGS))
    return [example for example in made if example]


def exact(understanding: Understanding, examples: Iterable[Example]) -> tuple[int, int]:
    """How many plans are exactly right, of how many."""
    asked = list(examples)
    right = 0
    for start in range(0, len(asked), _TOGETHER):
        together = asked[start : start + _TOGETHER]
        found = understanding.read_tokens([example.query.split() for example in together])
        right += sum(str(one.plan) == example.plan for one, example in zip(found, together, strict=True))
    return right, len(asked)


def main(version: str, epochs: int | None, data: Path) -> None:
    """Train without a version's names and later ones, and print the accuracy on old and on new names.

    Args:
        version: The first version that is left out.
        epochs: Passes over the training data; None for the release's.
        data: The folder of the game snapshot.
    """
    game = Game(data)
    new = released_since(game, version)
    with tempfile.TemporaryDirectory(prefix="katheryne-") as name:
        folder = Path(name)
        without(data, new, folder / "game")
        config = folder / "config.toml"
        lines = [f'run_folder = "{folder / "runs"}"', "show_progress = false", "threads = 1"]
        lines += [f"epochs = {epochs}"] if epochs else []
        config.write_text("\n".join(lines), encoding="utf-8")
        metrics = train_release(folder / "game", folder / "assistant", config=config).metrics
        network, vocabulary, _ = load_network(folder / "assistant")
        understanding = Understanding(TorchEngine(network, vocabulary))
        old_right, old_count = exact(understanding, questions_about(game, lambda key: key not in new, 0))
        new_right, new_count = exact(understanding, questions_about(game, lambda key: key in new, 0))
    sys.stdout.write(
        f"{len(new)} characters, weapons and sets since {version} were never seen in training "
        f"({metrics.questions['train']:,} questions, {metrics.epochs} epochs, {metrics.seconds / 60:.0f} minutes).\n"
        f"exact plans on test wordings about older ones: {old_right}/{old_count} = {old_right / old_count:.1%}\n"
        f"exact plans on test wordings about the new ones: {new_right}/{new_count} = {new_right / new_count:.1%}\n"
    )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else None, Path("data/game"))  # noqa: PLR2004
