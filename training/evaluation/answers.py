"""How well the released assistant understands: on wordings that training kept aside, and on any file of questions.

The questions of the test split are those of the wordings that training never saw, filled with names by the seed that
the checkpoint was trained with; a plan counts as right only where every token is. Of a question file the answers'
texts are graded. The networks run as they are served, on processors in int8. Every method answers the same questions
through the same linking and tables; the plain chatbot alone has none of these.
"""

import os
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import torch

from katheryne_models.assistant import Assistant
from katheryne_models.checkpoint import load_checkpoint
from katheryne_models.engine.choice import open_engine, open_reader
from katheryne_models.engine.engine import PlanWriter
from katheryne_models.engine.reading import JointEngine
from katheryne_models.errors import CheckpointError
from katheryne_models.game.game import Game
from katheryne_models.understanding import SURE, Understanding
from training.dataset import GenshinAssistantDataset
from training.errors import TrainingError
from training.evaluation.baselines import by_sentences, by_words
from training.evaluation.chatbot import DECLINES, PlainChatbot, train_chatbot
from training.evaluation.questions import GradedQuestion, Verdict
from training.generation.training_data import write_training_data
from training.release import EXAMPLES
from training.reliability import Bin, bins_of, calibration_error
from training.sentence_encoder import encoder_folder

ASSISTANT, ALONE, WORDS, SENTENCES, CHATBOT = (
    "assistant with second opinion", "assistant's network alone", "nearest wording, TF-IDF",
    "nearest wording, sentence encoder", "plain chatbot (no tables)",
)  # fmt: skip
_CHATBOT_EXAMPLES = 12_000
_TOGETHER = 64


@dataclass(frozen=True, slots=True)
class Row:
    """The result of one method.

    Attributes:
        method: What answered.
        right: Right answers, and questions without an answer that were declined.
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
        rows: A row a method; the assistant as it is served comes first.
        groups: The assistant's rows by topic, or by category and difficulty; the worst first.
        bins: The assistant's confidence beside its accuracy; empty for a question file.
        seed: The seed of splits and fillings.
        left_out: Methods that could not be measured here, and why.
    """

    rows: tuple[Row, ...]
    groups: tuple[Row, ...]
    bins: tuple[Bin, ...]
    seed: int
    left_out: tuple[str, ...] = field(default=())

    @property
    def calibration_error(self) -> float:
        """The expected calibration error of the assistant's confidence, ten bins (Naeini et al., 2015)."""
        return calibration_error(self.bins)


