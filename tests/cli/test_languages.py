"""The terminal speaks the language asked for, everywhere, and refuses one it does not have."""

from collections.abc import Iterator

import click
import pytest
from flask_babel import gettext

from mfpl.cli.program import program
from mfpl.cli.speech import chosen_language, speaking
from tests.cli.conftest import Run


def walk(command: click.Command, *path: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name, part in command.commands.items():
            yield from walk(part, *path, name)


COMMANDS = dict(walk(program))


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        (["--lang", "es", "rules"], {"MFPL_LANG": "en"}, "es"),
        (["rules", "--lang=es"], {}, "es"),
        ([], {"MFPL_LANG": "es", "LANG": "en_US.UTF-8"}, "es"),
        ([], {"LANG": "es_MX.UTF-8"}, "es"),
        ([], {"LC_ALL": "es", "LANG": "en_US.UTF-8"}, "es"),
        ([], {"LANG": "C.UTF-8"}, "en"),
        ([], {"LANG": "fr_FR.UTF-8"}, "en"),
        ([], {}, "en"),
    ],
)
def test_the_option_decides_before_the_environment(
    arguments: list[str], environment: dict[str, str], language: str
) -> None:
    assert chosen_language(arguments, environment)[0] == language


def test_what_follows_two_dashes_is_left_alone() -> None:
    assert chosen_language(["--lang", "es", "recount", "--", "--lang"], {}) == ("es", ["recount", "--", "--lang"])


@pytest.mark.parametrize("arguments", [["--lang", "fr"], ["--lang"], ["--lang="]])
def test_a_language_that_is_not_spoken_is_refused_in_both(run: Run, arguments: list[str]) -> None:
    answer = run(*arguments)
    assert answer.code == 2
    assert "Los idiomas son" in answer.err
    assert "The languages are" in answer.err


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_explains_itself_and_its_exit_codes(run: Run, path: tuple[str, ...], language: str) -> None:
    answer = run(*path, "--help", "--lang", language)
    assert answer.code == 0
    headings = {"es": ("Uso:", "Opciones:", "Códigos de salida:"), "en": ("Usage:", "Options:", "Exit codes:")}
    assert all(heading in answer.out for heading in headings[language])
    assert not any(heading in answer.out for other in {"es", "en"} - {language} for heading in headings[other])


def test_no_help_is_left_in_english() -> None:
    with speaking("es"):
        for path, command in COMMANDS.items():
            parts = [command, *command.params]
            for part in parts:
                assert part.help, (path, part.name)  # type: ignore[attr-defined]  # parts without help must not exist
                assert part.help != part._msgid, (path, part.name)  # type: ignore[attr-defined]  # the English one
            meanings = command.exits.values()  # type: ignore[attr-defined]  # every command says its exit codes
            assert all(gettext(meaning) != meaning for meaning in meanings), path


def test_mistakes_at_the_keyboard_are_told_in_the_language_spoken(run: Run) -> None:
    answer = run("rules", "decide", "--lang", "es")
    assert answer.code == 2
    assert "Falta el argumento 'REGLA'." in answer.err
    assert "No existe la orden 'vote'." in run("vote", "--lang", "es").err
