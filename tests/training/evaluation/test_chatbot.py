from pathlib import Path

from katheryne_models.game.game import Game
from training.evaluation.chatbot import DECLINES, chatbot_entries, train_chatbot


def test_the_plain_chatbot_learns_from_questions_and_answers(game: Game, tmp_path: Path) -> None:
    entries = chatbot_entries(game, 0, 120)
    assert len(entries) == 120
    assert all("<" not in str(entry["query"]) for entry in entries)
    assert {entry["split"] for entry in entries} <= {"train", "validation"}
    assert any(entry["response"] == DECLINES for entry in entries)
    chatbot = train_chatbot(game, tmp_path, seed=0, size=120, minutes=0.05)
    answers = chatbot.answers(["when is hu taos birthday", ""])
    assert len(answers) == 2
