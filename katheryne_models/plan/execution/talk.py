"""Small talk, and saying that there is no answer."""

from katheryne_models.answer.answer import Choice, Entity
from katheryne_models.answer.messages import say
from katheryne_models.plan.execution.asked import Asked
from katheryne_models.plan.execution.registry import answers
from katheryne_models.plan.execution.reply import DeclinedError, Reply

EXAMPLES = (
    "What does Hu Tao's C6 do?", "Staff of Homa ATK at level 90", "Which 5-star Pyro polearm characters are there?",
    "Raiden Shogun ascension materials", "What can I farm on Monday?",
)  # fmt: skip
_LABEL = 80


def suggestions(asked: Asked) -> list[Choice]:
    """Questions that would be answered: about what was named, or else of general use."""
    questions: list[str] = []
    for link in asked.question.links.values():
        questions += questions_about(link.entity)
    return [Choice(question[:_LABEL], question) for question in [*questions, *EXAMPLES][:3]]


def questions_about(entity: Entity) -> list[str]:
    """Questions about a thing that would be answered."""
    return [pattern.format(name=entity.name) for pattern in _ABOUT.get(entity.kind, ())]


_ABOUT = {
    "character": ("Tell me about {name}", "{name} ascension materials", "What are {name}'s talents?"),
    "weapon": ("What does {name} do?", "{name} ATK at level 90"),
    "artifact": ("{name} set bonus", "Where does {name} drop?"),
    "material": ("Where do I get {name}?", "Who uses {name}?"),
    "enemy": ("What does {name} drop?",),
    "food": ("What does {name} do?", "Ingredients of {name}"),
    "domain": ("What are the rewards of {name}?",),
}


@answers("unknown")
def unknown(asked: Asked) -> Reply:
    """Decline, and say what can be asked.

    Raises:
        DeclinedError: Always.
    """
    raise DeclinedError(say("unknown"), suggestions(asked))


@answers("greet", "thanks", "help")
def talk(asked: Asked) -> Reply:
    """A greeting, thanks or a request for help: no facts, so it counts as declined.

    Raises:
        DeclinedError: Always.
    """
    raise DeclinedError(say(asked.request.head), suggestions(asked))
