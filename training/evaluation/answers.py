"""How many questions the released assistant understands, beside the baseline that needs no training.

The questions are those of the wordings that training kept aside (the test split), filled with names by the seed that
the checkpoint was trained with. A plan counts as right only where every token is.
"""

import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sklearn.feature_extraction.text import TfidfVectorizer

from katheryne_models.engine.torch_engine import TorchEngine
from katheryne_models.game.game import Game
from katheryne_models.network_files import load_network
from katheryne_models.understanding import SURE, Understanding
from training.dataset import GenshinAssistantDataset
from training.generation.training_data import write_training_data
from training.release import EXAMPLES


@dataclass(frozen=True, slots=True)
class Row:
    """The result of one method.

    Attributes:
        method: What answered.
        right: Plans that are exactly right, and questions without an answer that were declined.
        declined: Answerable questions that were declined.
        wrong: All others.
        count: All questions.
    """

    method: str
    right: int
    declined: int
    wrong: int
    count: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What `katheryne evaluate` shows.

    Attributes:
        rows: A row a method.
        topics: The assistant's right ones and all ones by topic, the worst first.
        calibration_error: The expected calibration error of the assistant's confidence, ten bins (Naeini et al.,
            2015).
        seed: The seed of splits and fillings.
    """

    rows: tuple[Row, ...]
    topics: tuple[tuple[str, int, int], ...]
    calibration_error: float
    seed: int


def evaluate_answers(data: Path, checkpoint: Path, seed: int = 0, size: int = EXAMPLES) -> Evaluation:
    """Measure a checkpoint on the test split.

    Args:
        data: The folder of the game snapshot.
        checkpoint: The checkpoint's folder.
        seed: The seed of splits and fillings.
        size: About how many training examples the baseline knows; with the release's, the test questions are those
            of its training.

    Raises:
        SnapshotError: If the snapshot is missing or damaged.
        CheckpointError: If the checkpoint is.
    """
    with tempfile.TemporaryDirectory(prefix="katheryne-") as folder:
        write_training_data(Game(data), Path(folder), seed=seed, size=size)
        dataset = GenshinAssistantDataset(folder)
    indices = dataset.indices("test")
    gold = [" ".join(dataset.plan(index)) for index in indices]
    network, vocabulary, _ = load_network(checkpoint)
    understanding = Understanding(TorchEngine(network, vocabulary))
    understood = understanding.read_tokens([dataset.words(index) for index in indices])
    found = [(str(item.plan), item.confidence) for item in understood]
    topics = Counter(dataset.types[index] for index in indices)
    right = Counter(
        dataset.types[index] for index, (plan, _), truth in zip(indices, found, gold, strict=True) if plan == truth
    )
    rows = (_row("assistant", found, gold), _row("TF-IDF, nearest wording", _nearest(dataset, indices), gold))
    worst = sorted(topics, key=lambda topic: right[topic] / topics[topic])
    return Evaluation(
        rows, tuple((topic, right[topic], topics[topic]) for topic in worst), _calibration(found, gold), seed
    )  # fmt: skip


def _nearest(dataset: GenshinAssistantDataset, indices: Sequence[int]) -> list[tuple[str, float]]:
    """The plan of the training question with the most alike words, and how alike it is."""
    training = dataset.indices("train")
    vectorizer = TfidfVectorizer(tokenizer=str.split, token_pattern=None, ngram_range=(1, 2), sublinear_tf=True)
    known = vectorizer.fit_transform([dataset.queries[index] for index in training])
    found = []
    for index in indices:
        likeness = (known @ vectorizer.transform([dataset.queries[index]]).T).toarray().ravel()
        best = int(likeness.argmax())
        found.append((" ".join(dataset.plan(training[best])), float(likeness[best])))
    return found


def _row(method: str, found: Sequence[tuple[str, float]], gold: Sequence[str]) -> Row:
    right = declined = wrong = 0
    for (plan, confidence), truth in zip(found, gold, strict=True):
        gives_up = plan == "unknown" or confidence < SURE
        if (plan == truth and (truth == "unknown" or not gives_up)) or (truth == "unknown" and gives_up):
            right += 1
        elif gives_up:
            declined += 1
        else:
            wrong += 1
    return Row(method, right, declined, wrong, len(gold))


def _calibration(found: Sequence[tuple[str, float]], gold: Sequence[str], bins: int = 10) -> float:
    error = 0.0
    for place in range(bins):
        inside = [
            (confidence, plan == truth)
            for (plan, confidence), truth in zip(found, gold, strict=True)
            if min(int(confidence * bins), bins - 1) == place
        ]
        if inside:
            mean = sum(confidence for confidence, _ in inside) / len(inside)
            accuracy = sum(right for _, right in inside) / len(inside)
            error += len(inside) / len(gold) * abs(mean - accuracy)
    return error
