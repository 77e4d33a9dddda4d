"""Starts real servers as processes of their own, waits until they answer, and ends them gently or not."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

OURS = ("-c", "from mfpl.cli import main; main()", "serve")
PATIENCE = 60.0
PROJECT = Path(__file__).parents[1]


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A server process that can be killed and started again on the same port."""

    def __init__(self, arguments: Sequence[str], *, port: int, environment: Mapping[str, str], log: Path) -> None:
        self.port = port
        self._command = [sys.executable, *arguments, "--port", str(port)]
        self._environment = {**os.environ, **environment}
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start the process and return once it answers; raise RuntimeError when it does not."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, cwd=PROJECT, env=self._environment, stdout=log, stderr=subprocess.STDOUT
            )
        give_up = time.monotonic() + PATIENCE
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > give_up:
                self.stop()
                raise RuntimeError(self._log.read_text(encoding="utf-8"))
            time.sleep(0.02)

    def kill(self) -> None:
        """End the process as a power cut would: SIGKILL, nothing tidied up."""
        if self._process:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        """End the process and wait for it."""
        if self._process and self._process.poll() is None:
            self._process.terminate()
            self._process.wait()

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return True
        except OSError:
            return False


def our_environment(url: str, *, secret: str, folder: Path) -> dict[str, str]:
    """Return the settings of our own server in a process: its database, its secret, its files."""
    return {
        "MFPL_DATABASE": url,
        "MFPL_SECRET_KEY": secret,
        "MFPL_INSTANCE": str(folder),
        "MFPL_MAIL": f"file:{folder / 'mail'}",
    }
