"""One training of the assistant, from its first step to its checkpoint."""

import time
from dataclasses import dataclass, field
from pathlib import Path

import torch
from lightning_fabric.loggers.csv_logs import CSVLogger
from torch import Tensor

from katheryne_models.checkpoint import save_checkpoint
from katheryne_models.checkpoint_config import TORCH_TYPES, AssistantConfig
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

_NOT_OF_THE_MODEL = {"output", "run_folder", "show_progress"}  # settings that change no number
_LOG_EVERY = 20  # steps


@dataclass(slots=True)
class _Best:
    """The best weights so far, by validation accuracy, and the epoch, from 1, that reached them."""

    accuracy: float = -1.0
    epoch: int = 0
    weights: dict[str, Tensor] = field(default_factory=dict)


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
        self._logger = CSVLogger(config.run_folder.parent, config.run_folder.name)
        self._folder = Path(self._logger.log_dir)
        self._steps = AssistantSteps(config, dataset, network, make_fabric(config, self._logger))
        self._best = _Best()
        self._began = time.monotonic()
        self._training_seconds = 0.0
        self._questions = 0
        self._loss = 0.0

    def complete(self) -> AssistantMetrics:
        """Train, measure and write the checkpoint.

        Raises:
            TrainingError: The loss is no longer a number.
            CheckpointError: The checkpoint can't be written.
        """
        stopped: StopReason = "epochs"
        epoch = 0
        try:
            with TrainingProgress(self._steps.total, shown=self._config.show_progress) as progress:
                for epoch in range(1, self._config.epochs + 1):
                    in_time = self._train_epoch(epoch, progress)
                    progress.epoch(epoch, self._validate(epoch))
                    if not in_time:
                        stopped = "minutes"
                        break
                    if self._config.patience and epoch - self._best.epoch >= self._config.patience:
                        stopped = "patience"
                        break
        finally:
            self._logger.finalize("finished")
        metrics = self._measure(epoch, stopped)
        self._save(self._config.output, metrics)
        return metrics

    def _train_epoch(self, epoch: int, progress: TrainingProgress) -> bool:
        """Take every step of an epoch; tell whether there is time for more."""
        self._network.train()
        limit = None if self._config.minutes is None else self._began + 60 * self._config.minutes
        total = count = 0.0
        for step, batches in self._steps.of_epoch(epoch):
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
            total, count = total + loss.item(), count + 1
            progress.step(loss.item(), self._questions / self._training_seconds)
            if step % _LOG_EVERY == 0:
                rate = self._steps.learning_rate
                self._logger.log_metrics({"loss": loss.item(), "learning_rate": rate}, step)
            if limit is not None and time.monotonic() > limit:
                break
        self._loss = total / count
        return limit is None or time.monotonic() <= limit

    def _validate(self, epoch: int) -> float:
        """Measure the validation accuracy and keep the weights where it is the best."""
        indices = self._dataset.indices("validation")
        decoded = decode_entries(self._engine(), self._dataset, indices, self._constraint)
        accuracy = measure_accuracy(decoded, self._dataset, indices).share or 0.0
        self._logger.log_metrics({"epoch": epoch, "validation_accuracy": accuracy}, self._steps.taken)
        if accuracy > self._best.accuracy:
            state = self._network.state_dict()
            weights = {name: weight.detach().cpu().clone() for name, weight in state.items()}
            self._best = _Best(accuracy, epoch, weights)
            self._save(self._folder / "best", None)
        return accuracy

    def _engine(self) -> TorchEngine:
        return TorchEngine(self._network, self._dataset.vocab, self._steps.device)

    def _measure(self, epochs: int, stopped: StopReason) -> AssistantMetrics:
        """Measure the best weights on the test split, as they are and as they are stored."""
        indices = self._dataset.indices("test")
        self._network.load_state_dict(self._best.weights)
        exact = decode_entries(self._engine(), self._dataset, indices, self._constraint)
        kind = TORCH_TYPES[self._config.weight_type]
        self._network.load_state_dict({name: w.to(kind).float() for name, w in self._best.weights.items()})
        stored = decode_entries(self._engine(), self._dataset, indices, self._constraint)
        accuracy = measure_accuracy(stored, self._dataset, indices)
        splits: tuple[Split, ...] = ("train", "validation", "test")
        return AssistantMetrics(
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

    def _save(self, folder: Path, metrics: AssistantMetrics | None) -> None:
        """Write the best weights as a checkpoint; without metrics, as that of a training under way."""
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
                else model_card(config, parameters, metrics)
            ),
        )
