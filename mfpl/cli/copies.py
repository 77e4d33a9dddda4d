"""What backup and restore have in common: the words for every flaw of a copy, and failing with them."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask_babel import gettext

from mfpl.cli.command import NO, BadInput, Unfit
from mfpl.cli.speech import N_
from mfpl.cli.surroundings import database_answering
from mfpl.services.backup import CopyRefused, Flaw

SENTENCES = {
    Flaw.TARGET_EXISTS: N_("%(detail)s is there already; a copy never overwrites another file."),
    Flaw.COPY_MISSING: N_("There is no copy at %(detail)s."),
    Flaw.MANIFEST_MISSING: N_("The copy has no manifest at %(detail)s, so nothing tells whether it is whole."),
    Flaw.MANIFEST_UNREADABLE: N_("The manifest %(detail)s cannot be read."),
    Flaw.CHANGED: N_("%(detail)s is not the file its manifest describes: the fingerprints differ."),
    Flaw.OTHER_ENGINE: N_("The copy was made on another kind of database: %(detail)s."),
    Flaw.SCHEMA_UNKNOWN: N_("This version of the program does not know the copy's schema: %(detail)s."),
    Flaw.DAMAGED: N_("The copy is damaged: %(detail)s."),
    Flaw.COUNTS_DIFFER: N_("The copy does not hold what its manifest says."),
    Flaw.HISTORY_BROKEN: N_("The history in the copy is broken at %(detail)s."),
    Flaw.IN_USE: N_("The database %(detail)s is in use. Stop the server, then restore."),
}
OF_WHAT_WAS_GIVEN = {Flaw.TARGET_EXISTS, Flaw.COPY_MISSING, Flaw.MANIFEST_MISSING, Flaw.MANIFEST_UNREADABLE}


class DoesNotVerify(BadInput):
    """A copy exists and cannot be trusted: the answer is no."""

    exit_code = NO


@contextmanager
def refusals_worded() -> Iterator[None]:
    """Turn what is wrong with a copy, or with the tools that make one, into one sentence and an exit code."""
    from mfpl.store.backup import ProgramFailed

    try:
        with database_answering():
            yield
    except CopyRefused as refused:
        raise _failure(refused) from refused
    except ProgramFailed as failed:
        raise Unfit(gettext("PostgreSQL's own tool did not work: %(reason)s", reason=failed)) from failed
    except OSError as failed:
        raise Unfit(gettext("The file cannot be used: %(reason)s", reason=failed)) from failed


def _failure(refused: CopyRefused) -> BadInput | Unfit:
    sentence = gettext(SENTENCES[refused.flaw], detail=refused.detail)
    if refused.flaw is Flaw.IN_USE:
        return Unfit(sentence)
    return BadInput(sentence) if refused.flaw in OF_WHAT_WAS_GIVEN else DoesNotVerify(sentence)
