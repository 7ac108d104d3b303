"""How fast the assistant is trained, beside a plain loop on the same questions in the same run."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from torch import Tensor
from torch.nn import functional
from torch.optim import AdamW

from katheryne_models.game.game import Game
from katheryne_models.genshin_assistant import GenshinAssistant
from katheryne_models.question.vocabulary import PAD_ID
from training.assistant_steps import AssistantSteps
from training.batches import Batch, collate
from training.configuration import AssistantTraining
from training.dataset import GenshinAssistantDataset
from training.evaluation.speed import attend_plainly
from training.generation.training_data import write_training_data
from training.hardware import make_fabric
from training.release import MOST_TOKENS, RELEASE
from training.word_vectors import word_vectors

_EXAMPLES = 4_000
_SHARE = 0.05  # of the wordings
_SECONDS = 12.0  # each row, so that batches of every length have their part
_WARM_UP = 3  # steps that are not counted


@dataclass(frozen=True, slots=True)
class TrainingSpeed:
    """One row of the table.

    Attributes:
        what: What was measured.
        questions_per_second: Questions trained on a second.
        ratio: How many times the plain loop's.
    """

    what: str
    questions_per_second: float
    ratio: float


def measure_training(data: Path, seconds: float = _SECONDS, **settings: object) -> list[TrainingSpeed]:
    """Measure the released training's steps; the first row is the yardstick.

    The plain loop takes the same questions in batches of the same size with the same network, loss and optimizer, as a
    first version would: batches as they come, every plan to the longest's end, attention keys made anew at each step,
    and every token scored.

    Args:
        data: The folder of the game snapshot.
        seconds: For about how long each row is repeated.
        settings: Settings of `AssistantTraining` that differ from the release's.

    Raises:
        SnapshotError: If the snapshot is missing or damaged.
        TrainingError: If a setting is not accepted.
    """
    config = AssistantTraining.from_settings(RELEASE | settings)
    with TemporaryDirectory(prefix="katheryne-") as name:
        folder = Path(name)
        write_training_data(Game(data), folder, seed=config.seed, size=_EXAMPLES, share=_SHARE)
        known = GenshinAssistantDataset(folder, minimum_count=config.minimum_count).vocab
        # as large a vocabulary as the released network's
        others = word_vectors(frozenset(), max(0, MOST_TOKENS - len(known)))
        dataset = GenshinAssistantDataset(
            folder, config.max_length, minimum_count=config.minimum_count, extra_words=others
        )
    fabric = make_fabric(config, ())
    network = GenshinAssistant(len(dataset.vocab), config.embedding_dim, config.hidden_dim, config.dropout)
    plain = _speed(_plain_steps(config, dataset, network), seconds)
    network = GenshinAssistant(len(dataset.vocab), config.embedding_dim, config.hidden_dim, config.dropout)
    steps = AssistantSteps(config, dataset, network, fabric)
    served = _speed(_released_steps(steps), seconds)
    return [
        TrainingSpeed("plain loop", plain, 1.0),
        TrainingSpeed("the released training's steps", served, served / plain),
    ]


def _speed(steps: Iterator[Callable[[], int]], seconds: float) -> float:
    """Questions a second of steps that each tell how many questions they took, after a few that are not counted."""
    for _ in range(_WARM_UP):
        next(steps)()
    questions, began = 0, time.perf_counter()
    while time.perf_counter() - began < seconds:
        questions += next(steps)()
    return questions / (time.perf_counter() - began)


def _released_steps(steps: AssistantSteps) -> Iterator[Callable[[], int]]:
    def take(batches: list[Batch]) -> int:
        steps.take(batches)
        return sum(len(batch.tokens) for batch in batches)

    epoch = 0
    while True:
        epoch += 1
        for _, batches in steps.of_epoch(epoch):
            yield partial(take, batches)


def _plain_steps(
    config: AssistantTraining, dataset: GenshinAssistantDataset, network: GenshinAssistant
) -> Iterator[Callable[[], int]]:
    optimizer = AdamW(network.parameters(), config.learning_rate, weight_decay=config.weight_decay)
    size = config.batch_size * config.accumulation_steps
    indices = torch.tensor(dataset.indices("train"))

    def take(chosen: Sequence[int]) -> int:
        batch = collate([dataset[index] for index in chosen], size)[0]
        logits = _plain_scores(network, batch)
        loss = functional.cross_entropy(
            logits.flatten(0, 1), batch.targets[:, 1:].flatten(), ignore_index=PAD_ID,
            label_smoothing=config.label_smoothing,
        )  # fmt: skip
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # PyTorch leaves it untyped
        torch.nn.utils.clip_grad_norm_(network.parameters(), config.gradient_clip)
        optimizer.step()
        return len(chosen)

    generator = torch.Generator().manual_seed(config.seed)
    while True:
        order = indices[torch.randperm(len(indices), generator=generator)]
        for chosen in torch.split(order, size):
            yield partial(take, chosen.tolist())


def _plain_scores(network: GenshinAssistant, batch: Batch) -> Tensor:
    """Score the given plans token by token, [batch, plan - 1, vocab_size]."""
    encoded = network.encode(batch.tokens, batch.lengths)
    state, scores = encoded.state, []
    for position in range(batch.targets.shape[1] - 1):
        context = attend_plainly(network, state[0][-1], encoded.outputs, encoded.mask)
        token = network.embedding_dropout(network.embedding(batch.targets[:, position]))
        output, state = network.decoder(torch.cat([token, context], dim=-1).unsqueeze(1), state)
        scores.append(network.output_layer(output.squeeze(1)))
    return torch.stack(scores, dim=1)
