"""The fixed texts that users read, from one Fluent catalogue."""

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
    "answer-footer",
    "answer-page",
    "ask-description",
    "ask-menu",
    "ask-private",
    "ask-question",
    "birthdays-description",
    "birthdays-month",
    "birthdays-title",
    "button-next",
    "button-previous",
    "button-right",
    "button-thanks",
    "button-wrong",
    "card-artifact",
    "card-character",
    "card-domain",
    "card-enemy",
    "card-food",
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
    "error-busy",
    "error-busy-asker",
    "error-buttons-old",
    "error-commands-changed",
    "error-deadline",
    "error-guild-only",
    "error-not-permitted",
    "error-not-your-button",
    "error-offline",
    "error-offline-loading",
    "error-offline-missing",
    "error-reload",
    "error-stopping",
    "error-store",
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
    "reset-america",
    "reset-asia",
    "reset-europe",
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


@cache
def catalogue() -> FluentBundle:
    """The English catalogue; read once."""
    source = files("bot.presentation").joinpath("messages", "en.ftl").read_text(encoding="utf-8")
    # isolation marks would show up as odd characters in buttons and footers
    bundle = FluentBundle(["en"], use_isolating=False)
    bundle.add_resource(FluentResource(source))
    return bundle


def text(message_id: MessageId, **arguments: str | float) -> str:
    """The text of a message with its arguments filled in.

    Args:
        message_id: The message's name in `messages/en.ftl`.
        arguments: The values of the message's variables.

    Raises:
        LookupError: No such message, or an argument is missing.
    """
    pattern = catalogue().get_message(message_id).value
    if pattern is None:
        raise LookupError(message_id)
    formatted, errors = catalogue().format_pattern(pattern, arguments)
    if errors:
        raise LookupError(message_id) from errors[0]
    return str(formatted)
