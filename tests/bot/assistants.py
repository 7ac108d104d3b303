"""A small assistant for the worker's and the commands' tests, whose answers depend on the question alone."""

import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace

from katheryne_models.answer.answer import Answer, Choice, Entity, Exchange, Fact
from katheryne_models.errors import KatheryneError, UnknownNameError
from katheryne_models.lookup import Lookup
from katheryne_models.question.question import Question
from katheryne_models.similarity.similar import ANY, Neighbour, Similar, Wish
from katheryne_models.versions import Versions

HU_TAO = Entity("character", "hutao", "Hu Tao")
YOIMIYA = Entity("character", "yoimiya", "Yoimiya")
STAFF = Entity("weapon", "staffofhoma", "Staff of Homa")
EMBLEM = Entity("artifact", "emblemofseveredfate", "Emblem of Severed Fate")
ENTITIES = (HU_TAO, YOIMIYA, STAFF, EMBLEM)
PICTURE = "https://example.org/hutao.png"
PNG = b"\x89PNG picture"


class Death(BaseException):
    """Kills the thread that meets it, as nothing below `BaseException` may."""


class ScriptedAssistant:
    """Answers every question; some questions make it fail, wait or die.

    `boom` raises; `boom together` raises in company only; `heavy` needs more memory than there is, in company only;
    `die` kills the thread once; `gate` waits for
    `self.gate`; `long` answers with many words; `unsure` asks back; `declined` raises a known failure.
    """

    def __init__(self, name: str = "first") -> None:
        self.name = name
        self.versions = Versions(data="genshin-db 5.2.12", game="6.7", model=name)
        self.batches: list[list[str]] = []
        self.threads: set[threading.Thread] = set()
        self.exchanges: list[Exchange | None] = []
        self.gate = threading.Event()
        self.gate_reached = threading.Event()
        self.deaths = 1
        self.plans_reused = 0
        self.watch: Callable[[str, float], None] | None = None
        self.drawn: list[str] = []
        self.wishes: list[Wish] = []

    def try_out(self) -> None:
        self._answer(Question("hello"), alone=True)

    def ask_batch(self, questions: Sequence[Question]) -> list[Answer | KatheryneError]:
        self.threads.add(threading.current_thread())
        self.batches.append([question.text for question in questions])
        if self.watch:
            self.watch("answering", 0.001)
        return [self._answer(question, alone=len(questions) == 1) for question in questions]

    def map_picture(self, similar: Similar) -> bytes:
        self.drawn.append(similar.query.name)
        if similar.query == STAFF:
            message = "no map"
            raise ValueError(message)
        return PNG

    def comparison_picture(self, first: Entity, second: Entity) -> bytes:
        self.drawn.append(f"{first.name} and {second.name}")
        return PNG

    def complete_question(self, text: str, limit: int = 25) -> list[str]:
        return [f"{text} tao", "long " * 40][:limit]

    def called(self, entity: Entity, language: str) -> Entity:
        return replace(entity, name=f"{entity.name} ({language})") if language != "en" else entity

    def growth_picture(self, entity: Entity) -> bytes:
        self.drawn.append(f"growth of {entity.name}")
        return PNG

    def similar(self, name: str, kind: str | None = None, count: int = 5, wish: Wish = ANY) -> Similar:
        self.threads.add(threading.current_thread())
        self.wishes.append(wish)
        if name == "boom":
            message = "similar failed"
            raise ValueError(message)
        for entity in ENTITIES:
            if name.lower() in (entity.key, entity.name.lower()) and kind in (None, entity.kind):
                others = [other for other in ENTITIES if other != entity][:count]
                return Similar(
                    query=entity,
                    neighbours=tuple(Neighbour(o, 0.9, ("both are strong",), "the name") for o in others),
                    picture=PICTURE,
                )
        message = "I know nothing of that name."
        raise UnknownNameError(message, ("Hu Tao", "Yoimiya"))

    def entity(self, name: str, kind: str | None = None) -> Entity:
        for entity in ENTITIES:
            if name.lower() in (entity.key, entity.name.lower()) and kind in (None, entity.kind):
                return entity
        message = "I know nothing of that name."
        raise UnknownNameError(message, ("Hu Tao", "Yoimiya"))

    def look_up(self, lookup: Lookup) -> Answer:
        self.threads.add(threading.current_thread())
        names = ", ".join(entity.name for entity in lookup.named)
        pages = 2 if lookup.plan.startswith("talent.all") else 1
        return answer(lookup.title, text="\n\n".join([f"{lookup.plan} with {names}."] + ["word " * 400] * (pages - 1)))

    def complete(self, text: str, kinds: tuple[str, ...], limit: int = 25, language: str = "en") -> list[Entity]:
        named = [self.called(entity, language) for entity in ENTITIES if entity.kind in kinds]
        return [entity for entity in named if entity.name.lower().startswith(text.lower())][:limit]

    def _answer(self, question: Question, *, alone: bool) -> Answer | KatheryneError:
        self.exchanges.append(question.exchange)
        match question.text:
            case "boom":
                message = "boom"
                raise ValueError(message)
            case "boom together" if not alone:
                message = "boom together"
                raise ValueError(message)
            case "heavy" if not alone:
                bytearray(sys.maxsize // 2)
            case "die" if self.deaths:
                self.deaths -= 1
                raise Death
            case "gate":
                self.gate_reached.set()
                self.gate.wait(30)
            case "declined":
                return KatheryneError("I would rather not say.")
            case "unsure":
                return unsure(question.text)
            case "long":
                return answer(question.text, text="\n\n".join(f"Paragraph {n}. " + "word " * 100 for n in range(9)))
        return answer(question.text, text=f"{self.name} answers {question.text!r}.")


def answer(question: str, text: str) -> Answer:
    return Answer(
        question=question,
        text=text,
        answered=True,
        confidence=0.9,
        plan="fact.birthday <character:0>",
        entities=(HU_TAO,),
        facts=(Fact("characters", "hutao", "birthday", "7/15"),),
        picture=PICTURE,
        exchange=Exchange("fact.birthday <character:0>", (HU_TAO,)),
    )


def unsure(question: str) -> Answer:
    return Answer(
        question=question,
        text="Did you mean one of these?",
        answered=False,
        confidence=0.2,
        plan="unknown",
        alternatives=(Choice("Hu Tao's birthday", "birthday of hu tao"), Choice("Her weapon", "her weapon")),
    )
