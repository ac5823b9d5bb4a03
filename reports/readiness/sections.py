"""The sections of the document, each from content to what is set; their order is in `layout`.

Waivers come first and what did not come over before what did: `ORDER` says so, and a test reads it off
the printed page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from core.readiness import Verdict, Waiver
from reports.charts.palette import BAD, CAUTION
from reports.paper.setting import (
    BODY,
    HEADING,
    SMALL,
    UNDER,
    WIDTH,
    Cell,
    card,
    strong,
    table,
    text,
)
from reports.readiness import wording
from reports.readiness.content import HasTables, LeavesBehind, ReadinessDocument, Sample
from reports.readiness.digest import content_digest
from reports.readiness.figures import gates_figure, mark_alone, records_figure
from reports.readiness.wording import SECTIONS, day
from reports.signing.wording import moment

_KEEP = 110.0
"""Points that have to be left on a page for a section to begin on it."""
_GATES = 560.0
"""The gates begin on a page that holds them all."""
_HEADS, _SHORT, _ROW = 64.0, 12, 17.0
"""Points above the rows; tables of up to so many rows stay whole; points that a row takes."""


def heading(name: str, *, keep: float = _KEEP) -> Iterator[Flowable]:
    """keep: points that have to be left on the page for the section to begin on it."""
    title, under = SECTIONS[name]
    yield CondPageBreak(keep)
    yield text(title, HEADING)
    yield text(under, UNDER)


def _tabled(
    name: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]], shares: Sequence[float]
) -> Iterator[Flowable]:
    """A section that is one table; short ones are not torn apart by the end of a page."""
    whole = _HEADS + min(len(rows), _SHORT) * _ROW
    yield from heading(name, keep=whole)
    if rows:
        yield from table(*_without_empty(heads, rows, shares))
    else:
        yield text(wording.NONE_GIVEN, BODY)


def _without_empty(
    heads: Sequence[str], rows: Sequence[Sequence[Cell]], shares: Sequence[float]
) -> tuple[Sequence[str], Sequence[Sequence[Cell]], Sequence[float]]:
    """The table without columns in which no row says anything."""
    kept = [at for at in range(len(heads)) if any(row[at] != "" for row in rows)]
    narrowed = [[row[at] for at in kept] for row in rows]
    return [heads[at] for at in kept], narrowed, [shares[at] for at in kept]


def waivers(document: ReadinessDocument) -> Iterator[Flowable]:
    yield from heading("waivers")
    if not document.snapshot.waivers:
        yield text(wording.NOTHING_WAIVED, BODY)
    for waiver in document.snapshot.waivers:
        yield _waiver(document, waiver)
        yield Spacer(1, 5)


def _waiver(document: ReadinessDocument, waiver: Waiver) -> Flowable:
    result = next(each for each in document.snapshot.results if each.gate.name == waiver.gate)
    colour = BAD.light if result.verdict is Verdict.BLOCK else CAUTION.light
    by = f"Waived by {waiver.name}, {waiver.role}, on {moment(waiver.at)}"
    lines = [
        strong(result.gate.question, BODY),
        text(f"It says: {result.figure}. Still {result.verdict.word}.", BODY),
        text(f"Reason: {waiver.reason}", BODY),
        text(by, SMALL),
    ]
    return card(lines, colour)


def left_behind(document: LeavesBehind) -> Iterator[Flowable]:
    if not document.left_behind:
        yield from heading("left_behind")
        yield text(wording.NOTHING_LEFT, BODY)
        return
    rows = [
        (strong(each.what), each.count, str(each.money or ""), each.why, each.by)
        for each in document.left_behind
    ]
    heads = ("What", "How many", "Money", "Why", "By whom")
    yield from _tabled("left_behind", heads, rows, (32, 10, 14, 38, 16))


def brought(document: ReadinessDocument) -> Iterator[Flowable]:
    rows = [(strong(each.what), each.count, each.flagged) for each in document.brought]
    yield from _tabled("brought", ("Kind of record", "Records", "With a flag"), rows, (60, 20, 20))


def scope(document: ReadinessDocument) -> Iterator[Flowable]:
    stays_first = sorted(document.scope, key=lambda each: (each.moves is not None, bool(each.moves)))
    rows = [
        (strong(each.what), wording.MOVES[each.moves], each.note, each.stated_by or each.approved_by)
        for each in stays_first
    ]
    stated = any(each.stated_by for each in document.scope)
    last = wording.STATED_BY if stated else wording.APPROVED_BY
    yield from _tabled("scope", ("Part", "Agreed", "Note", last), rows, (36, 12, 34, 22))


def decisions(document: ReadinessDocument) -> Iterator[Flowable]:
    rows = [
        (
            strong(each.what), each.count, str(each.money or ""), each.chosen, each.reason,
            f"{each.by}, {day(each.on)}",
        )
        for each in document.decisions
    ]  # fmt: skip
    heads = ("About", "How many", "Money", "Decided", "Reason", "By whom")
    yield from _tabled("decisions", heads, rows, (25, 10, 14, 19, 27, 20))


def records(document: HasTables) -> Iterator[Flowable]:
    lines = document.tables
    yield from heading("records", keep=2 * _HEADS + 37 * min(len(lines), _SHORT))
    if any(line.records for line in lines):
        yield records_figure(lines, WIDTH)
        yield Spacer(1, 6)
    yield text(wording.closes([line.records_close for line in lines]), BODY)
    rows = [
        (
            strong(line.name), line.records, line.imported, line.flagged, line.merged, line.skipped,
            line.waiting, "closes" if line.records_close else strong("differs"),
        )
        for line in lines
    ]  # fmt: skip
    heads = ("Table", "In the file", "Imported", "Flagged", "Merged", "Skipped", "Waiting", "Sum")
    yield from table(heads, rows, (34, 12, 11, 10, 10, 10, 10, 10))


def cells(document: HasTables) -> Iterator[Flowable]:
    yield from heading("cells", keep=_HEADS + _ROW * min(len(document.tables), _SHORT))
    yield text(wording.closes([line.cells_close for line in document.tables]), BODY)
    rows = [
        (
            strong(line.name), line.cells, line.cells_mapped, line.cells_archived, line.cells_declined,
            line.cells_waiting, "closes" if line.cells_close else strong("differs"),
        )
        for line in document.tables
    ]  # fmt: skip
    heads = ("Table", "Filled cells", "In fields", "Archived", "Declined", "Waiting", "Sum")
    yield from table(heads, rows, (34, 14, 13, 12, 12, 12, 10))


def tie_outs(document: ReadinessDocument) -> Iterator[Flowable]:
    rows = [
        (
            strong(each.what), str(each.theirs), str(each.ours), str(each.difference), each.explanation,
            each.stated_by,
        )
        for each in document.tie_outs
    ]  # fmt: skip
    heads = ("Total", "Old system", "Here", "Difference", "Explained", wording.STATED_BY)
    yield from _tabled("tie_outs", heads, rows, (24, 18, 18, 17, 26, 20))


def spot_checks(document: ReadinessDocument) -> Iterator[Flowable]:
    """What was drawn and counted, where charts were drawn; else what was stated."""
    if document.sample is not None:
        yield from _drawn(document.sample)
        return
    rows = [
        (strong(each.practitioner), each.asked, each.done, each.concerns, each.settled, each.stated_by)
        for each in document.spot_checks
    ]
    heads = ("Practitioner", "Charts asked", "Compared", "Concerns", "Settled", wording.STATED_BY)
    yield from _tabled("spot_checks", heads, rows, (32, 14, 14, 14, 14, 24))


def _drawn(sample: Sample) -> Iterator[Flowable]:
    yield from _tabled("sample", ("What", "How many"), wording.sample_rows(sample), (50, 50))
    yield text(wording.sample_proves(sample), BODY)
    if len(sample.draws) > 1:
        rows = [(each.number, *wording.draw_row(each), f"{each.by}, {day(each.on)}") for each in sample.draws]
        heads = ("", "Charts", "Starting number", "Why another", "By whom")
        yield from _tabled("draws", heads, rows, (5, 20, 20, 35, 20))


def changed_answers(document: ReadinessDocument) -> Iterator[Flowable]:
    """Only where there are any."""
    if document.changed:
        rows = [
            (strong(each.what), wording.answer(each.was), wording.answer(each.now), each.reason)
            for each in document.changed
        ]
        yield from _tabled("changed", ("About", "Said", "Now", "Why"), rows, (18, 26, 26, 30))


def training(document: ReadinessDocument) -> Iterator[Flowable]:
    rows = [
        (strong(each.role), each.people, each.finished, each.stated_by or wording.COUNTED)
        for each in document.training
    ]
    heads = ("Role", "People", "Finished", wording.STATED_BY)
    yield from _tabled("training", heads, rows, (42, 18, 18, 26))


def gates(document: ReadinessDocument) -> Iterator[Flowable]:
    yield from heading("gates", keep=_GATES)
    results, given = document.snapshot.results, document.snapshot.waivers
    yield gates_figure(results, given, WIDTH)
    waived, stated = {waiver.gate for waiver in given}, dict(document.stated)
    rows = [
        (
            str(number), mark_alone(each.verdict), each.gate.question,
            wording.as_stated(each.figure, stated.get(each.gate.name, "")), wording.threshold(each),
            each.gate.owner, strong(each.verdict.word + (", waived" if each.gate.name in waived else "")),
        )
        for number, each in enumerate(results, start=1)
    ]  # fmt: skip
    heads = ("", "", "Question", "It says", "Limit", "Sees to it", "Verdict")
    yield from table(heads, rows, (4, 4, 40, 24, 14, 14, 18))


def moves(document: ReadinessDocument) -> Iterator[Flowable]:
    rows = [
        (day(each.old), day(each.new), each.reason, f"{each.by}, {moment(each.at)}")
        for each in document.moves
    ]
    yield from _tabled("moves", ("From", "To", "Reason", "By whom"), rows, (14, 14, 40, 32))


def digests(document: ReadinessDocument) -> Iterator[Flowable]:
    evidence = document.snapshot.evidence
    rows = [
        (strong("This document"), content_digest(document)),
        (strong("Run"), evidence.run),
        (strong("Result of the run"), evidence.result),
        (strong("Migration log, root"), evidence.log_root),
        (strong("Audit trail, head"), document.audit_head),
    ]
    yield from _tabled("digests", ("Of what", "SHA-256"), rows, (22, 78))


Section = Callable[[ReadinessDocument], Iterator[Flowable]]

ORDER: tuple[Section, ...] = (
    waivers,
    left_behind,
    brought,
    scope,
    decisions,
    records,
    cells,
    tie_outs,
    spot_checks,
    changed_answers,
    training,
    moves,
    gates,
)
"""All but the last page, which `layout` makes."""
