"""Writes `docs/plans.md`: every head of the plan language with an example question and what Katheryne answers.

python -m training.plan_docs
"""

import sys
from collections.abc import Container
from pathlib import Path

from katheryne_models.answer.answer import Answer, Exchange
from katheryne_models.assistant import Assistant, load_bundle
from katheryne_models.plan.heads import HEADS
from katheryne_models.plan.phrasing import example_questions

_FIRST_QUESTION = "Hu Tao base ATK at level 90"  # what the follow-up example leans on
_LONGEST = 160
_REPEATED = "again"  # its plan is the one that it repeats
_HEADING = """# What can be asked

Every head of the plan language, with an example question and the answer of the released checkpoint to it. A test asks
every one. Heads combine: several requests are joined by `;`, a head after `|` is asked of what a search found, filters
may follow `not`, and `<previous:character>` stands for what the question before was about.

Made by `python -m training.plan_docs`.

| head | what it answers | example | answer begins |
|---|---|---|---|
"""


def examples(known: Container[str] = HEADS) -> dict[str, str]:
    """An example question for every head, in the heads' order.

    Args:
        known: The heads that are wanted, such as those that a checkpoint's vocabulary has.
    """
    questions = example_questions()
    return {head: questions[head] for head in HEADS if head in known}


def answer_example(assistant: Assistant, head: str, question: str) -> Answer:
    """The answer to an example; a follow-up is asked after a first question."""
    exchange: Exchange | None = assistant.ask(_FIRST_QUESTION).exchange if head == "again" else None
    return assistant.ask(question, exchange)


def write_plan_docs(assistant: Assistant, target: Path) -> None:
    """Write the inventory."""
    lines = []
    newer = [f"`{head}`" for head in HEADS if head not in assistant.understanding.engine.vocabulary]
    for head, question in examples(assistant.understanding.engine.vocabulary).items():
        answer = answer_example(assistant, head, question)
        if head != _REPEATED and answer.plan.split()[0] != head:
            newer.append(f"`{head}`")
            continue
        text = " ".join(answer.text.split()).replace("|", "\\|")
        shown = text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"
        lines.append(f"| `{head}` | {HEADS[head].summary} | {question} | {shown} |")
    note = f"\nIn the grammar, but not learnt by the released checkpoint: {', '.join(newer)}.\n" if newer else ""
    target.write_text(_HEADING + "\n".join(lines) + "\n" + note, encoding="utf-8")


if __name__ == "__main__":
    project = Path(__file__).parents[1]
    loaded = load_bundle(project / "data" / "models", "assistant", data=project / "data" / "game")
    write_plan_docs(loaded, project / "docs" / "plans.md")
    sys.stdout.write("docs/plans.md\n")
