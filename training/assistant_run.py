"""One training of the assistant, from its first step to its checkpoint."""

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch
from lightning_fabric.loggers.csv_logs import CSVLogger
from lightning_fabric.loggers.tensorboard import TensorBoardLogger
from torch import Tensor

from katheryne_models.checkpoint import save_checkpoint
from katheryne_models.checkpoint_config import TORCH_TYPES, AssistantConfig
from katheryne_models.engine.decoded import Decoded
from katheryne_models.engine.torch_engine import TorchEngine
from katheryne_models.genshin_assistant import GenshinAssistant
from training.accuracy import ConstraintFactory, decode_entries, measure_accuracy
from training.assistant_metrics import AssistantMetrics, StopReason, model_card
from training.assistant_steps import AssistantSteps
from training.configuration import AssistantTraining
from training.dataset import GenshinAssistantDataset, Split
from training.errors import TrainingError
from training.hardware import make_fabric
from training.progress import TrainingProgress
from training.training_state import load_state, save_state

_NOT_OF_THE_MODEL = {
    "output",
    "run_folder",
    "show_progress",
    "log_every",
    "save_minutes",
    "resume",
    "devices",
}  # settings that change no number


@dataclass(slots=True)
class _Best:
    """The best weights so far, by validation accuracy, and the epoch, from 1, that reached them."""

    accuracy: float = -1.0
    epoch: int = 0
    weights: dict[str, Tensor] = field(default_factory=dict)


@dataclass(slots=True)
class _Place:
    """Where in its epochs a training is: the epoch, from 1, its steps that were taken, and the sum of their losses."""

    epoch: int = 1
    steps: int = 0
    loss: float = 0.0


