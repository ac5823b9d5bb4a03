"""One cell of a dBASE table as text: dates in ISO 8601, truth as TRUE and FALSE, figures as they stand.

What its column does not allow is kept as it stands, and told (law 2).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

INVALID = "invalid_cells"
Read = tuple[str, bool]
"""The text of a cell, and whether its column allows it."""
_FIGURE = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_DAY_ZERO = 1721425
"""The Julian day number of the day before 1 January of the year 1."""


def text_cell(raw: bytes, codec: str) -> Read:
    """Padding at the end is no part of the text."""
    bare = raw.rstrip(b" \0")
    try:
        return bare.decode(codec), True
    except UnicodeDecodeError:
        return bare.decode("latin-1"), False


def cell_of(kind: str, raw: bytes, codec: str, *, visual: bool) -> Read:
    """The text of a cell of any kind but a note. visual: in Visual FoxPro a B is a figure."""
    read = _KINDS.get(kind)
    if kind == "B" and visual and len(raw) == 8:
        return _double(raw)
    if read is None:
        return text_cell(raw, codec)
    try:
        return read(raw)
    except (ValueError, OverflowError, struct.error):
        return _as_it_stands(raw), False


def _as_it_stands(raw: bytes) -> str:
    bare = raw.strip(b" \0")
    return bare.decode("ascii") if bare.isascii() else f"0x{raw.hex()}"


def _figure(raw: bytes) -> Read:
    text = raw.strip(b" \0").decode("ascii")
    return text, not text or _FIGURE.fullmatch(text) is not None


def _date(raw: bytes) -> Read:
    text = raw.strip(b" \0").decode("ascii")
    if not text or not text.strip("0"):
        return text, True
    return date(int(text[:4]), int(text[4:6]), int(text[6:8])).isoformat(), len(text) == 8


def _truth(raw: bytes) -> Read:
    said = raw.strip(b" \0?").decode("ascii").upper()
    named = {"": "", "T": "TRUE", "Y": "TRUE", "F": "FALSE", "N": "FALSE"}
    return named.get(said, said), said in named


def _moment(raw: bytes) -> Read:
    day, milliseconds = struct.unpack("<ii", raw)
    if (not day and not milliseconds) or not raw.strip():
        return "", True
    on = date.fromordinal(day - _DAY_ZERO)
    clock = str(timedelta(seconds=round(milliseconds / 1000)))
    return f"{on.isoformat()}T{clock.zfill(8)}", 0 <= milliseconds < 86_400_000


def _whole(raw: bytes) -> Read:
    return str(struct.unpack("<i", raw)[0]), True


def _money(raw: bytes) -> Read:
    """Ten-thousandths, exact (law 6)."""
    return str(Decimal(struct.unpack("<q", raw)[0]).scaleb(-4)), True


def _double(raw: bytes) -> Read:
    value = struct.unpack("<d", raw)[0]
    return (str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)), True


_KINDS: dict[str, Callable[[bytes], Read]] = {
    "N": _figure,
    "F": _figure,
    "D": _date,
    "L": _truth,
    "T": _moment,
    "@": _moment,
    "I": _whole,
    "+": _whole,
    "Y": _money,
    "O": _double,
}
