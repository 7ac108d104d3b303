from pathlib import Path

import numpy as np
import pytest
import safetensors.numpy

from katheryne_models.errors import CheckpointError
from katheryne_models.similarity.feature_file import FEATURES, feature_file, load_features
from katheryne_models.similarity.feature_space import FeatureSpace, GroupWeight
from katheryne_models.similarity.features.table import Features, FeatureTable
from katheryne_models.similarity.features.topics import Topics

ITEMS: dict[str, Features] = {
    "a": {"size: height": 10.0, "size: mass": 1.0, "kind: round": 1.0, "kind: all": 1.0, "other: x": 1.0},
    "b": {"size: height": 20.0, "size: mass": 3.0, "kind: round": 0.0, "kind: all": 1.0, "other: x": 2.0},
    "c": {"size: height": 30.0, "size: mass": None, "kind: round": 1.0, "kind: all": 1.0, "other: x": 5.0},
}
WEIGHTS = {"size": GroupWeight(2.0, is_numeric=True), "kind": GroupWeight(1.0)}


@pytest.fixture
def table() -> FeatureTable:
    return FeatureTable.from_items("weapons", ITEMS)


def test_only_weighted_features_that_differ_are_read(table: FeatureTable) -> None:
    assert FeatureSpace.learn(table, WEIGHTS).names == ("size: height", "size: mass", "kind: round")


def test_groups_have_the_lengths_of_their_weights(table: FeatureTable) -> None:
    space = FeatureSpace.learn(table, WEIGHTS)
    placed = (np.nan_to_num(table.values[:, :3]) - space.centre) * space.scale * space.known(table)
    lengths = [np.linalg.norm(placed[:, columns], axis=1).mean() for columns in ([0, 1], [2])]
    assert lengths[0] / lengths[1] == pytest.approx(2, rel=1e-5)


def test_values_lie_within_one_and_missing_ones_are_the_mean(table: FeatureTable) -> None:
    space = FeatureSpace.learn(table, WEIGHTS)
    placed = space.place(table)
    assert np.abs(placed).max() <= 1
    assert placed[2, 1] == 0
    assert space.known(table).tolist() == [[True, True, True], [True, True, True], [True, False, True]]


def test_a_later_item_is_placed_by_the_old_statistics(table: FeatureTable) -> None:
    space = FeatureSpace.learn(table, WEIGHTS)
    later = FeatureTable.from_items("weapons", {"new": {"size: height": 20.0, "extra: y": 1.0}})
    assert space.place(later).tolist() == [[0.0, 0.0, 0.0]]
    assert space.known(later).tolist() == [[True, False, False]]


def test_a_file_gives_back_what_was_saved(table: FeatureTable, tmp_path: Path) -> None:
    space = FeatureSpace.learn(table, WEIGHTS)
    topics = Topics.learn(["one two", "two three", "three one"], 2, least=1, most=1.0)
    (tmp_path / FEATURES).write_bytes(feature_file(space, topics))
    read, read_topics = load_features(tmp_path)
    assert read.names == space.names
    np.testing.assert_array_equal(read.place(table), space.place(table))
    assert read_topics is not None
    np.testing.assert_array_equal(read_topics.project(["one two"]), topics.project(["one two"]))
    (tmp_path / FEATURES).write_bytes(feature_file(space, None))
    assert load_features(tmp_path)[1] is None


def test_a_missing_or_damaged_file_is_named_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match=r"features\.safetensors is missing.*katheryne train autoencoders"):
        load_features(tmp_path)
    (tmp_path / FEATURES).write_bytes(b"nonsense")
    with pytest.raises(CheckpointError, match="is damaged"):
        load_features(tmp_path)
    safetensors.numpy.save_file(
        {"centre": np.zeros(2, np.float32), "scale": np.zeros(3, np.float32)},
        tmp_path / FEATURES,
        metadata={"names": '["a: b", "a: c"]'},
    )
    with pytest.raises(CheckpointError, match="differ in size"):
        load_features(tmp_path)
