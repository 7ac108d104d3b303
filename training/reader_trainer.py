"""Trains the second opinion, a `SentenceReader`, on the same training data as the assistant."""

import json
import math
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, NamedTuple, cast

import torch
from pydantic import BaseModel, ConfigDict, Field
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils import clip_grad_norm_
from torch.nn.utils.rnn import pad_sequence
from torch.optim import AdamW
from torch.optim.lr_scheduler import LambdaLR

from katheryne_models.checkpoint import save_checkpoint
from katheryne_models.checkpoint_config import ReaderConfig
from katheryne_models.question.names import common_words
from katheryne_models.question.vocabulary import PAD_ID, Vocabulary
from katheryne_models.question.word_pieces import WordPieces
from katheryne_models.sentence_reader import SentenceReader
from training.assistant_steps import rate_share
from training.batches import BucketSampler
from training.dataset import GenshinAssistantDataset
from training.errors import TrainingDataError, TrainingError
from training.progress import TrainingProgress
from training.sentence_encoder import SentenceEncoder

_IGNORED = -100
_MEASURED_TOGETHER = 128


class ReaderTraining(BaseModel):
    """How a second opinion is trained.

    Attributes:
        questions: How many questions are seen in all; the training split is gone through as often as that takes.
        batch_size: Questions that go through the network at once.
        learning_rate: The pretrained layers' rate at its height.
        decoder_rate: The decoder's, which starts from nothing.
        frozen_layers: So many of the lowest layers stay as they were pretrained.
        warm_up: The share of all steps in which the rates rise from 0; then they fall straight to 0.
        label_smoothing: The share of each target's probability that is spread over all plan tokens.
        weight_decay: AdamW's decay.
        gradient_clip: The longest gradient, by its Euclidean norm.
        bucket_batches: How many batches' worth of shuffled questions are sorted by length together.
        seed: The start of every random choice.
        threads: CPU threads of PyTorch.
        data: What the data was made from, for config and model card.
        output: The checkpoint's folder.
        show_progress: Whether to draw a progress bar on standard error.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    questions: Annotated[int, Field(ge=1)] = 92_000
    batch_size: Annotated[int, Field(ge=1)] = 16
    learning_rate: Annotated[float, Field(gt=0)] = 2e-4
    decoder_rate: Annotated[float, Field(gt=0)] = 2e-3
    frozen_layers: Annotated[int, Field(ge=0)] = 3
    warm_up: Annotated[float, Field(ge=0, lt=1)] = 0.06
    label_smoothing: Annotated[float, Field(ge=0, lt=1)] = 0.02
    weight_decay: Annotated[float, Field(ge=0)] = 0.01
    gradient_clip: Annotated[float, Field(gt=0)] = 1.0
    bucket_batches: Annotated[int, Field(ge=1)] = 8
    seed: Annotated[int, Field(ge=0)] = 0
    threads: Annotated[int, Field(ge=1)] = 2
    data: str = ""
    output: Path = Path("data/models/second_opinion")
    show_progress: bool = True


class ReaderMetrics(BaseModel):
    """The figures of one training.

    Attributes:
        validation_accuracy: Share of exact plans on the validation split, by the network alone.
        test_accuracy: The same on the test split, of the weights as they are stored.
        questions: How many questions each split holds.
        steps: Optimizer steps that were taken.
        questions_per_second: Training speed.
        seconds: How long all took.
        settings: The training's settings.
    """

    validation_accuracy: float
    test_accuracy: float
    questions: dict[str, int]
    steps: int
    questions_per_second: float
    seconds: float
    settings: dict[str, object]


class _Batch(NamedTuple):
    """Questions and their plans.

    Attributes:
        tokens: Token ids, [batch, pieces], padded at the end.
        mask: True where a piece stands, [batch, pieces].
        plans: Plan tokens before the ones to predict, [batch, steps].
        labels: The plan tokens to predict, [batch, steps]; `_IGNORED` on padding.
    """

    tokens: Tensor
    mask: Tensor
    plans: Tensor
    labels: Tensor


class ReaderTrainer:
    """Trains a `SentenceReader` that scores the same plan tokens as an assistant.

    Args:
        data_dir: The folder that holds `training_data/training_data.json`.
        vocabulary: The assistant's tokens.
        encoder: What the network starts from.
        config: The settings.
        sizes: The encoder's sizes, where they are not those of all-MiniLM-L6-v2.

    Raises:
        TrainingDataError: If the data is missing or malformed, or has no training question.
    """

    def __init__(
        self,
        data_dir: Path,
        vocabulary: Vocabulary,
        encoder: SentenceEncoder,
        config: ReaderTraining,
        sizes: ReaderConfig | None = None,
    ) -> None:
        self._config = config
        self._dataset = GenshinAssistantDataset(data_dir, seed=config.seed)
        self._plan_tokens = [vocabulary.tokens[index] for index in vocabulary.plan_token_ids]
        self._columns = {token: column for column, token in enumerate(self._plan_tokens)}
        self._training = self._dataset.indices("train")
        if not self._training:
            message = f"{self._dataset.path} holds no entry of the train split."
            raise TrainingDataError(message)
        queries = (self._dataset.queries[index] for index in self._training)
        self.vocabulary = encoder.vocabulary(queries, self._plan_tokens[1:], common_words())
        self._pieces = WordPieces(self.vocabulary)
        self.sizes = (sizes or ReaderConfig(vocab_size=1, plan_tokens=1)).model_copy(
            update={"vocab_size": len(self.vocabulary), "plan_tokens": len(self._plan_tokens), "data": config.data,
                    "weight_type": "int8"}
        )  # fmt: skip
        torch.manual_seed(config.seed)
        torch.set_num_threads(config.threads)
        self.network = SentenceReader(
            self.sizes.vocab_size, self.sizes.plan_tokens, self.sizes.layers, self.sizes.width, self.sizes.heads,
            self.sizes.inner_width, self.sizes.plan_width,
        )  # fmt: skip
        self.network.load_state_dict(encoder.weights(self.vocabulary, self.sizes.layers), strict=False)
        self._device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.network.to(self._device)
        self._encoded = [self._encode(index) for index in range(len(self._dataset))]

    def train(self) -> ReaderMetrics:
        """Train and measure. The network is changed in place; nothing is written.

        Raises:
            TrainingError: If the loss is no longer a number.
        """
        began = time.monotonic()
        total = math.ceil(self._config.questions / self._config.batch_size)
        optimizer = self._optimizer()
        schedule = LambdaLR(optimizer, partial(rate_share, total=total, warm_up=self._config.warm_up))
        self.network.train()
        with TrainingProgress(total, shown=self._config.show_progress) as progress:
            for step, indices in zip(range(1, total + 1), self._orders(), strict=False):
                loss = self._loss(self._batch(indices))
                if not torch.isfinite(loss):
                    message = f"The loss is no longer a number at step {step}. Lower the learning rate."
                    raise TrainingError(message)
                optimizer.zero_grad()
                loss.backward()  # type: ignore[no-untyped-call]  # PyTorch leaves it untyped
                clip_grad_norm_(self.network.parameters(), self._config.gradient_clip)
                optimizer.step()
                schedule.step()
                speed = step * self._config.batch_size / (time.monotonic() - began)
                progress.step(loss.item(), speed)
        validation = self.accuracy(self._dataset.indices("validation"))
        test = self.accuracy(self._dataset.indices("test"))
        return ReaderMetrics(
            validation_accuracy=validation,
            test_accuracy=test,
            questions={split: len(self._dataset.indices(split)) for split in ("train", "validation", "test")},
            steps=total,
            questions_per_second=speed,
            seconds=time.monotonic() - began,
            settings=self._config.model_dump(mode="json", exclude={"output", "show_progress"}),
        )

    def save(self, metrics: ReaderMetrics, calibrated: ReaderConfig) -> None:
        """Write the checkpoint.

        Raises:
            CheckpointError: If it can't be written.
        """
        save_checkpoint(
            self._config.output,
            calibrated,
            self.network.state_dict(),
            card=_card(calibrated, metrics),
            metrics=json.loads(metrics.model_dump_json()),
            vocabulary=self.vocabulary,
        )

    def accuracy(self, indices: Sequence[int]) -> float:
        """The share of questions whose likeliest plan, token by token, is the right one; 0 where there are none.

        Given the right tokens before, the likeliest token is right at every place exactly where greedy decoding
        writes the right plan.
        """
        self.network.eval()
        right = 0
        with torch.inference_mode():
            for start in range(0, len(indices), _MEASURED_TOGETHER):
                batch = self._batch(indices[start : start + _MEASURED_TOGETHER])
                found = self.network(batch.tokens, batch.mask, batch.plans).argmax(dim=-1)
                right += int(((found == batch.labels) | (batch.labels == _IGNORED)).all(dim=1).sum())
        self.network.train()
        return right / len(indices) if indices else 0.0

    def _optimizer(self) -> AdamW:
        """Freeze the lowest layers, and give the others their rates."""
        for position, layer in enumerate(self.network.encoder.layers):
            # Attention without dropout has a faster kernel, and what is not trained needs none.
            cast("nn.MultiheadAttention", layer.self_attn).dropout = 0.0
            if position < self._config.frozen_layers:
                for part in layer.modules():
                    if isinstance(part, nn.Dropout):
                        part.p = 0.0
        pretrained = ("pieces", "norm", "encoder")
        frozen = tuple(f"encoder.layers.{layer}." for layer in range(self._config.frozen_layers))
        groups: dict[float, list[Tensor]] = {self._config.learning_rate: [], self._config.decoder_rate: []}
        for name, weight in self.network.named_parameters():
            if name.startswith((*frozen, "positions")):
                weight.requires_grad = False
            else:
                rate = self._config.learning_rate if name.startswith(pretrained) else self._config.decoder_rate
                groups[rate].append(weight)
        return AdamW(
            [{"params": weights, "lr": rate} for rate, weights in groups.items()],
            weight_decay=self._config.weight_decay,
            fused=True,
        )

    def _orders(self) -> Iterator[list[int]]:
        """Batches without end, each pass over the training split in an order of its own."""
        lengths = [len(self._dataset.queries[index].split()) for index in self._training]
        config = self._config
        sampler = BucketSampler(self._training, lengths, config.batch_size, config.bucket_batches, config.seed)
        epoch = 0
        while True:
            epoch += 1
            sampler.set_epoch(epoch)
            yield from sampler

    def _encode(self, index: int) -> tuple[Tensor, Tensor]:
        """A question's token ids and its plan's columns with the end; plan tokens that are unknown count as padding."""
        tokens = self._pieces.encode(self._dataset.words(index))
        plan = [self._columns.get(token, _IGNORED) for token in self._dataset.plan(index)]
        return torch.tensor(tokens), torch.tensor([*plan, 0])

    def _batch(self, indices: Sequence[int]) -> _Batch:
        tokens, plans = zip(*(self._encoded[index] for index in indices), strict=True)
        padded = pad_sequence(list(tokens), batch_first=True, padding_value=PAD_ID)
        lengths = torch.tensor([len(one) for one in tokens])
        labels = pad_sequence(list(plans), batch_first=True, padding_value=_IGNORED)
        begin = torch.full((len(indices), 1), self.network.start)
        before = torch.cat([begin, labels[:, :-1].clamp_min(0)], dim=1)
        mask = torch.arange(padded.shape[1]) < lengths.unsqueeze(1)
        return _Batch(*(part.to(self._device) for part in (padded, mask, before, labels)))

    def _loss(self, batch: _Batch) -> Tensor:
        logits = self.network(batch.tokens, batch.mask, batch.plans)
        return functional.cross_entropy(
            logits.flatten(0, 1), batch.labels.flatten(), ignore_index=_IGNORED,
            label_smoothing=self._config.label_smoothing,
        )  # fmt: skip


def _card(config: ReaderConfig, metrics: ReaderMetrics) -> str:
    """Write the README of a second opinion's checkpoint."""
    settings = "\n".join(f"| {name} | {value} |" for name, value in metrics.settings.items())
    return f"""# Second opinion

A pretrained sentence encoder (all-MiniLM-L6-v2, Apache-2.0, https://huggingface.co/sentence-transformers) with a small
decoder, trained further to write answer plans. Its scores and the assistant's are joined token by token; the
probability of the common plan, calibrated on the validation split, is the confidence of an answer.

| | |
|---|---|
| layers, width | {config.layers}, {config.width} |
| vocabulary | {config.vocab_size:,} word pieces and placeholders |
| weights | int8 with a scale a row, float32 in use |
| data | {config.data or "not named"} |
| share of a token's score | {config.share} |
| calibration | slope {config.slope:.3f}, offset {config.offset:.3f} |

## Measured

Exact plans by this network alone; a wording stands in one split only.

| split | questions | exact plans |
|---|---|---|
| train | {metrics.questions["train"]:,} | |
| validation | {metrics.questions["validation"]:,} | {metrics.validation_accuracy:.2%} |
| test | {metrics.questions["test"]:,} | {metrics.test_accuracy:.2%} |

Training took {metrics.seconds / 60:.1f} minutes, {metrics.questions_per_second:.0f} questions a second. Trained on the
processor; never run on a GPU.

| setting | value |
|---|---|
{settings}
"""
