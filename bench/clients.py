"""Sends prepared forms from processes of its own, so that measuring costs the server as little as it can."""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from math import ceil
from pathlib import Path
from threading import Thread

PROCESSES = 2
CONNECTIONS = 4
SEE_OTHER = 303


@dataclass(frozen=True)
class Form:
    """One request: where to, under which cookie, with what."""

    path: str
    cookie: str
    body: str


@dataclass(frozen=True)
class Pace:
    """How fast a server answered: answers per second, and the 99th percentile of waiting in milliseconds."""

    per_second: float
    p99_ms: float


def send_all(port: int, forms: Sequence[Form], *, folder: Path) -> Pace:
    """Send every form once over kept connections and return the pace; raise RuntimeError unless all were confirmed."""
    shares = [forms[start::PROCESSES] for start in range(PROCESSES)]
    processes = [_start(port, share, folder / f"forms-{number}.json") for number, share in enumerate(shares)]
    for process in processes:
        _line(process)
    started = time.perf_counter()
    for process in processes:
        _pipe(process.stdin).write("go\n")
        _pipe(process.stdin).flush()
    answers = [json.loads(_line(process)) for process in processes]
    seconds = time.perf_counter() - started
    for process in processes:
        process.communicate()
    statuses = {status for answer in answers for status in answer["statuses"]}
    if statuses != {SEE_OTHER}:
        msg = f"not every form was confirmed: {statuses}"
        raise RuntimeError(msg)
    waits = sorted(wait for answer in answers for wait in answer["waits"])
    return Pace(len(waits) / seconds, waits[ceil(len(waits) * 0.99) - 1] * 1000)


def _start(port: int, share: Sequence[Form], file: Path) -> "subprocess.Popen[str]":
    file.write_text(json.dumps([[form.path, form.cookie, form.body] for form in share]), encoding="utf-8")
    command = [sys.executable, "-m", "bench.clients", str(port), str(file)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _pipe(stream: object) -> "subprocess.IO[str]":
    if stream is None:
        msg = "the client has its pipes"
        raise RuntimeError(msg)
    return stream  # type: ignore[return-value]  # a pipe that was asked for is there


def _line(process: "subprocess.Popen[str]") -> str:
    return str(_pipe(process.stdout).readline())


def _client(port: int, file: Path) -> None:
    forms = json.loads(file.read_text(encoding="utf-8"))
    waits: list[float] = []
    statuses: set[int] = set()
    threads = [
        Thread(target=_send, args=(port, forms[start::CONNECTIONS], waits, statuses)) for start in range(CONNECTIONS)
    ]
    print("ready", flush=True)
    sys.stdin.readline()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps({"waits": waits, "statuses": sorted(statuses)}), flush=True)


def _send(port: int, forms: list[list[str]], waits: list[float], statuses: set[int]) -> None:
    connection = HTTPConnection("127.0.0.1", port)
    for path, cookie, body in forms:
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        started = time.perf_counter()
        connection.request("POST", path, body, headers)
        response = connection.getresponse()
        response.read()
        waits.append(time.perf_counter() - started)
        statuses.add(response.status)
    connection.close()


if __name__ == "__main__":
    _client(int(sys.argv[1]), Path(sys.argv[2]))
