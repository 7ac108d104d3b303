"""Questions and their plans, as tensors."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import torch
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from torch import Tensor
from torch.utils.data import Dataset

from katheryne_models.question.vocabulary import END_ID, START_ID, Vocabulary
from training.errors import TrainingDataError

DATA_FILE = Path("training_data") / "training_data.json"

Split = Literal["train", "validation", "test"]
Text = Annotated[str, Field(pattern=r"\S")]


class Entry(BaseModel):
    """One object of the training data.

    Attributes:
        query: The question, normalised; its words are parted by spaces.
        response: The plan, or any text; its tokens are parted by spaces.
        type: What the question is about; results are counted by it.
        split: Which part of the data it belongs to; drawn from its text where it is missing.
        weight: How much it counts in the loss beside the others.
    """

    model_config = ConfigDict(strict=True)

    query: Text
    response: Text
    type: Text
    split: Split | None = None
    weight: Annotated[float, Field(gt=0, allow_inf_nan=False)] = 1.0


_ENTRIES = TypeAdapter(list[Entry])


class Example(NamedTuple):
    """One question and its plan.

    Attributes:
        query: Token ids of the question, [words].
        response: Token ids of the plan from `<start>` to `<end>`, [plan].
        weight: How much it counts in the loss.
    """

    query: Tensor
    response: Tensor
    weight: float


class GenshinAssistantDataset(Dataset[Example]):
    """The training data of an assistant.

    Args:
        data_path: The folder that holds `training_data/training_data.json`.
        max_length: The most words of a question, and tokens of a plan with its end; longer ones are cut.
        seed: Draws the split of entries that name none: 80 % train, 10 % validation, 10 % test.
        minimum_count: How often a word must stand in the training split to enter the vocabulary.
        extra_words: Words that enter the vocabulary in any case.

    Attributes:
        raw_data: The file's objects as they stand in it.
        queries: Each entry's question.
        responses: Each entry's plan.
        types: Each entry's type.
        splits: Each entry's split.
        vocab: The vocabulary, built from the training split alone.
        query_tensors: Token ids of each question, [words].
        response_tensors: Token ids of each plan from `<start>` to `<end>`, [plan].

    Raises:
        TrainingDataError: The file is missing or malformed.
    """

    def __init__(
        self,
        data_path: str | Path,
        max_length: int = 64,
        *,
        seed: int = 0,
        minimum_count: int = 1,
        extra_words: Iterable[str] = (),
    ) -> None:
        self.path = Path(data_path) / DATA_FILE
        self.max_length = max_length
        self.raw_data, entries = _read(self.path)
        self.queries = [entry.query for entry in entries]
        self.responses = [entry.response for entry in entries]
        self.types = [entry.type for entry in entries]
        self.splits = [entry.split or _draw_split(entry, seed) for entry in entries]
        self._weights = [entry.weight for entry in entries]
        training = self.indices("train")
        self.vocab = Vocabulary.build(
            (self.words(index) for index in training),
            (self.plan(index) for index in training),
            minimum_count,
            extra_words,
        )
        self.query_tensors = [torch.tensor(self.vocab.encode(self.words(index))) for index in range(len(entries))]
        self.response_tensors = [
            torch.tensor([START_ID, *self.vocab.encode(self.plan(index)), END_ID]) for index in range(len(entries))
        ]

    def __len__(self) -> int:
        return len(self.queries)

    def __getitem__(self, index: int) -> Example:
        return Example(self.query_tensors[index], self.response_tensors[index], self._weights[index])

    def words(self, index: int) -> list[str]:
        """Give the words of a question, cut to `max_length`."""
        return self.queries[index].split()[: self.max_length]

    def plan(self, index: int) -> list[str]:
        """Give the tokens of a plan, cut so that it has room for its end."""
        return self.responses[index].split()[: self.max_length - 1]

    def indices(self, split: Split) -> list[int]:
        """Number the entries of a split, in the file's order."""
        return [index for index, name in enumerate(self.splits) if name == split]

    def split_sha256(self) -> str:
        """Give the checksum of which question stands in which split."""
        rows = sorted(zip(self.queries, self.types, self.splits, strict=True))
        return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def write_entries(folder: Path, entries: Sequence[Mapping[str, object]]) -> None:
    """Write the training data of a folder: objects as `Entry` describes them."""
    path = folder / DATA_FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(entries, ensure_ascii=False, indent=0), encoding="utf-8")


def _read(path: Path) -> tuple[list[object], list[Entry]]:
    """Read and check the data file."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        message = f"{path} is missing. Give the folder that holds {DATA_FILE.as_posix()}."
        raise TrainingDataError(message) from error
    except UnicodeDecodeError as error:
        message = f"{path} is not UTF-8: byte {error.start}."
        raise TrainingDataError(message) from error
    except json.JSONDecodeError as error:
        message = f"{path} is not JSON: line {error.lineno}, column {error.colno}: {error.msg}."
        raise TrainingDataError(message) from error
    except OSError as error:
        message = f"{path} can't be read: {error.strerror}."
        raise TrainingDataError(message) from error
    if not isinstance(content, list) or not content:
        message = f"{path} must hold a list of objects, at least one."
        raise TrainingDataError(message)
    try:
        return content, _ENTRIES.validate_python(content)
    except ValidationError as error:
        first = error.errors()[0]
        number, *fields = first["loc"]
        where = f"entry {int(number) + 1}" + "".join(f", field `{field}`" for field in fields)
        message = f"{path}: {where}: {first['msg']}."
        raise TrainingDataError(message) from error


def _draw_split(entry: Entry, seed: int) -> Split:
    """Draw a split from the question's text, so that one question never stands in two splits."""
    digest = hashlib.sha256(f"{seed}\0{entry.query}".encode()).digest()
    position = int.from_bytes(digest[:8]) / 2**64
    if position < 0.8:  # noqa: PLR2004  (the shares that the class states)
        return "train"
    return "validation" if position < 0.9 else "test"  # noqa: PLR2004  (as above)
