"""The configuration: `config.toml`, overridden by the environment; the token from the environment alone."""

import os
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, Literal

from dotenv import dotenv_values
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.failures import SettingsError
from bot.sharding.shards import EXPECTED, Shards, ordinal_of_host
from bot.store.address import read_address

_WEB_ADDRESS = "^https?://"
ENVIRONMENT_PREFIX = "KATHERYNE_"
TOKEN_NAME = "DISCORD_TOKEN"  # noqa: S105 - the variable's name, not a token
URL_NAME = f"{ENVIRONMENT_PREFIX}STORE__URL"


class Section(BaseModel):
    """A table of `config.toml`; unknown keys are refused. A field's description says what to write."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Snowflake = Annotated[int, Field(ge=0, lt=2**63)]


class DiscordSettings(Section):
    """Who may do what where."""

    admin_roles: tuple[Snowflake | str, ...] = Field(
        default=(), description="a list of role ids, or of role names that count in home_guild"
    )
    home_guild: Snowflake = Field(default=0, description="a server's id, or 0 for none")
    sync_guild: Snowflake = Field(default=0, description="a server's id, or 0 for all servers")
    reply_within_seconds: float = Field(default=1.0, gt=0, le=2.5, description="a number up to 2.5")
    follow_up_minutes: float = Field(default=15.0, gt=0, le=1440, description="a number up to 1440")
    follow_up_places: int = Field(default=10_000, ge=1, description="a whole number from 1")
    commands_per_minute: int = Field(default=20, ge=1, description="a whole number from 1")
    server_commands_per_minute: int = Field(default=300, ge=1, description="a whole number from 1")
    shards: str = Field(default="0/1", description=EXPECTED)
    shards_per_process: int = Field(default=0, ge=0, description="a whole number from 1, or 0 for all")
    ordinal: Annotated[int, Field(ge=0)] | Literal["auto"] = Field(
        default="auto", description='a whole number from 0, or "auto"'
    )

    @field_validator("shards")
    @classmethod
    def _shards_exist(cls, written: str) -> str:
        return str(Shards.parse(written))

    def own_shards(self) -> Shards:
        """The shards that this process serves.

        Raises:
            SettingsError: The machine's name does not say which they are, or there are none left for it.
        """
        everything = Shards.parse(self.shards)
        if not self.shards_per_process:
            return everything
        try:
            ordinal = ordinal_of_host() if self.ordinal == "auto" else self.ordinal
            return everything.part(ordinal, self.shards_per_process)
        except ValueError as error:
            message = (
                f"{error}. Write this process's number, from 0, as ordinal under [discord], "
                f"or as the environment variable {ENVIRONMENT_PREFIX}DISCORD__ORDINAL."
            )
            raise SettingsError(message) from None


class AssistantSettings(Section):
    """What answers."""

    backend: Literal["local", "ray"] = Field(default="local", description="local or ray")
    checkpoint: str = Field(default="assistant", min_length=1, description="a folder's name under models")
    data: Path = Field(default=Path("data/game"), description="the game snapshot's folder")
    models: Path = Field(default=Path("data/models"), description="the checkpoints' folder")
    second_opinion: str = Field(default="second_opinion", description="a checkpoint's name, or nothing")
    engine: Literal["auto", "torch", "onnx"] = Field(default="auto", description="auto, torch or onnx")
    engines: Path = Field(default=Path("var/engines"), description="a folder for files derived from checkpoints")


class WorkerSettings(Section):
    """Limits of the assistant's thread."""

    max_batch: int = Field(default=16, ge=1, le=256, description="a whole number from 1 to 256")
    max_wait_ms: float = Field(default=4.0, ge=0, le=1000, description="a number from 0 to 1000")
    queue_size: int = Field(default=128, ge=1, description="a whole number from 1")
    queue_per_user: int = Field(default=4, ge=1, description="a whole number from 1")
    deadline_seconds: float = Field(default=20.0, gt=0, le=600, description="a number up to 600")
    hang_seconds: float = Field(default=60.0, gt=0, le=3600, description="a number up to 3600")
    stop_seconds: float = Field(default=15.0, gt=0, le=600, description="a number up to 600")


