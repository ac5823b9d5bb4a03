"""A table to be written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Row = tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A table to be written: header and rows of text."""

    header: Row
    rows: tuple[Row, ...]


def sheet(header: str, rows: Iterable[Row]) -> Sheet:
    """header: the names with a space between them."""
    return Sheet(tuple(header.split()), tuple(rows))


def flag(yes: bool) -> str:
    return "1" if yes else "0"


def letter(yes: bool) -> str:
    return "Y" if yes else "N"
