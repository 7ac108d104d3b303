"""The command line: run the bot, ask, find neighbours. `workshop` holds the commands that build and measure."""

import asyncio
import sys
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from bot.command_line import CANNOT_START, FAILED, Json, complain, known_failures, print_json
from bot.workshop import bench, data_app, evaluate_app, export, train_app
from katheryne_models.errors import SnapshotError
from katheryne_models.similarity.similar import TRAITS, Wish

if TYPE_CHECKING:
    from bot.store.records import Feedback
    from katheryne_models.assistant import Assistant


class SameTrait(StrEnum):
    """What neighbours may be asked to share."""

    ELEMENT = "element"
    WEAPON_TYPE = "weapon_type"
    RARITY = "rarity"


app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
                  help="Katheryne answers questions about Genshin Impact from game data.")  # fmt: skip

Checkpoint = Annotated[str | None, typer.Option("--checkpoint", help="A checkpoint's name under the models folder.")]


class Kind(StrEnum):
    """Kinds that can be compared, in singular and plural."""

    CHARACTER = "character"
    WEAPON = "weapon"
    ARTIFACT = "artifact"
    CHARACTERS = "characters"
    WEAPONS = "weapons"
    ARTIFACTS = "artifacts"

    @property
    def singular(self) -> str:
        """The kind without its plural s."""
        return self.value.rstrip("s")


@app.command()
def run(
    *,
    shards: Annotated[
        str | None, typer.Option(help="The shards of this process, such as 0-7/64, instead of the configured ones.")
    ] = None,
) -> None:
    """Run the bot; without DISCORD_TOKEN, open the console."""
    from bot.loading import config_path, settings  # noqa: PLC0415 - commands import what they need: a fast start
    from bot.run import main as run_bot  # noqa: PLC0415 - as above

    with known_failures():
        token = settings().token
    if token is not None:
        raise typer.Exit(run_bot(config_path(), shards))
    complain("DISCORD_TOKEN is not set: opening the console. The README says how to get a token.")
    console()


@app.command()
def sync(
    *,
    guild: Annotated[int | None, typer.Option(help="The id of one server to register them in; 0: everywhere.")] = None,
) -> None:
    """Register the bot's commands with Discord now; at its start the bot does so where they have changed."""
    from bot.checkpoints import assistant_loader  # noqa: PLC0415 - commands import what they need: a fast start
    from bot.loading import settings  # noqa: PLC0415 - as above
    from bot.run import register_commands  # noqa: PLC0415 - as above

    with known_failures():
        chosen = settings()
        asyncio.run(register_commands(chosen, assistant_loader(chosen.assistant), guild))
    sys.stdout.write("Discord knows the commands.\n")


@app.command()
def console() -> None:
    """Ask in the terminal."""
    from bot.console import run_console  # noqa: PLC0415 - as above
    from bot.loading import load_assistant, settings  # noqa: PLC0415 - as above

    with known_failures():
        assistant = load_assistant(settings())
    run_console(assistant)


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="A question in plain words.")] = None,
    *,
    batch: Annotated[Path | None, typer.Option(help="JSON Lines with `id` and `question` or `turns`.")] = None,
    as_json: Json = False,
    checkpoint: Checkpoint = None,
) -> None:
    """Answer one question, or a file of them."""
    from bot.batch import answer_turns  # noqa: PLC0415 - as above
    from bot.batch import as_json as to_json  # noqa: PLC0415 - as above
    from bot.console import show_answer  # noqa: PLC0415 - as above
    from bot.loading import load_assistant, settings  # noqa: PLC0415 - as above

    if (question is None) == (batch is None):
        message = "Give a question, or --batch with a file of them."
        raise typer.BadParameter(message)
    if batch is not None and not as_json:
        message = "--batch writes JSON Lines: say --json too."
        raise typer.BadParameter(message)
    with known_failures():
        assistant = load_assistant(settings(), checkpoint)
    if batch is not None:
        _ask_batch(batch, assistant)
        return
    answer, took = answer_turns(assistant, [question or ""])
    if as_json:
        print_json(to_json(answer, took))
    else:
        show_answer(answer, Console(highlight=False))


def _ask_batch(batch: Path, assistant: "Assistant") -> None:
    from bot.batch import answer_lines  # noqa: PLC0415 - as above

    try:
        lines = batch.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        complain(f"{batch} can't be read: {error}")
        raise typer.Exit(FAILED) from error
    faults = 0
    for line, fault in answer_lines(assistant, lines):
        if line is not None:
            sys.stdout.write(line + "\n")
        if fault is not None:
            faults += 1
            complain(f"{batch}, {fault}")
    if faults:
        raise typer.Exit(FAILED)


