"""The fixed texts that users read, from one Fluent catalogue a language."""

from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from typing import Literal

from fluent.runtime import FluentBundle, FluentResource

MessageId = Literal[
    "about-answered",
    "about-description",
    "about-health",
    "about-health-loading",
    "about-health-offline",
    "about-health-ready",
    "about-health-restarting",
    "about-health-stopped",
    "about-latency",
    "about-latency-unknown",
    "about-latency-value",
    "about-notice",
    "about-title",
    "about-uptime",
    "about-versions",
    "about-versions-unknown",
    "admin-description",
    "admin-reload-description",
    "admin-reload-name",
    "admin-reloaded",
    "admin-role-cleared",
    "admin-role-description",
    "admin-role-role",
    "admin-role-set",
    "admin-rollback-description",
    "admin-rollback-nothing",
    "admin-status-accuracy",
    "admin-status-batches",
    "admin-status-batches-value",
    "admin-status-checkpoint",
    "admin-status-description",
    "admin-status-latency",
    "admin-status-queue",
    "admin-status-restarts",
    "admin-status-served",
    "admin-status-served-value",
    "admin-status-title",
    "admin-sync-description",
    "admin-synced",
    "admin-unanswered-description",
    "admin-unanswered-line",
    "admin-unanswered-none",
    "admin-unanswered-title",
    "answer-footer",
    "answer-for",
    "answer-page",
    "ask-description",
    "ask-menu",
    "ask-private",
    "ask-question",
    "birthdays-description",
    "birthdays-month",
    "birthdays-title",
    "button-delete",
    "button-next",
    "button-previous",
    "button-retry",
    "button-right",
    "button-source",
    "button-thanks",
    "button-wrong",
    "card-artifact",
    "card-character",
    "card-domain",
    "card-enemy",
    "card-food",
    "card-level",
    "card-levels",
    "card-material",
    "card-name",
    "card-tabs",
    "card-weapon",
    "checkpoint-unknown",
    "compare-description",
    "compare-failed",
    "compare-first",
    "compare-second",
    "compare-title",
    "day-friday",
    "day-monday",
    "day-saturday",
    "day-sunday",
    "day-thursday",
    "day-today",
    "day-tomorrow",
    "day-tuesday",
    "day-wednesday",
    "digest-title",
    "error-busy",
    "error-busy-asker",
    "error-buttons-old",
    "error-commands-changed",
    "error-deadline",
    "error-guild-only",
    "error-not-manager",
    "error-not-permitted",
    "error-not-your-button",
    "error-not-your-message",
    "error-offline",
    "error-offline-cluster",
    "error-offline-loading",
    "error-offline-missing",
    "error-reload",
    "error-stopping",
    "error-store",
    "error-too-fast",
    "error-unexpected",
    "farm-day",
    "farm-description",
    "farm-everywhere",
    "farm-region",
    "farm-resets",
    "farm-title",
    "help-ask",
    "help-ask-heading",
    "help-bot",
    "help-bot-heading",
    "help-cards",
    "help-cards-heading",
    "help-days",
    "help-days-heading",
    "help-description",
    "help-example-1",
    "help-example-2",
    "help-example-3",
    "help-example-4",
    "help-text",
    "help-title",
    "kind-artifact",
    "kind-character",
    "kind-weapon",
    "message-empty",
    "month-april",
    "month-august",
    "month-december",
    "month-february",
    "month-january",
    "month-july",
    "month-june",
    "month-march",
    "month-may",
    "month-november",
    "month-october",
    "month-september",
    "name-about",
    "name-admin",
    "name-admin-reload",
    "name-admin-role",
    "name-admin-rollback",
    "name-admin-status",
    "name-admin-sync",
    "name-admin-unanswered",
    "name-artifact",
    "name-ask",
    "name-birthdays",
    "name-character",
    "name-compare",
    "name-domain",
    "name-enemy",
    "name-farm",
    "name-food",
    "name-help",
    "name-material",
    "name-privacy",
    "name-settings",
    "name-settings-mine",
    "name-settings-server",
    "name-similar",
    "name-weapon",
    "privacy-delete",
    "privacy-deleted",
    "privacy-description",
    "privacy-export",
    "privacy-exported",
    "privacy-kept",
    "privacy-not-kept",
    "privacy-opt-in",
    "privacy-opt-out",
    "privacy-text",
    "privacy-title",
    "reset-america",
    "reset-asia",
    "reset-europe",
    "retry-question",
    "retry-title",
    "settings-channels",
    "settings-channels-all",
    "settings-channels-choose",
    "settings-channels-note",
    "settings-description",
    "settings-digest",
    "settings-digest-choose",
    "settings-digest-none",
    "settings-language",
    "settings-language-default",
    "settings-mine-description",
    "settings-mine-language",
    "settings-mine-name",
    "settings-mine-private",
    "settings-mine-title",
    "settings-name",
    "settings-name-none",
    "settings-server-description",
    "settings-server-language",
    "settings-server-private",
    "settings-server-title",
    "settings-shown",
    "settings-shown-all",
    "settings-shown-asker",
    "settings-shown-default",
    "similar-compare",
    "similar-count",
    "similar-description",
    "similar-difference",
    "similar-element-first",
    "similar-kind",
    "similar-name",
    "similar-neighbour",
    "similar-none",
    "similar-on-little",
    "similar-only",
    "similar-only-element",
    "similar-only-rarity",
    "similar-only-weapon-type",
    "similar-title",
    "similar-walk",
    "source-line",
    "source-none",
    "source-title",
    "tab-ascension",
    "tab-bonus",
    "tab-constellations",
    "tab-drops",
    "tab-effect",
    "tab-enemies",
    "tab-level",
    "tab-numbers",
    "tab-overview",
    "tab-passive",
    "tab-pieces",
    "tab-recipe",
    "tab-resistances",
    "tab-rewards",
    "tab-source",
    "tab-stats",
    "tab-talents",
    "tab-training",
    "tab-use",
]

