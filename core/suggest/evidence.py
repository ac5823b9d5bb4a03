"""What the values of a column say for or against a field, told from its profile alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.profiles import ColumnProfile, Shape
from core.record.model import ID, Field, Kind

DATES = (
    Shape.DATE_ISO, Shape.DATETIME_ISO, Shape.DATETIME_ZONED, Shape.DATE_SLASHED, Shape.DATE_YEAR_FIRST,
    Shape.DATE_NAMED,
)  # fmt: skip
LOOSE_DATES = (Shape.DATE_COMPACT, Shape.DATE_PARTIAL, Shape.YEAR, Shape.TIME)
NUMBERS = (Shape.INTEGER, Shape.DECIMAL, Shape.MONEY, Shape.PERCENT)


class Verdict(StrEnum):
    """What the values say. SILENT: nothing to go by, as in a table without rows."""

    AGREE = "agree"
    SILENT = "silent"
    DOUBT = "doubt"
    CONTRADICT = "contradict"


@dataclass(frozen=True)
class Pointer:
    """The column's values are contained in the key of a table of `entity`; `telling` as in Reference."""

    entity: str
    table: str
    contained: float
    telling: float


def verdict(
    column: ColumnProfile, field: Field | None, pointers: Sequence[Pointer], *, coded: bool = False
) -> Verdict:
    """What the values of `column` say about `field` (None: the own key).

    coded: another field keeps the code of the same thing, so that bare numbers rather belong there.
    """
    if column.filled == 0:
        return Verdict.SILENT
    if field is None:
        return _own_key(column)
    judge = JUDGES.get(field.kind)
    if field.kind is Kind.REFERENCE:
        return _reference(column, field, pointers)
    if pointers and _points_clearly(pointers) and column.longest and column.longest > 12:
        return Verdict.CONTRADICT
    if coded and column.share(Shape.INTEGER) > 0.9 and (column.longest or 0) > 2:
        return Verdict.DOUBT
    return judge(column, field) if judge else Verdict.SILENT


def _points_clearly(pointers: Sequence[Pointer]) -> bool:
    return any(p.contained >= 0.98 and p.telling >= 0.9 for p in pointers)


def _own_key(column: ColumnProfile) -> Verdict:
    if column.key_candidate:
        return Verdict.AGREE if column.rows > 1 else Verdict.SILENT
    if column.nearly_key:
        return Verdict.SILENT
    if column.most(*DATES) > 0.5 or column.share(Shape.TEXT) > 0.3:
        return Verdict.CONTRADICT
    return Verdict.DOUBT


def _reference(column: ColumnProfile, field: Field, pointers: Sequence[Pointer]) -> Verdict:
    if any(p.entity in field.reference and p.contained >= 0.9 for p in pointers):
        return Verdict.AGREE
    if column.most(*DATES, Shape.EMAIL, Shape.TEXT, Shape.URL, Shape.FILE) > 0.5:
        return Verdict.CONTRADICT
    if _points_clearly(pointers):
        return Verdict.CONTRADICT
    return Verdict.SILENT


def _date(column: ColumnProfile, field: Field) -> Verdict:
    if sum(column.share(s) for s in DATES) >= 0.6:
        return Verdict.AGREE
    if column.most(*LOOSE_DATES) >= 0.6 or column.most(*DATES) >= 0.3:
        return Verdict.SILENT
    return Verdict.CONTRADICT


def _number(column: ColumnProfile, field: Field) -> Verdict:
    if column.most(*DATES) > 0.5:
        return Verdict.CONTRADICT
    if column.share(Shape.INTEGER) + column.share(Shape.DECIMAL) >= 0.8 or column.most(*NUMBERS) >= 0.6:
        return Verdict.AGREE
    return Verdict.SILENT if column.most(*NUMBERS) >= 0.2 else Verdict.CONTRADICT


