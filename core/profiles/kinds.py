"""Which kind of thing a column holds, and how sure that is.

The kind is told by the shapes that nearly all filled cells have; the first that fits in a fixed order wins,
the more telling before the more common. How sure it is falls with the cells that do not fit and with
few cells to judge by: it is the lower end of Wilson's interval of the share that fits (Wilson, 1927), so
that three dates in three cells count for less than three thousand in three thousand.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from statistics import NormalDist

from core.profiles.model import ColumnProfile
from core.profiles.shapes import Shape

NEARLY_ALL = 0.9
"""Share of the filled cells that must fit before a kind is said to be the column's."""
FEW = 12
"""Different values up to which a column of words is a list of choices, where each stands again and again."""
_Z = NormalDist().inv_cdf(0.975)
"""Of a two-sided 95 % interval."""


class ColumnKind(StrEnum):
    """In plain words, as people read it."""

    EMPTY = "nothing"
    EMAIL = "e-mail address"
    UUID = "UUID"
    DICOM_UID = "DICOM UID"
    WEB = "web address"
    FILE = "file name"
    INSTANT = "date and time"
    DATE = "date"
    MONTH = "month"
    TIME = "time of day"
    PHONE = "telephone number"
    YES_NO = "yes or no"
    MONEY = "amount of money"
    CODE = "clinical code"
    YEAR = "year"
    DIGITS = "digits of a code"
    WHOLE = "whole number"
    NUMBER = "number"
    CHOICE = "one of a few words"
    WORDS = "words"
    SHORT = "short text"
    TEXT = "long text"
    MIXED = "of several kinds"


_SHAPES: tuple[tuple[ColumnKind, tuple[Shape, ...]], ...] = (
    (ColumnKind.EMAIL, (Shape.EMAIL,)),
    (ColumnKind.UUID, (Shape.UUID,)),
    (ColumnKind.DICOM_UID, (Shape.DICOM_UID,)),
    (ColumnKind.WEB, (Shape.URL,)),
    (ColumnKind.INSTANT, (Shape.DATETIME_ISO, Shape.DATETIME_ZONED)),
    (
        ColumnKind.DATE,
        (
            Shape.DATE_ISO, Shape.DATE_SLASHED, Shape.DATE_YEAR_FIRST, Shape.DATE_COMPACT, Shape.DATE_NAMED,
            Shape.DATETIME_ISO, Shape.DATETIME_ZONED,
        ),
    ),
    (ColumnKind.MONTH, (Shape.DATE_PARTIAL,)),
    (ColumnKind.TIME, (Shape.TIME,)),
    (ColumnKind.FILE, (Shape.FILE,)),
    (ColumnKind.PHONE, (Shape.PHONE,)),
    (ColumnKind.YES_NO, (Shape.YES_NO,)),
    (ColumnKind.MONEY, (Shape.MONEY,)),
    (ColumnKind.CODE, (Shape.CDT,)),
    (ColumnKind.CODE, (Shape.ICD,)),
    (ColumnKind.CODE, (Shape.LOINC,)),
    (ColumnKind.YEAR, (Shape.YEAR,)),
    (ColumnKind.WHOLE, (Shape.INTEGER,)),
    (ColumnKind.NUMBER, (Shape.INTEGER, Shape.DECIMAL)),
    (ColumnKind.TEXT, (Shape.TEXT,)),
    (ColumnKind.WORDS, (Shape.WORDS,)),
)  # fmt: skip
"""In the order in which they are tried; the shapes of one entry exclude each other."""
_OF_LETTERS = (ColumnKind.WORDS, ColumnKind.TEXT)
_SEVERAL = 0.1
"""Share from which cells of another kind among text make a column one of several kinds."""


@dataclass(frozen=True)
class Kind:
    """What a column is taken for. fits: cells that are of it. confidence: from 0 to 1."""

    kind: ColumnKind
    fits: int
    confidence: float


def kind_of(column: ColumnProfile) -> Kind:
    """The kind of `column`; where none has nearly all of the filled cells, MIXED or plain SHORT text."""
    if not column.filled:
        return Kind(ColumnKind.EMPTY, 0, 1.0)
    tried = [(kind, _cells(column, shapes)) for kind, shapes in _SHAPES if _possible(kind, column)]
    told = next((one for one in tried if one[1] >= NEARLY_ALL * column.filled), None)
    if told is None:
        return _of_none(column, max(cells for kind, cells in tried if kind not in _OF_LETTERS))
    kind, cells = told
    return Kind(_closer(kind, column), cells, lower_end(cells, column.filled))


def _of_none(column: ColumnProfile, most: int) -> Kind:
    """most: cells of the most frequent kind that is not of letters."""
    mixed = most >= _SEVERAL * column.filled
    fits = column.filled if mixed else column.filled - most
    return Kind(ColumnKind.MIXED if mixed else ColumnKind.SHORT, fits, lower_end(fits, column.filled))


def _cells(column: ColumnProfile, shapes: tuple[Shape, ...]) -> int:
    return sum(column.counts.get(shape, 0) for shape in shapes)


def _possible(kind: ColumnKind, column: ColumnProfile) -> bool:
    """Ones and noughts are an answer only where nothing else stands beside them."""
    if kind is ColumnKind.YES_NO:
        return column.distinct <= 2 and column.filled == column.counts.get(Shape.YES_NO, 0) > 2
    if kind is ColumnKind.PHONE:
        return column.share(Shape.INTEGER) < NEARLY_ALL or column.most(Shape.NPI, Shape.SNOMED) < NEARLY_ALL
    return True


def _closer(kind: ColumnKind, column: ColumnProfile) -> ColumnKind:
    """Digits that lead with zeros, or six and more in every cell, are a code. Few words are choices."""
    coded = column.leading_zeros * 20 > column.filled or column.share(Shape.SNOMED) >= NEARLY_ALL
    if kind is ColumnKind.WHOLE and coded:
        return ColumnKind.DIGITS
    if kind is ColumnKind.WHOLE and column.counts.get(Shape.DECIMAL, 0):
        return ColumnKind.NUMBER
    if kind is ColumnKind.WORDS and column.distinct <= FEW and column.filled >= 4 * column.distinct:
        return ColumnKind.CHOICE
    return kind


def lower_end(hits: int, trials: int) -> float:
    """Of Wilson's 95 % interval of a share."""
    share, z = hits / trials, _Z
    middle = share + z * z / (2 * trials)
    spread = z * sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    return max(0.0, (middle - spread) / (1 + z * z / trials))
