"""How the cells of a column may be read together with others, and for which rows: as facts, and as asked."""

from __future__ import annotations

from dataclasses import dataclass, field

Source = tuple[str, str]


@dataclass(frozen=True)
class Condition:
    """Rows of which the cell in `column` is one of `values`."""

    column: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Lookup:
    """The text in `value` of another table, in the row whose `key` is the cell."""

    of: Source
    key: str
    value: str


@dataclass(frozen=True)
class LookupOffer:
    """A table in whose `key` the codes of a column stand: `found` of `codes` different ones.

    values: the columns that a text may be taken from.
    """

    of: Source
    key: str
    values: tuple[str, ...]
    found: int
    codes: int


@dataclass(frozen=True)
class BlankWord:
    """A word of a column, as words are compared and as it stands first. blank: whether it means nothing."""

    word: str = field(repr=False)
    text: str = field(repr=False)
    count: int
    blank: bool


@dataclass(frozen=True)
class Ways:
    """joined: columns whose cells follow those of this one. may_join: all that could. mark: between them.

    only: the rows that are read, None for all. may_only: columns with few different values, and those.
    lookup: where the text comes from, None for the cell itself. lookups: where it could come from.
    """

    joined: tuple[str, ...] = ()
    may_join: tuple[str, ...] = ()
    mark: str = " "
    only: Condition | None = None
    may_only: tuple[Condition, ...] = ()
    lookup: Lookup | None = None
    lookups: tuple[LookupOffer, ...] = ()


@dataclass(frozen=True)
class JoinColumns:
    """Put the cells of `others` behind those of the column, in the order of the file; () reads it alone."""

    source: Source
    column: str
    others: tuple[str, ...]
    mark: str = " "


@dataclass(frozen=True)
class SetOnly:
    """Read only rows of which the cell in `by` is one of `values`; none of them reads all rows."""

    source: Source
    column: str
    by: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class AlsoFeed:
    """Give the next piece of a column that is cut into pieces to another field."""

    source: Source
    column: str
    entity: str
    field: str


@dataclass(frozen=True)
class SetLookup:
    """Put the text of another table in the place of each code; of None: read the cell itself."""

    source: Source
    column: str
    of: Source | None = None
    key: str = ""
    value: str = ""


@dataclass(frozen=True)
class SetBlanks:
    """Which words of a column mean blank; not_blank: those of the usual ones that mean something."""

    source: Source
    column: str
    blank: tuple[str, ...] = field(repr=False)
    not_blank: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class SplitWord:
    """A word of the column that tells kinds apart, with its rows. kind: what they are, "" while they wait."""

    word: str = field(repr=False)
    text: str = field(repr=False)
    count: int
    kind: str


@dataclass(frozen=True)
class Split:
    """by: the column that tells kinds of rows apart, "" where none does. kinds: those, the first first.

    may: columns that could, each with its words. rows: of the whole table.
    """

    by: str = ""
    kinds: tuple[str, ...] = ()
    may: tuple[tuple[str, tuple[SplitWord, ...]], ...] = ()
    rows: int = 0


NOT_SPLIT = Split()


@dataclass(frozen=True)
class SplitRows:
    """By the words of a column, what each row is: (kind, words); none makes all rows the first kind again."""

    source: Source
    by: str = ""
    kinds: tuple[tuple[str, tuple[str, ...]], ...] = field(default=(), repr=False)


CellChange = JoinColumns | SetOnly | AlsoFeed | SetLookup | SetBlanks | SplitRows
