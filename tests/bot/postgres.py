"""A private PostgreSQL server for tests, on a Unix socket in a folder of its own."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest

USER, PASSWORD = "katheryne", "s3cret-w0rd"


@cache
def server_programs() -> Path | None:
    """The folder of PostgreSQL's server programs, the newest where there are several, or None where there are none.

    Debian keeps them out of the search path: `apt-get install postgresql`.
    """
    found = [Path(path).resolve().parent for path in (shutil.which("initdb"),) if path]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name), reverse=True)
    return next((folder for folder in found if (folder / "initdb").exists()), None)


class PostgresServer:
    """A server with one superuser, `katheryne`, who needs a password; it runs until `close`.

    It can be stopped, killed, halted and started again over the same data.
    """

    def __init__(self, *, fsync: bool = False) -> None:
        """Make the data; `start` starts the server.

        Args:
            fsync: Whether the data lie on the disk and writes are forced to it. Only a power cut makes a difference, so
                tests do without, and keep the data in memory where there is room.
        """
        programs = server_programs()
        assert programs is not None
        self._programs = programs
        # a path to a socket has room for about a hundred characters, which pytest's own folders may exceed
        self._folder = Path(tempfile.mkdtemp(prefix="katheryne-", dir=None if fsync else _memory()))
        self._owner = _unprivileged()
        self._fsync = fsync
        self._process: subprocess.Popen[bytes] | None = None
        self._databases = 0
        password = self._folder / "password"
        password.write_text(PASSWORD, encoding="utf-8")
        if self._owner is not None:
            for path in (self._folder, password):
                shutil.chown(path, self._owner, self._owner)
        self._run("initdb", "--no-sync", f"--username={USER}", f"--pwfile={password}", "--auth=scram-sha-256",
                  "--encoding=UTF8", "--locale=C", f"--pgdata={self._data}")  # fmt: skip

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    @property
    def _log(self) -> Path:
        return self._folder / "log"

    def start(self) -> None:
        """Start, and wait until it takes connections."""
        # killed processes may take a moment to let go of the memory that they shared
        deadline = time.monotonic() + 30
        while not self._started():
            assert time.monotonic() < deadline, self._log.read_text(encoding="utf-8")
            time.sleep(0.1)

    def stop(self) -> None:
        """Stop as an administrator does: what is under way is rolled back."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """Kill all its processes at once."""
        children = self._children()
        self._end(signal.SIGKILL)
        _signal(children, signal.SIGKILL)

    def halt(self) -> None:
        """Let it hang: connections are taken, but nothing is answered."""
        _signal(self._processes(), signal.SIGSTOP)

    def resume(self) -> None:
        """End a halt."""
        _signal(self._processes(), signal.SIGCONT)

    def close(self) -> None:
        """Stop it where it runs, and delete its data."""
        if self._process is not None:
            self._end(signal.SIGQUIT)
        shutil.rmtree(self._folder)

    def url(self, database: str = "postgres", *, password: str = PASSWORD) -> str:
        """The address of one of its databases."""
        return f"postgresql://{USER}:{password}@/{database}?host={self._folder}"

    def new_database(self) -> str:
        """Make an empty database, and give its address."""
        self._databases += 1
        name = f"store_{self._databases}"
        self.sql(f"CREATE DATABASE {name}")
        return self.url(name)

    def sql(self, statement: str, database: str = "postgres") -> str:
        """Run a statement with psql, and give what it prints."""
        arguments = ("--no-psqlrc", "--tuples-only", "--no-align", "--quiet", f"--command={statement}")
        return self._run("psql", *arguments, self.url(database)).strip()

    def _started(self) -> bool:
        """Start it, and tell whether it came up."""
        options = {
            "listen_addresses": "",
            "unix_socket_directories": self._folder,
            "fsync": self._fsync,
            # a start after a kill forces every file to the disk, one by one unless it is told otherwise
            "recovery_init_sync_method": "syncfs",
        }
        settings = [f"--{name}={value}" for name, value in options.items()]
        with self._log.open("ab") as log:
            process = subprocess.Popen([self._programs / "postgres", "-D", self._data, *settings],
                                       **self._as_owner(), stdout=log, stderr=log)  # fmt: skip
        while process.poll() is None:
            with suppress(OSError, ValueError):
                pid, *_, state = (self._data / "postmaster.pid").read_text(encoding="utf-8").split()
                if (int(pid), state) == (process.pid, "ready"):
                    self._process = process
                    return True
            time.sleep(0.01)
        return False

    def _end(self, number: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(number)
        self._process.wait()
        self._process = None

    def _processes(self) -> list[int]:
        assert self._process is not None
        return [self._process.pid, *self._children()]

    def _children(self) -> list[int]:
        assert self._process is not None
        pid = self._process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()]

    def _run(self, program: str, *arguments: str) -> str:
        """Run one of PostgreSQL's programs, and give what it prints."""
        command = [str(self._programs / program), *arguments]
        return str(subprocess.run(command, **self._as_owner(), check=True, stdout=subprocess.PIPE, text=True).stdout)

    def _as_owner(self) -> dict[str, Any]:
        """How to run a program as a user that the server allows."""
        user = {} if self._owner is None else {"user": self._owner, "group": self._owner, "extra_groups": []}
        return {"cwd": self._folder, "stdin": subprocess.DEVNULL, **user}


@contextmanager
def running_server(*, fsync: bool = False) -> Iterator[PostgresServer]:
    """A server that is deleted at the end; where PostgreSQL or asyncpg is not installed, the test is skipped."""
    pytest.importorskip("asyncpg", reason="asyncpg is not installed")
    if sys.platform != "linux" or server_programs() is None:
        pytest.skip(
            "PostgreSQL's server is not installed (on Debian: apt-get install postgresql), or this is not Linux"
        )
    server = PostgresServer(fsync=fsync)
    try:
        server.start()
        yield server
    finally:
        server.close()


def _signal(processes: Iterable[int], number: signal.Signals) -> None:
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, number)


def _memory() -> str | None:
    """A folder in memory with room for many databases, if there is one."""
    memory = "/dev/shm"
    roomy = os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2**31
    return memory if roomy else None


def _unprivileged() -> str | None:
    """Whom the server runs as: it refuses to run as root."""
    return "postgres" if os.geteuid() == 0 else None
