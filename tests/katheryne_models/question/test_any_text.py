"""Whatever is typed, linking never fails and its placeholders fit together."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from katheryne_models.plan.grammar import PLACEHOLDERS_PER_KIND, placeholder_kind
from katheryne_models.question.linked import LinkedQuestion
from katheryne_models.question.linker import Linker

# Pieces that mean something, among anything at all.
PIECES = ("hu tao", "Gladiator's Finale", "c6", "lvl 90", "raiden's", "NO", "5 star", "4pc", "pyro", "crit", "may",
          "favonius", "level 1 to 6", "1st", "%",
          "->", "<character:0>", "<end>", "🎉", "\u202e", "\u0627", "\x00", "ﷺ", "́")  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=30)), max_size=25).map(" ".join)


def check(linked: LinkedQuestion) -> None:
    """Placeholders, links and words fit together."""
    length = len(linked.words)
    ends = 0
    for link in sorted(linked.links.values(), key=lambda link: link.first):
        assert ends <= link.first < link.last <= length
        ends = link.last
        assert link.equals()[0] == link.readings[0]
        assert [reading.weight for reading in link.readings] == sorted((r.weight for r in link.readings), reverse=True)
    tokens = [token for token in linked.tokens if placeholder_kind(token)]
    assert set(tokens) == set(linked.links)
    for token, link in linked.links.items():
        assert link.token == token
        number = int(token.rstrip(">").rpartition(":")[2])
        assert number < PLACEHOLDERS_PER_KIND
    rebuilt = [token for token in linked.tokens if not placeholder_kind(token)]
    remaining = iter(linked.words)
    assert all(word in remaining for word in rebuilt), "a plain token that the question does not have, or out of order"


@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_any_text_links_and_the_same_way_each_time(text: str, linker: Linker) -> None:
    linked = linker.link(text)
    check(linked)
    assert linker.link(text) == linked


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\x00\x01\x02", "🎉" * 3000, "\u202e" * 6000, "مرحبا كيف حالك " * 400, "z̷̨̛a̸͓͝l̴̖͌g̷̢̈o̵͉͘ " * 250,
        "hu tao " * 857, "a" * 6000, "9" * 6000, "level " * 1000, "of the " * 857, "favonius " * 666, "? " * 3000,
        "the staff of the staff of " * 230, "ﷺ" * 6000, "c6" * 3000, "1,000" * 1200, "can't won't " * 500,
    ],
    ids=lambda text: repr(text[:12]),
)  # fmt: skip
def test_storms_are_weathered(text: str, linker: Linker) -> None:
    check(linker.link(text[:6000]))


def test_what_looks_like_a_placeholder_is_plain_words(linker: Linker) -> None:
    linked = linker.link("<character:0> <end> <unk>")
    assert linked.tokens == ("character", "<number:0>", "end", "unk")
