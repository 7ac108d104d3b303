"""Decoding with PyTorch: questions in, plans out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from katheryne_models.engine.decoded import Decoded
from katheryne_models.errors import CheckpointError
from katheryne_models.genshin_assistant import Encoded, GenshinAssistant
from katheryne_models.plan.constraint import Constraint
from katheryne_models.question.vocabulary import END, PAD_ID, START_ID, UNKNOWN_ID, Vocabulary


@dataclass(frozen=True, slots=True)
class _Path:
    """A plan that is being written: its question's place in the batch, tokens and log-probabilities."""

    question: int
    tokens: tuple[str, ...] = ()
    scores: tuple[float, ...] = ()

    def grow(self, token: str, score: float) -> "_Path":
        return _Path(self.question, (*self.tokens, token), (*self.scores, score))

    @property
    def ended(self) -> bool:
        return self.tokens[-1:] == (END,)

    def result(self) -> Decoded:
        return Decoded(self.tokens[: len(self.tokens) - self.ended], self.scores, self.ended)


class TorchEngine:
    """Writes the plans of a batch of questions with a `GenshinAssistant`.

    Args:
        model: The network; it is moved to the device and set to inference.
        vocabulary: The tokens that it was trained with.
        device: Where it runs, such as "cpu" or "cuda".

    Raises:
        CheckpointError: The vocabulary is not the network's.
    """

    def __init__(
        self, model: GenshinAssistant, vocabulary: Vocabulary, device: torch.device | str = "cpu"
    ) -> None:
        if len(vocabulary) != model.vocab_size:
            message = (
                f"A vocabulary of {len(vocabulary)} tokens does not fit a network of {model.vocab_size}."
            )
            raise CheckpointError(message)
        self.vocabulary = vocabulary
        self.device = torch.device(device)
        self.model = model.to(self.device).eval()
        self._output_ids = torch.tensor(vocabulary.plan_token_ids, device=self.device)
        self._plan_tokens = tuple(vocabulary.tokens[index] for index in vocabulary.plan_token_ids)
        self._columns = {token: column for column, token in enumerate(self._plan_tokens)}

    @torch.inference_mode()
    def decode(
        self,
        questions: Sequence[Sequence[str]],
        constraints: Sequence[Constraint] | None = None,
        max_length: int = 64,
        beam_size: int = 1,
    ) -> list[Decoded]:
        """Write the likeliest plan of each question.

        A question's plan does not depend on the questions beside it.

        Args:
            questions: Words of each question. Words after the first `max_length` are not read.
            constraints: The plans that each question may have; without them, any sequence of plan tokens.
            max_length: The most tokens of a plan, `<end>` among them.
            beam_size: How many plans a question keeps in view; 1 takes the likeliest token each time.
        """
        if not questions:
            return []
        encoded = self._encode([list(question)[:max_length] for question in questions])
        state = encoded.state
        previous = torch.full((len(questions),), START_ID, device=self.device)
        paths = [_Path(question) for question in range(len(questions))]
        done: list[list[_Path]] = [[] for _ in questions]
        for _ in range(max_length):
            logits, state, _ = self.model.step(previous, state, encoded, self._output_ids)
            rows, grown = self._grow(paths, logits, constraints, done, beam_size)
            if not rows:
                return [_best(found) for found in done]
            if rows != list(range(len(paths))):
                picked = torch.tensor(rows, device=self.device)
                encoded = encoded.select(picked)
                state = (state[0][:, picked], state[1][:, picked])
            paths = grown
            columns = torch.tensor([self._columns[path.tokens[-1]] for path in paths], device=self.device)
            previous = self._output_ids[columns]
        for path in paths:
            done[path.question].append(path)
        return [_best(found) for found in done]

    def _encode(self, questions: list[list[str]]) -> Encoded:
        """Encode a batch of questions; an empty one reads as one unknown word."""
        rows = [self.vocabulary.encode(words) or [UNKNOWN_ID] for words in questions]
        lengths = torch.tensor([len(row) for row in rows])
        width = int(lengths.max())
        tokens = torch.tensor([row + [PAD_ID] * (width - len(row)) for row in rows], device=self.device)
        return self.model.encode(tokens, lengths)

    def _grow(
        self,
        paths: list[_Path],
        logits: Tensor,
        constraints: Sequence[Constraint] | None,
        done: list[list[_Path]],
        beam_size: int,
    ) -> tuple[list[int], list[_Path]]:
        """Put the likeliest next token to every path, and paths that end, or can't go on, into `done`.

        Returns:
            The paths that go on, and for each the row of the batch that it grew from.
        """
        mask = self._mask(paths, constraints)
        scores = logits.float().masked_fill(~mask, -torch.inf).log_softmax(dim=-1)
        values, columns = (
            part.tolist() for part in scores.topk(min(beam_size, len(self._plan_tokens)), dim=-1)
        )
        stuck = (~mask.any(dim=-1)).tolist()
        candidates: dict[int, list[tuple[float, int, _Path]]] = {}
        for row, path in enumerate(paths):
            if stuck[row]:
                done[path.question].append(path)
                continue
            for value, column in zip(values[row], columns[row], strict=True):
                if value > -torch.inf:
                    grown = path.grow(self._plan_tokens[column], value)
                    candidates.setdefault(path.question, []).append((-sum(grown.scores), row, grown))
        kept: list[tuple[int, _Path]] = []
        for question, found in candidates.items():
            ended = sum(path.ended for path in done[question])
            for _, row, path in sorted(found, key=lambda candidate: candidate[:2])[: beam_size - ended]:
                if path.ended:
                    done[question].append(path)
                else:
                    kept.append((row, path))
        return [row for row, _ in kept], [path for _, path in kept]

    def _mask(self, paths: list[_Path], constraints: Sequence[Constraint] | None) -> Tensor:
        """Mark the plan tokens that may follow each path, [paths, plan tokens]."""
        if constraints is None:
            return torch.ones(len(paths), len(self._plan_tokens), dtype=torch.bool, device=self.device)
        mask = torch.zeros(len(paths), len(self._plan_tokens), dtype=torch.bool)
        for row, path in enumerate(paths):
            allowed = constraints[path.question].allowed(path.tokens)
            # a token that the network was never trained with has no column and can't be written
            columns = [self._columns[token] for token in allowed if token in self._columns]
            mask[row, columns] = True
        return mask.to(self.device)


def _best(found: list[_Path]) -> Decoded:
    """Take the likeliest finished plan, or the likeliest unfinished one where none is."""
    readings = sorted(
        (path.result() for path in found), key=lambda one: (not one.finished, -one.log_probability)
    )
    return replace(readings[0], alternatives=tuple(one for one in readings[1:] if one.finished))
