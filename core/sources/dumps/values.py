"""What one value of an INSERT statement says, as text.

NULL is an absent cell. A string is what stands between its quotes. What only a database could work out
(NOW(), a binary date) is kept as it stood and told (law 2).
"""

from __future__ import annotations

import re

from core.sources.dumps.grammar import Dialect

EXPRESSION = "sql_expression"
BINARY = "binary_cells"

_STRING = r"(?:N|_\w+\s*)?'(.*)'(?:\s*::.*|\s+COLLATE\s+\w+)?"
_PLAIN_STRING = re.compile(_STRING, re.DOTALL | re.IGNORECASE)
_ESCAPED_STRING = re.compile(r"E'(.*)'(?:::.*)?", re.DOTALL | re.IGNORECASE)
_CAST = re.compile(
    r"CAST\(\s*(.*)\s+AS\s+[\w\s(),]+\)|CONVERT\(\s*\w+[\w(),\s]*?,\s*(.*?)(?:,\s*\d+)?\)",
    re.DOTALL | re.IGNORECASE,
)
_LONGEST_CAST = 4000
"""Characters beyond which nobody looks for a cast: looking costs the square of them."""
_BYTES = re.compile(
    r"0x[0-9a-f]*|(?:_binary\s*)?(?:x|b)'[0-9a-f]*'|_binary\s*'.*'", re.IGNORECASE | re.DOTALL
)
_BARE = re.compile(r"[-+]?[\d.][\w.+-]*|TRUE|FALSE|[-+]?(?:Infinity|NaN)", re.IGNORECASE)
_DOUBLE = re.compile(r'"(.*)"', re.DOTALL)
_HIDDEN = re.compile(r"\\(.)", re.DOTALL)
_HIDDEN_OR_TWICE = re.compile(r"\\(.)|''|\"\"", re.DOTALL)
_MEANS = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "b": "\b", "Z": "\x1a", "%": r"\%", "_": r"\_"}


def value_of(raw: str, dialect: Dialect) -> tuple[str | None, str | None]:
    """(the text of a value, the finding kind that it raises). None for NULL."""
    first = raw[:1]
    if first == "'" and len(raw) > 1 and raw.endswith("'") and _one_string(raw[1:-1], dialect):
        return _unquoted(raw[1:-1], "'", hides=dialect.backslash), None
    if raw.upper() == "NULL":
        return None, None
    if _BYTES.fullmatch(raw):
        return raw, BINARY
    if _BARE.fullmatch(raw):
        return raw, None
    return _dressed(raw, dialect)


def _dressed(raw: str, dialect: Dialect) -> tuple[str | None, str | None]:
    """A string with something before or after it, a cast around a value, or what must be computed."""
    found = _ESCAPED_STRING.fullmatch(raw)
    if found:
        return _unquoted(found.group(1), "'", hides=True), None
    found = _PLAIN_STRING.fullmatch(raw)
    if found and _one_string(found.group(1), dialect):
        return _unquoted(found.group(1), "'", hides=dialect.backslash), None
    found = _DOUBLE.fullmatch(raw)
    if found:
        return _unquoted(found.group(1), '"', hides=dialect.backslash), None
    found = _CAST.fullmatch(raw) if len(raw) < _LONGEST_CAST else None
    inner = (found.group(1) or found.group(2) or "").strip() if found else ""
    if inner and not inner.lower().startswith("0x"):
        return value_of(inner, dialect)
    return raw, EXPRESSION


def _one_string(inside: str, dialect: Dialect) -> bool:
    """Whether no quote in it stands alone: 'a' || 'b' is not one string."""
    if "'" not in inside:
        return True
    bare = _HIDDEN.sub("", inside) if dialect.backslash else inside
    return "'" not in bare.replace("''", "")


def _unquoted(inside: str, mark: str, *, hides: bool) -> str:
    if not hides or "\\" not in inside:
        return inside.replace(mark * 2, mark) if mark in inside else inside
    return _HIDDEN_OR_TWICE.sub(_shown, inside)


def _shown(found: re.Match[str]) -> str:
    hidden = found.group(1)
    return found.group()[0] if hidden is None else _MEANS.get(hidden, hidden)


_COPY_MEANS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v"}
_COPY_HIDDEN = re.compile(r"\\([0-7]{1,3}|x[0-9a-fA-F]{1,2}|.)", re.DOTALL)


def copied(cell: str) -> str | None:
    r"""A cell of PostgreSQL's COPY text format; \N is an absent one."""
    if cell == r"\N":
        return None
    return _COPY_HIDDEN.sub(_copied, cell) if "\\" in cell else cell


def _copied(found: re.Match[str]) -> str:
    said = found.group(1)
    if said[0] in "01234567":
        return chr(int(said, 8) & 0xFF)
    if said[0] == "x" and len(said) > 1:
        return chr(int(said[1:], 16))
    return _COPY_MEANS.get(said, said)
