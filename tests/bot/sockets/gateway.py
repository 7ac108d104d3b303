"""The gateway of a local Discord: sessions that outlive their connection, with RESUME, shards and compression."""

import asyncio
import contextlib
import itertools
import json
import time
import zlib
from collections import defaultdict, deque
from collections.abc import Mapping
from enum import IntEnum
from typing import Any

import discord
from aiohttp import web
from simcord.backend import Backend, serializers
from simcord.intents import prune_guild_create, required_intent

HEARTBEAT_MS = 41_250
AUTHENTICATION_FAILED = 4004
INVALID_SHARD = 4010
KEPT_EVENTS = 5000
IDENTIFY_SECONDS = 5.0


class Opcode(IntEnum):
    """What a gateway message is for."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    RESUME = 6
    RECONNECT = 7
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class Session:
    """One gateway session.

    Attributes:
        outbox: What waits to be sent on the connection, or None while there is none.
    """

    _numbers = itertools.count(1)

    def __init__(self, shard: int, intents: discord.Intents) -> None:
        self.id = f"session{next(self._numbers)}"
        self.shard = shard
        self.intents = intents
        self.outbox: asyncio.Queue[str | None] | None = None
        self._sequence = 0
        self._kept: deque[tuple[int, str]] = deque(maxlen=KEPT_EVENTS)

    def dispatch(self, event: str, payload: Any) -> None:
        """Send an event, or keep it until the client is back."""
        self._sequence += 1
        message = json.dumps({"op": Opcode.DISPATCH, "t": event, "s": self._sequence, "d": payload})
        self._kept.append((self._sequence, message))
        if self.outbox is not None:
            self.outbox.put_nowait(message)

    def resume(self, outbox: asyncio.Queue[str | None], after: int) -> None:
        """Go on over another connection: send what was missed first."""
        for sequence, message in self._kept:
            if sequence > after:
                outbox.put_nowait(message)
        self.outbox = outbox
        self.dispatch("RESUMED", {})


class Gateway:
    """Accepts clients and tells them what happens.

    Attributes:
        sessions: By id.
        identifies: The shard of each client that logged in anew, in order.
        identified_at: When each bucket's clients tried to log in anew, by `time.monotonic`.
        too_early: How many of them were refused, since the bucket's last one was less than 5 seconds ago.
        max_concurrency: How many buckets there are.
        spaced: Whether they are refused; where there is but one shard, tests would wait for nothing.
        resumes: How many sessions were taken up again.
    """

    def __init__(self, backend: Backend, token: str, shards: int) -> None:
        self.backend = backend
        self.url = ""
        self.sessions: dict[str, Session] = {}
        self.identifies: list[int] = []
        self.identified_at: defaultdict[int, list[float]] = defaultdict(list)
        self.too_early = 0
        self.max_concurrency = 1
        self.spaced = shards > 1
        self.resumes = 0
        self._token = token
        self._shards = shards
        self._transports: set[asyncio.Transport] = set()
        backend.subscribers.append(self._on_event)

    def shard_of(self, guild_id: int) -> int:
        """Which shard hears of a server."""
        return (guild_id >> 22) % self._shards

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection until it ends."""
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        outbox: asyncio.Queue[str | None] = asyncio.Queue()
        writer = asyncio.create_task(_write(socket, outbox, compress=request.query.get("compress") == "zlib-stream"))
        _send(outbox, Opcode.HELLO, {"heartbeat_interval": HEARTBEAT_MS})
        transport = request.transport
        assert transport is not None
        self._transports.add(transport)
        session: Session | None = None
        try:
            async for received in socket:
                message = json.loads(received.data)
                session = await self._receive(socket, outbox, message["op"], message.get("d")) or session
        finally:
            self._transports.discard(transport)
            if session is not None and session.outbox is outbox:
                session.outbox = None
            outbox.put_nowait(None)
            writer.cancel()
            with contextlib.suppress(asyncio.CancelledError, ConnectionError):
                await writer
        return socket

    def cut(self) -> None:
        """Break every connection without a farewell, as a failing network does."""
        for session in self.sessions.values():
            session.outbox = None
        for transport in self._transports:
            transport.abort()

    def ask_to_reconnect(self) -> None:
        """Tell every client to connect anew and go on, as Discord does before it restarts a gateway."""
        for session in self.sessions.values():
            if session.outbox is not None:
                _send(session.outbox, Opcode.RECONNECT)

    def invalidate(self) -> None:
        """End every session for good: clients must log in anew."""
        for session in self.sessions.values():
            if session.outbox is not None:
                _send(session.outbox, Opcode.INVALID_SESSION, data=False)
        self.sessions.clear()

    async def _receive(
        self, socket: web.WebSocketResponse, outbox: asyncio.Queue[str | None], opcode: int, data: Any
    ) -> Session | None:
        """React to a message; returns the session that it began or took up again."""
        if opcode == Opcode.HEARTBEAT:
            _send(outbox, Opcode.HEARTBEAT_ACK)
        elif opcode in (Opcode.IDENTIFY, Opcode.RESUME) and data["token"] != self._token:
            await socket.close(code=AUTHENTICATION_FAILED)
        elif opcode == Opcode.IDENTIFY:
            shard, count = data.get("shard") or (0, 1)
            if count != self._shards or not 0 <= shard < count:
                await socket.close(code=INVALID_SHARD)
            elif self._too_early(shard):
                _send(outbox, Opcode.INVALID_SESSION, data=False)
            else:
                return self._identify(outbox, shard, discord.Intents._from_value(data["intents"]))
        elif opcode == Opcode.RESUME:
            session = self.sessions.get(data["session_id"])
            if session is not None:
                self.resumes += 1
                session.resume(outbox, after=data["seq"])
                return session
            _send(outbox, Opcode.INVALID_SESSION, data=False)
        return None

    def _too_early(self, shard: int) -> bool:
        times = self.identified_at[shard % self.max_concurrency]
        times.append(time.monotonic())
        early = self.spaced and len(times) > 1 and times[-1] - times[-2] < IDENTIFY_SECONDS
        self.too_early += early
        return early

    def _identify(self, outbox: asyncio.Queue[str | None], shard: int, intents: discord.Intents) -> Session:
        session = Session(shard, intents)
        session.outbox = outbox
        self.sessions[session.id] = session
        self.identifies.append(shard)
        guilds = [guild for guild in self.backend.guilds.values() if self.shard_of(guild.id) == shard]
        ready = {
            "v": 10,
            "user": dict(serializers.user_payload(self.backend.bot_user)),
            "session_id": session.id,
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "shard": [shard, self._shards],
            "resume_gateway_url": self.url,
            "application": {"id": str(self.backend.application_id), "flags": 0},
        }
        session.dispatch("READY", ready)
        for guild in guilds:
            payload = json.loads(json.dumps(serializers.guild_create_payload(self.backend, guild)))
            prune_guild_create(payload, intents, self.backend.bot_user.id)
            session.dispatch("GUILD_CREATE", payload)
        return session

    def _on_event(self, event: str, payload: Mapping[str, Any]) -> None:
        about_a_guild = event.startswith("GUILD_") and "_" not in event.removeprefix("GUILD_")
        guild_id = payload.get("guild_id") or (payload.get("id") if about_a_guild else None)
        shard = self.shard_of(int(guild_id)) if guild_id else 0
        intent = required_intent(event, payload)
        for session in self.sessions.values():
            if session.shard == shard and (intent is None or getattr(session.intents, intent)):
                session.dispatch(event, payload)


async def _write(socket: web.WebSocketResponse, outbox: asyncio.Queue[str | None], *, compress: bool) -> None:
    compressor = zlib.compressobj() if compress else None
    while (message := await outbox.get()) is not None:
        if compressor is None:
            await socket.send_str(message)
        else:
            await socket.send_bytes(compressor.compress(message.encode()) + compressor.flush(zlib.Z_SYNC_FLUSH))


def _send(outbox: asyncio.Queue[str | None], opcode: Opcode, data: object = None) -> None:
    outbox.put_nowait(json.dumps({"op": opcode, "d": data, "s": None, "t": None}))
