"""A Discord of one's own on this machine, over real sockets.

What a bot says by REST and gateway goes through the same libraries and sockets as on the real one; SimCord's backend
is the model of Discord's state and rules, and Discord's OpenAPI document, where there is one, judges what is sent.
"""

import asyncio
import io
import json
import re
import time
from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import simcord.http.client  # noqa: F401 - registers the routes
from aiohttp import web
from simcord._clock import Clock
from simcord.backend import Backend, serializers
from simcord.backend.errors import BackendError
from simcord.http import router
from simcord.interactions import base_payload, nest_options, walk_to_subcommand

from tests.bot.sockets.gateway import Gateway
from tests.bot.sockets.openapi import DiscordContract

API = "/api/v10"
TOKEN = "a token"
CALLBACK = re.compile(r"/interactions/(\d+)/[^/]+/callback")
WEBHOOK = re.compile(r"/webhooks/\d+/.+")
COMMAND, COMPONENT, AUTOCOMPLETE = 2, 3, 4
REPLY_SECONDS = 3.0
TOO_MANY_REQUESTS = 429


class WallClock(Clock):
    """The real time, so that the 3 seconds for a first reply and the 15 minutes of a token are real."""

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.elapsed)


@dataclass(frozen=True)
class Trouble:
    """What happens to a request instead of, or before, being served.

    Attributes:
        status: The refusal, or None where it is served in the end.
        seconds: How long it takes before anything happens.
    """

    status: int | None
    seconds: float = 0.0


@dataclass
class Asked:
    """A person's interaction, and what became of it.

    Attributes:
        record: The backend's own record; `record.message_id` is the reply.
        callback: The body of the first reply; it fails with `TimeoutError` after Discord's 3 seconds.
        sent_at: When the bot was told, by `time.perf_counter`.
    """

    record: Any
    callback: "asyncio.Future[dict[str, Any]]"
    sent_at: float

    async def reply(self) -> dict[str, Any]:
        return await asyncio.wait_for(asyncio.shield(self.callback), REPLY_SECONDS)


