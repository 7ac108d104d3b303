"""The known failures of training."""

from katheryne_models.errors import KatheryneError


class TrainingDataError(KatheryneError):
    """Training data is missing or malformed; the text names file, entry and field."""


class TrainingError(KatheryneError):
    """A setting is out of range, or a training can't go on."""
