"""The statement of finances on paper: what stands where, what differs first.

The last page holds the place of the accountant's signature and that of the seal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.platypus import CondPageBreak, Flowable, PageTemplate, Spacer, Table, TableStyle
from reportlab.platypus.flowables import TopPadder

from core.readiness import Signer
from reports.charts.palette import BAD, CAUTION, GOOD
from reports.finances import wording
from reports.finances.content import FinancesStatement, TotalLine
from reports.paper.setting import BODY, HEADING, LEAD, SMALL, UNDER, WIDTH, Cell, card, strong, table, text
from reports.paper.sheet import (
    PLACE,
    Laid,
    Sheet,
    Signature,
    box_at,
    code_of,
    foot_and_places,
    frame,
    laid,
    top,
)
from reports.readiness.digest import digest_of
from reports.readiness.wording import day
from reports.signing import ISSUER_FIELD, field_of

_KEEP, _BOTTOM = 110.0, 72
_LAST = _BOTTOM + PLACE[1] + 14.0
"""Points that have to be left on the last page for the places of the signatures."""
_FRAME = 60
_BARE = TableStyle([(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")])


def laid_out(statement: FinancesStatement) -> Laid:
    """`statement` on A4; the same bytes for equal ones."""
    sheet, places = _sheet(statement), _places(statement)

    def templates(pages: int) -> tuple[PageTemplate, ...]:
        return (PageTemplate("pages", [frame(_FRAME)], onPage=foot_and_places(sheet, pages, places)),)

    return laid(sheet, lambda: _story(statement, sheet), templates, places)


def code_text(statement: FinancesStatement) -> str:
    """What the QR code carries."""
    return code_of(_sheet(statement))


def _sheet(statement: FinancesStatement) -> Sheet:
    digest = digest_of(statement)
    return Sheet("finances", wording.TITLE, statement.clinic, statement.id, digest, wording.SIGN_HERE)


def _story(statement: FinancesStatement, sheet: Sheet) -> Iterator[Flowable]:
    yield from top(sheet, f"{statement.id}, written on {day(statement.written.date())}")
    yield _verdict(statement)
    yield from _differences(statement)
    yield from _ties(statement)
    yield from _owed(statement)
    yield from _flows(statement)
    yield from _apart(statement)
    yield from _digests(statement)
    yield CondPageBreak(_LAST + 40)
    yield _signatures()


def _verdict(statement: FinancesStatement) -> Flowable:
    until = f"The newest entry of the run is of {day(statement.newest)}." if statement.newest else ""
    return card([text(wording.verdict(statement), LEAD), text(until, BODY)], _colour(statement))


def _colour(statement: FinancesStatement) -> str:
    if statement.open:
        return BAD.light
    return GOOD.light if all(total.ties for total in statement.totals) else CAUTION.light


def _heading(name: str, *, keep: float = _KEEP) -> Iterator[Flowable]:
    title, under = wording.SECTIONS[name]
    yield CondPageBreak(keep)
    yield text(title, HEADING)
    yield text(under, UNDER)


def _tabled(
    name: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]], shares: Sequence[float], none: str
) -> Iterator[Flowable]:
    yield from _heading(name)
    if rows:
        yield from table(heads, rows, shares)
    else:
        yield text(none, BODY)


def _differences(statement: FinancesStatement) -> Iterator[Flowable]:
    rows = [_difference(total) for total in statement.totals if not total.ties]
    shares = (26, 17, 17, 16, 24, 16)
    yield from _tabled("differences", wording.TOTAL_HEADS, rows, shares, wording.NOTHING_DIFFERS)


def _difference(total: TotalLine) -> tuple[Cell, ...]:
    why: Cell = total.explanation if total.explained else strong(wording.NOT_EXPLAINED)
    what = total.what if not total.doubt else f"{total.what}. {total.doubt}"
    return (
        strong(what), str(total.theirs), str(total.ours or wording.NO_OURS),
        str(total.difference) if total.difference is not None else "", why, f"{total.by}, {day(total.on)}",
    )  # fmt: skip


def _ties(statement: FinancesStatement) -> Iterator[Flowable]:
    rows = [
        (strong(total.what), str(total.theirs), f"{total.by}, {day(total.on)}")
        for total in statement.totals
        if total.ties
    ]
    yield from _tabled("ties", wording.TIE_HEADS, rows, (54, 22, 24), wording.NOTHING_TIES)


def _owed(statement: FinancesStatement) -> Iterator[Flowable]:
    rows = [(strong(line.name), *map(str, line.amounts)) for line in statement.owed]
    shares = (17, 13, 13, 13, 14, 11, 11, 15)
    yield from _tabled("owed", wording.OWED_HEADS, rows, shares, wording.NOTHING)


def _flows(statement: FinancesStatement) -> Iterator[Flowable]:
    rows = [
        (strong(line.month), str(line.production), str(line.collections), str(line.adjustments))
        for line in statement.flows
    ]
    yield from _tabled("flows", wording.FLOW_HEADS, rows, (28, 24, 24, 24), wording.NOTHING)


def _apart(statement: FinancesStatement) -> Iterator[Flowable]:
    rows = [(strong(line.why), line.count, str(line.money or "")) for line in statement.apart]
    yield from _tabled("apart", wording.APART_HEADS, rows, (50, 20, 30), wording.NOTHING)


def _digests(statement: FinancesStatement) -> Iterator[Flowable]:
    rows = [
        (strong("This document"), digest_of(statement)),
        (strong("Run"), statement.run),
        (strong("Result of the run"), statement.result),
        (strong("Migration log, root"), statement.log_root),
        (strong("Audit trail, head"), statement.audit_head),
    ]
    yield from _tabled("digests", wording.DIGEST_HEADS, rows, (22, 78), wording.NOTHING)
    yield Spacer(1, 6)
    yield text(wording.VERIFY, SMALL)


def _signatures() -> Flowable:
    """The heading, down to where it stands right above the places."""
    title, under = wording.SECTIONS["signatures"]
    cell = [text(title, HEADING), text(under, UNDER), Spacer(1, _LAST - _FRAME)]
    return TopPadder(Table([[cell]], colWidths=[WIDTH], style=_BARE))


def _places(statement: FinancesStatement) -> tuple[Signature, ...]:
    """The accountant's, and that of the seal beside it."""
    return (
        Signature(field_of(Signer.ACCOUNTANT), wording.SIGNER_ROLE, statement.signer, box_at(0, _BOTTOM)),
        Signature(ISSUER_FIELD, wording.ISSUER_PLACE, "", box_at(1, _BOTTOM)),
    )