Language = Literal["en", "de", "fr", "es-ES", "ja", "zh-CN"]
"""A language with a catalogue, by Discord's name for it."""

LANGUAGES: dict[Language, str] = {
    "en": "English", "de": "Deutsch", "fr": "Français", "es-ES": "Español", "ja": "日本語", "zh-CN": "简体中文",
}  # fmt: skip
_REGIONAL: dict[str, Language] = {"en-US": "en", "en-GB": "en", "es-419": "es-ES"}

# A variable of the running task: whoever is answered sets it once, and every text made on the way is in their language.
_spoken: ContextVar[Language] = ContextVar("spoken", default="en")


def speak(language: Language) -> None:
    """Use a language for the texts that the running task makes from now on."""
    _spoken.set(language)


def spoken() -> Language:
    """The language of the texts that the running task makes."""
    return _spoken.get()


def language_of(locale: str | None) -> Language | None:
    """The language for one of Discord's locales, or a language's own name; None where there is no catalogue for it."""
    if locale in _REGIONAL:
        return _REGIONAL[locale]
    return next((language for language in LANGUAGES if language == locale), None)


def text(message_id: MessageId, **arguments: str | float) -> str:
    """The text of a message in the language that is spoken, with its arguments filled in.

    Args:
        message_id: The message's name in `messages/en.ftl`.
        arguments: The values of the message's variables.

    Raises:
        LookupError: No such message, or an argument is missing.
    """
    return text_in(_spoken.get(), message_id, **arguments)


def text_in(language: Language, message_id: MessageId, **arguments: str | float) -> str:
    """The text of a message in a language; see `text`.

    Raises:
        LookupError: No such message, or an argument is missing.
    """
    bundle = _catalogue(language)
    pattern = bundle.get_message(message_id).value
    if pattern is None:
        raise LookupError(message_id)
    formatted, errors = bundle.format_pattern(pattern, arguments)
    if errors:
        raise LookupError(message_id) from errors[0]
    return str(formatted)


@cache
def _catalogue(language: Language) -> FluentBundle:
    """A language's catalogue; read once."""
    source = files("bot.presentation").joinpath("messages", f"{language}.ftl").read_text(encoding="utf-8")
    # isolation marks would show up as odd characters in buttons and footers
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(source))
    return bundle
