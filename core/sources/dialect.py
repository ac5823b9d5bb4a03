"""How a delimited text file writes its cells: what reader and counter both have to know.

The two share these facts and nothing else (contracts, section 1).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Escape(StrEnum):
    """How a quote character stands inside a quoted cell."""

    DOUBLED = "doubled"
    BACKSLASH = "backslash"


@dataclass(frozen=True)
class Dialect:
    """delimiter, quote: one ASCII character; quote is None where nothing is quoted.

    newline: "\\n" (with or without "\\r" before it) or "\\r" alone. spaced: a space follows each
    delimiter and belongs to it.
    """

    delimiter: str
    quote: str | None = '"'
    escape: Escape = Escape.DOUBLED
    newline: str = "\n"
    spaced: bool = False

    @property
    def cut(self) -> bytes:
        """The delimiter as a byte."""
        return self.delimiter.encode("ascii")

    @property
    def mark(self) -> bytes:
        """The quote character as a byte, empty where there is none."""
        return (self.quote or "").encode("ascii")

    @property
    def end(self) -> bytes:
        """The byte that ends a physical line."""
        return self.newline.encode("ascii")


@dataclass(frozen=True)
class Layout:
    """Where the parts of the text lie, as offsets into its UTF-8 form.

    [0, header) is preamble, [header, body) the header (empty where there is none), [body, footer)
    records, [footer, end) the footer. names: header cells as they stood. width: cells of a regular
    record.
    """

    dialect: Dialect
    width: int
    names: tuple[str, ...] | None
    header: int
    body: int
    footer: int
