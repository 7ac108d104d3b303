"""Brings another checkpoint into the cluster: replica by replica, and back where the new one does not come up."""

import asyncio
import logging
import re
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import aiohttp

from bot.failures import ReloadError
from bot.settings import RaySettings
from katheryne_models.errors import CheckpointError, KatheryneError, SnapshotError

logger = logging.getLogger(__name__)

APPLICATIONS = "/api/serve/applications/"
POLL_SECONDS = 0.5
CALL_SECONDS = 30.0
UPGRADE_SECONDS = 600.0  # an interaction can be answered for 15 minutes
_RUNNING = "RUNNING"
_FAILED = frozenset({"DEPLOY_FAILED", "UNHEALTHY"})
# The last line of the traceback that Serve hands on.
_KNOWN = re.compile(r"katheryne_models\.errors\.(CheckpointError|SnapshotError): (.+)")

Document = dict[str, Any]
"""A JSON object of the cluster's."""


class Upgrade:
    """Changes the application's checkpoint by Serve's own rolling upgrade.

    Serve starts a new replica beside an old one, has it load and try the checkpoint, and only then lets the old one
    finish and leave. Where a new one fails, Serve stops there, and the old ones go on; then the old configuration is
    put back.
    """

    def __init__(self, settings: RaySettings, *, seconds: float = UPGRADE_SECONDS) -> None:
        """Prepare an upgrade.

        Args:
            settings: Where the cluster is.
            seconds: How long the new replicas may take in all.
        """
        self._address = settings.dashboard.rstrip("/") + APPLICATIONS
        self._name = settings.application
        self._seconds = seconds

    async def run(self, checkpoint: str) -> None:
        """Have all replicas answer with a checkpoint.

        Raises:
            CheckpointError: A replica refuses the checkpoint; the old one goes on answering.
            SnapshotError: A replica refuses the game snapshot; as above.
            ReloadError: It failed in another way; as above.
        """
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=CALL_SECONDS)) as session:
            try:
                await self._upgrade(session, checkpoint)
            except (aiohttp.ClientError, OSError, KeyError, ValueError) as error:
                logger.exception("the cluster can't be upgraded")
                raise ReloadError(name=checkpoint, reason=f"{type(error).__name__}: {error}") from error

    async def _upgrade(self, session: aiohttp.ClientSession, checkpoint: str) -> None:
        details = await self._details(session)
        before = _configuration(details)
        wanted = deepcopy(before)
        [changed] = [one for one in wanted["applications"] if one["name"] == self._name]
        # the time makes a checkpoint of the same name be loaded anew
        changed["args"] = {
            **changed.get("args", {}),
            "checkpoint": checkpoint,
            "upgrade": f"{datetime.now(UTC):%FT%T.%f}",
        }
        try:
            await self._put(session, wanted)
            await self._finished(session, changed["args"], checkpoint)
        except BaseException:
            # also where the waiting is cancelled: no half of an upgrade is left behind
            await asyncio.shield(self._put_back(before))
            raise

    async def _finished(self, session: aiohttp.ClientSession, arguments: Document, checkpoint: str) -> None:
        """Wait until all replicas are the new ones."""
        try:
            async with asyncio.timeout(self._seconds) as limit:
                while True:
                    application = (await self._details(session))["applications"][self._name]
                    if application["deployed_app_config"].get("args") == arguments:
                        if application["status"] == _RUNNING:
                            return
                        if application["status"] in _FAILED:
                            raise _reason(application, checkpoint)
                    await asyncio.sleep(POLL_SECONDS)
        except TimeoutError:
            if not limit.expired():
                raise
            reason = f"not healthy after {self._seconds:.0f} s; are there resources for more replicas?"
            raise ReloadError(name=checkpoint, reason=reason) from None

    async def _put_back(self, before: Document) -> None:
        try:
            # a session of its own: the other one ends with whoever was waiting
            async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=CALL_SECONDS)) as session:
                await self._put(session, before)
        except (aiohttp.ClientError, OSError, ValueError):
            logger.exception("the old configuration could not be put back: serve deploy deploy/ray/serve.yaml does it")
        else:
            logger.info("the cluster goes on with the checkpoint before")

    async def _details(self, session: aiohttp.ClientSession) -> Document:
        async with session.get(self._address) as response:
            response.raise_for_status()
            details: Document = await response.json()
        if "deployed_app_config" not in details["applications"].get(self._name, {}):
            message = f"no application {self._name} was deployed by a configuration file"
            raise ValueError(message)
        return details

    async def _put(self, session: aiohttp.ClientSession, configuration: Document) -> None:
        async with session.put(self._address, json=configuration) as response:
            if response.status >= 400:  # noqa: PLR2004 - where HTTP's failures begin
                message = (await response.text())[:300]
                raise ValueError(message)


def _configuration(details: Document) -> Document:
    """What was deployed, of all applications: Serve deletes those that a new configuration leaves out."""
    applications = [
        application["deployed_app_config"]
        for application in details["applications"].values()
        if application.get("deployed_app_config")
    ]
    known = ("proxy_location", "http_options", "grpc_options")
    return {**{key: details[key] for key in known if details.get(key)}, "applications": applications}


def _reason(application: Document, checkpoint: str) -> KatheryneError:
    """Why the new replicas did not come up."""
    told = "\n".join(
        [application.get("message", ""), *(one.get("message", "") for one in application["deployments"].values())]
    )
    known = _KNOWN.findall(told)
    if known:
        kind, text = known[-1]
        return (CheckpointError if kind == CheckpointError.__name__ else SnapshotError)(text)
    logger.error("the upgrade to %s failed:\n%s", checkpoint, told)
    return ReloadError(name=checkpoint, reason="the new replicas did not become healthy")