class RaySettings(Section):
    """The Ray cluster that answers where the backend is "ray"."""

    address: str = Field(
        default="http://127.0.0.1:8000/katheryne", pattern=_WEB_ADDRESS, description="an address that begins with http"
    )
    dashboard: str = Field(
        default="http://127.0.0.1:8265", pattern=_WEB_ADDRESS, description="an address that begins with http"
    )
    application: str = Field(default="katheryne", min_length=1, description="a name")
    min_replicas: int = Field(default=1, ge=1, le=1000, description="a whole number from 1")
    max_replicas: int = Field(default=2, ge=1, le=1000, description="a whole number from min_replicas")
    target_ongoing_requests: float = Field(default=8.0, gt=0, le=1000, description="a number up to 1000")
    num_cpus: float = Field(default=1.0, ge=0, le=1024, description="a number from 0")
    num_gpus: float = Field(default=0.0, ge=0, le=1024, description="a number from 0; 0.25 is a quarter of one")

    @model_validator(mode="after")
    def _most_is_not_below_least(self) -> "RaySettings":
        if self.max_replicas < self.min_replicas:
            message = f"max_replicas = {self.max_replicas} is below min_replicas = {self.min_replicas}"
            raise ValueError(message)
        return self


class MetricsSettings(Section):
    """The page for monitoring."""

    enabled: bool = Field(default=False, description="true or false")
    host: str = Field(default="127.0.0.1", min_length=1, description="an address of this machine")
    port: int = Field(default=9464, ge=0, le=65_535, description="a whole number from 0 to 65535")


class StoreSettings(Section):
    """The bot's memory: an SQLite file, or a PostgreSQL database where a URL is set."""

    path: Path = Field(default=Path("var/katheryne.sqlite3"), description="a file's name")
    url: SecretStr = Field(default=SecretStr(""), description="postgresql://USER:PASSWORD@HOST/DATABASE, or nothing")
    retention_days: int = Field(default=365, ge=1, le=36_500, description="a whole number from 1 to 36500")

    @field_validator("url")
    @classmethod
    def _is_an_address(cls, url: SecretStr) -> SecretStr:
        if url.get_secret_value():
            read_address(url.get_secret_value())
        return url


class LoggingSettings(Section):
    """The log on standard error."""

    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="DEBUG, INFO, WARNING or ERROR"
    )
    form: Literal["text", "json"] = Field(default="text", description="text or json")


