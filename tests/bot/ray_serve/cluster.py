"""A real Ray cluster on this machine, apart from any other: own ports, own folder, ended by its processes' ids."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

PROJECT = Path(__file__).parents[3]
READY_SECONDS = 150.0
OBJECT_STORE_BYTES = 100_000_000


class Cluster:
    """Starts, stops and starts again on the same ports.

    Attributes:
        address: Where Serve answers.
        dashboard: Where the dashboard does.
    """

    def __init__(self, cpus: int) -> None:
        self._cpus = cpus
        gcs, self._dashboard, self._http, agent, client = _free_ports(5)
        self._ports = {
            "port": gcs,
            "dashboard-port": self._dashboard,
            "dashboard-agent-listen-port": agent,
            "ray-client-server-port": client,
        }
        self._head: subprocess.Popen[bytes] | None = None
        # the paths of Ray's sockets may be no longer than 107 characters
        self._folder = Path(tempfile.mkdtemp(prefix="ray", dir="/tmp"))
        self.address = f"http://127.0.0.1:{self._http}"
        self.dashboard = f"http://127.0.0.1:{self._dashboard}"

    def start(self) -> None:
        options = {
            **self._ports,
            "node-ip-address": "127.0.0.1",
            "dashboard-host": "127.0.0.1",
            "num-cpus": self._cpus,
            "object-store-memory": OBJECT_STORE_BYTES,
            "temp-dir": self._folder,
        }
        ray = Path(sys.executable).with_name("ray")
        command = [str(ray), "start", "--head", "--block", "--disable-usage-stats"]
        command += [f"--{name}={value}" for name, value in options.items()]
        environment = {**os.environ, "RAY_USAGE_STATS_ENABLED": "0", "PYTHONPATH": str(PROJECT)}
        log = (self._folder / "start.log").open("ab")
        self._head = subprocess.Popen(command, env=environment, cwd=PROJECT, stdout=log, stderr=log)
        log.close()

    def deploy(self, applications: list[dict[str, Any]]) -> None:
        """Do what `serve deploy` does, and wait until all answer."""
        http = {"host": "127.0.0.1", "port": self._http}
        wanted = {"proxy_location": "HeadOnly", "http_options": http, "applications": applications}
        until = time.monotonic() + READY_SECONDS
        while True:
            try:
                self._ask("PUT", wanted)
                break
            except (URLError, OSError):
                assert time.monotonic() < until, (self._folder / "start.log").read_text(encoding="utf-8")
                time.sleep(0.2)
        while not all(one["status"] == "RUNNING" for one in self.applications().values()):
            assert time.monotonic() < until, self.applications()
            time.sleep(0.2)

    def applications(self) -> dict[str, Any]:
        """What the cluster tells of each application."""
        told: dict[str, Any] = self._ask("GET")["applications"]
        return told

    def replicas(self, application: str) -> list[int]:
        """The process ids of an application's replicas that run."""
        deployments = self.applications()[application]["deployments"].values()
        return [one["pid"] for each in deployments for one in each["replicas"] if one["state"] == "RUNNING"]

    def kill(self) -> None:
        """End all of its processes at once, and only its own."""
        if self._head is None:
            return
        for pid in [*_descendants(self._head.pid), self._head.pid]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._head.wait()
        self._head = None

    def remove(self) -> None:
        """End it for good."""
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _ask(self, method: str, body: dict[str, Any] | None = None) -> Any:
        data = json.dumps(body).encode() if body else None
        headers = {"Content-Type": "application/json"}
        request = Request(f"{self.dashboard}/api/serve/applications/", data, headers, method=method)  # noqa: S310 - an address of this machine
        with urlopen(request, timeout=60) as response:  # noqa: S310 - as above
            answer = response.read()
        return json.loads(answer) if answer else None


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [int(one.getsockname()[1]) for one in sockets]
    for one in sockets:
        one.close()
    return ports


def _descendants(pid: int) -> list[int]:
    children: dict[int, list[int]] = defaultdict(list)
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # the name stands in brackets and may hold blanks; the state and the parent follow it
            parent = int(status.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[1])
            children[parent].append(int(status.parent.name))
    found, left = [], [pid]
    while left:
        below = children[left.pop()]
        found += below
        left += below
    return found
