"""Vectors that the network's words start from, so that a word it was never trained with is read like its kin.

They are the word embeddings of the sentence encoder all-MiniLM-L6-v2 (Apache-2.0), brought from 384 to 128 numbers by
principal components over the words of `common_words.txt`. `word_vectors.safetensors` holds them ready;
it is made anew by

    python -m training.word_vectors MODEL_FOLDER

with a folder that holds the encoder's `model.safetensors` and `vocab.txt`.
"""

import json
import sys
from importlib.resources import files
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor

from katheryne_models.question.names import common_words_by_frequency

FILE = "word_vectors.safetensors"
DIMENSIONS = 128
_TENSOR = "embeddings.word_embeddings.weight"
# The spread of the starting vectors: below that of a new embedding (1), since they are to be moved.
_SPREAD = 0.6


def word_vectors(also: frozenset[str], most_frequent: int) -> dict[str, list[float]]:
    """The starting vectors of some words and of the most frequent words of English.

    Args:
        also: Words that are wanted in any case, such as those of the training data; unknown ones are left out.
        most_frequent: How many of the most frequent words are wanted besides.
    """
    path = files("training").joinpath(FILE)
    with safe_open(str(path), framework="pt") as stored:
        words: list[str] = json.loads(stored.metadata()["words"])
        vectors = stored.get_tensor("vectors").float()
    wanted = also | set(words[:most_frequent])
    return {word: vectors[row].tolist() for row, word in enumerate(words) if word in wanted}


def build_word_vectors(model: Path, target: Path) -> int:
    """Make the file of vectors from the encoder's files; tells how many words it holds."""
    rows = {word: row for row, word in enumerate((model / "vocab.txt").read_text(encoding="utf-8").splitlines())}
    words = [word for word in common_words_by_frequency() if word in rows]
    with safe_open(str(model / "model.safetensors"), framework="pt") as weights:
        vectors = weights.get_tensor(_TENSOR)[[rows[word] for word in words]].float()
    save_file({"vectors": _compressed(vectors).half()}, str(target), metadata={"words": json.dumps(words)})
    return len(words)


def _compressed(vectors: Tensor) -> Tensor:
    """The first principal components, [words, 128], scaled to one spread over all."""
    centred = vectors - vectors.mean(dim=0)
    _, _, directions = torch.linalg.svd(centred, full_matrices=False)
    # The sign of a component is free; the largest entry of each is made positive so that every machine agrees.
    largest = directions.gather(1, directions.abs().argmax(dim=1, keepdim=True))
    components = centred @ (directions * largest.sign())[:DIMENSIONS].T
    scale = _SPREAD / float(components.std())
    compressed: Tensor = components * scale
    return compressed


if __name__ == "__main__":
    count = build_word_vectors(Path(sys.argv[1]), Path(__file__).with_name(FILE))
    sys.stdout.write(f"{count} words\n")
