"""The released assistant, asked as its users ask."""

import shutil
from pathlib import Path

import pytest

from katheryne_models.answer.answer import Answer
from katheryne_models.assistant import STAGES, Assistant, load_assistant, load_bundle
from katheryne_models.engine.onnx_engine import OnnxEngine
from katheryne_models.engine.reading import JointEngine
from katheryne_models.errors import CheckpointError, SnapshotError, UnknownNameError
from katheryne_models.question.question import Question
from training.export import export_pt
from training.plan_docs import answer_example, examples

PROJECT = Path(__file__).parents[2]
GAME_FOLDER = PROJECT / "data" / "game"
TALK = {"greet", "thanks", "help", "unknown"}


@pytest.mark.parametrize("head", [head for head in examples() if head not in TALK])
def test_every_example_is_answered_by_its_head(head: str, released: Assistant) -> None:
    answer = answer_example(released, head, examples()[head])
    assert answer.answered, answer.text
    assert answer.facts
    if head != "again":
        assert answer.plan.split()[0] == head


@pytest.mark.parametrize("head", sorted(TALK))
def test_talk_is_declined_with_suggestions_that_work(head: str, released: Assistant) -> None:
    answer = released.ask(examples()[head])
    assert not answer.answered
    assert answer.text
    for choice in answer.alternatives:
        assert released.ask(choice.question).answered, choice.question


def test_each_stage_of_a_batch_is_told_with_its_seconds(released: Assistant) -> None:
    told: list[tuple[str, float]] = []
    released.watch = lambda stage, seconds: told.append((stage, seconds))
    try:
        released.ask_batch([Question("when is hu tao's birthday"), Question("homa atk")])
    finally:
        released.watch = None
    assert tuple(stage for stage, _ in told) == STAGES
    assert all(seconds > 0 for _, seconds in told)


def test_a_batch_of_one_answers_like_a_batch_of_many(released: Assistant) -> None:
    questions = [Question(text) for text in examples().values()]
    together = [answer.text for answer in released.ask_batch(questions) if isinstance(answer, Answer)]
    assert together == [released.ask(question.text).text for question in questions]


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (["what element is hu tao", "and when is her birthday?"], "July 15"),
        (["hu tao base hp at level 90", "what about at level 80"], "level 80"),
        (["what does bennett's c1 do", "and c6?"], "C6"),
        (["when is hu tao's birthday", "and ganyu?"], "December 2"),
        (["which 5 star pyro polearm characters are there", "when are their birthdays"], "July 15"),
    ],
)
def test_follow_ups_lean_on_the_question_before(turns: list[str], expected: str, released: Assistant) -> None:
    first = released.ask(turns[0])
    assert expected in released.ask(turns[1], first.exchange).text


def test_a_follow_up_without_a_question_before_is_asked_back(released: Assistant) -> None:
    answer = released.ask("and when is her birthday?")
    assert not answer.answered


def test_an_unsure_reading_is_offered_as_a_question(released: Assistant) -> None:
    unsure = [answer for text in UNUSUAL if not (answer := released.ask(text)).answered]
    assert all(answer.alternatives for answer in unsure)
    assert all(len(choice.label) <= 80 for answer in unsure for choice in answer.alternatives)


UNUSUAL = (
    "pray tell o wise one upon which day of the year the director of the wangsheng parlor hu tao came to be",
    "homa at ninety the attack of it being which",
    "staff of homa and mistsplitter and primordial jade winged spear and so on",
)


@pytest.mark.parametrize(
    ("question", "truth"),
    [
        ("hu tao's c7", "C1 to C6"),
        ("zhongli hp at level 250", "level 1 to 100"),
        ("staff of homa atk at level 95", "90"),
        ("staff of homa passive r7", "R1 to R5"),
        ("6 star characters", "5-star"),
    ],
)
def test_a_false_premise_is_answered_with_the_truth(question: str, truth: str, released: Assistant) -> None:
    answer = released.ask(question)
    assert not answer.answered
    assert truth in answer.text


@pytest.mark.parametrize("name", ["Hu Tao", "hutao", "staff of homa", "homa", "Emblem", "emblem of severed fate"])
def test_names_are_resolved_as_people_write_them(name: str, released: Assistant) -> None:
    similar = released.similar(name)
    assert len(similar.neighbours) == 5
    assert similar.query.name in {"Hu Tao", "Staff of Homa", "Emblem of Severed Fate"}


def test_an_ambiguous_name_is_refused_with_its_readings(released: Assistant) -> None:
    with pytest.raises(UnknownNameError) as refused:
        released.similar("favonius")
    assert "Favonius Sword" in refused.value.suggestions


def test_the_documented_calls_work() -> None:
    assistant = load_assistant(PROJECT / "data" / "models" / "assistant", data=PROJECT / "data" / "game")
    assert "July 15" in assistant.generate_response(query="When is Hu Tao's birthday?", max_length=64)


def test_a_pt_file_answers_like_its_folder(tmp_path: Path) -> None:
    for name in ("assistant", "characters_autoencoder"):
        folder = tmp_path / name
        folder.mkdir()
        for file in (PROJECT / "data" / "models" / name).iterdir():
            (folder / file.name).write_bytes(file.read_bytes())
    written = export_pt(tmp_path)
    assert sorted(path.name for path in written) == ["assistant.pt", "characters_autoencoder.pt"]
    assistant = load_assistant(tmp_path / "assistant.pt", data=PROJECT / "data" / "game")
    alone = load_assistant(tmp_path / "assistant", data=PROJECT / "data" / "game")
    for text in list(examples().values())[:20]:
        assert assistant.ask(text).text == alone.ask(text).text
    with pytest.raises(CheckpointError, match="katheryne train autoencoders"):
        assistant.similar("hu tao")


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="train assistant"):
        load_assistant(tmp_path / "none")
    with pytest.raises(SnapshotError, match="data build"):
        load_assistant(PROJECT / "data" / "models" / "assistant", data=tmp_path)


def test_without_a_second_opinion_the_network_answers_alone(tmp_path: Path) -> None:
    models = PROJECT / "data" / "models"
    shutil.copytree(models / "assistant", tmp_path / "assistant")
    alone = load_bundle(tmp_path, "assistant", data=GAME_FOLDER, engines=tmp_path / "engines")
    assert isinstance(alone.understanding.engine, OnnxEngine)
    assert "July 15" in alone.ask("when is hu tao's birthday").text


def test_a_damaged_second_opinion_is_left_out_with_a_warning(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    models = PROJECT / "data" / "models"
    for name in ("assistant", "second_opinion"):
        shutil.copytree(models / name, tmp_path / name)
    weights = tmp_path / "second_opinion" / "model.safetensors"
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    alone = load_bundle(tmp_path, "assistant", data=GAME_FOLDER, engines=tmp_path / "engines")
    assert isinstance(alone.understanding.engine, OnnxEngine)
    assert "going on without a second opinion" in caplog.text


def test_the_released_networks_read_together(released: Assistant) -> None:
    assert isinstance(released.understanding.engine, JointEngine)


def test_where_the_networks_are_unsure_their_readings_are_offered(released: Assistant) -> None:
    unsure = [
        answer
        for text in (
            "hu tao thing at 90 the number",
            "ganyu vs stuff for the goblet",
            "homa and the day of it",
            "klee c",
        )
        if not (answer := released.ask(text)).answered
    ]
    for answer in unsure:
        assert answer.alternatives
        assert released.ask(answer.alternatives[0].question).answered, answer
