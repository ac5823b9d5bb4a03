"""A dump, statement by statement: the records of INSERT and COPY, the tables of CREATE, and what is neither.

It walks forward once and never looks back. What cannot be read is a `Broken` stretch, up to the next line
that begins as a statement or a record does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from core.sources.dumps import grammar
from core.sources.dumps.grammar import DOTTED, DOUBLE_QUOTED, NAME, Dialect, Flavour


@dataclass(frozen=True)
class Row:
    """One tuple. raw: its values as they stood, or the line of a COPY. columns: as named, if they were."""

    table: str
    columns: str
    start: int
    raw: tuple[str, ...] = field(repr=False)
    copied: bool = False


@dataclass(frozen=True)
class Created:
    """One CREATE TABLE. sql: the whole statement, which holds no data."""

    table: str
    sql: str


@dataclass(frozen=True)
class Broken:
    """A stretch that should hold records of `table` and cannot be read."""

    table: str
    start: int
    stop: int


@dataclass(frozen=True)
class Unread:
    """A statement that changes or computes records, which only a database could carry out."""

    verb: str
    start: int


@dataclass(frozen=True)
class Used:
    """From here on, tables are those of another database."""

    database: str


Piece = Row | Created | Broken | Unread | Used


@dataclass(frozen=True)
class Patterns:
    """Everything that the walk looks for, made for one dialect."""

    dialect: Dialect

    def _made(self, pattern: bytes) -> re.Pattern[bytes]:
        return re.compile(pattern, re.IGNORECASE)

    @cached_property
    def gap(self) -> re.Pattern[bytes]:
        return self._made(rb"(?:[\s;]|" + self.dialect.comment + rb")*+")

    @cached_property
    def insert(self) -> re.Pattern[bytes]:
        names = rb"\((?:\s*" + NAME + rb"\s*,?)*+\)"
        return self._made(
            rb"(?:insert|replace)\s++(?:(?:low_priority|delayed|high_priority|ignore|or\s+\w+)\s++)*+"
            rb"(?:into\s*+)?(?P<table>" + DOTTED + rb")\s*+(?P<columns>" + names + rb")?+\s*+"
            rb"(?:overriding\s+\w+\s+value\s*+)?(?:values?)\s*+(?=\()"
        )  # fmt: skip

    @cached_property
    def copy(self) -> re.Pattern[bytes]:
        return self._made(
            rb"copy\s++(?P<table>"
            + DOTTED
            + rb")\s*+(?P<columns>\([^)]*\))?\s*+from\s+stdin\s*;[^\n]*(?:\n|\Z)"
        )

    @cached_property
    def create(self) -> re.Pattern[bytes]:
        return self._made(
            rb"create\s++(?:(?:global|local|temp|temporary|unlogged)\s++)*+table\s++(?:if\s+not\s+exists\s++)?"
            rb"(?P<table>" + DOTTED + rb")\s*+(?=\()"
        )

    @cached_property
    def value(self) -> bytes:
        string = self.dialect.string
        return rb"(?:(?:_\w+\s*+|N(?='))?" + string + rb"|[-+]?[\w.+-]++|" + DOUBLE_QUOTED + rb")"

    @cached_property
    def values(self) -> re.Pattern[bytes]:
        """A whole tuple of plain values: nearly all are."""
        return self._made(rb"\(\s*+(?:" + self.value + rb"\s*+(?:,\s*+" + self.value + rb"\s*+)*+)?\)")

    @cached_property
    def one_value(self) -> re.Pattern[str]:
        return re.compile(self.value.decode(), re.IGNORECASE)

    @cached_property
    def token(self) -> re.Pattern[bytes]:
        """One piece of anything: what hides brackets, a bracket, or neither. A lone quote matches nothing."""
        dollared = grammar.DOLLARED if self.dialect.flavour is Flavour.POSTGRESQL else rb"(?!)"
        return self._made(
            self.dialect.string + rb"|" + DOUBLE_QUOTED + rb"|`[^`]*+`|" + dollared + rb"|"
            + self.dialect.comment + rb"|[(),;]|(?:(?!\bE')[^'\"`(),;/$#-])++|[/$#-]"
        )  # fmt: skip

    @cached_property
    def ends(self) -> re.Pattern[bytes]:
        """Where a statement without a semicolon is over: SQL Server writes none."""
        words = rb"insert|set|go|create|alter|use|print|update|delete|exec"
        return self._made(rb"\r?\n\s*+(?:" + words + rb")\b")

    @cached_property
    def again(self) -> re.Pattern[bytes]:
        """A line that begins anew after damage."""
        return self._made(
            rb"\n\s*+(?=(?:insert|replace|copy|create|drop|lock|unlock|alter|set|go)\s|--\s|\()"
        )


ROUTINES = {
    Flavour.MYSQL: rb"delimiter[ \t]+(?!;\s)\S[^\n]*\n[\s\S]*?(?:\ndelimiter[ \t]+;|\Z)",
    Flavour.SQL_SERVER: rb"(?:create|alter)\s+(?:or\s+alter\s+)?(?:procedure|proc|function|trigger|view)\s"
    rb"[\s\S]*?(?:\n\s*go\s*(?:\n|\Z)|\Z)",
    Flavour.PLAIN: rb"create\s+(?:temp(?:orary)?\s+)?trigger\s[\s\S]*?(?:\bend\s*;|\Z)",
}
"""Programs inside a dump, which hold statements that are no records of it."""
_META = re.compile(rb"\\[^\n]*")
_USE = re.compile(rb"use\s+(?P<database>" + NAME + rb")", re.IGNORECASE)
_VERB = re.compile(rb"\w+")
CHANGES = frozenset({"insert", "replace", "update", "delete", "merge", "copy", "load"})


def statements(text: bytes, dialect: Dialect) -> Iterator[Piece]:
    """Every piece in the order of the text."""
    return _Walk(text, Patterns(dialect)).pieces()


class _Walk:
    def __init__(self, text: bytes, patterns: Patterns) -> None:
        self._text = text
        self._look = patterns
        self._flavour = patterns.dialect.flavour
        routine = ROUTINES.get(self._flavour)
        self._routine = re.compile(routine, re.IGNORECASE) if routine else None
        self._at = 0

    def pieces(self) -> Iterator[Piece]:
        while (gap := self._look.gap.match(self._text, self._at)) and gap.end() < len(self._text):
            self._at = gap.end()
            yield from self._statement()

    def _statement(self) -> Iterator[Piece]:
        text, at = self._text, self._at
        if found := self._look.insert.match(text, at):
            yield from self._tuples(found)
        elif found := self._look.copy.match(text, at):
            yield from self._lines(found)
        elif found := self._look.create.match(text, at):
            stop = self._over(found.end())
            yield Created(_text(found, "table"), text[at:stop].decode("utf-8", "replace"))
            self._at = stop
        elif found := (self._routine and self._routine.match(text, at)) or _META.match(text, at):
            self._at = found.end()
        else:
            yield from self._other(at)

    def _other(self, at: int) -> Iterator[Piece]:
        word = _VERB.match(self._text, at)
        verb = word.group().decode("utf-8", "replace").lower() if word else ""
        if verb in CHANGES:
            yield Unread(verb, at)
        elif verb == "use" and (found := _USE.match(self._text, at)):
            yield Used(_text(found, "database"))
        self._at = self._over(word.end() if word else at + 1)

    def _over(self, at: int) -> int:
        """Where the statement is over: behind its semicolon, or before a line that begins another."""
        stop = self._next_line(at)
        while at < len(self._text):
            token = self._look.token.match(self._text, at)
            if token is None:
                anew = self._look.again.search(self._text, at)
                return anew.end() if anew else len(self._text)
            plain, at = token.group()[:1] not in (b"'", b'"', b"`", b"$", b"/", b"-"), token.end()
            if token.group() == b";":
                return at
            if at > stop and plain:
                return stop
            stop = self._next_line(at) if at > stop else stop
        return at

    def _next_line(self, at: int) -> int:
        """Where a line begins another statement, in a dialect that ends none by a semicolon."""
        ends = self._look.ends.search(self._text, at) if self._flavour is Flavour.SQL_SERVER else None
        return ends.start() if ends else len(self._text)

    def _tuples(self, found: re.Match[bytes]) -> Iterator[Piece]:
        table, columns = _text(found, "table"), _text(found, "columns")
        self._at = found.end()
        while self._text[self._at : self._at + 1] == b"(":
            start = self._at
            raw = self._plain(start) or self._nested(start)
            if raw is None:
                anew = self._look.again.search(self._text, start)
                self._at = anew.end() if anew else len(self._text)
                yield Broken(table, start, self._at)
            else:
                yield Row(table, columns, start, raw)
                self._at = self._behind_comma()
        if self._text[self._at : self._at + 1].isalpha() and self._flavour is not Flavour.SQL_SERVER:
            self._at = self._over(self._at)

    def _behind_comma(self) -> int:
        """Where the next tuple begins, or where this statement is left."""
        at = self._skip(self._at)
        return self._skip(at + 1) if self._text[at : at + 1] == b"," else at

    def _skip(self, at: int) -> int:
        blank = self._look.gap.match(self._text, at)
        return blank.end() if blank and b";" not in blank.group() else at

    def _plain(self, start: int) -> tuple[str, ...] | None:
        found = self._look.values.match(self._text, start)
        if found is None:
            return None
        self._at = found.end()
        return tuple(self._look.one_value.findall(found.group().decode("utf-8", "replace")[1:-1]))

    def _nested(self, start: int) -> tuple[str, ...] | None:
        """A tuple with functions or casts in it: split at the commas outside of any inner bracket."""
        depth, at, values, first = 0, start, [], start + 1
        while token := self._look.token.match(self._text, at):
            piece, at = token.group(), token.end()
            if piece == b";":
                return None
            depth += (piece == b"(") - (piece == b")")
            if depth == 0 or (depth == 1 and piece == b","):
                values.append(self._text[first : at - 1].decode("utf-8", "replace").strip())
                first = at
            if depth == 0:
                self._at = at
                return tuple(values)
        return None

    def _lines(self, found: re.Match[bytes]) -> Iterator[Piece]:
        table, columns = _text(found, "table"), _text(found, "columns")
        at = found.end()
        while at < len(self._text):
            after = self._text.find(b"\n", at) + 1 or len(self._text)
            line = self._text[at:after].rstrip(b"\r\n")
            if line == rb"\.":
                self._at = after
                return
            yield Row(table, columns, at, tuple(line.decode("utf-8", "replace").split("\t")), copied=True)
            at = after
        self._at = at
        yield Unread("cut off", at)


def _text(found: re.Match[bytes], group: str) -> str:
    return (found.group(group) or b"").decode("utf-8", "replace")
