"""The whole assistant: a question in, an answer out; and what resembles what.

text → normalise → link names → GenshinAssistant → plan → run on the tables → Answer
"""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

from katheryne_models.answer.answer import Answer, Choice, Entity, Exchange
from katheryne_models.answer.messages import say
from katheryne_models.checkpoint import find_checkpoint, list_checkpoints
from katheryne_models.engine.choice import EngineName, open_engine, open_reader
from katheryne_models.engine.engine import Engine, PlanWriter
from katheryne_models.engine.reading import JointEngine
from katheryne_models.engine.torch_engine import TorchEngine
from katheryne_models.errors import CheckpointError, KatheryneError
from katheryne_models.game.game import Game
from katheryne_models.lookup import Lookup
from katheryne_models.naming import Naming
from katheryne_models.network_files import load_network, read_pt
from katheryne_models.plan.execution.asked import Asked
from katheryne_models.plan.execution.reply import DeclinedError, Reply
from katheryne_models.plan.execution.run import named, resolved, run
from katheryne_models.plan.execution.talk import suggestions
from katheryne_models.plan.grammar import Plan, Request
from katheryne_models.plan.growth import growth_of
from katheryne_models.plan.phrasing import Phrasing
from katheryne_models.plan.reading import parse_plan
from katheryne_models.question.linked import LinkedQuestion, linked_to
from katheryne_models.question.linker import Linker
from katheryne_models.question.names import Catalogue
from katheryne_models.question.question import Question
from katheryne_models.question.resolving import COMPARED_KINDS, resolve_name
from katheryne_models.similarity.similar import ANY, Similar, Wish
from katheryne_models.similarity.similarity import Similarity
from katheryne_models.understanding import SURE, Understanding, Understood
from katheryne_models.versions import Versions

DATA = Path("data")
ENGINES = Path("var/engines")
SECOND_OPINION = "second_opinion"
logger = logging.getLogger(__name__)
MOST_WORDS = 120  # more than anybody asks in one go; longer texts are refused rather than read in part
STAGES = ("linking", "understanding", "answering")  # of a batch of questions
_TALK = frozenset({"unknown", "greet", "thanks", "help"})
_MOST_READINGS = 3
_WARM_UP = ("when is hu tao's birthday", "which 5 star pyro characters are there", "hello")


