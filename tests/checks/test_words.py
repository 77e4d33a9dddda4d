"""Everything that travels as a code arrives as a sentence, in both languages."""

import ast
import re
from collections.abc import Iterator

import pytest

from mfpl.cli.copies import SENTENCES as COPY_SENTENCES
from mfpl.cli.history import REASONS
from mfpl.cli.recount import DIFFERENCES
from mfpl.cli.speech import speaking
from mfpl.domain import refusals
from mfpl.rules.codes import ErrorCode
from mfpl.rules.errors import DocumentError
from mfpl.services.backup import Flaw
from mfpl.web.wording.refusals import SENTENCES as REFUSAL_SENTENCES
from mfpl.web.wording.rule_errors import SENTENCES as RULE_SENTENCES
from mfpl.web.wording.rule_errors import word_rule_error
from tests.checks.project import PACKAGE, modules, tree

REFUSALS = {cls.__name__ for cls in vars(refusals).values() if isinstance(cls, type)}
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
OF_A_RECOUNT = re.compile(r"^pack_")
"""Refusals of a file given at the command line, worded there."""


def raised_codes() -> Iterator[str]:
    """Yield the code of every refusal raised anywhere: the first argument where a refusal is made."""
    for file in modules(PACKAGE / "domain", PACKAGE / "services", PACKAGE / "store", PACKAGE / "web"):
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in REFUSALS:
                code = node.args[0]
                assert isinstance(code, ast.Constant), f"{file}:{node.lineno} makes a refusal whose code is not written"
                yield str(code.value)


@pytest.mark.parametrize("code", sorted(code for code in set(raised_codes()) if not OF_A_RECOUNT.match(code)))
def test_a_refusal_has_a_sentence(code: str) -> None:
    assert code in REFUSAL_SENTENCES


def test_no_sentence_is_left_of_a_refusal_that_nobody_makes() -> None:
    assert sorted(REFUSAL_SENTENCES.keys() - set(raised_codes())) == []


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("code", list(ErrorCode))
def test_an_error_of_a_document_has_a_sentence(code: ErrorCode, language: str) -> None:
    with speaking(language):
        needed = PLACEHOLDER.findall(str(RULE_SENTENCES[code]))
        sentence = word_rule_error(DocumentError(code, "/requires", {name: f"<{name}>" for name in needed}))
    assert sentence.endswith((".", "»", "”"))
    assert all(f"<{name}>" in sentence for name in needed)


@pytest.mark.parametrize("code", list(ErrorCode))
def test_a_sentence_about_a_document_uses_only_what_the_error_carries(code: ErrorCode) -> None:
    """The codes' documentation lists what each carries; a sentence that asks for more would break when it is said."""
    described = re.search(rf"^\s*(?:.*, )?{code.value} \(([\w, ]+)\)", ErrorCode.__doc__ or "", re.MULTILINE)
    carried = set(described[1].split(", ")) if described else set()
    assert set(PLACEHOLDER.findall(str(RULE_SENTENCES[code]))) <= carried


def test_what_a_command_answers_with_has_a_sentence() -> None:
    assert COPY_SENTENCES.keys() == set(Flaw)
    assert {"missing", "unlinked", "altered", "truncated", "unsealed"} == REASONS.keys()
    assert {"rule_fingerprint", "verdict", "took_effect", "roll"} == DIFFERENCES.keys()
