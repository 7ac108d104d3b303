"""The shelf of pictures: drawn once, dropped when old, and tried anew after a failure."""

import asyncio
import threading

import pytest

from bot.pictures import MOST_KEPT, Pictures


async def test_many_who_ask_at_once_share_one_drawing() -> None:
    pictures, drawn, gate = Pictures(), [], threading.Event()

    def draw() -> bytes:
        gate.wait(10)
        drawn.append(threading.current_thread())
        return b"png"

    waiting = [asyncio.ensure_future(pictures.get("a", draw)) for _ in range(5)]
    await asyncio.sleep(0)
    gate.set()
    assert await asyncio.gather(*waiting) == [b"png"] * 5
    assert len(drawn) == 1
    assert drawn[0] is not threading.current_thread()
    pictures.close()


async def test_one_who_gives_up_spoils_nothing_for_the_others() -> None:
    pictures, gate = Pictures(), threading.Event()

    def draw() -> bytes:
        gate.wait(10)
        return b"png"

    impatient = asyncio.ensure_future(pictures.get("a", draw))
    patient = asyncio.ensure_future(pictures.get("a", draw))
    await asyncio.sleep(0)
    impatient.cancel()
    gate.set()
    assert await patient == b"png"
    pictures.close()


async def test_a_failed_drawing_is_tried_anew() -> None:
    pictures = Pictures()
    results: list[ValueError | bytes] = [ValueError("ink"), b"png"]

    def draw() -> bytes:
        result = results.pop(0)
        if isinstance(result, ValueError):
            raise result
        return result

    with pytest.raises(ValueError, match="ink"):
        await pictures.get("a", draw)
    await asyncio.sleep(0)
    assert await pictures.get("a", draw) == b"png"
    pictures.close()


async def test_the_oldest_go_and_all_go_with_another_checkpoint() -> None:
    pictures, drawn = Pictures(), []

    async def ask(key: int) -> None:
        await pictures.get(key, lambda: drawn.append(key) or b"png")  # type: ignore[func-returns-value]  # counts too

    for key in range(MOST_KEPT + 1):
        await ask(key)
    await ask(MOST_KEPT)
    assert len(drawn) == MOST_KEPT + 1
    await ask(0)
    assert drawn[-1] == 0
    pictures.clear()
    await ask(MOST_KEPT)
    assert drawn[-1] == MOST_KEPT
    pictures.close()
