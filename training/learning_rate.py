"""The learning-rate range test (Smith, 2017, arXiv:1506.01186): which rates does a network learn from?"""

import math
from dataclasses import dataclass

from katheryne_models.genshin_assistant import GenshinAssistant
from training.assistant_steps import AssistantSteps
from training.configuration import AssistantTraining
from training.dataset import GenshinAssistantDataset
from training.errors import TrainingError
from training.hardware import make_fabric

_LOWEST, _HIGHEST = 1e-5, 1.0
_LEAST_STEPS = 20
_SMOOTHING = 0.9  # of the last smoothed loss in the next: single batches differ much
_DIVERGED = 2.0  # times the lowest smoothed loss: higher rates only destroy
_WIDTH, _HEIGHT = 900, 520  # pixels


@dataclass(frozen=True, slots=True)
class RangeTest:
    """What a range test saw.

    Attributes:
        rates: The rate of each step, rising.
        losses: The smoothed loss at each step, of the weights before it.
    """

    rates: tuple[float, ...]
    losses: tuple[float, ...]

    @property
    def suggested(self) -> float:
        """A tenth of the rate at which the loss is lowest: there it falls fast and is far from diverging."""
        return self.rates[self.losses.index(min(self.losses))] / 10

    def picture(self) -> bytes:
        """Draw the loss by learning rate, as a PNG file."""
        # Loaded here: drawing takes a second to load, and every training loads this module.
        from katheryne_models.pictures import canvas  # noqa: PLC0415 - see above

        figure = canvas.new_figure(_WIDTH, _HEIGHT)
        axes = canvas.plain_axes(figure, (0.09, 0.13, 0.87, 0.76))
        axes.plot(self.rates, self.losses, color=canvas.COLOURS["Pyro"], linewidth=2)
        axes.set_xscale("log")
        axes.axvline(self.suggested, color=canvas.COLOURS["Dendro"], linestyle="--", linewidth=1.5)
        axes.set_xlabel("learning rate", color=canvas.FAINT, size=canvas.NOTE_SIZE)
        axes.set_title(
            f"smoothed loss; suggested: {self.suggested:.2g}", color=canvas.INK, size=canvas.LABEL_SIZE - 1, loc="left"
        )
        return canvas.to_png(figure)


def range_test(
    config: AssistantTraining, dataset: GenshinAssistantDataset, network: GenshinAssistant, steps: int
) -> RangeTest:
    """Train with a rate that rises at every step by the same factor, until the loss diverges.

    Args:
        config: The training's settings; the learning rate among them has no part in this.
        dataset: The training data.
        network: The network, which is changed in place.
        steps: Optimizer steps, at most those of one epoch.

    Raises:
        TrainingError: There are too few steps.
    """
    growth = math.log(_HIGHEST / _LOWEST)
    at_height = config.model_copy(update={"learning_rate": _HIGHEST, "epochs": 1})
    trained = AssistantSteps(
        at_height, dataset, network, make_fabric(config, ()), lambda step: math.exp(growth * (step / (steps - 1) - 1))
    )
    if not _LEAST_STEPS <= steps <= trained.total:
        message = (
            f"A range test of {steps} steps is not possible: take at least {_LEAST_STEPS}, and at most the "
            f"{trained.total} of one epoch."
        )
        raise TrainingError(message)
    network.train()
    rates: list[float] = []
    losses: list[float] = []
    sum_of_losses = weight = 0.0
    for _, batches in trained.of_epoch(1):
        rate = trained.learning_rate
        loss = trained.take(batches).item()
        sum_of_losses = _SMOOTHING * sum_of_losses + (1 - _SMOOTHING) * loss
        weight = _SMOOTHING * weight + (1 - _SMOOTHING)
        smooth = sum_of_losses / weight  # without the weight, the first losses would count as nearly 0
        if not math.isfinite(smooth) or (losses and smooth > _DIVERGED * min(losses)):
            break
        rates.append(rate)
        losses.append(smooth)
        if len(rates) == steps:
            break
    return RangeTest(tuple(rates), tuple(losses))
