import pytest

from katheryne_models.engine.torch_engine import TorchEngine
from katheryne_models.errors import CheckpointError
from katheryne_models.genshin_assistant import GenshinAssistant
from tests.katheryne_models.engine.small_network import VOCABULARY


def test_a_vocabulary_of_another_network_is_refused() -> None:
    with pytest.raises(CheckpointError, match="does not fit a network of 5"):
        TorchEngine(GenshinAssistant(5, 2, 2), VOCABULARY)
