"""Says which way a verdict took through cases, stages and petitions, and why."""

from collections.abc import Iterator

from flask_babel import gettext as _

from mfpl.rules import FindingKind
from mfpl.web.formatting import listed, number
from mfpl.web.wording.procedures import stage_terms
from mfpl.web.wording.scenes import Scene
from mfpl.web.wording.titles import outcome_name


def case(scene: Scene) -> Iterator[str]:
    """Yield which case applied."""
    yield _("The first case whose condition holds decides.")
    branches = sum(one.kind is FindingKind.BRANCH for one in scene.finding.children)
    if branches == len(scene.finding.children):
        yield _("Case %(number)s applies; those after it are not asked.", number=number(branches))
    elif all(one.holds is False for one in scene.finding.children[:-1]):
        yield _("No case applies: what stands for all others decides.")
    yield from _allowed(scene)


def branch(scene: Scene) -> Iterator[str]:
    """Yield whether a case applied, and what follows."""
    yield {
        True: _("Its condition holds: what stands after it decides."),
        False: _("Its condition does not hold: this case is passed over."),
        None: _("Whether its condition holds is not known: this case stays possible."),
    }[scene.finding.holds]


def stages(scene: Scene) -> Iterator[str]:
    """Yield how the stages came out together."""
    yield _("The stages follow one another as far as the outcome of each leads on.")
    yield from _allowed(scene)


def stage(scene: Scene) -> Iterator[str]:
    """Yield how a stage came out."""
    terms = "; ".join(stage_terms(scene.condition, scene.rule))
    if terms:
        yield f"{terms[:1].upper()}{terms[1:]}."
    if not scene.finding.children:
        yield _("This stage was not held, or nobody gave its counts.")
    yield from _allowed(scene)


def petition(scene: Scene) -> Iterator[str]:
    """Yield whether a petition has its effect."""
    yield scene.text
    yield {
        True: _("Enough have signed: the petition has its effect."),
        False: _("Not enough have signed: the petition has no effect."),
        None: _("Whether enough have signed is not known."),
    }[scene.finding.children[0].holds]
    yield from _allowed(scene)


def result(scene: Scene) -> Iterator[str]:
    """Yield the outcome a step names."""
    yield from _allowed(scene)


def _allowed(scene: Scene) -> Iterator[str]:
    """The outcome this came to, or those that are still possible."""
    words = [outcome_name(one, scene.rule) for one in scene.finding.results]
    if len(words) == 1:
        yield _("Outcome: %(name)s.", name=words[0])
    else:
        yield _("Still possible: %(outcomes)s.", outcomes=listed(words))
