"""The same commands in the terminal, for trying Katheryne out without Discord."""

from collections.abc import Callable

from rich.console import Console
from rich.markdown import Markdown
from rich.markup import escape

from katheryne_models.answer.answer import Answer, Choice, Exchange
from katheryne_models.assistant import Assistant
from katheryne_models.errors import KatheryneError, UnknownNameError
from katheryne_models.similarity.similar import Similar

_PROMPT = "katheryne> "
_HELP = (
    "Type a question, or:\n"
    "  /ask QUESTION    ask a question\n"
    "  /similar NAME    what resembles a character, weapon or artifact set\n"
    "  1, 2, 3 …        choose one of the suggestions\n"
    "  /about           data and model versions\n"
    "  /help            this list\n"
    "  /quit            leave (or end of input)"
)


class ConsoleSession:
    """One conversation in the terminal."""

    def __init__(self, assistant: Assistant, output: Console) -> None:
        self._assistant = assistant
        self._output = output
        self._exchange: Exchange | None = None
        self._choices: tuple[Choice, ...] = ()

    def welcome(self) -> None:
        """Say who speaks, and what can be typed."""
        versions = self._assistant.versions
        self._output.print(f"[bold]Katheryne[/bold] · {versions.data}, game version {versions.game}")
        self._output.print(_HELP, markup=False)

    def handle(self, line: str) -> bool:
        """Carry out one line; False ends the conversation."""
        text = line.strip()
        command, _, rest = text.partition(" ")
        if command in {"/quit", "/exit"}:
            return False
        if text.isdigit() and 0 < int(text) <= len(self._choices):
            self._ask(self._choices[int(text) - 1].question)
        elif command in self._commands:
            self._commands[command](rest.strip())
        elif command.startswith("/"):
            self._output.print(f"There is no command {escape(command)}. /help lists them.")
        elif text:
            self._ask(text)
        return True

    @property
    def _commands(self) -> dict[str, Callable[[str], None]]:
        return {"/ask": self._ask, "/similar": self._similar, "/about": self._about, "/help": self._help}

    def _ask(self, question: str) -> None:
        answer = self._assistant.ask(question, self._exchange)
        self._exchange = answer.exchange or self._exchange
        self._choices = answer.alternatives
        show_answer(answer, self._output)

    def _similar(self, name: str) -> None:
        try:
            show_similar(self._assistant.similar(name), self._output)
        except UnknownNameError as error:
            self._output.print(escape(error.user_text))
        except KatheryneError as error:
            self._output.print(f"[red]{escape(error.user_text)}[/red]")

    def _about(self, _: str) -> None:
        versions = self._assistant.versions
        self._output.print(f"Data {versions.data} (game version {versions.game}), model {versions.model}")

    def _help(self, _: str) -> None:
        self._output.print(_HELP, markup=False)


def show_answer(answer: Answer, output: Console) -> None:
    """Print an answer with its source, or its suggestions numbered."""
    # Discord breaks lines where Markdown would join them.
    output.print(Markdown(answer.text.replace("\n", "  \n")))
    if answer.facts:
        tables = sorted({f"{fact.table}/{fact.row}" for fact in answer.facts})
        shown = ", ".join(tables[:3]) + (f" and {len(tables) - 3} more" if len(tables) > 3 else "")  # noqa: PLR2004
        output.print(f"[dim]source: {escape(shown)}[/dim]")
    for number, choice in enumerate(answer.alternatives, start=1):
        output.print(f"  [bold]{number}[/bold] {escape(choice.label)}")


def show_similar(similar: Similar, output: Console) -> None:
    """Print an item's neighbours with their reasons."""
    output.print(f"Most like [bold]{escape(similar.query.name)}[/bold]:")
    for neighbour in similar.neighbours:
        reasons = "; ".join(neighbour.reasons)
        output.print(f"  [bold]{escape(neighbour.entity.name)}[/bold] ({neighbour.score:.2f}) {escape(reasons)}")
        if neighbour.difference:
            output.print(f"    [dim]{escape(neighbour.difference)}[/dim]")


def run_console(assistant: Assistant, read: Callable[[str], str] = input, output: Console | None = None) -> None:
    """Talk until the user leaves or the input ends."""
    shown = output or Console(highlight=False)
    session = ConsoleSession(assistant, shown)
    session.welcome()
    while True:
        try:
            line = read(_PROMPT)
        except (EOFError, KeyboardInterrupt):
            break
        if not session.handle(line):
            break
    shown.print("Ad astra abyssosque!")
