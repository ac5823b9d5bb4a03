from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from portal.components.markup import joined, tag


class Seen(HTMLParser):
    """What a browser would make of it: which elements, which text, which attribute values."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.text = ""
        self.values: list[str | None] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.values += [value for _, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"])))
def test_text_from_a_file_never_becomes_markup(text: str) -> None:
    seen = Seen(tag("p", text, title=text or "x").html)
    assert seen.tags == ["p"]
    assert seen.text == text
    assert seen.values == [text or "x"]


def test_pieces_that_are_markup_stay_markup() -> None:
    assert joined(tag("b", "a & b"), " <i>").html == "<b>a &amp; b</b> &lt;i&gt;"


def test_an_attribute_without_a_value_is_left_out() -> None:
    assert tag("td", "1", class_="", aria_label="one").html == '<td aria-label="one">1</td>'
