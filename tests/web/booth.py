"""Acts as a voter or an officer would at the pages: fills in the form that is there and presses its button."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from tests.cast import Cast, opened
from tests.web.conftest import Site, Visitor
from tests.web.reading import Element

Result = TypeVar("Result")


def behind(site: Site, doing: Callable[[Cast], Result]) -> Result:
    """Do something with the cast behind the pages, in a transaction of its own."""
    with site.sessions.transaction() as session:
        site.cast.session = session
        return doing(site.cast)


def open_vote(site: Site, **changes: object) -> str:
    """Open a vote of two questions and return its number."""
    return behind(site, lambda cast: opened(cast, **changes))  # type: ignore[arg-type]  # as the cast takes them


def ballot_path(site: Site, number: str, member: str, *, language: str = "es", end: str = "") -> str:
    """Return the address of a membership's ballot, or of a page under it."""
    return f"/{language}/votes/{number}/ballot/{voter(site, member)}{end}"


def voter(site: Site, member: str) -> UUID:
    """Return the id under which a membership, or "seat of" a person, stands on a roll."""
    person = member.removeprefix("seat of ")
    return site.cast.people[person] if person != member else site.cast.members[member]


def filled(form: Element) -> dict[str, str]:
    """Return what a browser would send of a form as it stands."""
    sent: dict[str, str] = {}
    for control in form.all("input"):
        if control.get("type") not in {"radio", "checkbox"} or "checked" in control.attributes:
            sent[control.get("name")] = control.get("value")
    for area in form.all("textarea"):
        sent[area["name"]] = "".join(part for part in area.content if isinstance(part, str)).removeprefix("\n")
    for select in form.all("select"):
        options = select.all("option")
        chosen = [option for option in options if "selected" in option.attributes] or options[:1]
        sent.update((select["name"], option["value"]) for option in chosen)
    return {name: value for name, value in sent.items() if name}


def send(visitor: Visitor, page: Element, *, follow: bool = True, to: str = "", **fields: str) -> Element:
    """Send the main form of a page with some fields filled in, to its own address or another button's."""
    form = page.one("form", id="page-form")
    return visitor.post(to or form["action"], follow=follow, **(filled(form) | fields))


def press(visitor: Visitor, page: Element, label: str) -> Element:
    """Press the button of a small form by its words."""
    form = next(one for one in page.all("form") if any(button.text == label for button in one.all("button")))
    return visitor.post(form["action"], **filled(form))


def cast_vote(visitor: Visitor, path: str, **answers: str) -> Element:
    """Choose, check and confirm; return the page of the receipt."""
    return send(visitor, send(visitor, visitor.get(path), **answers))


def receipt_on(page: Element) -> str:
    """Return the receipt a page shows."""
    return page.one("p", class_="receipt").text


def heading(page: Element) -> str:
    """Return the one heading of the first rank."""
    return page.one("h1").text
