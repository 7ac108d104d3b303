"""A checkpoint's ONNX files: made from its weights at first use, kept in a cache, made anew where they don't fit."""

import hashlib
import math
import tempfile
from collections.abc import Sequence
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Literal, NoReturn

from pydantic import BaseModel, ConfigDict, ValidationError

from katheryne_models.engine.onnx_engine import DECODER, ENCODER, OnnxEngine, Precision
from katheryne_models.errors import CheckpointError
from katheryne_models.plan.grammar import placeholder_kind
from katheryne_models.plan.reading import PlanConstraint
from katheryne_models.question.vocabulary import Vocabulary

if TYPE_CHECKING:
    from katheryne_models.engine.decoded import Decoded
    from katheryne_models.engine.engine import Engine

CARD = "engine.json"
_FORM = 1  # of the graphs and of the card; another one makes the files anew
# What is asked of every engine before it serves: wordings that a trained network is sure of.
_TRIALS = tuple(
    text.split()
    for text in (
        "when is <character:0> s birthday", "whats <character:0> s weapon", "where is <character:0> from",
        "who has higher base <stat:0> <character:0> or <character:1>", "which <element:0> characters are there",
        "what <rarity:0> <element:0> <weapon_type:0> characters are there", "what does the <enemy:0> drop",
        "where do i get <material:0>", "what days can i farm <material_group:0>", "what does <artifact:0> do",
        "how much <stat:0> does <weapon:0> have at lvl <number:0>", "hello",
    )
)  # fmt: skip
_TRIAL_LENGTH = 24
_SURE = 0.5  # an unsure network's plan may change with the last digit, and says nothing of the engine
_TOLERANCE = 1e-3  # of a token's log-probability in fp32


class _Source(BaseModel):
    """What a checkpoint's `config.json` says of its weights; read without the network's own runtime."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)

    kind: Literal["assistant"]
    sha256: str
    vocabulary_sha256: str


class _Card(BaseModel):
    """What lies beside the graphs.

    Attributes:
        form: The form of the files.
        source: The checkpoint that they were made from.
        checksums: SHA-256 of each file.
        trials: Questions, and the plans that PyTorch writes of them.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    form: int
    source: _Source
    checksums: dict[str, str]
    trials: list[tuple[str, str]]


def load_onnx_engine(checkpoint: Path, cache: Path, precision: Precision = "int8") -> OnnxEngine:
    """Open the engine of a checkpoint. PyTorch is needed only where the cache lacks it.

    Args:
        checkpoint: An assistant's checkpoint folder.
        cache: The folder of derived engines, one a checkpoint.
        precision: How the large matrices are stored.

    Raises:
        CheckpointError: The checkpoint is damaged or of another kind, the cache can't be written, or the engine does
            not write the plans that PyTorch writes.
    """
    source, vocabulary = _read_source(checkpoint)
    folder = _folder(cache, source, precision)
    engine = _open(folder, source, vocabulary)
    if engine is None:
        write_onnx(checkpoint, cache, precision)
        engine = _open(folder, source, vocabulary)
    if engine is None:
        message = f"{folder} was written but can't be read back, or this machine computes other plans with it."
        raise CheckpointError(message)
    return engine