@app.command()
def similar(
    name: Annotated[str | None, typer.Argument(help="A character, weapon or artifact set.")] = None,
    *,
    kind: Annotated[Kind | None, typer.Option(help="Look among these only.")] = None,
    count: Annotated[int, typer.Option("-k", min=1, max=250, help="How many neighbours.")] = 5,
    same: Annotated[list[SameTrait] | None, typer.Option(help="A trait that neighbours must share.")] = None,
    prefer_element: Annotated[bool, typer.Option(help="Rank characters of the same element higher.")] = False,
    picture: Annotated[Path | None, typer.Option(help="Write the map of all items, a PNG file.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="The neighbours of every item of --kind.")] = False,
    as_json: Json = False,
) -> None:
    """Find what resembles a character, weapon or artifact set."""
    from bot.console import show_similar  # noqa: PLC0415 - as above
    from bot.loading import settings  # noqa: PLC0415 - as above
    from bot.neighbours import all_neighbours, neighbours_of, similar_as_json  # noqa: PLC0415 - as above

    if everything == (name is not None) or (everything and kind is None):
        message = "Give a name, or --all with --kind."
        raise typer.BadParameter(message)
    with known_failures():
        if everything and kind is not None:
            print_json(all_neighbours(settings(), kind.singular, count))
            return
        wish = Wish(tuple(trait for trait in TRAITS if SameTrait(trait) in (same or ())), prefer_element)
        one = kind.singular if kind else None
        try:
            found = neighbours_of(settings(), name or "", one, count, wish=wish, picture=picture)
        except OSError as error:
            complain(f"{picture} can't be written: {error.strerror}")
            raise typer.Exit(FAILED) from error
    if as_json:
        print_json(similar_as_json(found))
    else:
        show_similar(found, Console(highlight=False))


@app.command()
def doctor(*, as_json: Json = False) -> None:
    """Check the installation, part by part, and say what mends it."""
    from bot.doctor import examine  # noqa: PLC0415 - as above
    from bot.loading import config_path  # noqa: PLC0415 - as above

    output = Console(highlight=False)
    findings = []
    for finding in examine(config_path()):
        findings.append(finding)
        if not as_json:
            mark = "[green]ok  [/]" if finding.ok else "[red]mend[/]"
            output.print(f"{mark} [bold]{finding.part}[/]: ", end="")
            output.print(finding.text, markup=False)
    if as_json:
        print_json([asdict(finding) for finding in findings])
    if not all(finding.ok for finding in findings):
        raise typer.Exit(FAILED)


feedback_app = typer.Typer(no_args_is_help=True, help="What users judged.")
store_app = typer.Typer(no_args_is_help=True, help="The bot's memory.")


@feedback_app.command("export")
def export_feedback(target: Annotated[Path, typer.Argument(help="The wording file to write.")]) -> None:
    """Write what users judged as a wording file, from which the next training learns."""
    from bot.feedback_file import wording_file  # noqa: PLC0415 - as above
    from bot.loading import settings  # noqa: PLC0415 - as above
    from bot.store.opening import open_store  # noqa: PLC0415 - as above
    from katheryne_models.game.game import Game  # noqa: PLC0415 - as above
    from katheryne_models.question.linker import Linker  # noqa: PLC0415 - as above
    from katheryne_models.question.names import Catalogue  # noqa: PLC0415 - as above

    async def kept() -> "list[Feedback]":
        async with await open_store(settings().store) as store:
            return await store.feedback()

    with known_failures():
        linker = Linker(Catalogue(Game(settings().assistant.data)))
        entries = asyncio.run(kept())
    try:
        target.write_text(wording_file(entries, linker.link), encoding="utf-8")
    except OSError as error:
        complain(f"{target} can't be written: {error.strerror}")
        raise typer.Exit(FAILED) from error
    sys.stdout.write(f"{target}: {len(entries)} judgements\n")


@store_app.command("backup")
def back_up_store(target: Annotated[Path, typer.Argument(help="The copy to write.")]) -> None:
    """Copy the SQLite file, also while the bot runs."""
    from bot.loading import settings  # noqa: PLC0415 - as above
    from bot.store.backup import back_up  # noqa: PLC0415 - as above

    with known_failures():
        back_up(settings().store, target)
    sys.stdout.write(f"{target}\n")


@store_app.command("migrate")
def migrate_store(
    *,
    to: Annotated[str, typer.Option("--to", help="postgresql://USER@HOST/DATABASE, or an SQLite file; it is empty.")],
) -> None:
    """Copy the store into another database, also while the bot runs, and compare every row."""
    from bot.loading import settings  # noqa: PLC0415 - as above
    from bot.store.move import move  # noqa: PLC0415 - as above
    from bot.store.opening import place  # noqa: PLC0415 - as above

    with known_failures():
        counts = asyncio.run(move(settings().store, place(to)))
    for table, count in counts.items():
        sys.stdout.write(f"{table}: {count:,} rows, the same in both\n")


app.add_typer(feedback_app, name="feedback")
app.add_typer(store_app, name="store")
app.add_typer(data_app, name="data")
app.add_typer(train_app, name="train")
app.add_typer(evaluate_app, name="evaluate")
app.command()(export)
app.command()(bench)


def main() -> None:
    """Run the command line."""
    try:
        app()
    except SnapshotError as error:
        # A row that the data lacks is found only when it is read.
        complain(error.user_text)
        sys.exit(CANNOT_START)
