"""The file beside an autoencoder's weights that says how features are read."""

import json
from pathlib import Path

import numpy as np
import safetensors
import safetensors.numpy

from katheryne_models.errors import CheckpointError
from katheryne_models.similarity.feature_space import FeatureSpace
from katheryne_models.similarity.features.topics import Topics

FEATURES = "features.safetensors"
_REMEDY = "`katheryne train autoencoders` makes a new one."


def feature_file(space: FeatureSpace, topics: Topics | None) -> bytes:
    """The file's content: the statistics of the features, and the topics of texts where a kind has them."""
    tensors = {"centre": space.centre, "scale": space.scale}
    metadata = {"names": json.dumps(space.names)}
    if topics is not None:
        tensors |= {"idf": topics.idf, "components": np.ascontiguousarray(topics.components)}
        metadata["terms"] = json.dumps(topics.terms)
    content: bytes = safetensors.numpy.save(tensors, metadata=metadata)
    return content


def load_features(folder: Path) -> tuple[FeatureSpace, Topics | None]:
    """Read what `feature_file` made.

    Raises:
        CheckpointError: The file is missing, damaged, or its parts don't fit together.
    """
    path = folder / FEATURES
    try:
        with safetensors.safe_open(path, framework="numpy") as file:
            metadata = file.metadata() or {}
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118  (not a dict)
        space = FeatureSpace(tuple(json.loads(metadata["names"])), tensors["centre"], tensors["scale"])
        topics = None
        if "terms" in metadata:
            topics = Topics(tuple(json.loads(metadata["terms"])), tensors["idf"], tensors["components"])
    except FileNotFoundError as error:
        message = f"{path} is missing. {_REMEDY}"
        raise CheckpointError(message) from error
    except (OSError, safetensors.SafetensorError, KeyError, ValueError) as error:
        message = f"{path} is damaged: {error}. {_REMEDY}"
        raise CheckpointError(message) from error
    if not _fits(space, topics):
        message = f"{path} is damaged: its parts differ in size. {_REMEDY}"
        raise CheckpointError(message)
    return space, topics


def _fits(space: FeatureSpace, topics: Topics | None) -> bool:
    columns = (len(space.names),)
    if space.centre.shape != columns or space.scale.shape != columns:
        return False
    if topics is None:
        return True
    return topics.idf.shape == (len(topics.terms),) and topics.components.shape[1:] == (len(topics.terms),)
