"""Trains the released second opinion, alone or beside the assistant: from the wordings to a calibrated checkpoint."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from sklearn.linear_model import LogisticRegression

from katheryne_models.checkpoint_config import ReaderConfig
from katheryne_models.engine.engine import PlanWriter
from katheryne_models.engine.reading import JointEngine
from katheryne_models.engine.torch_engine import TorchEngine
from katheryne_models.engine.torch_reader import TorchReader
from katheryne_models.game.game import Game
from katheryne_models.network_files import load_network
from katheryne_models.understanding import Understanding
from training.dataset import GenshinAssistantDataset
from training.generation.training_data import write_training_data
from training.reader_trainer import ReaderMetrics, ReaderTrainer, ReaderTraining
from training.release import EXAMPLES, RELEASE, Trained, complete, former_of, origin_of, train_on
from training.sentence_encoder import SentenceEncoder

_TOGETHER = 64
_UNPENALISED = 1e6  # the inverse of a penalty: as good as none


def train_second_opinion(
    data: Path,
    assistant: Path,
    encoder: Path,
    settings: ReaderTraining,
    *,
    further: Sequence[Path] = (),
    size: int = EXAMPLES,
    share: float = 1.0,
    sizes: ReaderConfig | None = None,
) -> ReaderMetrics:
    """Generate the training data, train, calibrate beside an assistant, and write the checkpoint.

    Args:
        data: The folder of the game snapshot.
        assistant: The checkpoint of the assistant whose second opinion it is.
        encoder: The folder of the pretrained sentence encoder.
        settings: The training's settings.
        further: More wording files; the same as for the assistant.
        size: About how many training examples to make.
        share: How much of the wordings to use, for a trial.
        sizes: The encoder's sizes, where it is not the released one.

    Raises:
        SnapshotError: If the snapshot is missing or damaged.
        CheckpointError: If the assistant's checkpoint is, or the new one can't be written.
        TrainingDataError: If a wording file is malformed.
        TrainingError: If the encoder is missing or the loss is no longer a number.
    """
    _, vocabulary, config = load_network(assistant)
    settings = settings.model_copy(update={"data": config.data})
    with TemporaryDirectory(prefix="katheryne-") as name:
        folder = Path(name)
        write_training_data(Game(data), folder, seed=settings.seed, size=size, further=further, share=share)
        trainer = ReaderTrainer(folder, vocabulary, SentenceEncoder(encoder), settings, sizes)
        metrics = trainer.train()
        _finish(trainer, metrics, assistant, folder)
    return metrics


def train_together(
    data: Path,
    assistant: Path,
    encoder: Path,
    settings: ReaderTraining,
    *,
    release: dict[str, object] | None = None,
    further: Sequence[Path] = (),
    share: float = 1.0,
    sizes: ReaderConfig | None = None,
) -> tuple[Trained, ReaderMetrics]:
    """Train the assistant and its second opinion at once, a process and a thread each, and write both checkpoints.

    Two small networks use two processors better than each does by itself: 45 minutes in the place of 55.

    Args:
        data: The folder of the game snapshot.
        assistant: The assistant's new checkpoint.
        encoder: The folder of the pretrained sentence encoder.
        settings: The second opinion's settings; seed and threads are the assistant's too.
        release: Settings of `AssistantTraining` that differ from the release's.
        further: More wording files.
        share: How much of the wordings to use, for a trial.
        sizes: The encoder's sizes, where it is not the released one.

    Raises:
        SnapshotError: If the snapshot is missing or damaged.
        CheckpointError: If a checkpoint can't be written.
        TrainingDataError: If a wording file is malformed.
        TrainingError: If the encoder is missing or a loss is no longer a number.
    """
    game = Game(data)
    pretrained = SentenceEncoder(encoder)
    settings = settings.model_copy(update={"data": origin_of(game), "threads": 1})
    former = former_of(assistant)
    same = {"seed": settings.seed, "threads": 1, "data": settings.data, "output": assistant, "show_progress": False}
    with TemporaryDirectory(prefix="katheryne-") as name:
        folder = Path(name)
        write_training_data(
            game, folder, seed=settings.seed, size=round(EXAMPLES * share), further=further, share=share
        )
        vocabulary = GenshinAssistantDataset(folder).vocab
        trainer = ReaderTrainer(folder, vocabulary, pretrained, settings, sizes)
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            beside = pool.submit(train_on, folder, RELEASE | (release or {}) | same)
            metrics = trainer.train()
            others = beside.result()
        _finish(trainer, metrics, assistant, folder)
        return complete(folder, assistant, others, former), metrics


def _finish(trainer: ReaderTrainer, metrics: ReaderMetrics, assistant: Path, folder: Path) -> None:
    """Calibrate a trained second opinion beside its assistant and write the checkpoint."""
    network, vocabulary, _ = load_network(assistant)
    reader = TorchReader(trainer.network, trainer.vocabulary, trainer.sizes)
    joint = JointEngine(TorchEngine(network, vocabulary), reader)
    slope, offset = calibrated(joint, GenshinAssistantDataset(folder))
    trainer.save(metrics, trainer.sizes.model_copy(update={"slope": slope, "offset": offset}))


def calibrated(engine: PlanWriter, dataset: GenshinAssistantDataset) -> tuple[float, float]:
    """Slope and offset that turn the logarithm of a plan's probability into how often such plans are right.

    They are fitted on the validation split (Platt, 1999); where it tells nothing, probabilities stay as they are.

    Args:
        engine: Writes plans.
        dataset: The training data.
    """
    understanding = Understanding(engine)
    indices = dataset.indices("validation")
    scores: list[float] = []
    right: list[bool] = []
    for start in range(0, len(indices), _TOGETHER):
        together = indices[start : start + _TOGETHER]
        for index, found in zip(together, understanding.decoded([dataset.words(i) for i in together]), strict=True):
            scores.append(found.log_probability)
            right.append(list(found.tokens) == dataset.plan(index))
    if len(set(right)) < 2:  # noqa: PLR2004 - all right or all wrong
        return 1.0, 0.0
    model = LogisticRegression(C=_UNPENALISED).fit(np.array(scores).reshape(-1, 1), right)
    slope, offset = float(model.coef_[0, 0]), float(model.intercept_[0])
    return (slope, offset) if slope > 0 else (1.0, 0.0)
