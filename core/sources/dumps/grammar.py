"""The smallest pieces of a dump, shared as data by the reader and by the counter, and in which dialect it is.

Only this is shared (contracts, section 1): what a string, a comment and a name look like. How statements
are found is the business of each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Flavour(StrEnum):
    """Whose dump it is."""

    MYSQL = "MySQL"
    POSTGRESQL = "PostgreSQL"
    SQL_SERVER = "SQL Server"
    PLAIN = "SQL"


@dataclass(frozen=True)
class Dialect:
    """flavour: whose. backslash: whether a backslash in a string hides what follows it. why: the evidence."""

    flavour: Flavour
    backslash: bool
    why: str

    @property
    def string(self) -> bytes:
        """A quoted string, as a pattern. PostgreSQL has backslashes behind an E only."""
        if self.flavour is Flavour.POSTGRESQL:
            return rb"(?:E" + BACKSLASHED + rb"|" + DOUBLED + rb")"
        return BACKSLASHED if self.backslash else DOUBLED

    @property
    def comment(self) -> bytes:
        """A comment, as a pattern. MySQL alone begins one with "#"; there "--" wants a blank after it."""
        if self.flavour is Flavour.MYSQL:
            return rb"--(?=[\s])[^\n]*+|#[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/"
        return rb"--[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/"


BACKSLASHED = rb"'(?:[^'\\]|\\[\s\S]|'')*+'"
DOUBLED = rb"'(?:[^']|'')*+'"
DOUBLE_QUOTED = rb'"(?:[^"\\]|\\[\s\S]|"")*+"'
DOLLARED = rb"\$(?P<tag>\w*)\$[\s\S]*?\$(?P=tag)\$"
NAME = rb"(?:`(?:[^`]|``)*+`|\"(?:[^\"]|\"\")*+\"|\[(?:[^\]]|\]\])*+\]|[\w$#@]++)"
DOTTED = NAME + rb"(?:\s*\.\s*" + NAME + rb"){0,3}"

_SIGNS = (
    (
        Flavour.MYSQL,
        rb"-- (?:MySQL|MariaDB) dump|phpMyAdmin|\bENGINE\s*=|LOCK TABLES `|/\*!\d{5}"
        rb"|(?i:(?:insert\s+(?:ignore\s+)?into|create\s+table(?:\s+if\s+not\s+exists)?)\s+`)",
    ),
    (
        Flavour.POSTGRESQL,
        rb"PostgreSQL database dump|pg_catalog\.|\bFROM stdin;|standard_conforming_strings",
    ),
    (Flavour.SQL_SERVER, rb"(?im:^GO\s*$)|\[dbo\]\.|SET IDENTITY_INSERT|SET ANSI_NULLS|\bN'"),
)
SAMPLE = 1 << 20


def dialect_of(text: bytes) -> Dialect:
    """Whose dump it is, by the words that only that program writes."""
    head = text[:SAMPLE]
    for flavour, sign in _SIGNS:
        found = re.search(sign, head)
        if found:
            why = f"it says {found.group().decode('utf-8', 'replace').strip()!r}"
            return Dialect(flavour, flavour is Flavour.MYSQL, why)
    hides = head.count(rb"\'") > 0 and not head.count(rb"\',")
    return Dialect(Flavour.PLAIN, hides, "nothing says which program wrote it")


USUAL_SCHEMAS = frozenset({"public", "dbo", "main"})
_PARTS = re.compile(r"`((?:[^`]|``)*)`|\"((?:[^\"]|\"\")*)\"|\[((?:[^\]]|\]\])*)\]|([^\s.`\"\[]+)")


def parts_of(raw: str) -> list[str]:
    """The parts of "schema.table" without their quotes."""
    return [_bare(found) for found in _PARTS.finditer(raw)] or [raw.strip()]


def _bare(found: re.Match[str]) -> str:
    ticked, quoted, boxed, bare = (part or "" for part in found.groups())
    return ticked.replace("``", "`") or quoted.replace('""', '"') or boxed.replace("]]", "]") or bare


def plain_name(raw: str) -> str:
    """A name without its quotes; of "schema.table" the last part."""
    return parts_of(raw)[-1]


def table_name(raw: str) -> str:
    """What a table is called: with its schema, where that is not the usual one."""
    *around, last = parts_of(raw)
    return ".".join([*(part for part in around if part.casefold() not in USUAL_SCHEMAS), last])
