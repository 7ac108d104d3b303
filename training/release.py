"""Trains the released assistant: from the wording files to a checkpoint, in one go."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from katheryne_models.game.game import Game
from katheryne_models.understanding import plan_constraint
from training.assistant_metrics import AssistantMetrics
from training.assistant_trainer import GenshinAssistantTrainer
from training.configuration import AssistantTraining
from training.dataset import GenshinAssistantDataset
from training.generation.training_data import write_training_data
from training.sweep import Grid, Trial, sweep
from training.word_vectors import DIMENSIONS, word_vectors

# What the released checkpoint is trained with; a TOML file given to the command overrides single settings.
RELEASE: dict[str, object] = {"epochs": 2, "batch_size": 48, "learning_rate": 1.5e-3, "minimum_count": 2}
EXAMPLES = 118_000
# The most frequent English words fill the vocabulary up to this size, with their starting vectors; more would make the
# checkpoint larger than 20 MB.
_MOST_TOKENS = 7_100
_DRY: dict[str, object] = {"epochs": 1, "embedding_dim": 16, "hidden_dim": 16}
_DRY_EXAMPLES = 200  # besides at least one of every wording
_DRY_SHARE = 0.05  # of the wordings


def train_release(
    data: Path,
    output: Path,
    *,
    config: Path | None = None,
    further: Sequence[Path] = (),
    dry_run: bool = False,
    resume: bool = False,
) -> AssistantMetrics:
    """Generate the training data, train, and write the checkpoint.

    Args:
        data: The folder of the game snapshot.
        output: The checkpoint's folder.
        config: A TOML file with settings of `AssistantTraining` that differ from the release's.
        further: More wording files.
        dry_run: Whether only to see that every step runs: a tiny network, few examples, one epoch.
        resume: Whether to go on with a training of the same settings and wordings that was killed.

    Raises:
        SnapshotError: If the snapshot is missing or damaged.
        TrainingDataError: If a wording file is malformed.
        TrainingError: If a setting is not accepted or the loss is no longer a number.
        CheckpointError: If the checkpoint can't be written.
    """
    settings = RELEASE | (_chosen(config) if config else {}) | (_DRY if dry_run else {}) | {"resume": resume}
    game = Game(data)
    with TemporaryDirectory(prefix="katheryne-") as folder:
        seed = int(str(settings.get("seed", 0)))
        size, share = (_DRY_EXAMPLES, _DRY_SHARE) if dry_run else (EXAMPLES, 1.0)
        write_training_data(game, Path(folder), seed=seed, size=size, further=further, share=share)
        return train_on(Path(folder), settings | {"output": output, "data": origin_of(game)}, dry_run=dry_run)


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
    words, known = _words(folder)
    vectors = word_vectors(words, 0 if dry_run else max(0, _MOST_TOKENS - known))
    trainer = GenshinAssistantTrainer(folder, **settings)  # type: ignore[arg-type]  # checked by pydantic
    fitting = vectors if trainer.config.embedding_dim == DIMENSIONS else None
    return trainer.train(constraint=plan_constraint, initial_embeddings=fitting)


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
