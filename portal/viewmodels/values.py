"""The values of one column as facts: what each becomes, on whose word, and what somebody tries on them.

Values are patient data: nothing of this is kept in a session (law 7).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from core.money import Money
from core.values import Hint, Origin
from portal.viewmodels.mapping import Source
from portal.viewmodels.mapping_asked import SetValues, UseValues

PAGE_SIZE = 25
MOST_EDITS, LONGEST = 500, 1_000
"""Values that somebody may change at once in the grid, and letters of one."""


class Show(StrEnum):
    """Which values stand in the grid."""

    ALL = "all"
    UNREAD = "unread"
    CHANGED = "changed"


@dataclass(frozen=True)
class ValuesQuery:
    source: Source
    column: str
    show: Show = Show.ALL
    search: str = field(default="", repr=False)
    page: int = 1


@dataclass(frozen=True)
class ValueLine:
    """text: the value, or its shape where values may not be seen. becomes: as a person reads it.

    code: of a field with codes, the one that it has, else the text that it is corrected to; "" for neither.
    worth: money behind it, one a currency; none where there is no amount, or for whoever may not see it.
    whole: whether `text` is all of it; of what is longer than LONGEST, only a beginning stands here.
    """

    text: str = field(repr=False)
    count: int
    becomes: str | None = field(repr=False)
    origin: Origin
    finding: str = ""
    code: str = field(default="", repr=False)
    hint: Hint | None = field(default=None, repr=False)
    worth: tuple[Money, ...] = ()
    whole: bool = True


@dataclass(frozen=True)
class Reuse:
    """Another column whose words were given a meaning: of those, how many stand here without one."""

    source: Source
    column: str
    values: int
    rows: int


@dataclass(frozen=True)
class ValuesPage:
    """A screenful. codes: what a value can become, with its name; empty where it may be any text.

    matching: values that the query finds; unread, unread_rows: of the whole column, without a reading;
    astray, astray_rows: those that lead to no record. coded: whether words get codes, or texts are corrected.
    generic: cells whose code says only that something was there, of `read` cells.
    """

    lines: tuple[ValueLine, ...]
    matching: int
    total: int
    page: int
    pages: int
    unread: int
    unread_rows: int
    read: int
    generic: int
    coded: bool
    codes: tuple[tuple[str, str], ...]
    values_shown: bool
    money_shown: bool
    may_map: bool
    ask: str
    reuse: tuple[Reuse, ...] = ()
    astray: int = 0
    astray_rows: int = 0


@dataclass(frozen=True)
class TriedLine:
    """One value before and after; None where it cannot be read."""

    text: str = field(repr=False)
    count: int
    before: str | None = field(repr=False)
    after: str | None = field(repr=False)
    finding: str = ""


@dataclass(frozen=True)
class Trial:
    """What a change would do, before anything is saved. lines: the first of `values` that would change.

    rows: cells of those. now_read, no_longer: cells that can be read only after, and only before.
    """

    asked: SetValues | UseValues
    lines: tuple[TriedLine, ...]
    values: int
    rows: int
    now_read: int
    no_longer: int
    still_unread: int