class Assistant:
    """Answers questions and finds neighbours. One thread at a time may ask it.

    Attributes:
        name: The checkpoint's name.
        versions: Where the answers come from.
        watch: Is told each of `STAGES` of a batch and the seconds that it took, where somebody wants to know.
    """

    def __init__(self, name: str, game: Game, engine: PlanWriter, similarity: Similarity | None) -> None:
        manifest = game.manifest
        self.name = name
        self.watch: Callable[[str, float], None] | None = None
        self.versions = Versions(f"{manifest.package} {manifest.package_version}", manifest.game_version, name)
        self._game = game
        catalogue = Catalogue(game)
        self._linker = Linker(catalogue)
        self._naming = Naming(game, catalogue)
        self._understanding = Understanding(engine)
        self._phrasing = Phrasing(self._linker)
        self._similarity = similarity

    def ask(self, text: str, exchange: Exchange | None = None) -> Answer:
        """Answer one question. Any text is safe; what can't be answered is declined in words.

        Raises:
            SnapshotError: If the tables lack a value that every row must have.
        """
        answer = self.ask_batch([Question(text, exchange)])[0]
        if isinstance(answer, KatheryneError):
            raise answer
        return answer

    def ask_batch(self, questions: Sequence[Question]) -> list[Answer | KatheryneError]:
        """Answer each question, in order; the network reads them together. One's failure is no other's."""
        times = [perf_counter()]
        linked = [self._linker.link(question.text, _earlier(question.exchange)) for question in questions]
        times.append(perf_counter())
        readable = [place for place, one in enumerate(linked) if 0 < len(one.words) <= MOST_WORDS]
        understood = self._understanding.read([(linked[place], questions[place].exchange) for place in readable])
        plans = dict(zip(readable, understood, strict=True))
        times.append(perf_counter())
        answers = [
            self._answer(question, one, plans[place]) if place in plans else _unreadable(question, one)
            for place, (question, one) in enumerate(zip(questions, linked, strict=True))
        ]
        times.append(perf_counter())
        if self.watch:
            for stage, began, ended in zip(STAGES, times, times[1:], strict=False):
                self.watch(stage, ended - began)
        return answers

    def look_up(self, lookup: Lookup) -> Answer:
        """Answer what needs no understanding: a plan and what it is about. What the tables lack is declined in words.

        Raises:
            PlanSyntaxError: If the plan does not fit what is named.
            SnapshotError: If the tables lack a value that every row must have.
        """
        question, linked = Question(lookup.title), linked_to(lookup.title, lookup.named)
        plan = parse_plan(lookup.plan)
        try:
            reply = run(plan, linked, self._game, None)
        except DeclinedError as error:
            return _declined(question, error.user_text, Understood(plan, 1.0), error.choices)
        return self._answered(question, linked, plan, reply, 1.0)

    def generate_response(self, query: str, max_length: int = 64) -> str:
        """The answer's text to one question.

        Args:
            query: The question.
            max_length: The most words that are read of it.
        """
        return self.ask(" ".join(query.split()[:max_length])).text

    def similar(self, name: str, kind: str | None = None, count: int = 5, wish: Wish = ANY) -> Similar:
        """What resembles the character, weapon or artifact set of a name.

        Args:
            name: A name as people write it, or the thing's key.
            kind: One of character, weapon and artifact, or None for any.
            count: How many neighbours.
            wish: Which of them are wanted.

        Raises:
            UnknownNameError: If nothing of these kinds bears the name, or several things do.
            CheckpointError: If the autoencoders are not installed.
        """
        entity = self.entity(name, kind)
        return self._neighbours().similar(entity, count, wish)

    def _neighbours(self) -> Similarity:
        if self._similarity is None:
            message = "The similarity models are not installed. Train them with: katheryne train autoencoders"
            raise CheckpointError(message)
        return self._similarity

    def map_picture(self, similar: Similar) -> bytes:
        """Draw where an item and its neighbours stand among all of their kind, as a PNG file. Safe in any thread.

        Raises:
            CheckpointError: If the autoencoders are not installed.
        """
        from katheryne_models.pictures.item_map import draw_map  # noqa: PLC0415 - it takes a second to load

        return draw_map(self._neighbours().map_of(similar))

    def comparison_picture(self, first: Entity, second: Entity) -> bytes:
        """Draw two items of one kind side by side, as a PNG file. Safe in any thread.

        Raises:
            KatheryneError: If they can't be compared.
            CheckpointError: If the autoencoders are not installed.
        """
        from katheryne_models.pictures.comparison import draw_comparison  # noqa: PLC0415 - as above

        return draw_comparison(self._neighbours().compare(first, second))

    def growth_picture(self, entity: Entity) -> bytes:
        """Draw how the stats of a character or weapon grow by level, as a PNG file. Safe in any thread.

        Raises:
            UnknownNameError: If the tables hold no stats of it.
        """
        from katheryne_models.pictures.growth import draw_growth  # noqa: PLC0415 - as above

        return draw_growth(growth_of(self._game, entity))

    def entity(self, name: str, kind: str | None = None) -> Entity:
        """What a name means: a character, weapon or artifact set, or a thing of the kind that is given.

        Raises:
            UnknownNameError: If none does, or several do; the error carries up to five names.
        """
        return resolve_name(name, kind, self._linker, self._naming.completion)

    def complete(self, text: str, kinds: tuple[str, ...], limit: int = 25, language: str = "en") -> list[Entity]:
        """Names that begin with or resemble a text; see `Naming.complete`. Safe in any thread."""
        return self._naming.complete(text, kinds, limit, language)

    def complete_question(self, text: str, limit: int = 25) -> list[str]:
        """Questions that may be meant by a beginning. Safe in any thread."""
        return self._naming.complete_question(text, limit)

    def called(self, entity: Entity, language: str) -> Entity:
        """A thing, by what it is called in a language. Safe in any thread."""
        return self._naming.called(entity, language)

    def try_out(self) -> None:
        """See that real questions are answered, by the networks and not by plans that are kept.

        Raises:
            CheckpointError: If they are not.
        """
        try:
            linked = [(self._linker.link(text), None) for text in _WARM_UP]
            self._understanding.decoded([self._understanding.tokens(*one) for one in linked])
            self.ask_batch([Question(text) for text in _WARM_UP])
        except KatheryneError:
            raise
        except Exception as error:
            # A checkpoint that passes every check of its files may still not run; whatever it raises, it is refused.
            message = f"The checkpoint {self.name} fails on a trial: {error}. Train it anew: katheryne train assistant"
            raise CheckpointError(message) from error

    def link(self, text: str) -> LinkedQuestion:
        """A question with its names replaced by placeholders."""
        return self._linker.link(text)

    @property
    def plans_reused(self) -> int:
        """How many questions had a plan that was kept from one that is equal but for the names."""
        return self._understanding.reused

    @property
    def understanding(self) -> Understanding:
        """What reads plans from linked questions."""
        return self._understanding

    @property
    def similarity(self) -> Similarity | None:
        """The similarity models, where they are installed."""
        return self._similarity

    @property
    def game(self) -> Game:
        """The game tables."""
        return self._game

    def _answer(self, question: Question, linked: LinkedQuestion, understood: Understood) -> Answer | KatheryneError:
        if understood.plan.requests[0].head not in _TALK and understood.confidence < SURE:
            return _declined(question, say("not-sure"), understood, self._readings(understood, linked))
        try:
            plan, linked = resolved(understood.plan, linked, self._game, question.exchange)
            reply = run(plan, linked, self._game, question.exchange)
        except DeclinedError as error:
            entities = tuple(link.entity for link in linked.links.values() if link.kind in COMPARED_KINDS)
            return _declined(question, error.user_text, understood, error.choices, entities)
        except KatheryneError as error:
            return error
        return self._answered(question, linked, plan, reply, understood.confidence)

    def _answered(
        self, question: Question, linked: LinkedQuestion, plan: Plan, reply: Reply, confidence: float
    ) -> Answer:
        about = _about(plan, linked, question.exchange)
        entities = tuple(dict.fromkeys((*about, *reply.found)))
        exchange = Exchange(str(plan), about, tuple(reply.found), tuple(linked.links.items()), linked.words)
        if reply.picture is None and about and about[0].kind == "character":
            shown = self._game.row("characters", about[0].key)
            if shown:
                reply.show(shown)
        return Answer(
            question.text, reply.text, answered=True, confidence=confidence, plan=str(plan), entities=entities,
            facts=tuple(dict.fromkeys(reply.facts)), picture=reply.picture, element=reply.element, exchange=exchange,
        )  # fmt: skip

    def _readings(self, understood: Understood, linked: LinkedQuestion) -> list[Choice]:
        """What may have been meant, as questions: the networks' readings, or else what is often asked."""
        plans = [plan for plan in understood.readings if plan.requests[0].head not in _TALK]
        said = (self._phrasing.phrase(plan, linked) for plan in plans)
        texts = list(dict.fromkeys(filter(None, said)))[:_MOST_READINGS]
        questions = [self._linker.link(text) for text in texts]
        understood_so = self._understanding.read([(question, None) for question in questions])
        # What is offered must be understood when it is tapped.
        own = [
            Choice(text[:80], text) for text, found in zip(texts, understood_so, strict=True)
            if found.confidence >= SURE and found.plan.requests[0].head not in _TALK
        ]  # fmt: skip
        return own or suggestions(Asked(self._game, linked, Request("unknown")))


