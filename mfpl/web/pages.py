"""Pages: what every template can ask, and the one way to answer with one."""

from typing import Any

from flask import Flask, current_app, render_template
from flask.typing import ResponseReturnValue
from jinja2 import StrictUndefined

from mfpl.web.access import may
from mfpl.web.actor import current_account, current_actor
from mfpl.web.assets import asset
from mfpl.web.centers import center_class, in_reader_order
from mfpl.web.clock import now
from mfpl.web.formatting import FILTERS, offset
from mfpl.web.languages import LANGUAGES, address_in, language
from mfpl.web.navigation import menu
from mfpl.web.prose import markdown

REFUSED_FORM = 422


def page(template: str, /, **content: Any) -> ResponseReturnValue:
    """Return a page; with status 422 when it shows a form that has errors."""
    form = content.get("form")
    return render_template(template, **content), REFUSED_FORM if form is not None and form.errors else 200


def organization_name() -> str:
    """Return the name of the organization in the language being spoken."""
    names: dict[str, str] = current_app.config["ORGANIZATION"]
    return names[language().code]


def init_pages(app: Flask) -> None:
    """Give templates their filters and functions; an undefined name is an error."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(FILTERS, markdown=markdown, reader_order=in_reader_order, center_class=center_class)
    app.jinja_env.globals.update(
        account=current_account,
        actor=current_actor,
        address_in=address_in,
        asset=asset,
        language=language,
        languages=LANGUAGES,
        may=may,
        menu=menu,
        now=now,
        offset=offset,
        organization_name=organization_name,
    )
