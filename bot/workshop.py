"""The commands that build, train and measure: the one file of the bot that knows `training`, inside the commands."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import typer
from rich.console import Console
from rich.table import Table

from bot.command_line import Json, known_failures, print_json

if TYPE_CHECKING:
    from collections.abc import Sequence

_SOURCE_VERSION = "5.2.12"
_DRY_MODELS = Path("runs/dry_run")  # where checkpoints of dry runs go

data_app = typer.Typer(no_args_is_help=True, help="The game snapshot.")
train_app = typer.Typer(no_args_is_help=True, help="Train the networks.")
evaluate_app = typer.Typer(invoke_without_command=True, help="Measure accuracy beside baselines.")


@data_app.command()
def fetch(
    version: Annotated[str, typer.Option(help="The version of genshin-db.")] = _SOURCE_VERSION,
    folder: Annotated[Path, typer.Option(help="Where the package goes.")] = Path(),
) -> None:
    """Get the genshin-db package with npm."""
    from training.snapshot.source import fetch_package  # noqa: PLC0415 - as above

    with known_failures():
        sys.stdout.write(f"{fetch_package(version, folder)}\n")


@data_app.command()
def build(
    package: Annotated[Path, typer.Argument(help="genshin-db as npm packs it, a .tgz file.")],
) -> None:
    """Turn the genshin-db package into the snapshot's tables."""
    from bot.loading import settings  # noqa: PLC0415 - as above
    from training.snapshot.build import build_snapshot  # noqa: PLC0415 - as above

    with known_failures():
        target = settings().assistant.data
        manifest = build_snapshot(package, target)
    rows = sum(table.rows for table in manifest.tables.values())
    sys.stdout.write(f"{target}: {len(manifest.tables)} tables, {rows:,} rows, game version {manifest.game_version}\n")


@data_app.command()
def info(*, as_json: Json = False) -> None:
    """Show what the snapshot holds, and check it."""
    from bot.loading import settings  # noqa: PLC0415 - as above
    from katheryne_models.game.snapshot import read_manifest, read_table  # noqa: PLC0415 - as above

    with known_failures():
        folder = settings().assistant.data
        manifest = read_manifest(folder)
        for name in manifest.tables:
            read_table(folder, name, manifest)
    if as_json:
        print_json(manifest.model_dump())
        return
    table = Table(title=f"{manifest.package} {manifest.package_version}, game version {manifest.game_version}")
    table.add_column("table")
    table.add_column("rows", justify="right")
    table.add_column("bytes", justify="right")
    for name, entry in manifest.tables.items():
        table.add_row(name, f"{entry.rows:,}", f"{entry.bytes:,}")
    Console().print(table)


@data_app.command()
def features(name: Annotated[str, typer.Argument(help="A character, weapon or artifact set.")]) -> None:
    """Show the features by which an item is compared."""
    from bot.loading import settings  # noqa: PLC0415 - as above
    from bot.neighbours import features_of  # noqa: PLC0415 - as above

    table = Table("feature", "value")
    with known_failures():
        for feature, value in features_of(settings(), name):
            table.add_row(feature, value)
    Console().print(table)


@train_app.command()
def assistant(
    *,
    config: Annotated[Path | None, typer.Option(help="A TOML file with training settings.")] = None,
    wordings: Annotated[list[Path] | None, typer.Option("--with", help="Further wording files.")] = None,
    name: Annotated[str, typer.Option(help="The new checkpoint's name.")] = "assistant",
    dry_run: Annotated[bool, typer.Option(help="A few steps of a small network, to see that all runs.")] = False,
    resume: Annotated[bool, typer.Option(help="Go on with a training that was killed.")] = False,
) -> None:
    """Train the assistant from the wording files and write its checkpoint."""
    from bot.loading import settings  # noqa: PLC0415 - as above
    from training.release import train_release  # noqa: PLC0415 - as above

    with known_failures():
        chosen = settings().assistant
        trained = train_release(
            chosen.data, chosen.models / name, config=config, further=wordings or [], dry_run=dry_run, resume=resume
        )
    sys.stdout.write("\n".join(trained.report()) + "\n")


