from pathlib import Path

from bot.feedback_file import wording_file
from bot.store.records import Feedback, Verdict
from katheryne_models.question.linker import Linker
from training.generation.wordings import read_wording_file


def judged(question: str, plan: str, verdict: Verdict) -> Feedback:
    return Feedback(question, plan, verdict, "assistant", "genshin-db 5.2.12")


ENTRIES = [
    judged("when's the bday of hu tao??", "fact.birthday <character:0>", "right"),
    judged("When's the bday of Xiao", "fact.birthday <character:0>", "right"),
    judged("zhongli or hu tao, more hp", "compare.stat <character:0> <character:1> <stat:0>", "right"),
    judged("and her weapon", "fact.weapon_type <previous:character>", "right"),
    judged("what does hu tao eat", "fact.signature_dish <character:0>", "wrong"),
    judged("how strong is she", "unknown", "declined"),
    judged('she said """ and left', "unknown", "declined"),
    judged("🎉", "unknown", "declined"),
    judged("nobody named here", "fact.birthday <character:0>", "right"),
]


def test_what_was_confirmed_is_a_wording_file_that_training_reads(linker: Linker, tmp_path: Path) -> None:
    file = tmp_path / "judged.toml"
    file.write_text(wording_file(ENTRIES, linker.link), encoding="utf-8")
    read = {(wording.plan, wording.text) for wording in read_wording_file(file)}
    assert read == {
        ("fact.birthday {character}", "when s the bday of {character}"),
        ("compare.stat {character} {character2} {stat}", "{character} or {character2} more {stat}"),
        ("fact.weapon_type {previous:character}", "and her weapon"),
    }


def test_the_rest_is_left_to_be_looked_at(linker: Linker) -> None:
    lines = wording_file(ENTRIES, linker.link).splitlines()
    assert "# wrong: what does {character} eat    (fact.signature_dish {character})" in lines
    assert "# declined: how strong is she    (unknown)" in lines
    assert "# right: nobody named here    (fact.birthday {character})" in lines


def test_no_judgement_is_an_empty_wording_file(linker: Linker, tmp_path: Path) -> None:
    file = tmp_path / "judged.toml"
    file.write_text(wording_file([], linker.link), encoding="utf-8")
    assert list(read_wording_file(file)) == []