def _earlier(exchange: Exchange | None) -> tuple[Entity, ...]:
    return (*exchange.entities, *exchange.found) if exchange else ()


def _about(plan: Plan, linked: LinkedQuestion, exchange: Exchange | None) -> tuple[Entity, ...]:
    """What a plan is about: what the question names, and what it takes over from the one before."""
    entities = list(named(plan, linked))
    kinds = {term.kind for request in plan.requests for term in request.terms if term.token.startswith("<previous:")}
    if exchange:
        carried = [entity for entity in (*exchange.entities, *exchange.found) if entity.kind in kinds]
        entities += carried[:1]
    return tuple(dict.fromkeys(entities))


def _declined(
    question: Question, text: str, understood: Understood, choices: Sequence[Choice] = (),
    entities: tuple[Entity, ...] = (),
) -> Answer:  # fmt: skip
    return Answer(
        question.text, text, answered=False, confidence=understood.confidence, plan=str(understood.plan),
        entities=entities, alternatives=tuple(choices)[:5],
    )  # fmt: skip


def _unreadable(question: Question, linked: LinkedQuestion) -> Answer:
    text = say("too-long") if linked.words else say("empty")
    return Answer(question.text, text, answered=False, confidence=1.0, plan="unknown")


def load_bundle(
    models: Path,
    name: str,
    *,
    data: Path,
    engine: EngineName = "auto",
    engines: Path = ENGINES,
    second_opinion: str = SECOND_OPINION,
) -> Assistant:
    """Load a checkpoint by its name, with the tables and the similarity models, and try it.

    Args:
        models: The folder of the checkpoints.
        name: The checkpoint's name.
        data: The folder of the game snapshot.
        engine: What runs the network.
        engines: Where derived engines are kept.
        second_opinion: The second opinion's name; none is asked where there is none of that name.

    Raises:
        SnapshotError: If the game snapshot is missing or damaged.
        CheckpointError: If there is no such checkpoint, or it is damaged or fails its trial.
    """
    folder = find_checkpoint(models, name)
    chosen = _with_second_opinion(open_engine(folder, engine, engines), models, second_opinion, engine)
    game = Game(data)
    return _warmed_up(Assistant(name, game, chosen, _similarity(models, game)))


