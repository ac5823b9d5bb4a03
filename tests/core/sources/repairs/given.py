"""A table with columns of many kinds, for damaging it."""

from __future__ import annotations

from core.choices import Choices
from core.repairs import NO_REPAIRS, Repairs
from core.sources import read_uploads
from core.tables import ReadTable
from tests.core.sources.given import upload

NAMES = "day,time,code,price,kind,note"
KINDS = ("Boots", "Wool Socks", "Hat", "Rain Coat")


def lines(count: int = 40) -> list[str]:
    """The table's lines, names first; `line n` is the record n."""
    return [NAMES, *(_line(n) for n in range(1, count + 1))]


def _line(n: int) -> str:
    day, time = f"{n % 28 + 1:02d}/0{n % 9 + 1}/2018", f"{n % 24:02d}:{n % 4 * 15:02d}"
    note = f'"Good, and seen {n * 7} times"' if n % 2 else ""
    return f"{day},{time},AB-{4000 + n},${n % 90 + 1}.{n * 13 % 90 + 10},{KINDS[n % 4]},{note}"


def with_line(number: int, line: str) -> bytes:
    """The table with record `number` written as `line`."""
    whole = lines()
    whole[number] = line
    return text(whole)


def text(whole: list[str]) -> bytes:
    """The lines as a file."""
    return ("\n".join(whole) + "\n").encode()


def read(content: bytes, repairs: Repairs = NO_REPAIRS) -> ReadTable:
    """The first table in `content`; both sides of it are compared in passing."""
    tables = read_uploads([upload("t.csv", content)], choices=Choices(repairs=repairs)).tables
    assert sum(sum(one.shares.values()) for one in tables) == len(content)
    assert all(one.counted == one.table.frame.height + len(one.rejects) for one in tables)
    return tables[0]
