"""Markdown: what people write is shown, and nothing in it runs, loads or breaks the page."""

import pytest

from mfpl.web.prose import markdown
from tests.web.reading import read


@pytest.mark.parametrize(
    "written",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[go](javascript:alert(1))",
        "[go](JaVaScRiPt:alert(1))",
        "[go](data:text/html;base64,PHNjcmlwdD4=)",
        "![picture](https://elsewhere.test/pixel.png)",
        "<style>body{display:none}</style>",
        "<a href='#' style='position:fixed' onclick='x()'>x</a>",
        "<iframe src='//elsewhere.test'></iframe>",
        "[x]: javascript:alert(1)\n\n[x]",
        "<svg><animate onbegin=alert(1)></svg>",
    ],
)
def test_nothing_runs_or_loads(written: str) -> None:
    page = read(markdown(written))
    for element in page.descendants():
        assert element.tag in {"p", "a"}
        assert not [name for name in element.attributes if name.startswith("on") or name in {"style", "src"}]
        assert not element.get("href").lower().startswith(("javascript", "data"))


def test_headings_begin_below_those_of_the_page() -> None:
    tags = [element.tag for element in read(markdown("# a\n\n## b\n\n###### c\n\nd\n=")).descendants()]
    assert tags == ["h3", "h4", "h6", "h3"]


def test_lists_tables_quotes_and_links_are_kept() -> None:
    page = read(markdown('- one\n- [two](https://a.test "t")\n\n> said\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n3. x'))
    assert page.one("a").attributes == {"href": "https://a.test", "title": "t", "rel": "noopener nofollow"}
    assert [cell.text for cell in page.all("td")] == ["1", "2"]
    assert page.one("blockquote").text == "said"
    assert page.one("ol")["start"] == "3"


def test_deep_nesting_and_long_lines_end() -> None:
    assert markdown(">" * 5000 + "x")
    assert markdown("[" * 5000)
    assert markdown("*a " * 5000)
