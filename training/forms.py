"""The forms in which an assistant can be deployed: how large each is, and what it costs in accuracy."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from katheryne_models.checkpoint import CARD, WEIGHTS
from katheryne_models.checkpoint_config import WeightType
from katheryne_models.engine.decoded import Decoded
from katheryne_models.engine.onnx_files import load_onnx_engine, write_onnx
from katheryne_models.errors import CheckpointError
from training.accuracy import ConstraintFactory, decode_entries, measure_accuracy
from training.dataset import GenshinAssistantDataset

if TYPE_CHECKING:
    from katheryne_models.engine.onnx_engine import Precision

_MEGABYTE = 1e6
_ONNX: tuple[tuple["Precision", str], ...] = (("fp32", "ONNX, float32"), ("int8", "ONNX, int8 (dynamic)"))


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a checkpoint.

    Attributes:
        name: What it is called.
        megabytes: The size of its files, in millions of bytes.
        right: The share of exact plans.
        same: The share of plans that are PyTorch's.
    """

    name: str
    megabytes: float
    right: float
    same: float


def measure_forms(
    checkpoint: Path,
    dataset: GenshinAssistantDataset,
    indices: Sequence[int],
    reference: Sequence[Decoded],
    weight_type: WeightType,
    constraint: ConstraintFactory | None,
) -> list[Form]:
    """Let every form of a checkpoint answer the same questions.

    Args:
        checkpoint: The assistant's folder.
        dataset: Where the questions stand.
        indices: Which questions; at least one.
        reference: What PyTorch writes of them.
        weight_type: How the checkpoint stores weights.
        constraint: Makes the plan grammar of a question from its words; without it, decoding is free.

    Raises:
        CheckpointError: The checkpoint is damaged, or a form does not write PyTorch's plans of what it is sure of.
    """

    def measured(name: str, files: Sequence[Path], found: Sequence[Decoded]) -> Form:
        same = sum(one.tokens == other.tokens for one, other in zip(found, reference, strict=True))
        right = measure_accuracy(found, dataset, indices).share or math.nan
        size = sum(path.stat().st_size for path in files) / _MEGABYTE
        return Form(name, size, right, same / len(indices))

    forms = [measured(f"safetensors, {weight_type} (PyTorch)", [checkpoint / WEIGHTS], reference)]
    with TemporaryDirectory(prefix="katheryne-") as cache:
        for precision, name in _ONNX:
            folder = write_onnx(checkpoint, Path(cache), precision)
            engine = load_onnx_engine(checkpoint, Path(cache), precision)
            found = decode_entries(engine, dataset, indices, constraint)
            forms.append(measured(name, sorted(folder.glob("*.onnx")), found))
    return forms


def add_to_card(checkpoint: Path, forms: Sequence[Form], questions: int) -> None:
    """Add a table of forms to a checkpoint's card.

    Args:
        checkpoint: The checkpoint's folder.
        forms: What was measured.
        questions: On how many questions.

    Raises:
        CheckpointError: The card can't be written.
    """
    rows = "\n".join(
        f"| {form.name} | {form.megabytes:.1f} MB | {form.right:.2%} | {form.same:.2%} |" for form in forms
    )
    table = (
        f"\n## Deployment forms\n\nMeasured on {questions:,} questions of the test split, by the network alone.\n\n"
        f"| form | size | exact plans | the same plan as PyTorch |\n|---|---|---|---|\n{rows}\n"
    )
    card = checkpoint / CARD
    fresh = card.with_suffix(".new")
    try:
        fresh.write_text(card.read_text(encoding="utf-8") + table, encoding="utf-8")
        fresh.replace(card)
    except OSError as error:
        message = f"{card} can't be written: {error.strerror}."
        raise CheckpointError(message) from error