def write_onnx(checkpoint: Path, cache: Path, precision: Precision) -> Path:
    """Make the ONNX files of a checkpoint, try them beside PyTorch, and put them in the cache.

    Returns:
        The folder with `encoder.onnx`, `decoder.onnx` and `engine.json`.

    Raises:
        CheckpointError: As for `load_onnx_engine`.
    """
    # Loaded here, since an engine that lies in the cache must start without PyTorch and without ONNX's builder.
    import onnx  # noqa: PLC0415 - see above

    from katheryne_models.engine.onnx_graph import decoder_graph, encoder_graph  # noqa: PLC0415 - see above
    from katheryne_models.engine.torch_engine import TorchEngine  # noqa: PLC0415 - see above
    from katheryne_models.network_files import load_network  # noqa: PLC0415 - see above

    network, vocabulary, config = load_network(checkpoint)
    source = _Source.model_validate(config.model_dump())
    weights = {name: weight.numpy() for name, weight in network.state_dict().items()}
    graphs = {
        ENCODER: encoder_graph(weights, precision),
        DECODER: decoder_graph(weights, vocabulary.plan_token_ids, precision),
    }
    folder = _folder(cache, source, precision)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{precision}.", dir=folder.parent) as scratch:
            fresh = Path(scratch) / "new"
            fresh.mkdir()
            for name, graph in graphs.items():
                onnx.save(graph, fresh / name)
            trials = _compare(OnnxEngine(fresh, vocabulary), TorchEngine(network, vocabulary), precision, checkpoint)
            checksums = {name: _sha256(fresh / name) for name in graphs}
            card = _Card(form=_FORM, source=source, checksums=checksums, trials=trials)
            (fresh / CARD).write_text(card.model_dump_json(indent=1) + "\n", encoding="utf-8")
            rmtree(folder, ignore_errors=True)
            fresh.rename(folder)
    except OSError as error:
        _refuse(folder, f"can't be written: {error}", error)
    return folder


def _read_source(checkpoint: Path) -> tuple[_Source, Vocabulary]:
    """Read which weights and vocabulary a checkpoint holds, and see that these two fit."""
    path = checkpoint / "config.json"
    try:
        source = _Source.model_validate_json(path.read_bytes())
    except OSError as error:
        _refuse(path, f"can't be read: {error.strerror}", error)
    except ValidationError as error:
        _refuse(path, "is not the config of an assistant", error)
    vocabulary = Vocabulary.load(checkpoint / "vocabulary.json")
    if vocabulary.sha256 != source.vocabulary_sha256:
        _refuse(checkpoint / "vocabulary.json", "is not the vocabulary that the weights were trained with")
    return source, vocabulary


def _refuse(path: Path, what: str, cause: Exception | None = None) -> NoReturn:
    message = f"{path} {what}."
    raise CheckpointError(message) from cause


def _folder(cache: Path, source: _Source, precision: Precision) -> Path:
    return cache / source.sha256 / precision


def _open(folder: Path, source: _Source, vocabulary: Vocabulary) -> OnnxEngine | None:
    """Open what the cache holds and try it; None where it is missing, damaged, outdated or writes other plans."""
    try:
        card = _Card.model_validate_json((folder / CARD).read_bytes())
        if (card.form, card.source) != (_FORM, source):
            return None
        if any(_sha256(folder / name) != card.checksums.get(name) for name in (ENCODER, DECODER)):
            return None
        engine = OnnxEngine(folder, vocabulary)
    except (OSError, ValidationError, CheckpointError):
        return None
    found = _decode(engine, [question.split() for question, _ in card.trials])
    agreed = [" ".join(one.tokens) == plan for one, (_, plan) in zip(found, card.trials, strict=True)]
    return engine if all(agreed) else None


def _compare(engine: OnnxEngine, reference: "Engine", precision: Precision, checkpoint: Path) -> list[tuple[str, str]]:
    """Try an engine beside PyTorch.

    Returns:
        The trials in which the network is sure: question and plan.
    """
    trials = []
    found, expected = _decode(engine, _TRIALS), _decode(reference, _TRIALS)
    for question, one, right in zip(_TRIALS, found, expected, strict=True):
        sure = right.finished and right.log_probability > math.log(_SURE)
        if sure and (one.tokens != right.tokens or (precision == "fp32" and not _near(one, right))):
            _refuse(checkpoint, f"gives another plan in {precision} than in PyTorch, for {' '.join(question)!r}")
        if sure:
            trials.append((" ".join(question), " ".join(right.tokens)))
    return trials


def _near(one: "Decoded", other: "Decoded") -> bool:
    pairs = zip(one.token_log_probabilities, other.token_log_probabilities, strict=True)
    return all(abs(first - second) < _TOLERANCE for first, second in pairs)


def _decode(engine: "Engine", questions: Sequence[Sequence[str]]) -> "list[Decoded]":
    constraints = [PlanConstraint(token for token in question if placeholder_kind(token)) for question in questions]
    return engine.decode(questions, constraints, max_length=_TRIAL_LENGTH)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