class Evaluator:
    """Measures a checkpoint and its baselines.

    Args:
        data: The folder of the game snapshot.
        models: The folder of the checkpoints.
        checkpoint: The assistant's name.
        second_opinion: The second opinion's name.
        seed: The seed of splits and fillings.
        size: About how many training examples the baselines know; with the release's, the test questions are those
            of its training.
        share: How much of the wordings to use, for a trial.
        chatbot_minutes: How long the plain chatbot may be trained; 0 leaves it out.

    Raises:
        SnapshotError: If the snapshot is missing or damaged.
        CheckpointError: If the assistant's checkpoint is.
    """

    def __init__(
        self,
        data: Path,
        models: Path,
        checkpoint: str,
        second_opinion: str,
        *,
        seed: int = 0,
        size: int = EXAMPLES,
        share: float = 1.0,
        chatbot_minutes: float = 0,
    ) -> None:
        self._game = Game(data)
        self._seed = seed
        self.left_out: list[str] = []
        self._checkpoints = [models / name for name in (checkpoint, second_opinion) if (models / name).is_dir()]
        with tempfile.TemporaryDirectory(prefix="katheryne-") as folder:
            write_training_data(self._game, Path(folder), seed=seed, size=size, share=share)
            self._dataset = GenshinAssistantDataset(folder)
        with tempfile.TemporaryDirectory(prefix="katheryne-") as folder:
            alone = open_engine(models / checkpoint, "auto", Path(folder))
        self.methods: dict[str, PlanWriter] = {}
        try:
            joint = JointEngine(alone, open_reader(models / second_opinion, "auto"))
            self.methods[ASSISTANT] = joint
        except CheckpointError as error:
            self.left_out.append(f"{ASSISTANT}: {error.user_text}")
        self.methods[ALONE] = alone
        self.methods[WORDS] = by_words(self._dataset)
        try:
            self.methods[SENTENCES] = by_sentences(self._dataset, encoder_folder())
        except TrainingError as error:
            self.left_out.append(f"{SENTENCES}: {error.user_text}")
        self._chatbot: PlainChatbot | None = None
        if chatbot_minutes:
            with tempfile.TemporaryDirectory(prefix="katheryne-") as folder:
                self._chatbot = train_chatbot(
                    self._game, Path(folder), seed=seed, size=_CHATBOT_EXAMPLES, minutes=chatbot_minutes
                )
        else:
            self.left_out.append(f"{CHATBOT}: not trained; give it minutes with --chatbot")

    @property
    def training(self) -> str:
        """What the checkpoints say of their training."""
        said = []
        for name in self._checkpoints:
            metrics = load_checkpoint(name).metrics
            minutes = metrics.get("seconds")
            if isinstance(minutes, int | float):
                said.append(f"`{name.name}` was trained in {minutes / 60:.0f} minutes")
        return "; ".join(said) + "." if said else ""

    @property
    def hardware(self) -> str:
        """What this is measured on."""
        return f"{os.cpu_count()} processors, {'a GPU' if torch.cuda.is_available() else 'no GPU'}"

    def test_split(self) -> Evaluation:
        """Measure plans on the test split."""
        indices = self._dataset.indices("test")
        gold = [" ".join(self._dataset.plan(index)) for index in indices]
        questions = [self._dataset.words(index) for index in indices]
        rows: list[Row] = []
        groups: tuple[Row, ...] = ()
        bins: tuple[Bin, ...] = ()
        for method, engine in self.methods.items():
            found = _read(engine, questions)
            verdicts = [_of_plan(plan, sure, truth) for (plan, sure), truth in zip(found, gold, strict=True)]
            if not rows:
                groups = _grouped(verdicts, [[self._dataset.types[index]] for index in indices])
                right = [plan == truth for (plan, _), truth in zip(found, gold, strict=True)]
                bins = bins_of([confidence for _, confidence in found], right)
            rows.append(_row(method, verdicts))
        return Evaluation(tuple(rows), groups, bins, self._seed, tuple(self.left_out))

    def question_file(self, questions: Sequence[GradedQuestion]) -> Evaluation:
        """Grade answers to a file of questions."""
        rows: list[Row] = []
        groups: tuple[Row, ...] = ()
        for method, engine in self.methods.items():
            assistant = Assistant(method, self._game, engine, None)
            verdicts = [_graded(question, _asking(assistant)) for question in questions]
            if not rows:
                labels = [[one.category, f"difficulty: {one.difficulty}"] for one in questions]
                groups = _grouped(verdicts, labels)
            rows.append(_row(method, verdicts))
        if self._chatbot:
            chatbot = self._chatbot
            verdicts = [_graded(question, lambda texts: _chat(chatbot, texts)) for question in questions]
            rows.append(_row(CHATBOT, verdicts))
        return Evaluation(tuple(rows), groups, (), self._seed, tuple(self.left_out))


Answering = Callable[[Sequence[str]], tuple[str, bool]]


def _asking(assistant: Assistant) -> Answering:
    def answer(texts: Sequence[str]) -> tuple[str, bool]:
        exchange = None
        text, answered = "", False
        for turn in texts:
            found = assistant.ask(turn, exchange)
            text, answered, exchange = found.text, found.answered, found.exchange or exchange
        return text, answered

    return answer


def _chat(chatbot: PlainChatbot, texts: Sequence[str]) -> tuple[str, bool]:
    text = chatbot.answers(texts[-1:])[0]
    return text, not text.startswith(DECLINES)


def _graded(question: GradedQuestion, answering: Answering) -> Verdict:
    text, answered = answering(question.texts)
    return question.verdict(text, answered=answered)


def _read(engine: PlanWriter, questions: Sequence[list[str]]) -> list[tuple[str, float]]:
    """Each question's plan and how sure it is."""
    understanding = Understanding(engine)
    found = []
    for start in range(0, len(questions), _TOGETHER):
        together = understanding.read_tokens(questions[start : start + _TOGETHER])
        found += [(str(item.plan), item.confidence) for item in together]
    return found


def _of_plan(plan: str, confidence: float, truth: str) -> Verdict:
    gives_up = plan == "unknown" or confidence < SURE
    if truth == "unknown":
        return "right" if gives_up else "wrong"
    if gives_up:
        return "declined"
    return "right" if plan == truth else "wrong"


def _row(method: str, verdicts: Sequence[Verdict]) -> Row:
    counts = Counter(verdicts)
    return Row(method, counts["right"], counts["declined"], counts["wrong"], len(verdicts))


def _grouped(verdicts: Sequence[Verdict], labels: Sequence[Sequence[str]]) -> tuple[Row, ...]:
    """A row a label, the worst first."""
    groups: dict[str, list[Verdict]] = {}
    for verdict, names in zip(verdicts, labels, strict=True):
        for name in names:
            groups.setdefault(name, []).append(verdict)
    rows = [_row(name, found) for name, found in groups.items()]
    return tuple(sorted(rows, key=lambda row: (row.right / row.count, row.method)))
