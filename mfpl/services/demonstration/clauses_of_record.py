"""Writes the by-laws of the demonstration: articles, texts and seat rules, and the decisions that enacted some."""

from typing import Any
from uuid import UUID

from mfpl.domain.bylaws import ClauseKind
from mfpl.services.bylaws import ArticleDraft, let_govern_amendments, take_in, write_articles
from mfpl.services.clauses import read_clause
from mfpl.services.demonstration.presets import clause_documents, read_preset
from mfpl.services.demonstration.scene import OFFICE, Scene
from mfpl.services.rulebook import adopt_clause
from mfpl.store.queries.decisions import find_titles
from mfpl.store.queries.register import get_decision_row

Key = tuple[str, str, int]


def write_bylaws(scene: Scene) -> int:
    """Take in every clause that is no rule, place all of them in articles, and return how many articles there are."""
    bylaws = read_preset("bylaws")
    enacted = {(one["kind"], one["code"], one["version"]): one["decision"] for one in bylaws["enacted_by"]}
    for kind, names in ((ClauseKind.SEATS, bylaws["seats"]), (ClauseKind.TEXT, bylaws["texts"])):
        for document in clause_documents(kind, names):
            _take_in(scene, kind, document, enacted)
    write_articles(scene.session, [_article(one) for one in bylaws["articles"]])
    let_govern_amendments(scene.session, code=bylaws["governs_amendments"]["rule"])
    return len(bylaws["articles"])


def _take_in(scene: Scene, kind: ClauseKind, source: str, enacted: dict[Key, str]) -> None:
    document = read_clause(kind, source)
    record = enacted.get((kind, document.id, document.version))
    if record is None:
        adopt_clause(scene.session, kind=kind, document=source, actor=OFFICE, now=scene.now)
        return
    row = get_decision_row(scene.session, number=_number(scene, record))
    days: dict[UUID | None, Any] = {None: row.decided_on}
    take_in(scene.session, kind=kind, document=document, days=days, now=scene.now, decision_id=row.id)


def _number(scene: Scene, record: str) -> str:
    return find_titles(scene.session, record_ids=(record,), language="en")[record][0]


def _article(given: dict[str, Any]) -> ArticleDraft:
    return ArticleDraft(given["code"], given["title"], [(ClauseKind(kind), code) for kind, code in given["clauses"]])