class AssistantRun:
    """One training from its first step to its checkpoint.

    Args:
        config: The training's settings.
        dataset: The training data, with entries in its train and validation splits.
        network: The network to train, which is changed in place.
        constraint: Makes the plan grammar of a question from its words, for measuring accuracy.
    """

    def __init__(
        self,
        config: AssistantTraining,
        dataset: GenshinAssistantDataset,
        network: GenshinAssistant,
        constraint: ConstraintFactory | None,
    ) -> None:
        self._config = config
        self._dataset = dataset
        self._network = network
        self._constraint = constraint
        table = CSVLogger(config.run_folder.parent, config.run_folder.name)
        self._folder = Path(table.log_dir)
        # both logs of a run lie in one folder
        board = TensorBoardLogger(config.run_folder.parent, config.run_folder.name, self._folder.name)
        self._fabric = fabric = make_fabric(config, [table, board])
        self._writes = fabric.is_global_zero  # of several processes, all know the same, and the first writes it
        self._steps = AssistantSteps(config, dataset, network, fabric)
        self._best = _Best()
        self._began = time.monotonic()
        self._training_seconds = 0.0
        self._questions = 0
        self._loss = 0.0
        self._at = _Place()
        self._state_file = config.run_folder / "state.pt"
        self._saved_at = self._began

    def complete(self) -> AssistantMetrics:
        """Train, measure and write the checkpoint.

        Raises:
            TrainingError: The loss is no longer a number, or the state to go on from can't be read or written.
            CheckpointError: The checkpoint can't be written.
        """
        stopped: StopReason = "epochs"
        epoch = 0
        if self._config.resume:
            self._go_on()
        try:
            with TrainingProgress(self._steps.total, shown=self._config.show_progress) as progress:
                progress.start_at(self._steps.taken)
                for epoch in range(self._at.epoch, self._config.epochs + 1):
                    in_time = self._train_epoch(epoch, progress)
                    progress.epoch(epoch, self._validate(epoch))
                    if not in_time:
                        stopped = "minutes"
                        break
                    if self._config.patience and epoch - self._best.epoch >= self._config.patience:
                        stopped = "patience"
                        break
                    self._at = _Place(epoch + 1)
                    self._save_state()
        finally:
            for logger in self._fabric.loggers:
                logger.finalize("finished")
        metrics, decoded = self._measure(epoch, stopped)
        self._save(self._config.output, metrics, self._draw(decoded))
        if self._writes:
            self._state_file.unlink(missing_ok=True)
        return metrics

    def _draw(self, decoded: Sequence[Decoded]) -> dict[str, bytes]:
        """Draw the training and what it came to, and leave the pictures beside the log.

        Args:
            decoded: What the network writes of the test split.

        Returns:
            The PNG files by name.
        """
        log = self._folder / "metrics.csv"
        if not (self._writes and log.is_file()):
            return {}
        # Loaded here: drawing takes a second to load, and nothing before needs it.
        from training.confusions import draw_confusions  # noqa: PLC0415 - see above
        from training.curves import draw_curves  # noqa: PLC0415 - see above
        from training.reliability import bins_of, draw_reliability  # noqa: PLC0415 - see above

        expected = [self._dataset.plan(index) for index in self._dataset.indices("test")]
        right = [list(plan.tokens) == wanted for plan, wanted in zip(decoded, expected, strict=True)]
        bins = bins_of([math.exp(plan.log_probability) for plan in decoded], right)
        pictures = {
            "curves.png": draw_curves(log),
            "confusions.png": draw_confusions(expected, [plan.tokens for plan in decoded]),
            "reliability.png": draw_reliability(bins),
        }
        for name, content in pictures.items():
            (self._folder / name).write_bytes(content)
        return pictures

    def _train_epoch(self, epoch: int, progress: TrainingProgress) -> bool:
        """Take every step of an epoch; tell whether there is time for more."""
        self._network.train()
        limit = None if self._config.minutes is None else self._began + 60 * self._config.minutes
        for step, batches in self._steps.of_epoch(epoch, self._at.steps):
            started = time.monotonic()
            loss = self._steps.take(batches)
            if not torch.isfinite(loss):
                message = (
                    f"The loss is no longer a number at step {step}. Lower the learning rate. "
                    f"The best checkpoint so far, if an epoch was completed, is {self._folder / 'best'}."
                )
                raise TrainingError(message)
            self._training_seconds += time.monotonic() - started
            self._questions += sum(len(batch.tokens) for batch in batches)
            self._at = _Place(epoch, self._at.steps + 1, self._at.loss + loss.item())
            progress.step(loss.item(), self._questions / self._training_seconds)
            if step % self._config.log_every == 0:
                self._fabric.log_dict({"loss": loss.item(), "learning_rate": self._steps.learning_rate}, step)
            if limit is not None and time.monotonic() > limit:
                break
            if time.monotonic() - self._saved_at > 60 * self._config.save_minutes:
                self._save_state()
        self._loss = self._at.loss / self._at.steps
        return limit is None or time.monotonic() <= limit

    def _identity(self) -> str:
        """What must be the same for a training to be gone on with: settings and data."""
        settings = self._config.model_dump_json(exclude=_NOT_OF_THE_MODEL)
        return f"{settings} {self._dataset.split_sha256()} {len(self._dataset.vocab)}"

    def _save_state(self) -> None:
        """Write all that the training's next step rests on."""
        self._saved_at = time.monotonic()
        if not self._writes:
            return
        state = self._steps.state() | {
            "identity": self._identity(),
            "place": asdict(self._at),
            "network": self._network.state_dict(),
            "best": asdict(self._best),
            "questions": self._questions,
            "training_seconds": self._training_seconds,
            "seconds": time.monotonic() - self._began,
        }
        save_state(self._state_file, state)

    def _go_on(self) -> None:
        """Take up the state of the training that was killed."""
        state = load_state(self._state_file, self._identity())
        self._network.load_state_dict(state["network"])
        self._steps.go_on_from(state)
        self._at = _Place(**state["place"])
        self._best = _Best(**state["best"])
        self._questions = state["questions"]
        self._training_seconds = state["training_seconds"]
        self._began -= state["seconds"]

    def _validate(self, epoch: int) -> float:
        """Measure the validation accuracy and keep the weights where it is the best."""
        indices = self._dataset.indices("validation")
        decoded = decode_entries(self._engine(), self._dataset, indices, self._constraint)
        accuracy = measure_accuracy(decoded, self._dataset, indices).share or 0.0
        self._fabric.log_dict({"epoch": epoch, "validation_accuracy": accuracy}, self._steps.taken)
        if accuracy > self._best.accuracy:
            state = self._network.state_dict()
            weights = {name: weight.detach().cpu().clone() for name, weight in state.items()}
            self._best = _Best(accuracy, epoch, weights)
            self._save(self._folder / "best", None)
        return accuracy

    def _engine(self) -> TorchEngine:
        return TorchEngine(self._network, self._dataset.vocab, self._steps.device)

    def _measure(self, epochs: int, stopped: StopReason) -> tuple[AssistantMetrics, list[Decoded]]:
        """Measure the best weights on the test split, as they are and as stored, and give the latter's plans."""
        indices = self._dataset.indices("test")
        self._network.load_state_dict(self._best.weights)
        exact = decode_entries(self._engine(), self._dataset, indices, self._constraint)
        kind = TORCH_TYPES[self._config.weight_type]
        self._network.load_state_dict({name: w.to(kind).float() for name, w in self._best.weights.items()})
        stored = decode_entries(self._engine(), self._dataset, indices, self._constraint)
        accuracy = measure_accuracy(stored, self._dataset, indices)
        splits: tuple[Split, ...] = ("train", "validation", "test")
        metrics = AssistantMetrics(
            validation_accuracy=self._best.accuracy,
            test_accuracy=accuracy.share,
            test_accuracy_by_type=accuracy.shares_by_type(),
            test_plans_changed_by_storage=sum(
                before.tokens != after.tokens for before, after in zip(exact, stored, strict=True)
            ),
            best_epoch=self._best.epoch,
            epochs=epochs,
            stopped=stopped,
            training_loss=self._loss,
            questions={split: len(self._dataset.indices(split)) for split in splits},
            split_sha256=self._dataset.split_sha256(),
            questions_per_second=self._questions / self._training_seconds,
            seconds=time.monotonic() - self._began,
            settings=self._config.model_dump(mode="json", exclude=_NOT_OF_THE_MODEL),
        )
        return metrics, stored

    def _save(
        self, folder: Path, metrics: AssistantMetrics | None, pictures: Mapping[str, bytes] | None = None
    ) -> None:
        """Write the best weights as a checkpoint; without metrics, as that of a training under way."""
        if not self._writes:
            return
        config = AssistantConfig(
            vocab_size=len(self._dataset.vocab),
            embedding_dim=self._config.embedding_dim,
            hidden_dim=self._config.hidden_dim,
            dropout=self._config.dropout,
            max_length=self._config.max_length,
            weight_type=self._config.weight_type,
            data=self._config.data,
        )
        parameters = sum(weight.numel() for weight in self._best.weights.values())
        under_way = {"validation_accuracy": self._best.accuracy, "best_epoch": self._best.epoch}
        save_checkpoint(
            folder,
            config,
            self._best.weights,
            vocabulary=self._dataset.vocab,
            metrics=under_way if metrics is None else metrics.model_dump(mode="json"),
            card=(
                f"The best of a training under way, after epoch {self._best.epoch}.\n"
                if metrics is None
                else model_card(config, parameters, metrics, list(pictures or {}))
            ),
            pictures=pictures,
        )
