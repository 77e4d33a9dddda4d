"""The locks name versions and hashes and nothing about whoever made them; what runs is what is declared."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.checks.project import PROJECT, name

LOCKS = sorted((PROJECT / "requirements").iterdir())
PINNED = re.compile(r"^([a-z0-9._-]+)(?:\[[a-z0-9,_-]+\])?==", re.MULTILINE)


@pytest.mark.parametrize("file", LOCKS, ids=name)
def test_no_address_of_any_index_is_in_a_lock(file: Path) -> None:
    text = file.read_text()
    assert "://" not in text
    assert "file:" not in text
    assert "--index" not in text


@pytest.mark.parametrize("file", [file for file in LOCKS if file.suffix == ".txt"], ids=name)
def test_every_locked_package_has_a_hash(file: Path) -> None:
    packages = file.read_text().replace("\\\n", " ").splitlines()
    unhashed = [line for line in packages if "==" in line and "--hash=sha256:" not in line]
    assert unhashed == []


def test_whoever_tests_runs_what_the_server_runs() -> None:
    def versions(lock: str) -> set[str]:
        text = (PROJECT / "requirements" / lock).read_text()
        return {line.split(" ")[0] for line in text.splitlines() if PINNED.match(line)}

    assert versions("run.txt") <= versions("dev.txt")


def test_everything_the_project_declares_is_locked() -> None:
    declared = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]["dependencies"]
    names = {re.split(r"[\[<>=~ ]", line)[0].lower() for line in declared}
    locked = set(PINNED.findall((PROJECT / "requirements" / "run.txt").read_text()))
    assert names <= locked
