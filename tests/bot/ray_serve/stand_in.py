"""A cluster that is none: it speaks the wire format over real sockets, and fails as it is told."""

import asyncio
from collections import deque
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.ray_serve.wire import WIRE_VERSION, Failure, Hello, read_call, write
from bot.settings import AssistantSettings, RaySettings, Settings, WorkerSettings
from bot.worker.calls import Ask
from tests.bot.assistants import ScriptedAssistant

NAME = "katheryne"
LOST_REPLICA = 500


class StandIn:
    """Answers on one port as Serve and its dashboard do.

    Attributes:
        assistant: What answers.
        failures: The status of each of the next calls, in place of an answer; 0 answers.
        asked: The questions that came, lost ones too.
        gate: While clear, questions wait.
        most_at_once: How many calls were under way at a time at most.
        deployed: The configurations that were put, the newest last.
        verdicts: The application's state by its checkpoint; "RUNNING" where it is not named.
    """

    def __init__(self) -> None:
        self.assistant = ScriptedAssistant("first")
        self.failures: deque[int] = deque()
        self.asked: list[str] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.wire = WIRE_VERSION
        self.most_at_once = 0
        self._at_once = 0
        self.port = 0
        self.deployed: list[dict[str, Any]] = [_configuration("first")]
        self.verdicts: dict[str, tuple[str, str]] = {}
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen, after a stop on the same port."""
        application = web.Application()
        application.add_routes(
            [
                web.get(f"/{NAME}/hello", self._hello),
                web.post(f"/{NAME}/{{call}}", self._call),
                web.get("/api/serve/applications/", self._details),
                web.put("/api/serve/applications/", self._deploy),
            ]
        )
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.01)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True).start()
        self.port = int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Vanish."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def settings(self, **limits: float) -> Settings:
        """Settings that name this cluster, and no tables, whose names take a second or two to load."""
        address = f"http://127.0.0.1:{self.port}"
        ray = RaySettings(address=f"{address}/{NAME}", dashboard=address, application=NAME)
        assistant = AssistantSettings(data=Path("missing"))
        return Settings(assistant=assistant, worker=WorkerSettings.model_validate(limits), ray=ray)

    async def _hello(self, _request: web.Request) -> web.Response:
        return web.Response(body=write(Hello(self.wire, "one", self.assistant.versions)))

    async def _call(self, request: web.Request) -> web.Response:
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            return await self._answer(request)
        finally:
            self._at_once -= 1

    async def _answer(self, request: web.Request) -> web.Response:
        call = read_call(request.path, await request.read())
        if isinstance(call, Ask):
            self.asked.append(call.question.text)
            await self.gate.wait()
        status = self.failures.popleft() if self.failures else 0
        if status:
            return web.Response(status=status, text="Internal Server Error")
        try:
            return web.Response(body=write(call.run(self.assistant)))
        except Exception as error:  # noqa: BLE001 - as the replica does
            return web.Response(status=422, body=write(Failure.of(error)))

    async def _details(self, _request: web.Request) -> web.Response:
        [application] = self.deployed[-1]["applications"]
        status, message = self.verdicts.get(application["args"]["checkpoint"], ("RUNNING", ""))
        shown = {
            "status": status,
            "message": "",
            "deployed_app_config": application,
            "deployments": {"assistant": {"message": message}},
        }
        return web.json_response({"proxy_location": "HeadOnly", "applications": {NAME: shown}})

    async def _deploy(self, request: web.Request) -> web.Response:
        self.deployed.append(await request.json())
        [application] = self.deployed[-1]["applications"]
        checkpoint = application["args"]["checkpoint"]
        if checkpoint not in self.verdicts:
            self.assistant = ScriptedAssistant(checkpoint)
        return web.Response()


def _configuration(checkpoint: str) -> dict[str, Any]:
    arguments = {"checkpoint": checkpoint, "upgrade": ""}
    application = {"name": NAME, "import_path": "bot.ray_serve.application:application", "args": arguments}
    return {"proxy_location": "HeadOnly", "applications": [application]}
