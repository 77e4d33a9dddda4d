"""Runs the command line as a person would, in a folder and an environment of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from mfpl.cli import main


@dataclass(frozen=True)
class Answer:
    """What a command answered."""

    code: int
    out: str
    err: str


Run = Callable[..., Answer]


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment without anything of the machine: no language, no settings, an empty folder for the instance."""
    for name in ("MFPL_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "PORT", "MFPL_DATABASE", "MFPL_MODE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("MFPL_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what one command answers."""

    def run_once(*arguments: object) -> Answer:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        told = capsys.readouterr()
        code = ended.value.code
        return Answer(code if isinstance(code, int) else int(code is not None), told.out, told.err)

    return run_once


@pytest.fixture
def database(database_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a fresh, migrated database that the commands use."""
    monkeypatch.setenv("MFPL_DATABASE", database_url)
    return database_url
