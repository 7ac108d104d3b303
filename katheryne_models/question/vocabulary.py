"""Tokens and their ids: the words of questions and the tokens of plans, in one table."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from katheryne_models.errors import CheckpointError

PAD = "<pad>"
UNKNOWN = "<unk>"
START = "<start>"
END = "<end>"
SPECIAL_TOKENS = (PAD, UNKNOWN, START, END)
PAD_ID, UNKNOWN_ID, START_ID, END_ID = range(len(SPECIAL_TOKENS))


class Vocabulary:
    """An unchanging table of tokens.

    Attributes:
        tokens: Every token; a token's id is its position. The special tokens come first.
        plan_token_ids: Ids of the tokens that a plan may hold, `<end>` included, in rising order.
    """

    __slots__ = ("_ids", "plan_token_ids", "tokens")

    def __init__(self, tokens: Sequence[str], plan_token_ids: Sequence[int]) -> None:
        """Check and keep the table.

        Raises:
            ValueError: The table is not one that `build` makes; the text says why.
        """
        self.tokens = tuple(tokens)
        self.plan_token_ids = tuple(plan_token_ids)
        self._ids: Mapping[str, int] = MappingProxyType({token: i for i, token in enumerate(self.tokens)})
        self._check()

    def _check(self) -> None:
        if self.tokens[: len(SPECIAL_TOKENS)] != SPECIAL_TOKENS:
            message = f"it must begin with {' '.join(SPECIAL_TOKENS)}"
            raise ValueError(message)
        for position, token in enumerate(self.tokens):
            if not token or token.split() != [token]:
                message = f"token {position} ({token!r}) is empty or holds a space"
                raise ValueError(message)
            if self._ids[token] != position:
                message = f"token {token!r} stands twice, at {position} and {self._ids[token]}"
                raise ValueError(message)
        allowed = set(range(END_ID, len(self.tokens)))
        ordered = sorted(set(self.plan_token_ids)) == list(self.plan_token_ids)
        if not ordered or END_ID not in self.plan_token_ids or not allowed.issuperset(self.plan_token_ids):
            message = "its plan token ids must rise, lie in the table and include <end>"
            raise ValueError(message)

    @classmethod
    def build(
        cls,
        questions: Iterable[Sequence[str]],
        plans: Iterable[Sequence[str]],
        minimum_count: int = 1,
        extra_words: Iterable[str] = (),
    ) -> "Vocabulary":
        """Collect the tokens of a training set.

        Args:
            questions: Words of each question.
            plans: Tokens of each plan; every one of them is kept.
            minimum_count: How often a word must stand in the questions to be kept. Rarer words become
                `<unk>`, which the network so learns to read.
            extra_words: Words that are kept whether a question holds them or not.

        Returns:
            A vocabulary that is the same for the same tokens, in whatever order they come.
        """
        plan_tokens = sorted({token for plan in plans for token in plan} - set(SPECIAL_TOKENS))
        counts = Counter(word for question in questions for word in question)
        words = [word for word, count in counts.items() if count >= minimum_count]
        known = {*SPECIAL_TOKENS, *plan_tokens}
        ordered = sorted({*words, *extra_words} - known, key=lambda word: (-counts[word], word))
        first = len(SPECIAL_TOKENS)
        return cls((*SPECIAL_TOKENS, *plan_tokens, *ordered), (END_ID, *range(first, first + len(plan_tokens))))

    def __len__(self) -> int:
        return len(self.tokens)

    def __contains__(self, token: object) -> bool:
        return token in self._ids

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Vocabulary):
            return NotImplemented
        return self.tokens == other.tokens and self.plan_token_ids == other.plan_token_ids

    def __hash__(self) -> int:
        return hash((self.tokens, self.plan_token_ids))

    def token_id(self, token: str) -> int | None:
        """Give a token's id, or None where the table lacks it."""
        return self._ids.get(token)

    def encode(self, words: Iterable[str]) -> list[int]:
        """Turn words into ids; a word that is missing, or that reads like a special token, is `<unk>`."""
        return [index if (index := self._ids.get(word, UNKNOWN_ID)) > END_ID else UNKNOWN_ID for word in words]

    def decode(self, ids: Iterable[int]) -> list[str]:
        """Turn ids into tokens, up to the first `<end>`, without the special tokens.

        Raises:
            IndexError: An id lies outside the table.
        """
        tokens: list[str] = []
        for index in ids:
            if index == END_ID:
                break
            if index > END_ID:
                tokens.append(self.tokens[index])
        return tokens

    @property
    def sha256(self) -> str:
        """The checksum of the tokens and of which of them a plan may hold."""
        content = json.dumps([self.tokens, self.plan_token_ids])
        return hashlib.sha256(content.encode()).hexdigest()

    def to_json(self) -> str:
        """Write the table as the text of a vocabulary file, one token a line."""
        content = {"tokens": self.tokens, "plan_token_ids": self.plan_token_ids}
        return json.dumps(content, ensure_ascii=False, indent=0) + "\n"

    def save(self, path: Path) -> None:
        """Write a vocabulary file."""
        path.write_text(self.to_json(), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> "Vocabulary":
        """Read what `save` wrote.

        Raises:
            CheckpointError: The file is missing or not a vocabulary.
        """
        try:
            return cls.from_json(json.loads(path.read_text(encoding="utf-8")))
        except FileNotFoundError as error:
            message = f"{path} is missing; the checkpoint's folder must hold it."
            raise CheckpointError(message) from error
        except (OSError, ValueError, RecursionError) as error:
            message = f"{path} is not a vocabulary: {error}."
            raise CheckpointError(message) from error

    @classmethod
    def from_json(cls, content: object) -> "Vocabulary":
        """Make a vocabulary from the parsed content of a vocabulary file.

        Raises:
            ValueError: The content has another form; the text says which part.
        """
        if not isinstance(content, dict) or set(content) != {"tokens", "plan_token_ids"}:
            message = "it must hold exactly `tokens` and `plan_token_ids`"
            raise ValueError(message)
        tokens, ids = content["tokens"], content["plan_token_ids"]
        if not isinstance(tokens, list | tuple) or not all(isinstance(token, str) for token in tokens):
            message = "`tokens` must be a list of texts"
            raise ValueError(message)
        if not isinstance(ids, list | tuple) or not all(type(index) is int for index in ids):
            message = "`plan_token_ids` must be a list of whole numbers"
            raise ValueError(message)
        return cls(tokens, ids)