class LocalDiscord:
    """The server, and the people on it.

    Attributes:
        requests: How often each kind of request came.
        first_replies: How many first replies each interaction got, those that were refused among them.
        request_faults: Requests that break Discord's document.
        troubles: What the next requests of a kind meet with, in order; a kind is a key of `requests`.
    """

    def __init__(self, contract: DiscordContract | None, *, shards: int = 1) -> None:
        self.backend = Backend(clock=WallClock())
        self.gateway = Gateway(self.backend, TOKEN, shards)
        self.requests: Counter[str] = Counter()
        self.first_replies: Counter[str] = Counter()
        self.request_faults: list[tuple[str, str, list[str]]] = []
        self.troubles: defaultdict[str, deque[Trouble]] = defaultdict(deque)
        self.base = ""
        self._contract = contract
        self._shards = shards
        self._asked: dict[str, Asked] = {}

    async def start(self) -> None:
        """Listen on a free port of this machine."""
        application = web.Application(client_max_size=64 << 20)
        application.router.add_get("/gateway", self.gateway.connect)
        application.router.add_route("*", API + "/{path:.*}", self._rest)
        application.router.add_get("/{path:.*}", self._file)
        self._runner = web.AppRunner(application, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.base = f"http://{host}:{port}"
        self.gateway.url = f"ws://{host}:{port}/gateway"

    async def stop(self) -> None:
        self.gateway.cut()
        await self._runner.cleanup()

    # What the bot sends

    async def _rest(self, request: web.Request) -> web.Response:
        path, method = "/" + request.match_info["path"], request.method
        body, files = await _body(request)
        shape = re.sub(r"/simcord_[^/]+", "/{token}", re.sub(r"/\d{6,}", "/{id}", path))
        self.requests[f"{method} {shape}"] += 1
        if (refusal := await self._trouble(f"{method} {shape}")) is not None:
            return refusal
        callback = CALLBACK.fullmatch(path)
        if callback:
            self.first_replies[callback[1]] += 1
        if not (callback or WEBHOOK.fullmatch(path)) and request.headers.get("Authorization") != f"Bot {TOKEN}":
            return _json(401, {"message": "401: Unauthorized", "code": 0})
        if self._contract and (faults := self._contract.faults_of_request(method, path, body)):
            self.request_faults.append((method, shape, faults))
            return _json(400, {"code": 50035, "message": "Invalid Form Body: " + "; ".join(faults[:3]), "errors": {}})
        if path == "/gateway/bot":
            return _json(200, self._gateway_info())
        try:
            data = router.dispatch(
                self.backend,
                method,
                path,
                json=body,
                params=dict(request.query),
                files=files,
                reason=request.headers.get("X-Audit-Log-Reason"),
            )
        except BackendError as error:
            return _json(error.status, error.to_json())
        if callback:
            self._replied(callback[1], body)
            if request.query.get("with_response") not in ("1", "true"):
                data = None
        if data is None or method == "DELETE":
            return web.Response(status=204)
        return _json(200, data)

    async def _trouble(self, request: str) -> web.Response | None:
        """What comes instead of an answer to a kind of request, where that was arranged."""
        if not self.troubles[request]:
            return None
        trouble = self.troubles[request].popleft()
        await asyncio.sleep(trouble.seconds)
        return None if trouble.status is None else _refusal(trouble.status)

    async def _file(self, request: web.Request) -> web.Response:
        for url, content in getattr(self.backend.cdn, "blobs", {}).items():
            if url.endswith(request.path):
                return web.Response(body=content)
        raise web.HTTPNotFound

    def _gateway_info(self) -> dict[str, Any]:
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": self.gateway.max_concurrency}
        return {"url": self.gateway.url, "shards": self._shards, "session_start_limit": limit}

    def _replied(self, interaction_id: str, body: dict[str, Any]) -> None:
        asked = self._asked.pop(interaction_id, None)
        if asked is not None and not asked.callback.done():
            asked.callback.set_result(body)

    # What people do

    def add_channel(self, guild: str = "Test server", shard: int = 0) -> Any:
        """A new server's first channel."""
        made = self.backend.create_guild(guild, shard_id=shard, shard_count=self._shards)
        return self.backend.create_channel(made.id, "general", announce=False)

    def add_member(self, channel: Any, name: str) -> Any:
        """A new user, who may see a channel."""
        user = self.backend.make_user(name)
        self.backend.add_member(channel.guild_id, user.id)
        return user

    def command(self, user: Any, channel: Any, name: str, /, *, locale: str = "en-US", **options: Any) -> Asked:
        """Use a slash command, with its subcommands after spaces, in a client of some language."""
        return self._interact(COMMAND, user, channel, self._command_data(channel, name, options), locale=locale)

    def complete(self, user: Any, channel: Any, name: str, focused: str, /, **options: Any) -> Asked:
        """Type into an option of a command that has not been sent yet."""
        data = self._command_data(channel, name, options)
        for option in data["options"]:
            if option["name"] == focused:
                option["focused"] = True
        return self._interact(AUTOCOMPLETE, user, channel, data)

    def press(self, user: Any, channel: Any, message: Any, label: str) -> Asked:
        """Press a button of a message."""
        buttons = [part for row in message.components for part in row["components"] if part.get("label") == label]
        data = {"component_type": 2, "custom_id": buttons[0]["custom_id"]}
        shown = dict(serializers.message_payload(self.backend, message))
        asked = self._interact(COMPONENT, user, channel, data, message=shown)
        asked.record.source_message_id = message.id
        return asked

    def say(self, user: Any, channel: Any, words: str) -> Any:
        """Send a message."""
        return self.backend.create_message(channel.id, user.id, words)

    def reply_of(self, asked: Asked) -> Any:
        """The message that answers an interaction, or None while there is none."""
        return self._message(asked.record.channel_id, asked.record.message_id)

    def messages(self, channel: Any) -> list[Any]:
        return list(self.backend.messages.get(channel.id, {}).values())

    def _message(self, channel_id: int, message_id: int | None) -> Any:
        if message_id is None:
            return None
        return self.backend.messages.get(channel_id, {}).get(message_id)

    def _command_data(self, channel: Any, name: str, options: dict[str, Any]) -> dict[str, Any]:
        root, *path = name.split(" ")
        known: dict[tuple[str, int], Any] = {
            **self.backend.commands.get(channel.guild_id, {}),
            **self.backend.commands.get(None, {}),
        }
        command = known.get((root, 1))
        if command is None:
            message = f"the bot has not registered /{root}"
            raise LookupError(message)
        leaf, nesting = walk_to_subcommand(command, path)
        types = {option["name"]: option["type"] for option in leaf.get("options", [])}
        given = [{"name": key, "type": types[key], "value": value} for key, value in options.items()]
        return {"id": str(command["id"]), "name": root, "type": 1, "options": nest_options(command, nesting, given)}

    def _interact(self, kind: int, user: Any, channel: Any, data: dict[str, Any], **more: Any) -> Asked:
        record, payload = base_payload(
            self.backend, type=kind, channel_id=channel.id, guild_id=channel.guild_id, user_id=user.id, data=data
        )
        asked = Asked(record, asyncio.get_running_loop().create_future(), time.perf_counter())
        self._asked[payload["id"]] = asked
        self.backend.emit("INTERACTION_CREATE", payload | more)
        return asked


async def _body(request: web.Request) -> tuple[Any, list[SimpleNamespace]]:
    """A request's JSON, and its files."""
    if request.content_type != "multipart/form-data":
        raw = await request.read()
        return (json.loads(raw) if raw else None), []
    files: list[SimpleNamespace] = []
    payload: Any = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            content = io.BytesIO(value.file.read())
            files.append(SimpleNamespace(fp=content, filename=value.filename, description=None))
        elif name == "payload_json":
            payload = json.loads(str(value))
    return payload, files


def _refusal(status: int) -> web.Response:
    """What Discord, or what stands before it, says with a status."""
    if status == TOO_MANY_REQUESTS:
        # by the header, clients tell Discord's own limit from a ban at its gates
        wait = {"message": "You are being rate limited.", "retry_after": 0.2, "global": False}
        return _json(status, wait, {"Via": "1.1 google", "Retry-After": "1"})
    return web.Response(status=status, text="upstream connect error")


def _json(status: int, data: Any, headers: dict[str, str] | None = None) -> web.Response:
    # exactly this type: discord.py takes any other, even with a charset, for text
    content_type = {"Content-Type": "application/json"}
    return web.Response(status=status, body=json.dumps(data).encode(), headers=content_type | (headers or {}))
