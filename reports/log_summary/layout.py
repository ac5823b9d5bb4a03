"""The summary on paper: what did not come over first, then why, who decided, and both sums of every table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.platypus import CondPageBreak, Flowable, PageTemplate, Spacer

from reports.charts.palette import BAD, CAUTION, GOOD
from reports.log_summary import wording
from reports.log_summary.content import LogSummary
from reports.paper.setting import BODY, HEADING, LEAD, SMALL, UNDER, Cell, card, strong, table, text
from reports.paper.sheet import Sheet, foot, frame, laid, top
from reports.readiness.digest import digest_of
from reports.readiness.sections import cells, left_behind, records
from reports.readiness.wording import PARTS, day

_KEEP = 110.0
_NAMED = 16
"""Letters of the root by which the paper is called."""


def summary_pdf(summary: LogSummary) -> bytes:
    """`summary` on A4; the same bytes for equal ones."""
    digest = digest_of(summary)
    sheet = Sheet("log", wording.TITLE, summary.clinic, f"L-{summary.log_root[:_NAMED]}", digest, "")

    def templates(pages: int) -> tuple[PageTemplate, ...]:
        return (PageTemplate("pages", [frame(60)], onPage=foot(sheet, pages)),)

    return laid(sheet, lambda: _story(summary, sheet), templates, ()).pdf


def _story(summary: LogSummary, sheet: Sheet) -> Iterator[Flowable]:
    yield from top(sheet, f"Run {summary.run[:_NAMED]}, written on {day(summary.written.date())}")
    yield card([text(wording.verdict(summary.tables), LEAD)], _colour(summary))
    yield from left_behind(summary)
    yield from _reasons(summary)
    yield from _decisions(summary)
    yield from records(summary)
    yield from cells(summary)
    yield from _digests(summary, sheet)


def _colour(summary: LogSummary) -> str:
    if not all(each.records_close and each.cells_close for each in summary.tables):
        return BAD.light
    return CAUTION.light if any(each.waiting for each in summary.tables) else GOOD.light


def _tabled(
    said: tuple[str, str], heads: Sequence[str], rows: Sequence[Sequence[Cell]], shares: Sequence[float]
) -> Iterator[Flowable]:
    yield CondPageBreak(_KEEP)
    yield text(said[0], HEADING)
    yield text(said[1], UNDER)
    yield from table(heads, rows, shares)


def _reasons(summary: LogSummary) -> Iterator[Flowable]:
    rows = [
        (strong(PARTS[each.fate].capitalize()), each.reason or wording.NOTHING_NOTICED, each.count)
        for each in summary.reasons
    ]
    yield from _tabled(wording.REASONS, wording.REASON_HEADS, rows, (26, 60, 14))


def _decisions(summary: LogSummary) -> Iterator[Flowable]:
    rows = [(strong(each.what), each.count, each.chosen, each.by) for each in summary.decisions]
    yield from _tabled(wording.DECIDED, wording.DECIDED_HEADS, rows, (44, 12, 22, 22))
    if not rows:
        yield text(wording.NOBODY_DECIDED, BODY)


def _digests(summary: LogSummary, sheet: Sheet) -> Iterator[Flowable]:
    rows = [
        (strong(wording.THIS), sheet.digest),
        (strong(wording.RUN), summary.run),
        (strong(wording.RESULT), summary.result),
        (strong(wording.ROOT), summary.log_root),
    ]
    yield from _tabled(wording.DIGESTS, wording.DIGEST_HEADS, rows, (22, 78))
    yield Spacer(1, 6)
    yield text(wording.CHECK, SMALL)
