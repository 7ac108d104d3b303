"""An exchange that is written and read again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from katheryne_models.answer.answer import Entity, Exchange
from katheryne_models.answer.stored_exchange import exchange_as_json, exchange_of_json
from katheryne_models.question.linked import Link
from katheryne_models.question.names import Reading

# every character that a question may hold, without the halves of others
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
numbers = st.integers(0, 400)
entities = st.builds(Entity, texts, texts, texts)
readings = st.builds(Reading, texts, texts, texts, st.floats(0, 1), st.booleans(), st.booleans(), st.booleans())
links = st.builds(Link, texts, st.lists(readings, min_size=1, max_size=3).map(tuple), numbers, numbers, numbers)
exchanges = st.builds(
    Exchange,
    st.sampled_from(["fact.birthday <character:0>", "list.character <element:0> ; count.weapon <rarity:0>"]),
    st.lists(entities, max_size=3).map(tuple),
    st.lists(entities, max_size=3).map(tuple),
    st.lists(st.tuples(texts, links), max_size=3).map(tuple),
    st.lists(texts, max_size=5).map(tuple),
)


@given(exchanges)
def test_what_is_written_is_read(exchange: Exchange) -> None:
    assert exchange_of_json(exchange_as_json(exchange)) == exchange


@pytest.mark.parametrize(
    "written",
    ["", "null", "{}", '{"plan": 3}', '{"plan": "no.such.head <character:0>"}', '{"plan": "greet", "words": "hello"}'],
)
def test_what_another_version_wrote_is_none(written: str) -> None:
    assert exchange_of_json(written) is None