class Settings(BaseSettings):
    """The whole configuration.

    Attributes:
        token: The bot's token, or None where there is none.
    """

    model_config = SettingsConfigDict(
        env_prefix=ENVIRONMENT_PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True
    )

    discord: DiscordSettings = DiscordSettings()
    assistant: AssistantSettings = AssistantSettings()
    worker: WorkerSettings = WorkerSettings()
    ray: RaySettings = RaySettings()
    store: StoreSettings = StoreSettings()
    logging: LoggingSettings = LoggingSettings()
    metrics: MetricsSettings = MetricsSettings()
    token: SecretStr | None = Field(default=None, validation_alias=TOKEN_NAME)

    @field_validator("token")
    @classmethod
    def _blank_is_none(cls, token: SecretStr | None) -> SecretStr | None:
        return token if token is not None and token.get_secret_value().strip() else None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the names are pydantic's
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the names are pydantic's
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment wins over `.env`, and that over `config.toml` (handed to the initialiser)."""
        return env_settings, dotenv_settings, init_settings


def load_settings(config: Path) -> Settings:
    """Read the configuration.

    Relative paths in it are taken from the folder of `config`; so is `.env`.

    Raises:
        SettingsError: A file is missing or damaged, or a value does not fit.
    """
    written = _read_toml(config)
    _refuse_token(config, written)
    _refuse_password(config, written)
    dotenv = config.with_name(".env")
    try:
        # pydantic's initialiser takes these two beside the fields, which mypy can't see without its plugin
        settings = Settings(_env_file=dotenv, _env_file_encoding="utf-8", **written)  # type: ignore[call-arg]
    except ValidationError as error:
        raise SettingsError(_explain(config, dotenv, error)) from None
    except (OSError, UnicodeDecodeError) as error:
        message = f"{dotenv} can't be read: {error}. Write it as UTF-8 text, like .env.example."
        raise SettingsError(message) from None
    return _anchor(settings, config.parent)


def with_shards(settings: Settings, written: str) -> Settings:
    """The settings of a process that serves certain shards, whatever the configuration says of them.

    Raises:
        SettingsError: There are no such shards.
    """
    try:
        shards = str(Shards.parse(written))
    except ValueError as error:
        message = f"--shards: {error}. Write {EXPECTED}."
        raise SettingsError(message) from None
    chosen = settings.discord.model_copy(update={"shards": shards, "shards_per_process": 0})
    return settings.model_copy(update={"discord": chosen})


def _read_toml(config: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(config.read_text(encoding="utf-8"))
    except FileNotFoundError:
        message = f"{config} is missing. Run the command in the project's folder, or get the file back with git."
    except (OSError, UnicodeDecodeError) as error:
        message = f"{config} can't be read: {error}."
    except tomllib.TOMLDecodeError as error:
        message = f"{config} is not valid TOML: {error}. Compare it with the project's own file."
    raise SettingsError(message)


def _refuse_token(config: Path, written: dict[str, Any]) -> None:
    keys = [*written, *(key for table in written.values() if isinstance(table, dict) for key in table)]
    if any("token" in key.lower() for key in keys):
        message = f"{config} holds a token. Take it out, and write {TOKEN_NAME}=... in the file .env instead."
        raise SettingsError(message)


def _refuse_password(config: Path, written: dict[str, Any]) -> None:
    store = written.get("store")
    url = store.get("url") if isinstance(store, dict) else None
    # what is no address is refused with all other values that do not fit
    with suppress(ValueError):
        if isinstance(url, str) and url and read_address(url).secrets:
            message = (
                f"{config} holds a password. Take store.url out, and write {URL_NAME}=... in the file .env instead."
            )
            raise SettingsError(message)


def _explain(config: Path, dotenv: Path, error: ValidationError) -> str:
    """One line for the first thing that is wrong: where, which key, what to write. Never a secret."""
    first = error.errors(include_url=False, include_context=False)[0]
    location = [str(part) for part in first["loc"] if isinstance(part, str)]
    section, key = [*location, "", ""][:2]
    variable = f"{ENVIRONMENT_PREFIX}{section}__{key}".upper()
    where = f"{config}, key {'.'.join(filter(None, (section, key)))}"
    if variable in {name.upper() for name in os.environ}:
        where = f"environment variable {variable}"
    elif dotenv.is_file() and variable in {name.upper() for name in dotenv_values(dotenv)}:
        where = f"{dotenv}, {variable}"
    elif section and section not in Settings.model_fields:
        where = f"{config} or {dotenv}, key {section}"
    if first["type"] == "extra_forbidden":
        return f"{where}: no such setting. Take it out, or correct its name."
    return f"{where}: {first['msg']}. Write {_expected(section, key)}."


def _expected(section: str, key: str) -> str:
    field = Settings.model_fields.get(section)
    model = field.annotation if field else None
    if isinstance(model, type) and issubclass(model, Section) and key in model.model_fields:
        return model.model_fields[key].description or "another value"
    return "it as the project's own config.toml does"


def _anchor(settings: Settings, folder: Path) -> Settings:
    """The settings with their relative paths taken from a folder."""
    assistant, store = settings.assistant, settings.store
    return settings.model_copy(
        update={
            "assistant": assistant.model_copy(
                update={
                    "data": folder / assistant.data,
                    "models": folder / assistant.models,
                    "engines": folder / assistant.engines,
                }
            ),
            "store": store.model_copy(update={"path": folder / store.path}),
        }
    )