def _phone(column: ColumnProfile, field: Field) -> Verdict:
    if column.share(Shape.PHONE) >= 0.6:
        return Verdict.AGREE
    return Verdict.CONTRADICT if column.most(Shape.WORDS, Shape.STREET, *DATES) >= 0.4 else Verdict.SILENT


def _email(column: ColumnProfile, field: Field) -> Verdict:
    if column.share(Shape.EMAIL) >= 0.6:
        return Verdict.AGREE
    return Verdict.CONTRADICT if column.share(Shape.EMAIL) < 0.1 else Verdict.DOUBT


def _flag(column: ColumnProfile, field: Field) -> Verdict:
    if column.share(Shape.YES_NO) >= 0.8 or column.distinct <= 2:
        return Verdict.AGREE
    return Verdict.CONTRADICT if column.distinct > 8 else Verdict.DOUBT


def _code(column: ColumnProfile, field: Field) -> Verdict:
    if field.domain is None:
        return _open_code(column, field)
    known = field.domain.lookup()
    total = sum(count for _, count in column.top)
    meant = sum(count for value, count in column.top if value.casefold() in known)
    if total and meant / total >= 0.6:
        return Verdict.AGREE
    if column.distinct > 40 or column.most(*DATES, Shape.TEXT) > 0.5:
        return Verdict.CONTRADICT
    return Verdict.SILENT if column.share(Shape.INTEGER) > 0.5 or meant else Verdict.DOUBT


def _open_code(column: ColumnProfile, field: Field) -> Verdict:
    if column.most(*DATES, Shape.TEXT, Shape.EMAIL) > 0.5:
        return Verdict.CONTRADICT
    return Verdict.SILENT


def _text(column: ColumnProfile, field: Field) -> Verdict:
    wanted = next((shapes for word, shapes in WORDED if word in field.name), None)
    if wanted:
        return Verdict.AGREE if column.most(*wanted) >= 0.6 else _misfit(column)
    if column.most(*DATES, Shape.EMAIL) > 0.5:
        return Verdict.CONTRADICT
    if column.share(Shape.UUID) > 0.5:
        return Verdict.SILENT if field.name.endswith(("id", "number", "reference")) else Verdict.CONTRADICT
    numeric = column.share(Shape.INTEGER) + column.share(Shape.DECIMAL)
    if field.name.endswith("name") and numeric > 0.6:
        return Verdict.CONTRADICT
    if field.kind is Kind.NOTE:
        return Verdict.AGREE if column.share(Shape.TEXT) > 0.3 else Verdict.SILENT
    return Verdict.SILENT


def _misfit(column: ColumnProfile) -> Verdict:
    return Verdict.CONTRADICT if column.most(*DATES, Shape.EMAIL, Shape.TEXT) > 0.5 else Verdict.SILENT


WORDED: tuple[tuple[str, tuple[Shape, ...]], ...] = (
    ("postal_code", (Shape.ZIP, Shape.INTEGER)),
    ("ssn", (Shape.SSN,)),
    ("uid", (Shape.DICOM_UID,)),
    ("file", (Shape.FILE,)),
    ("line1", (Shape.STREET,)),
    ("npi", (Shape.NPI,)),
    ("web", (Shape.URL,)),
    ("city", (Shape.WORDS,)),
    ("first_name", (Shape.WORDS,)),
    ("last_name", (Shape.WORDS,)),
)

JUDGES: dict[Kind, Callable[[ColumnProfile, Field], Verdict]] = {
    Kind.DATE: _date,
    Kind.DATETIME: _date,
    Kind.PARTIAL_DATE: _date,
    Kind.INTEGER: _number,
    Kind.DECIMAL: _number,
    Kind.MONEY: _number,
    Kind.PHONE: _phone,
    Kind.EMAIL: _email,
    Kind.BOOLEAN: _flag,
    Kind.CODE: _code,
    Kind.TEXT: _text,
    Kind.NOTE: _text,
}

__all__ = ["ID", "Pointer", "Verdict", "verdict"]
