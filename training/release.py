"""Trains the released assistant: from the wording files to a checkpoint, in one go."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from katheryne_models.engine.torch_engine import TorchEngine
from katheryne_models.errors import CheckpointError
from katheryne_models.game.game import Game
from katheryne_models.network_files import load_network
from katheryne_models.understanding import plan_constraint
from training.accuracy import decode_entries
from training.assistant_metrics import AssistantMetrics
from training.assistant_trainer import GenshinAssistantTrainer
from training.changes import Change, changes
from training.configuration import AssistantTraining
from training.dataset import GenshinAssistantDataset
from training.forms import add_to_card, measure_forms
from training.generation.training_data import write_training_data
from training.learning_rate import RangeTest
from training.sweep import Grid, Trial, sweep
from training.word_vectors import DIMENSIONS, word_vectors

# What the released checkpoint is trained with; a TOML file given to the command overrides single settings. One thread
# sums in one order: the same data gives the same weights, bit by bit, here and beside the second opinion.
RELEASE: dict[str, object] = {
    "epochs": 2, "batch_size": 48, "learning_rate": 1.5e-3, "minimum_count": 2, "threads": 1,
}  # fmt: skip
EXAMPLES = 118_000
# The most frequent English words fill the vocabulary up to this size, with their starting vectors; more would make the
# checkpoint larger than 20 MB.
MOST_TOKENS = 7_100
_COMPARED = 1_500  # questions of the test split, at most, that forms and former checkpoints answer
_DRY: dict[str, object] = {"epochs": 1, "embedding_dim": 16, "hidden_dim": 16}
DRY_EXAMPLES = 200  # besides at least one of every wording
DRY_SHARE = 0.05  # of the wordings


@dataclass(frozen=True, slots=True)
class Trained:
    """A new checkpoint.

    Attributes:
        checkpoint: Its folder.
        metrics: What its training measured.
        changes: How it differs from the checkpoint that stood in its place; empty where none did.
    """

    checkpoint: Path
    metrics: AssistantMetrics
    changes: tuple[Change, ...]

    def report(self) -> list[str]:
        """What there is to say, a line each."""
        metrics = self.metrics
        test = "not measured" if metrics.test_accuracy is None else f"{metrics.test_accuracy:.2%}"
        first = (
            f"{self.checkpoint}: {metrics.validation_accuracy:.2%} exact plans on the validation split, {test} on the"
        )
        lines = [f"{first} test split; {metrics.seconds / 60:.1f} minutes"]
        if self.changes:
            lines.append("what changed on questions of the test split, the losses first:")
        lines += [
            f"  {change.head}: {change.before:.0%} before, {change.after:.0%} now, of {change.questions} questions"
            for change in self.changes
        ]
        return lines


def train_release(
    data: Path,
    output: Path,
    *,
    config: Path | None = None,
    further: Sequence[Path] = (),
    dry_run: bool = False,
    resume: bool = False,
) -> Trained:
    """Generate the training data, train, and write the checkpoint.

    Args:
        data: The folder of the game snapshot.
        output: The checkpoint's folder.
        config: A TOML file with settings of `AssistantTraining` that differ from the release's.
        further: More wording files.
        dry_run: Whether only to see that every step runs: a tiny network, few examples, one epoch. Its checkpoint goes
            to `dry_run` in the folder of runs, and the one at `output` stays.
        resume: Whether to go on with a training of the same settings and wordings that was killed.

    Raises:
        SnapshotError: If the snapshot is missing or damaged.
        TrainingDataError: If a wording file is malformed.
        TrainingError: If a setting is not accepted or the loss is no longer a number.
        CheckpointError: If the checkpoint can't be written.
    """
    settings = RELEASE | (_chosen(config) if config else {}) | (_DRY if dry_run else {}) | {"resume": resume}
    chosen = AssistantTraining.from_settings(settings)
    output = chosen.run_folder / "dry_run" if dry_run else output
    game = Game(data)
    former = former_of(output)
    with TemporaryDirectory(prefix="katheryne-") as name:
        folder = Path(name)
        size, share = (DRY_EXAMPLES, DRY_SHARE) if dry_run else (EXAMPLES, 1.0)
        write_training_data(game, folder, seed=chosen.seed, size=size, further=further, share=share)
        metrics = train_on(folder, settings | {"output": output, "data": origin_of(game)}, dry_run=dry_run)
        return complete(folder, output, metrics, former)


def former_of(checkpoint: Path) -> TorchEngine | None:
    """What answers with the checkpoint that stands at a place; None where none does, or a damaged one."""
    try:
        network, vocabulary, _ = load_network(checkpoint)
    except CheckpointError:
        return None
    return TorchEngine(network, vocabulary)


def complete(folder: Path, checkpoint: Path, metrics: AssistantMetrics, former: TorchEngine | None) -> Trained:
    """Measure a new checkpoint's forms, put them on its card, and compare it with the one that stood in its place.

    Args:
        folder: The training data.
        checkpoint: The new checkpoint.
        metrics: What its training measured.
        former: The one before, if there was one.

    Raises:
        CheckpointError: The checkpoint can't be read, or its card not written.
    """
    dataset = GenshinAssistantDataset(folder)
    indices = dataset.indices("test")
    indices = indices[:: math.ceil(len(indices) / _COMPARED)]
    network, vocabulary, config = load_network(checkpoint)
    after = decode_entries(TorchEngine(network, vocabulary), dataset, indices, plan_constraint)
    forms = measure_forms(checkpoint, dataset, indices, after, config.weight_type, plan_constraint)
    add_to_card(checkpoint, forms, len(indices))
    if former is None:
        return Trained(checkpoint, metrics, ())
    before = decode_entries(former, dataset, indices, plan_constraint)
    return Trained(checkpoint, metrics, tuple(changes(dataset, indices, before, after)))


def find_release_rate(data: Path, *, config: Path | None = None, steps: int) -> RangeTest:
    """Look for the learning rates from which the assistant learns, on as many of the examples as that takes.

    Args:
        data: The folder of the game snapshot.
        config: A TOML file with settings that differ from the release's.
        steps: Optimizer steps.

    Raises:
        SnapshotError: If the snapshot is missing or damaged.
        TrainingError: If a setting is not accepted, or the steps are too few.
    """
    settings = RELEASE | (_chosen(config) if config else {})
    chosen = AssistantTraining.from_settings(settings)
    size = round(1.3 * steps * chosen.batch_size * chosen.accumulation_steps)  # some fillings fail
    with TemporaryDirectory(prefix="katheryne-") as name:
        folder = Path(name)
        write_training_data(Game(data), folder, seed=chosen.seed, size=size, share=min(1.0, size / EXAMPLES))
        trainer, vectors = _prepared(folder, settings, dry_run=False)
        return trainer.find_learning_rate(steps, initial_embeddings=vectors)


def sweep_release(data: Path, grid: Grid, folder: Path, *, examples: int) -> list[Trial]:
    """Try settings on fewer examples of the released training's data, which is made once.

    Args:
        data: The folder of the game snapshot.
        grid: What is tried, and what all trainings share; the rest is as in the release.
        folder: Where the table and the trainings go.
        examples: About how many training examples there are.

    Raises:
        SnapshotError: If the snapshot is missing or damaged.
        TrainingError: If a training fails.
        CheckpointError: If a checkpoint can't be written.
    """
    game = Game(data)
    with TemporaryDirectory(prefix="katheryne-") as made:
        seed = int(str(grid.fixed.get("seed", 0)))
        write_training_data(game, Path(made), seed=seed, size=examples, share=min(1.0, examples / EXAMPLES))
        origin = {"data": origin_of(game)}
        return sweep(grid, folder, lambda settings: train_on(Path(made), RELEASE | settings | origin, dry_run=True))


def train_on(folder: Path, settings: dict[str, object], *, dry_run: bool = False) -> AssistantMetrics:
    """Train on data that is written already, from pretrained word vectors, and write the checkpoint.

    Args:
        folder: Where `training_data/training_data.json` lies.
        settings: Those of `AssistantTraining`.
        dry_run: Whether to leave out the frequent words that the data lacks.

    Raises:
        TrainingError: If a setting is not accepted or the loss is no longer a number.
        CheckpointError: If the checkpoint can't be written.
    """
    trainer, vectors = _prepared(folder, settings, dry_run=dry_run)
    return trainer.train(constraint=plan_constraint, initial_embeddings=vectors)


def _prepared(
    folder: Path, settings: dict[str, object], *, dry_run: bool
) -> tuple[GenshinAssistantTrainer, dict[str, list[float]] | None]:
    """A trainer, and the vectors that words start from where they have the network's width."""
    words, known = _words(folder)
    vectors = word_vectors(words, 0 if dry_run else max(0, MOST_TOKENS - known))
    trainer = GenshinAssistantTrainer(folder, **settings)  # type: ignore[arg-type]  # checked by pydantic
    return trainer, vectors if trainer.config.embedding_dim == DIMENSIONS else None


def origin_of(game: Game) -> str:
    """What the data was made from, for config and model card: "genshin-db 5.2.12"."""
    return f"{game.manifest.package} {game.manifest.package_version}"


def _words(folder: Path) -> tuple[frozenset[str], int]:
    """The words that stand in the training split more than once, and how large the vocabulary is with them alone."""
    dataset = GenshinAssistantDataset(folder, minimum_count=2)
    return frozenset(token for token in dataset.vocab.tokens if token.isalpha()), len(dataset.vocab)


def _chosen(config: Path) -> dict[str, object]:
    """The settings that a file states."""
    return AssistantTraining.from_file(config).model_dump(exclude_unset=True)
