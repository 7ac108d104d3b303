"""The settings of a training, from arguments or a TOML file."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from katheryne_models.checkpoint_config import WeightType
from training.errors import TrainingError

Count = Annotated[int, Field(ge=1)]
Share = Annotated[float, Field(ge=0, lt=1)]
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Precision = Literal["auto", "32-true", "16-mixed", "bf16-mixed"]


class AssistantTraining(BaseModel):
    """How an assistant is trained.

    Attributes:
        epochs: The most passes over the training split.
        batch_size: Questions that go through the network at once.
        learning_rate: The rate at its height, after the warm-up.
        embedding_dim: See `GenshinAssistant`.
        hidden_dim: See `GenshinAssistant`.
        max_length: The most words of a question, and tokens of a plan with its end.
        dropout: See `GenshinAssistant`.
        seed: The start of every random choice; the same seed gives the same metrics on one machine.
        warm_up: The share of all steps in which the rate rises from 0; then it falls straight to 0.
        label_smoothing: The share of each target's probability that is spread over all plan tokens.
        weight_decay: AdamW's decay.
        gradient_clip: The longest gradient, by its Euclidean norm.
        accumulation_steps: Batches whose gradients make one step; as if one batch were so much larger.
        bucket_batches: How many batches' worth of shuffled questions are sorted by length together. Few
            keep batches random; many save padding and spoil the training.
        minimum_count: How often a word must stand in the training split to enter the vocabulary.
        patience: Epochs without a better validation accuracy after which training stops; None never stops.
        minutes: Training stops after the step in which these have passed, whatever the schedule says.
            It guards against a slow machine and has no part in reproducible training. None sets no bound.
        accelerator: "auto" takes a GPU where there is one.
        precision: "auto" is bf16 or fp16 with gradient scaling on a GPU and float32 on a CPU.
        devices: Processes that share each step, a GPU or a share of the processor each. They are started by
            `torchrun --nproc-per-node N`, or by Fabric where one starts the training itself.
        threads: CPU threads of PyTorch in each process.
        num_workers: Processes that prepare batches; 0 prepares them in the training's own.
        weight_type: How the checkpoint stores weights.
        data: What the data was made from, for config and model card, such as "genshin-db 5.2.12".
        log_every: Steps between two rows of the log.
        save_minutes: After how many minutes the training's state is written, to go on from after a kill.
        resume: Whether to go on from the state of a training that was killed, with the same settings and data; it ends
            with the weights of one that was not.
        output: The checkpoint's folder.
        run_folder: Where logs, the state and the best checkpoint of each run go.
        show_progress: Whether to draw a progress bar on standard error.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    epochs: Count = 1
    batch_size: Count = 32
    learning_rate: Positive = 0.002
    embedding_dim: Count = 128
    hidden_dim: Count = 256
    max_length: Annotated[int, Field(ge=2)] = 64
    dropout: Share = 0.1
    seed: Annotated[int, Field(ge=0)] = 0
    warm_up: Share = 0.05
    label_smoothing: Share = 0.02
    weight_decay: Annotated[float, Field(ge=0)] = 0.01
    gradient_clip: Positive = 1.0
    accumulation_steps: Count = 1
    bucket_batches: Count = 8
    minimum_count: Count = 1
    patience: Count | None = None
    minutes: Positive | None = None
    accelerator: Literal["auto", "cpu", "cuda", "mps"] = "auto"
    precision: Precision = "auto"
    devices: Count = 1
    threads: Count = 2
    num_workers: Annotated[int, Field(ge=0)] = 0
    weight_type: WeightType = "float16"
    data: str = ""
    log_every: Count = 20
    save_minutes: Positive = 5.0
    resume: bool = False
    output: Path = Path("data/models/assistant")
    run_folder: Path = Path("runs/assistant")
    show_progress: bool = True

    @classmethod
    def from_settings(cls, settings: Mapping[str, object], source: str = "The settings") -> Self:
        """Check settings.

        Args:
            settings: Values by name.
            source: Where they come from, for the error's text.

        Raises:
            TrainingError: A name is unknown or a value out of range; the text names it.
        """
        try:
            return cls.model_validate(settings)
        except ValidationError as error:
            first = error.errors()[0]
            name = ".".join(str(part) for part in first["loc"])
            message = f"{source}: {name} = {first['input']!r} is not accepted: {first['msg']}."
            raise TrainingError(message) from error

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """Read settings from a TOML file, one `name = value` a line.

        Raises:
            TrainingError: The file can't be read, isn't TOML, or holds a setting that is not accepted.
        """
        return cls.from_settings(read_toml(path), str(path))


def read_toml(path: Path) -> dict[str, Any]:
    """Read a file of settings.

    Raises:
        TrainingError: The file can't be read or isn't TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        message = f"{path} can't be read as TOML: {error}."
        raise TrainingError(message) from error
