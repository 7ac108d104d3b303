from pathlib import Path

from katheryne_models.game.game import Game
from training.evaluation.unseen import questions_about, released_since, without

DATA = Path(__file__).parents[3] / "data" / "game"


def test_a_snapshot_without_the_newest_versions(game: Game, tmp_path: Path) -> None:
    new = released_since(game, "6.0")
    assert "hutao" not in new
    assert new
    assert released_since(game, "6.6") < new
    without(DATA, new, tmp_path / "game")
    old = Game(tmp_path / "game")
    assert not {row.name("key") for row in old.table("characters").rows} & new
    assert len(old.table("characters")) == len(game.table("characters")) - sum(
        row.name("key") in new for row in game.table("characters").rows
    )
    assert not any(key in new for key in old.table("weapon_stats").keys())  # noqa: SIM118 - a table, no mapping
    assert old.row("characters", "hutao") is not None


def test_questions_are_about_the_wanted_names(game: Game) -> None:
    new = released_since(game, "6.0")
    examples = questions_about(game, lambda key: key in new, 0)[:40]
    assert len(examples) == 40
    kinds = ("character", "weapon", "artifact")
    named = {link.value for one in examples for link in one.link.links.values() if link.kind in kinds}
    assert named
    assert named <= new
