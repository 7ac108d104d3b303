"""The plain chatbot: the same network, trained on questions and the texts of their answers, with no tables behind it.

It shows what grounding buys: it has to know every fact by heart, and makes up what it does not know.
"""

from collections.abc import Sequence
from pathlib import Path
from random import Random

from katheryne_models.engine.torch_engine import TorchEngine
from katheryne_models.game.game import Game
from katheryne_models.network_files import load_network
from katheryne_models.plan.execution.reply import DeclinedError
from katheryne_models.plan.execution.run import run
from katheryne_models.plan.reading import parse_plan
from katheryne_models.question.linker import Linker
from katheryne_models.question.names import Catalogue
from katheryne_models.question.normalise import words_of
from training.assistant_trainer import GenshinAssistantTrainer
from training.dataset import write_entries
from training.generation.examples import ExampleMaker
from training.generation.surfaces import Surfaces
from training.generation.wordings import read_wordings

_MOST_WORDS = 48  # of an answer that it is taught; longer ones are left out
_SIZES: dict[str, object] = {
    "epochs": 3, "batch_size": 64, "learning_rate": 1.5e-3, "minimum_count": 2, "max_length": 64,
    "show_progress": False,
}  # fmt: skip
DECLINES = "i do not know"


def chatbot_entries(game: Game, seed: int, size: int) -> list[dict[str, object]]:
    """Questions with their answers' texts: what the chatbot is trained on.

    Args:
        game: The tables.
        seed: The start of every random choice; wordings are split by it as for the assistant.
        size: About how many there are.
    """
    catalogue = Catalogue(game)
    maker = ExampleMaker(Linker(catalogue), Surfaces(catalogue))
    random = Random(seed)
    wordings = [one for one in read_wordings() if "{previous" not in one.plan and not one.plan.startswith("again")]
    entries: list[dict[str, object]] = []
    while len(entries) < size:
        wording = random.choice(wordings)
        split = wording.split(seed)
        if split == "test":
            continue
        example = maker.make(wording, random, noise=split == "train")
        if example is None:
            continue
        try:
            text = run(parse_plan(example.plan), example.link, game).text
        except DeclinedError:
            text = DECLINES
        answer = [word.text for word in words_of(text)]
        if len(answer) <= _MOST_WORDS:
            query = " ".join(word.text for word in words_of(example.text))
            entries.append({"query": query, "response": " ".join(answer), "type": wording.topic, "split": split})
    return entries


class PlainChatbot:
    """A trained chatbot.

    Args:
        engine: Runs it.
    """

    def __init__(self, engine: TorchEngine) -> None:
        self._engine = engine

    def answers(self, texts: Sequence[str]) -> list[str]:
        """What it says to each question."""
        found: list[str] = []
        for text in texts:
            words = [word.text for word in words_of(text)] or ["?"]
            found.append(" ".join(self._engine.decode([words])[0].tokens))
        return found


def train_chatbot(game: Game, folder: Path, *, seed: int, size: int, minutes: float) -> PlainChatbot:
    """Train a chatbot for some minutes.

    Args:
        game: The tables.
        folder: Where its data and checkpoint go.
        seed: The start of every random choice.
        size: About how many questions it is taught.
        minutes: How long.

    Raises:
        TrainingError: If the loss is no longer a number.
        CheckpointError: If the checkpoint can't be written.
    """
    write_entries(folder, chatbot_entries(game, seed, size))
    settings = _SIZES | {"seed": seed, "minutes": minutes, "output": folder / "chatbot", "run_folder": folder / "runs"}
    GenshinAssistantTrainer(folder, **settings).train()  # type: ignore[arg-type]  # checked by pydantic
    network, vocabulary, _ = load_network(folder / "chatbot")
    return PlainChatbot(TorchEngine(network, vocabulary))