def _with_second_opinion(engine: Engine, models: Path, name: str, kind: EngineName) -> PlanWriter:
    """The engine joined with a second opinion, where one is installed that fits: without it, it answers less well."""
    if name not in list_checkpoints(models, "reader"):
        return engine
    try:
        return JointEngine(engine, open_reader(find_checkpoint(models, name), kind))
    except CheckpointError as error:
        logger.warning("going on without a second opinion: %s", error.user_text)
        return engine


def load_assistant(checkpoint_path: str | Path, data: str | Path = DATA / "game") -> Assistant:
    """Load an assistant from a checkpoint folder, or from a `.pt` file with `model_state_dict`.

    Args:
        checkpoint_path: The folder or file.
        data: The folder of the game snapshot.

    Raises:
        SnapshotError: If the game snapshot is missing or damaged.
        CheckpointError: If the checkpoint is.
    """
    path = Path(checkpoint_path)
    if path.suffix != ".pt":
        game = Game(Path(data))
        network, vocabulary, _ = load_network(path)
        engine = _with_second_opinion(TorchEngine(network, vocabulary), path.parent, SECOND_OPINION, "torch")
        return _warmed_up(Assistant(path.name, game, engine, _similarity(path.parent, game)))
    network, read = read_pt(path)
    if read is None:
        message = f"{path} carries no vocabulary. Write it with: katheryne export --pt"
        raise CheckpointError(message)
    return Assistant(path.stem, Game(Path(data)), TorchEngine(network, read), None)


def _similarity(models: Path, game: Game) -> Similarity | None:
    """The similarity models, or None where they are not installed: the rest works without them."""
    try:
        return Similarity.load(game, models)
    except CheckpointError:
        return None


def _warmed_up(assistant: Assistant) -> Assistant:
    """See that the assistant answers real questions before anybody relies on it."""
    assistant.try_out()
    return assistant