@train_app.command("find-lr")
def find_learning_rate(
    *,
    config: Annotated[Path | None, typer.Option(help="A TOML file with training settings.")] = None,
    steps: Annotated[int, typer.Option(min=20, help="Optimizer steps, each with a higher rate.")] = 200,
    output: Annotated[Path, typer.Option(help="Where the picture goes.")] = Path("runs/find_lr.png"),
) -> None:
    """Look for the learning rates from which the assistant learns."""
    from bot.loading import settings  # noqa: PLC0415 - as above
    from training.release import find_release_rate  # noqa: PLC0415 - as above

    with known_failures():
        found = find_release_rate(settings().assistant.data, config=config, steps=steps)
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(found.picture())
    table = Table("learning rate", "smoothed loss")
    every = max(1, len(found.rates) // 20)
    for rate, loss in list(zip(found.rates, found.losses, strict=True))[::every]:
        table.add_row(f"{rate:.2e}", f"{loss:.3f}")
    Console().print(table)
    sys.stdout.write(f"suggested: learning_rate = {found.suggested:.2g}; the curve: {output}\n")


@train_app.command("second-opinion")
def second_opinion(
    *,
    wordings: Annotated[list[Path] | None, typer.Option("--with", help="Further wording files.")] = None,
    name: Annotated[str, typer.Option(help="The new checkpoint's name.")] = "second_opinion",
    beside: Annotated[str, typer.Option("--for", help="The assistant's checkpoint.")] = "assistant",
    encoder: Annotated[Path | None, typer.Option(help="The folder of the pretrained sentence encoder.")] = None,
    questions: Annotated[int, typer.Option(min=64, help="How many questions are seen in all.")] = 92_000,
    seed: Annotated[int, typer.Option(min=0, help="The assistant's seed.")] = 0,
    dry_run: Annotated[bool, typer.Option(help="A few steps, to see that all runs; its place stays.")] = False,
) -> None:
    """Train the second opinion of an assistant from the wording files and write its checkpoint."""
    from bot.loading import settings  # noqa: PLC0415 - as above
    from training.reader_trainer import ReaderTraining  # noqa: PLC0415 - as above
    from training.release import DRY_EXAMPLES, DRY_SHARE, EXAMPLES  # noqa: PLC0415 - as above
    from training.second_opinion import train_second_opinion  # noqa: PLC0415 - as above
    from training.sentence_encoder import encoder_folder  # noqa: PLC0415 - as above

    with known_failures():
        chosen = settings().assistant
        training = ReaderTraining(questions=questions, seed=seed, output=chosen.models / name)
        size, share = EXAMPLES, 1.0
        if dry_run:
            training = training.model_copy(update={"questions": 64, "output": _DRY_MODELS / name})
            size, share = DRY_EXAMPLES, DRY_SHARE
        metrics = train_second_opinion(
            chosen.data,
            chosen.models / beside,
            encoder or encoder_folder(),
            training,
            further=wordings or [],
            size=size,
            share=share,
        )
    sys.stdout.write(f"{metrics}\n")


@train_app.command()
def release(
    *,
    wordings: Annotated[list[Path] | None, typer.Option("--with", help="Further wording files.")] = None,
    encoder: Annotated[Path | None, typer.Option(help="The folder of the pretrained sentence encoder.")] = None,
    seed: Annotated[int, typer.Option(min=0, help="The start of every random choice.")] = 0,
) -> None:
    """Train the assistant and its second opinion at once, as the released checkpoints are made."""
    from bot.loading import settings  # noqa: PLC0415 - as above
    from training.reader_trainer import ReaderTraining  # noqa: PLC0415 - as above
    from training.second_opinion import train_together  # noqa: PLC0415 - as above
    from training.sentence_encoder import encoder_folder  # noqa: PLC0415 - as above

    with known_failures():
        chosen = settings().assistant
        training = ReaderTraining(seed=seed, output=chosen.models / chosen.second_opinion)
        both = train_together(
            chosen.data,
            chosen.models / chosen.checkpoint,
            encoder or encoder_folder(),
            training,
            further=wordings or [],
        )
    trained, metrics = both
    sys.stdout.write("\n".join(trained.report()) + "\n")
    sys.stdout.write(f"{metrics}\n")


@train_app.command("sweep")
def sweep_settings(
    grid: Annotated[Path, typer.Argument(help="A TOML file; a setting with a list of values is tried with each.")],
    *,
    examples: Annotated[int, typer.Option(min=1000, help="About how many training examples each sees.")] = 10_000,
    output: Annotated[Path, typer.Option(help="Where the table and the trainings go.")] = Path("runs/sweep"),
) -> None:
    """Train the assistant with every combination of some settings, and compare what comes of them."""
    from bot.loading import settings  # noqa: PLC0415 - as above
    from training.release import sweep_release  # noqa: PLC0415 - as above
    from training.sweep import Grid  # noqa: PLC0415 - as above

    with known_failures():
        tried = Grid.from_file(grid)
        trials = sweep_release(settings().assistant.data, tried, output, examples=examples)
    table = Table(*tried.tried, "validation", "test", "seconds")
    for trial in trials:
        metrics = trial.metrics
        accuracies = (metrics.validation_accuracy, metrics.test_accuracy or 0.0)
        row = [*map(str, trial.settings.values()), *(f"{one:.1%}" for one in accuracies), f"{metrics.seconds:.0f}"]
        table.add_row(*row)
    Console().print(table)
    sys.stdout.write(f"{output / 'sweep.csv'}\n")


@train_app.command()
def autoencoders(
    *, dry_run: Annotated[bool, typer.Option(help="A few steps, to see that all runs; their place stays.")] = False
) -> None:
    """Train the three autoencoders of the similarity search."""
    from bot.loading import settings  # noqa: PLC0415 - as above
    from training.genshin_ai_trainer import RELEASE_EPOCHS, release_autoencoders  # noqa: PLC0415 - as above

    with known_failures():
        models, epochs = (_DRY_MODELS, 2) if dry_run else (settings().assistant.models, RELEASE_EPOCHS)
        for line in release_autoencoders(settings().assistant.data, models, epochs):
            sys.stdout.write(f"{line}\n")


@evaluate_app.command("similar")
def evaluate_neighbours(
    truth: Annotated[Path, typer.Option(help="Graded neighbours as JSON, or JSON packed with gzip.")],
) -> None:
    """Measure the neighbours against graded ones, beside plain rankings; five seeds."""
    from bot.loading import settings  # noqa: PLC0415 - as above
    from training.evaluation.similar import evaluate_similar  # noqa: PLC0415 - as above

    with known_failures():
        evaluate_similar(truth, settings().assistant.data)


@evaluate_app.callback()
def evaluate(
    context: typer.Context,
    *,
    as_json: Json = False,
    seed: int = 0,
    questions: Annotated[
        list[Path] | None, typer.Option(help="Files of questions with what answers must hold.")
    ] = None,
    report: Annotated[Path | None, typer.Option(help="A folder to write results.md and its plots to.")] = None,
    chatbot: Annotated[float, typer.Option(min=0, help="Minutes for training the plain chatbot; 0: without.")] = 0,
) -> None:
    """Measure the assistant on the test split and on files of questions, beside its baselines."""
    if context.invoked_subcommand is not None:
        return
    from bot.loading import settings  # noqa: PLC0415 - as above
    from training.evaluation.answers import Evaluator  # noqa: PLC0415 - as above
    from training.evaluation.questions import read_questions  # noqa: PLC0415 - as above

    with known_failures():
        files = {path.stem: read_questions(path) for path in questions or []}
        chosen = settings().assistant
        evaluator = Evaluator(
            chosen.data, chosen.models, chosen.checkpoint, chosen.second_opinion, seed=seed, chatbot_minutes=chatbot
        )
        results = {"Test split": evaluator.test_split()}
        results |= {name: evaluator.question_file(asked) for name, asked in files.items()}
        if report:
            from training.evaluation.report import write_report  # noqa: PLC0415 - only here is something drawn

            command = " ".join(["katheryne", *(Path(word).name for word in sys.argv[1:])])  # where files lie is private
            write_report(results, evaluator.training, evaluator.hardware, report, command)
    if as_json:
        print_json({name: asdict(result) for name, result in results.items()})
        return
    output = Console()
    for name, result in results.items():
        _show_rows(output, f"{name}, seed {result.seed}", "method", result.rows)
        _show_rows(output, "the first row by group, the worst first", "group", result.groups)
        if result.bins:
            output.print(f"expected calibration error: {result.calibration_error:.3f}")
    for reason in evaluator.left_out:
        output.print(f"not measured: {reason}")


class _Counted(Protocol):
    """A row of shares: how many of all are right, declined and wrong."""

    @property
    def method(self) -> str: ...
    @property
    def right(self) -> int: ...
    @property
    def declined(self) -> int: ...
    @property
    def wrong(self) -> int: ...
    @property
    def count(self) -> int: ...


def _show_rows(output: Console, title: str, first: str, rows: "Sequence[_Counted]") -> None:
    table = Table(first, "right", "declined", "wrong", "questions", title=title)
    for row in rows:
        shares = [f"{part / row.count:.1%}" for part in (row.right, row.declined, row.wrong)]
        table.add_row(row.method, *shares, str(row.count))
    output.print(table)


def export(
    *,
    pt: Annotated[bool, typer.Option("--pt", help="PyTorch files beside the checkpoints.")] = False,
    onnx: Annotated[bool, typer.Option("--onnx", help="ONNX files of the assistants, in float32.")] = False,
    int8: Annotated[bool, typer.Option("--int8", help="ONNX files of the assistants, in int8.")] = False,
) -> None:
    """Write the checkpoints in other forms."""
    from bot.loading import settings  # noqa: PLC0415 - as above
    from training.export import export_onnx, export_pt  # noqa: PLC0415 - as above

    if not (pt or onnx or int8):
        message = "Say which form: --pt, --onnx or --int8."
        raise typer.BadParameter(message)
    with known_failures():
        chosen = settings().assistant
        written = export_pt(chosen.models) if pt else []
        written += export_onnx(chosen.models, chosen.engines, "fp32") if onnx else []
        written += export_onnx(chosen.models, chosen.engines, "int8") if int8 else []
    for path in written:
        sys.stdout.write(f"{path}\n")


def bench(*, json_file: Annotated[Path | None, typer.Option("--json", help="Write the rows as JSON.")] = None) -> None:
    """Measure speed, memory and growth, each row beside a yardstick of the same run."""
    from bot.footprint import measure_footprint  # noqa: PLC0415 - as above
    from bot.loading import config_path, load_assistant, settings  # noqa: PLC0415 - as above
    from training.evaluation.growth import measure_growth  # noqa: PLC0415 - as above
    from training.evaluation.speed import measure_speed  # noqa: PLC0415 - as above
    from training.evaluation.training_speed import measure_training  # noqa: PLC0415 - as above

    with known_failures():
        chosen = settings()
        starts = measure_footprint(config_path())
        assistant = load_assistant(chosen)
        checkpoint = chosen.assistant.models / chosen.assistant.checkpoint
        rows = measure_speed(assistant, checkpoint, chosen.assistant.engines)
        grown = measure_growth(assistant)
        trainings = measure_training(chosen.assistant.data)
    if json_file:
        named = {
            "answering": [asdict(row) for row in rows], "growth": [asdict(row) for row in grown],
            "start": [asdict(row) for row in starts], "training": [asdict(row) for row in trainings],
        }  # fmt: skip
        json_file.write_text(json.dumps(named, indent=1), encoding="utf-8")
    table = Table("what", "ms a question", "times the plain loop's speed", "look-ups")
    for row in rows:
        table.add_row(row.what, f"{row.milliseconds:.3f}", f"{row.ratio:,.1f}", f"{row.look_ups:,.1f}")
    Console().print(table)
    table = Table("growth", "size", "ms a question", "times the smallest's")
    for one in grown:
        table.add_row(one.what, f"{one.size:,}", f"{one.milliseconds:.3f}", f"{one.ratio:.2f}")
    Console().print(table)
    table = Table("start", "seconds", "times the imports'", "MB", "times the imports'")
    for start in starts:
        table.add_row(
            start.what, f"{start.seconds:.1f}", f"{start.time_ratio:.2f}",
            f"{start.megabytes:.0f}", f"{start.memory_ratio:.2f}",
        )  # fmt: skip
    Console().print(table)
    table = Table("training", "questions a second", "times the plain loop's")
    for trained in trainings:
        table.add_row(trained.what, f"{trained.questions_per_second:.0f}", f"{trained.ratio:.1f}")
    Console().print(table)
