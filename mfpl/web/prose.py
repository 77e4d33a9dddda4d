"""What people write, shown: Markdown to HTML with an allow-list of elements, and nothing that runs or loads."""

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

ELEMENTS = {
    "p", "h3", "h4", "h5", "h6", "ul", "ol", "li", "em", "strong", "s", "a", "blockquote", "code", "pre", "hr", "br",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
FIRST_HEADING = 3
LAST_HEADING = 6

_parser = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(["table", "strikethrough"])


def markdown(text: str) -> Markup:
    """Return Markdown as safe HTML whose headings start below a page's own, from h3."""
    tokens = _parser.parse(text)
    for token in tokens:
        _lower_heading(token)
    rendered = _parser.renderer.render(tokens, _parser.options, {})
    return Markup(  # noqa: S704 - nh3 has just removed everything that is not on the list
        nh3.clean(
            rendered,
            tags=ELEMENTS,
            attributes=ATTRIBUTES,
            url_schemes=SCHEMES,
            link_rel="noopener nofollow",
            strip_comments=True,
        )
    )


def _lower_heading(token: Token) -> None:
    if token.type in {"heading_open", "heading_close"}:
        level = int(token.tag[1:]) + FIRST_HEADING - 1
        token.tag = f"h{min(level, LAST_HEADING)}"
