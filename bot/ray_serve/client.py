"""Speaks HTTP with the application in the cluster."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar

import aiohttp

from bot.ray_serve.wire import WIRE_VERSION, Failure, Hello, WireError, path_of, read, read_result, write_call
from bot.worker.calls import Call

T = TypeVar("T")

OK, NOT_FOUND, FAILED = 200, 404, 422
CONNECT_SECONDS = 2.0


class UnreachableError(Exception):
    """The cluster, or the replica that had the call, can't answer; the message is for the log."""


class ServeClient:
    """Calls the application. Belongs to one event loop."""

    def __init__(self, address: str) -> None:
        """Connect to nothing yet.

        Args:
            address: Where the application answers, such as `http://127.0.0.1:8000/katheryne`.
        """
        self._address = address.rstrip("/")
        # how many calls are under way is the worker's business
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))

    async def close(self) -> None:
        """Close the connections."""
        await self._session.close()

    async def call(self, call: Call[T], seconds: float) -> T:
        """Have a call done by some replica.

        Raises:
            UnreachableError: No replica answered; nothing tells whether one had begun, and calls change nothing.
            TimeoutError: The seconds have passed.
            KatheryneError: The call ended in a known failure.
            RuntimeError: The assistant failed in an unforeseen way; its traceback is in the replica's log.
        """
        async with self._reached("POST", path_of(call), seconds, write_call(call)) as response:
            body = await response.read()
            if response.status == FAILED:
                failure: Failure = read(Failure, body)
                raise failure.error()
            result: T = read_result(call, body)
            return result

    async def hello(self, seconds: float) -> Hello:
        """Ask some replica who it is.

        Raises:
            UnreachableError: No replica answered, or it runs another version of this program.
            TimeoutError: The seconds have passed.
        """
        async with self._reached("GET", "/hello", seconds) as response:
            hello: Hello = read(Hello, await response.read())
        if hello.wire != WIRE_VERSION:
            message = f"the cluster speaks version {hello.wire}, this bot version {WIRE_VERSION}: update the older one"
            raise UnreachableError(message)
        return hello

    @asynccontextmanager
    async def _reached(
        self, method: str, path: str, seconds: float, body: bytes | None = None
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        """A response that is the application's own, not the proxy's word that it has none."""
        timeout = aiohttp.ClientTimeout(total=seconds, sock_connect=min(CONNECT_SECONDS, seconds))
        try:
            async with self._session.request(method, self._address + path, data=body, timeout=timeout) as response:
                if response.status not in {OK, FAILED}:
                    raise UnreachableError(_told(response.status, await response.text(errors="replace")))
                yield response
        except aiohttp.ConnectionTimeoutError as error:
            message = f"{self._address} accepts no connection"
            raise UnreachableError(message) from error
        except (aiohttp.ClientError, OSError) as error:
            # aiohttp's own time-outs are of both kinds
            if isinstance(error, TimeoutError):
                raise
            message = f"{self._address} can't be reached ({error})"
            raise UnreachableError(message) from error
        except WireError as error:
            message = f"{self._address} answers what this version of the bot does not understand ({error})"
            raise UnreachableError(message) from error


def _told(status: int, text: str) -> str:
    if status == NOT_FOUND:
        return "the cluster runs no such application: serve deploy deploy/ray/serve.yaml"
    return f"a replica was lost, or none is ready (status {status}: {text[:200].strip()})"
