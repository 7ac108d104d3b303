import socket
from pathlib import Path

import pytest

from bot.failures import SettingsError
from bot.settings import DiscordSettings, Settings, load_settings, with_shards
from bot.sharding.shards import Shards


@pytest.mark.parametrize(
    ("written", "ids", "count"),
    [("0/1", [0], 1), ("3/64", [3], 64), ("0-7/64", list(range(8)), 64), (" 6-7/8 ", [6, 7], 8), ("2-2/3", [2], 3)],
)
def test_shards_are_a_run_or_one(written: str, ids: list[int], count: int) -> None:
    shards = Shards.parse(written)
    assert (list(shards.ids), shards.count) == (ids, count)
    assert Shards.parse(str(shards)) == shards
    assert [number for number in range(-1, 70) if number in shards] == ids


@pytest.mark.parametrize(
    "written", ["", "1", "0-7", "7-0/8", "8/8", "0-8/8", "-1/8", "0/0", "0-1-2/8", "a/b", "٣/٨", "0/1/2"]
)
def test_other_words_are_refused_and_told_what_to_write(
    written: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "config.toml"
    config.write_text("", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"--shards: .*FIRST-LAST/COUNT"):
        with_shards(load_settings(config), written)
    monkeypatch.setenv("KATHERYNE_DISCORD__SHARDS", written)
    with pytest.raises(SettingsError, match=r"environment variable KATHERYNE_DISCORD__SHARDS: .*FIRST-LAST/COUNT"):
        load_settings(config)


def test_processes_divide_all_shards_among_them() -> None:
    parts = [DiscordSettings(shards="0-9/10", shards_per_process=4, ordinal=number).own_shards() for number in range(3)]
    assert [list(part.ids) for part in parts] == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]
    assert {part.count for part in parts} == {10}
    with pytest.raises(SettingsError, match=r"process 3 has no shards: .*the processes are 0 to 2"):
        DiscordSettings(shards="0-9/10", shards_per_process=4, ordinal=3).own_shards()


def test_the_number_of_a_process_is_that_of_its_pod(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = DiscordSettings(shards="0-63/64", shards_per_process=8)
    monkeypatch.setattr(socket, "gethostname", lambda: "katheryne-3")
    assert str(settings.own_shards()) == "24-31/64"
    monkeypatch.setattr(socket, "gethostname", lambda: "4f2a9c1d7b63")
    with pytest.raises(SettingsError, match=r"4f2a9c1d7b63.*KATHERYNE_DISCORD__ORDINAL"):
        settings.own_shards()
    # a process that serves all shards needs no number
    assert str(DiscordSettings().own_shards()) == "0/1"


def test_the_option_wins_over_the_division() -> None:
    settings = Settings(discord=DiscordSettings(shards="0-9/10", shards_per_process=4, ordinal=1))
    assert str(with_shards(settings, "2-3/10").discord.own_shards()) == "2-3/10"
