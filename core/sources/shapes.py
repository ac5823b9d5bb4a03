"""What a file looks like by itself, so that what was said of one is remembered for the next of its shape.

Two files have one shape where the reader alone takes both for the same: the same kind of name (figures in it
aside, since exports bear their date), the same format, encoding, delimiter, quotes, and the same column
names. A name that is only presumed to be one may be a record, so that then their number counts alone. It is
careful rather than clever: where it differs, nothing is remembered and a person is asked again (law 2).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from core.choices import Topic
from core.choices.allowed import DELIMITED, DOCUMENT, FIXED, NAMED_DELIMITERS, NONE
from core.digests import facts_digest
from core.sources.encoding import Text, decode
from core.sources.fixed_width.layout import FixedLayout
from core.sources.layout import Found, find_layout
from core.sources.noticing import evidence
from core.sources.tabular import is_table
from core.sources.text_kind import fixed_layout

HEAD = 1 << 20
"""Bytes from the beginning that are looked at, to the end of a line."""


@dataclass(frozen=True)
class ByItself:
    """shape: hex digest. format: delimited, fixed or document. evidence: as reading tells it."""

    shape: str
    format: str
    evidence: Mapping[str, str]
    fixed: FixedLayout | None = field(default=None, repr=False)

    def value(self, topic: Topic) -> str:
        """What it is by itself, as `core.choices.allowed` spells answers."""
        told = self.evidence
        values = {
            Topic.FORMAT: self.format,
            Topic.DELIMITER: NAMED_DELIMITERS.get(told["delimiter"], told["delimiter"]),
            Topic.HEADER: told["header_line"] or NONE,
        }
        return values.get(topic) or told[topic.value]

    def why(self, topic: Topic) -> str:
        return self.evidence.get(f"{topic.value}_evidence", "")


def by_itself(path: str, content: bytes) -> ByItself | None:
    """None where the beginning of the content is no text that can be read."""
    text = decode(_head(content))
    if text is None or not text.utf8.strip(b" \t\r\n\x00\x1a"):
        return None
    found = find_layout(text.utf8)
    fixed = fixed_layout(path, text, found)
    kind = FIXED if fixed else DELIMITED if is_table(path, found.sniffed) else DOCUMENT
    return ByItself(_shape(path, kind, text, found, fixed), kind, evidence(found, text), fixed)


def _head(content: bytes) -> bytes:
    if len(content) <= HEAD:
        return content
    if b"\x00" in content[:64]:
        return content[:HEAD]
    cut = max(content.rfind(b"\n", 0, HEAD), content.rfind(b"\r", 0, HEAD))
    return content[: cut + 1] if cut >= 0 else content[:HEAD]


def _shape(path: str, kind: str, text: Text, found: Found, fixed: FixedLayout | None) -> str:
    layout = found.layout
    named = layout.names is not None and not found.assumed
    return facts_digest(
        {
            "name": _plain(PurePosixPath(path.split("!/")[-1]).name),
            "format": kind,
            "encoding": "utf-8" if text.encoding == "ascii" else text.encoding,
            "dialect": repr((layout.dialect.delimiter, layout.dialect.quote, layout.dialect.escape.value))
            if kind == DELIMITED
            else "",
            "columns": _columns(layout.names or ()) if named and kind == DELIMITED else "",
            "width": str(layout.width) if kind == DELIMITED else "",
            "at": repr([column.start for column in fixed.columns]) if fixed else "",
        }
    )


def _columns(names: tuple[str, ...]) -> str:
    return repr([re.sub(r"\d+", "#", name.strip().casefold()) for name in names])


def _plain(name: str) -> str:
    """Without figures and what joins them to words, since these name a day, a month or a copy."""
    return re.sub(r"[\d\W_]+", " ", name.casefold()).strip()
