"""What the training of an assistant measured, and the model card that tells it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, JsonValue

from katheryne_models.checkpoint_config import AssistantConfig
from training.dataset import Split

StopReason = Literal["epochs", "patience", "minutes"]


class AssistantMetrics(BaseModel):
    """The figures of one training, kept as the checkpoint's `metrics.json`.

    Attributes:
        validation_accuracy: Share of exact plans on the validation split, of the kept weights.
        test_accuracy: The same on the test split, of the weights as they are stored; None where it is empty.
        test_accuracy_by_type: The same, by the entries' type.
        test_plans_changed_by_storage: Test questions whose plan storing the weights in fewer bits changed.
        best_epoch: The epoch, from 1, whose weights were kept.
        epochs: Epochs that ran.
        stopped: What ended the training.
        training_loss: The mean loss of a token in the last epoch.
        questions: How many questions each split holds.
        split_sha256: The checksum of which question stands in which split.
        questions_per_second: Training speed, without validation.
        seconds: How long all took.
        settings: The training's settings.
    """

    model_config = ConfigDict(frozen=True)

    validation_accuracy: float
    test_accuracy: float | None
    test_accuracy_by_type: dict[str, float]
    test_plans_changed_by_storage: int
    best_epoch: int
    epochs: int
    stopped: StopReason
    training_loss: float
    questions: dict[Split, int]
    split_sha256: str
    questions_per_second: float
    seconds: float
    settings: dict[str, JsonValue]


def model_card(
    config: AssistantConfig, parameters: int, metrics: AssistantMetrics, pictures: Sequence[str] = ()
) -> str:
    """Write the README of an assistant's checkpoint.

    Args:
        config: The network's sizes.
        parameters: How many numbers the network learnt.
        metrics: What was measured.
        pictures: PNG files beside the card, in the order in which it shows them.
    """
    shown = "".join(f"\n![{Path(name).stem}]({name})\n" for name in pictures)
    test = "not measured" if metrics.test_accuracy is None else f"{metrics.test_accuracy:.2%}"
    settings = "\n".join(f"| {name} | {value} |" for name, value in metrics.settings.items())
    return f"""# Genshin assistant

An LSTM encoder-decoder with attention. It reads a question about Genshin Impact, in which every name is a
placeholder, and writes an answer plan. It states no facts: the plan is carried out on the game data.

| | |
|---|---|
| parameters | {parameters:,} |
| vocabulary | {config.vocab_size:,} tokens |
| embedding, hidden | {config.embedding_dim}, {config.hidden_dim} |
| weights | {config.weight_type} safetensors, float32 in use |
| data | {config.data or "not named"} |

## Measured

A plan counts only where every token is right. A wording stands in one split only.

| split | questions | exact plans |
|---|---|---|
| train | {metrics.questions["train"]:,} | |
| validation | {metrics.questions["validation"]:,} | {metrics.validation_accuracy:.2%} |
| test | {metrics.questions["test"]:,} | {test} |

The weights of epoch {metrics.best_epoch} of {metrics.epochs} were kept, by validation accuracy.
Storing them as {config.weight_type} changed the plan of {metrics.test_plans_changed_by_storage:,} test
questions.
Training took {metrics.seconds / 60:.1f} minutes, at {metrics.questions_per_second:.0f} questions a second.
{shown}
## Limits

It learnt from written wordings in English. People ask in other words, too, so the accuracy on their questions
is lower than on these splits. A plan is a reading of the question and can be the wrong one.

## Training settings

| setting | value |
|---|---|
{settings}

Made by `katheryne train assistant`. Names and game texts belong to HoYoverse; this is an unofficial fan
project.
"""
