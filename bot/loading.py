"""Where the configuration lies, and the assistant that it names, for the command line."""

from pathlib import Path

from bot.settings import Settings, load_settings
from katheryne_models.assistant import Assistant, load_bundle

_NAME = "config.toml"


def config_path() -> Path:
    """`config.toml` of the folder that the command runs in, or else of the project's own folder."""
    here = Path(_NAME)
    return here if here.is_file() else Path(__file__).resolve().parent.parent / _NAME


def settings() -> Settings:
    """The configuration.

    Raises:
        SettingsError: If it is missing or wrong.
    """
    return load_settings(config_path())


def load_assistant(chosen: Settings, name: str | None = None) -> Assistant:
    """The configured assistant, or the checkpoint of another name.

    Raises:
        KatheryneError: If the checkpoint or the snapshot is missing or damaged.
    """
    assistant = chosen.assistant
    return load_bundle(
        assistant.models,
        name or assistant.checkpoint,
        data=assistant.data,
        engine=assistant.engine,
        engines=assistant.engines,
        second_opinion=assistant.second_opinion,
    )
