"""What each option of each transform may be: a misspelt one would do something else in silence (law 2)."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping as Facts
from dataclasses import dataclass

import phonenumbers
import polars as pl

from core.mapping.model import Mapping
from core.transforms import addresses, names, numbers, pieces, teeth

CURRENCY = re.compile(r"[A-Z]{3}")
TOOL = re.compile(r"[a-z0-9][a-z0-9_-]{0,19}")
TOOL_DO = "Use up to 20 lower-case letters, digits, - and _, such as billing."

WIDTHS = re.compile(r"[1-9]\d{0,2}(,[1-9]\d{0,2}){0,48}")


@dataclass(frozen=True)
class Amiss:
    """found and do of a MappingInvalid."""

    found: str
    do: str


def _order(value: object, _: Mapping) -> Amiss | None:
    return None if value in (None, "mdy", "dmy") else Amiss("is not known.", 'Use "mdy" or "dmy".')


def _decimal_mark(value: object, _: Mapping) -> Amiss | None:
    return None if value in (None, ".", ",") else Amiss("is not known.", 'Use "." or ",".')


def currency_amiss(value: object, mapping: Mapping) -> Amiss | None:
    # Records say one currency, the mapping's: amounts read in another would bear a wrong one (law 6).
    same = value == mapping.currency
    return None if same else Amiss("is not that of the mapping.", f"Write {mapping.currency}.")


def _one_of(*known: str, needed: bool = False) -> Callable[[object, Mapping], Amiss | None]:
    """A check that the value is one of these words, or is not given where it is not needed."""
    listed = f"Use one of: {', '.join(known)}."

    def check(value: object, _: Mapping) -> Amiss | None:
        if value is None:
            return Amiss("is missing.", listed) if needed else None
        return None if value in known else Amiss("is not known.", listed)

    return check


def _number(value: object, _: Mapping) -> Amiss | None:
    known = str(value) in {str(number) for number in range(1, pieces.MOST_PIECES + 1)}
    return None if known else Amiss("names no piece.", f"Use a number from 1 to {pieces.MOST_PIECES}.")


def _separator(value: object, _: Mapping) -> Amiss | None:
    if value is None or (isinstance(value, str) and value):
        return None
    return Amiss("is no mark.", 'Write the mark in quotes, such as "-".')


def _widths(value: object, _: Mapping) -> Amiss | None:
    known = value is None or (isinstance(value, str) and WIDTHS.fullmatch(value))
    return None if known else Amiss("are no widths.", 'Write numbers in quotes, such as "3,4".')


def _with(value: object, _: Mapping) -> Amiss | None:
    return (
        None
        if isinstance(value, str)
        else Amiss("is missing or no text.", 'Write it in quotes, such as " ".')
    )


def _unit(value: object, _: Mapping) -> Amiss | None:
    known = value is None or (
        isinstance(value, str) and value.strip() and not any(c.isdigit() for c in value)
    )
    return None if known else Amiss("is no unit.", 'Write what follows the number, such as "mm".')


def _zone(value: object, _: Mapping) -> Amiss | None:
    known = isinstance(value, str) and zone_known(value)
    return None if known else Amiss("names no time zone.", "Use a name such as America/Chicago.")


def _country(value: object, _: Mapping) -> Amiss | None:
    known = isinstance(value, str) and country_known(value)
    return None if known else Amiss("names no country.", "Use a code of two letters, such as US.")


def _value(value: object, _: Mapping) -> Amiss | None:
    told = isinstance(value, str) and bool(value.strip())
    return None if told else Amiss("is missing or no text.", "Write the value in quotes.")


def _tool(value: object, _: Mapping) -> Amiss | None:
    if value is None or (isinstance(value, str) and TOOL.fullmatch(value)):
        return None
    return Amiss("cannot stand in a number.", TOOL_DO)


def _map(value: object, _: Mapping) -> Amiss | None:
    if not isinstance(value, Facts):
        return Amiss("is missing or no table.", 'Write {"word": "code", ...}.')
    if not all(word.strip() and code.strip() for word, code in value.items()):
        return Amiss("holds an empty word or code.", "Take it out: empty cells are absent by themselves.")
    codes: dict[str, set[str]] = {}
    for word, code in value.items():
        codes.setdefault(word.strip().casefold(), set()).add(code)
    if any(len(meant) > 1 for meant in codes.values()):
        return Amiss("gives two codes to one word, spelt in two ways.", "Keep one of the two.")
    return None


def _words(value: object, _: Mapping) -> Amiss | None:
    known = value is None or (isinstance(value, tuple) and value and all(word.strip() for word in value))
    return None if known else Amiss("holds no words.", 'Write a list, such as ["none", "n.a."].')


CHECKS: Facts[str, Callable[[object, Mapping], Amiss | None]] = {
    "order": _order,
    "decimal_mark": _decimal_mark,
    "currency": currency_amiss,
    "zone": _zone,
    "country": _country,
    "value": _value,
    "file": _value,
    "table": _value,
    "key": _value,
    "map": _map,
    "tool": _tool,
    "part": _one_of(*names.PARTS, needed=True),
    "piece": _one_of(*addresses.PARTS, needed=True),
    "name_order": _one_of(*names.ORDERS),
    "words_between": _one_of(*names.BETWEEN),
    "notation": _one_of(*teeth.NOTATIONS),
    "into": _one_of(*teeth.INTO, needed=True),
    "number": _number,
    "separator": _separator,
    "widths": _widths,
    "with": _with,
    "unit": _unit,
    "grouping": _one_of(*numbers.GROUPINGS),
    "credits": _one_of(*numbers.CREDITS),
    "sign": _one_of(*numbers.SIGNS),
    "blank": _words,
    "not_blank": _words,
}
"""Every option of every transform (a test compares), and what must hold of it."""


def zone_known(name: str) -> bool:
    """Whether times can be read in this IANA zone."""
    try:
        pl.select(pl.lit(None, dtype=pl.Datetime("us")).dt.replace_time_zone(name))
    except pl.exceptions.PolarsError:
        return False
    return True


def country_known(code: str) -> bool:
    """Whether telephone numbers of this country (ISO 3166) can be read."""
    return code in phonenumbers.SUPPORTED_REGIONS
