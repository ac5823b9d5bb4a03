"""The one place where our own HTML is made: every text is escaped, every attribute quoted.

Text from files (names of columns, cells) passes through here before it reaches a browser.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Markup:
    """HTML that is safe to show."""

    html: str

    def __add__(self, other: Markup) -> Markup:
        return Markup(self.html + other.html)


Content = str | Markup


def tag(name: str, *content: Content, **attributes: str) -> Markup:
    """An element. class_ and for_ lose their underscore, inner ones become hyphens; "" leaves one out."""
    return Markup(f"<{name}{_written(attributes)}>{joined(*content).html}</{name}>")


def void(element: str, **attributes: str) -> Markup:
    """An element that holds nothing, such as a field of a form."""
    return Markup(f"<{element}{_written(attributes)}>")


def _written(attributes: Mapping[str, str]) -> str:
    return "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value
    )


def joined(*content: Content) -> Markup:
    return Markup("".join(c.html if isinstance(c, Markup) else escape(c) for c in content))
