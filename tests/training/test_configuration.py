from pathlib import Path

import pytest

from training.assistant_trainer import GenshinAssistantTrainer
from training.configuration import AssistantTraining
from training.errors import TrainingError


def test_the_trainer_has_the_documented_defaults(tmp_path: Path) -> None:
    config = GenshinAssistantTrainer(tmp_path).config
    assert (config.epochs, config.batch_size, config.learning_rate) == (1, 32, 0.002)
    assert (config.embedding_dim, config.hidden_dim, config.max_length, config.dropout) == (128, 256, 64, 0.1)
    assert config == AssistantTraining()


def test_settings_are_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "trial.toml"
    path.write_text('epochs = 3\nlearning_rate = 0.001\noutput = "data/models/trial"\n')
    config = AssistantTraining.from_file(path)
    assert (config.epochs, config.learning_rate, config.output) == (3, 0.001, Path("data/models/trial"))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("epoch = 3", "epoch = 3 is not accepted"),
        ("epochs = 0", "epochs = 0 is not accepted"),
        ("dropout = 1.0", "dropout = 1.0"),
        ("learning_rate = nan", "learning_rate = nan"),
        ('precision = "8-true"', "precision = '8-true'"),
        ("epochs =", "can't be read as TOML"),
    ],
)
def test_a_wrong_file_names_itself_and_the_setting(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "trial.toml"
    path.write_text(text)
    with pytest.raises(TrainingError) as caught:
        AssistantTraining.from_file(path)
    assert fault in caught.value.user_text
    assert str(path) in caught.value.user_text


def test_an_unknown_argument_of_the_trainer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="sede = 3"):
        GenshinAssistantTrainer(tmp_path, sede=3)
