"""The independent counter of dumps: how many records there are and where each begins (law 1).

It knows the dialect and shares no code with the walk: it reads no value and no statement, but hides what
is quoted and counts the brackets that open at the outermost level behind VALUES; of a COPY it counts lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from core.sources.dumps.grammar import DOLLARED, DOTTED, DOUBLE_QUOTED, Dialect, Flavour

_PROGRAMS = {
    Flavour.MYSQL: rb"^delimiter[ \t]+(?!;\s)\S[^\n]*\n[\s\S]*?(?:^delimiter[ \t]+;|\Z)",
    Flavour.SQL_SERVER: rb"^\s*(?:create|alter)\s+(?:or\s+alter\s+)?"
    rb"(?:procedure|proc|function|trigger|view)\s[\s\S]*?(?:^\s*go\s*$|\Z)",
    Flavour.PLAIN: rb"\bcreate\s+(?:temp(?:orary)?\s+)?trigger\s[\s\S]*?(?:\bend\s*;|\Z)",
}
_INSERT = (
    rb"(?P<insert>\b(?:insert|replace)\s+(?:(?:low_priority|delayed|high_priority|ignore|or\s+\w+)\s+)*"
    rb"(?:into\s*)?(?P<table>" + DOTTED + rb"))"
)


@dataclass
class _Count:
    """Where the count stands. behind: an INSERT was seen. active: VALUES too, so brackets are records."""

    starts: dict[int, str] = field(default_factory=dict)
    table: str = ""
    behind: bool = False
    active: bool = False
    depth: int = 0

    def take(self, found: re.Match[bytes]) -> None:
        """One piece of the text that is not hidden."""
        what = found.lastgroup or ""
        if what == "open":
            if self.depth == 0 and self.active:
                self.starts[found.start()] = self.table
            self.depth += 1
        elif what == "close":
            self.depth = max(self.depth - 1, 0)
        elif what == "end":
            self.behind, self.active, self.depth = False, False, 0
        elif self.depth == 0:
            self._word(what, found)

    def _word(self, what: str, found: re.Match[bytes]) -> None:
        if what == "insert":
            self.table, self.behind, self.active = _name(found, "table"), True, False
        elif what == "values":
            self.active = self.behind
        elif what == "word":
            self.behind, self.active = self.behind and not self.active, False


def counted(text: bytes, dialect: Dialect) -> dict[int, str]:
    """Start of every record -> the table that it was put in, as written. Takes any bytes whatever."""
    look = _pattern(dialect)
    count = _Count()
    at = 0
    while at < len(text):
        for found in look.finditer(text, at):
            if found.lastgroup == "copy":
                at = _copied(text, found, count.starts)
                break
            count.take(found)
        else:
            break
        count = _Count(count.starts)
    return count.starts


def _pattern(dialect: Dialect) -> re.Pattern[bytes]:
    program = _PROGRAMS.get(dialect.flavour, rb"(?!)")
    dollared = DOLLARED if dialect.flavour is Flavour.POSTGRESQL else rb"(?!)"
    return re.compile(
        rb"(?P<hidden>" + rb"|".join((program, dialect.string, dollared, dialect.comment)) + rb")"
        rb"|(?P<copy>^copy\s+(?P<into>" + DOTTED + rb")\s*(?:\([^)]*\))?\s*from\s+stdin\s*;[^\n]*(?:\n|\Z))"
        rb"|" + _INSERT + rb"|(?P<values>\bvalues?\b)|(?P<quoted>" + DOUBLE_QUOTED + rb"|`[^`]*`)"
        rb"|(?P<open>\()|(?P<close>\))|(?P<end>;)|(?P<word>[^\W\d]\w*)",
        re.IGNORECASE | re.MULTILINE,
    )  # fmt: skip


def _name(found: re.Match[bytes], group: str) -> str:
    return found.group(group).decode("utf-8", "replace")


def _copied(text: bytes, found: re.Match[bytes], starts: dict[int, str]) -> int:
    """Counts the lines of a COPY; gives where it is over."""
    table, start = _name(found, "into"), found.end()
    closing = re.compile(rb"^\\\.\r?$", re.MULTILINE).search(text, start)
    stop = closing.start() if closing else len(text)
    line = start
    while line < stop:
        starts[line] = table
        line = text.find(b"\n", line, stop) + 1 or stop
    return closing.end() if closing else len(text)
