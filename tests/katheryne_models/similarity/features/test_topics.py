import numpy as np

from katheryne_models.similarity.features.topics import Topics, words_of

TEXTS = ["fire burns fast", "fire burns slow", "ice is slow", "ice is cold", "fire is fast", "wind"]


def test_words_and_pairs() -> None:
    assert words_of("Deals AoE DMG, 5s!") == ["deals", "aoe", "dmg", "deals aoe", "aoe dmg"]


def test_terms_are_neither_rare_nor_everywhere() -> None:
    topics = Topics.learn(TEXTS, 2, least=2, most=0.5)
    assert "fire" in topics.terms
    assert "wind" not in topics.terms
    assert topics.components.shape == (2, len(topics.terms))


def test_like_texts_lie_close_and_a_strange_one_nowhere() -> None:
    topics = Topics.learn(TEXTS, 2, least=2)
    fire, more_fire, ice, strange = topics.project(["fire burns", "fire burns fast", "ice is", "quux"])
    assert np.linalg.norm(fire - more_fire) < np.linalg.norm(fire - ice)
    assert not strange.any()


def test_learning_is_reproducible() -> None:
    first, again = Topics.learn(TEXTS, 2, least=2), Topics.learn(TEXTS, 2, least=2)
    np.testing.assert_array_equal(first.components, again.components)
    assert (first.components[np.arange(2), np.abs(first.components).argmax(axis=1)] > 0).all()
