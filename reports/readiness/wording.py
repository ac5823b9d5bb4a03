"""The words of the readiness document, apart from what it decides and where it prints."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from core.readiness import GateResult, Snapshot, Verdict, standing_blocks
from core.spotchecks.wording import percent, proven
from reports.readiness.content import Answer, DrawLine, Sample, TableLine
from reports.signing.typeface import MONTHS

TITLE = "Readiness for going live"
FATES = {
    "waiting": ("Nobody has decided yet", ("record", "records"), "open"),
    "skipped": ("Skipped by a rule or a person", ("record", "records"), "see the log"),
    "cells_waiting": ("Nobody has decided yet about these values", ("value", "values"), "open"),
    "cells_declined": ("Declined by a person", ("value", "values"), "see the log"),
    "cells_archived": ("Kept in the archive of each record, not in a field", ("value", "values"), "mapping"),
}
"""Part of a line's sums -> (why, what is counted, by whom), what weighs most first."""
PARTS = {
    "imported": "imported",
    "flagged": "imported, with a flag",
    "merged": "merged",
    "skipped": "skipped",
    "waiting": "waiting",
}
NO_DATE = "No date is scheduled"
DATE_NOTE = "A plan, not a promise: it can be moved at any time, and nothing enforces it."
NOTHING_WAIVED = "No condition was waived."
NOTHING_LEFT = "Every record and every filled cell came over."
NONE_GIVEN = "None."
STATED_BY = "As stated by"
APPROVED_BY = "Approved by"
COUNTED = "counted by the portal"
"""Above the names of those on whose word a line stands that the portal has not measured itself."""
HELD = "Charts drawn after a faulty one was found make this no better."
SEEDS = {
    True: ", chosen by a person",
    False: "",
    None: " (whether a person chose it was not kept)",
}
"""After a starting number, by whether a person chose it."""
SIGN_HERE = "Not signed yet"
ISSUER_PLACE = "Written and sealed by the installation"
VERIFY = (
    "To check this document: chartbridge verify FILE, or the page Verify of any portal. "
    "The code carries its name and the digest of its content."
)
MOVES = {True: "moves", False: "stays", None: "not decided"}
SECTIONS = {
    "waivers": ("Waived", "Conditions that were not ready and that somebody answers for by name."),
    "left_behind": ("What did not come over", "Read this before what did. Nothing here was lost in silence."),
    "brought": ("What came over", "Records of the new system, by kind."),
    "records": ("Where every record went", "What the old files hold, counted apart from reading them."),
    "cells": ("Where every filled cell went", "Cells with anything in them, as they stood."),
    "scope": ("Scope", "What was agreed to move, and what was agreed to stay."),
    "decisions": ("Decisions", "What did not fit by itself, and who decided about it."),
    "tie_outs": ("Control totals", "Figures of the old system beside the same figures here."),
    "spot_checks": ("Spot-checks", "Charts compared side by side by those who know them."),
    "sample": ("Spot-checks", "Charts that chance drew, compared side by side with their old rows."),
    "draws": ("Samples drawn", "Every draw. No chart drawn from the same run was left out by a later one."),
    "changed": (
        "Answers that were made milder",
        "Who said what of a chart or a file, who says otherwise, and why.",
    ),
    "training": ("Training", "Who has learned their part."),
    "gates": ("Conditions", "What has to be so for going live, and what each condition said."),
    "moves": ("The date and its history", DATE_NOTE),
    "digests": ("Fingerprints", "By these, anyone can tell that it speaks of this run and no other."),
    "signatures": ("Signatures", "Four people sign, in this order, each after confirming who they are."),
}


def day(of: date | None) -> str:
    """ "12 Mar 2026", so that nobody can take the month for the day."""
    return f"{of.day} {MONTHS[of.month - 1]} {of.year}" if of else "no date"


def standing(snapshot: Snapshot) -> tuple[Verdict, str]:
    """The one line at the top: how it stands, with what was waived never left out."""
    blocks = standing_blocks(snapshot.results, snapshot.waivers)
    if blocks:
        return (
            Verdict.BLOCK,
            f"Not ready: {_count(len(blocks), 'condition stands', 'conditions stand')} in the way",
        )
    if snapshot.waivers:
        return Verdict.WARN, f"Ready, with {_count(len(snapshot.waivers), 'condition', 'conditions')} waived"
    warned = sum(each.verdict is Verdict.WARN for each in snapshot.results)
    if warned:
        return Verdict.WARN, f"Ready, with {_count(warned, 'matter', 'matters')} to look at"
    return Verdict.PASS, "Ready"


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def threshold(result: GateResult) -> str:
    """What the gate lets pass: "none", "up to 1", "warns over 0"."""
    gate = result.gate
    if gate.block_over is None:
        return "warns only"
    return f"blocks over {gate.block_over}" if gate.block_over else "none allowed"


def as_stated(figure: str, by: str) -> str:
    """ "0 % of the team still learning, as stated by Casey": what the portal has not measured itself."""
    return f"{figure}, as stated by {by}" if by else figure


def closes(results: Sequence[bool]) -> str:
    if all(results):
        return "Both sides are equal for every table."
    return f"In {results.count(False)} of {len(results)} tables the two sides differ."


def strip(lines: Sequence[TableLine], results: Sequence[GateResult]) -> tuple[tuple[str, str], ...]:
    """(figure, what it is) for the top of the first page; what did not come over stands before what did."""
    records = sum(line.records for line in lines)
    left = sum(line.skipped + line.waiting for line in lines)
    ready = sum(each.verdict is Verdict.PASS for each in results)
    return (
        (f"{left:,}", "records that did not come over"),
        (f"{records - left:,}", f"of {records:,} records that did"),
        (f"{ready} of {len(results)}", "conditions that are ready"),
    )


def sample_rows(sample: Sample) -> list[tuple[str, str]]:
    """What was drawn, and what was found in it."""
    by = " and ".join(sample.practitioners)
    by_whom = f"by {sample.drawn_by} on {day(sample.drawn_on)}"
    told = seed_of(sample.draws[-1]) if sample.draws else sample.seed
    drawn = f"number {sample.draw}, from the starting number {told}, {by_whom}"
    of_run = sum(each.of_run for each in sample.draws)
    rows = [
        ("Draw", drawn),
        ("Charts drawn", f"{sample.charts:,}, in {of_run} draws" if of_run > 1 else f"{sample.charts:,}"),
        ("Compared", f"{sample.compared:,}, by {by}" if by else f"{sample.compared:,}"),
        ("With a small difference", f"{sample.small:,}"),
        ("With a serious difference", f"{sample.serious:,}"),
        ("Concerns", f"{sample.concerns:,} raised, {sample.open:,} open"),
    ]
    rows += [(what, said) for there, what, said in _counted_in(sample) if there]
    if sample.chosen:
        chosen = f"{sample.chosen:,}, {sample.chosen_compared:,} compared; they do not count below"
        rows.append(("Added by hand", chosen))
    return rows


def _counted_in(sample: Sample) -> list[tuple[bool, str, str]]:
    """(whether there are any, what, how many) of all that a reader might not think of."""
    gone, carried = (_count(each, "faulty one", "faulty ones") for each in (sample.gone, sample.carried))
    return [
        (bool(sample.gone), "Changed by a newer run since", f"{gone}, counted above"),
        (
            bool(sample.carried),
            "Of an earlier run's sample",
            f"{carried}, counted above",
        ),
        (
            bool(sample.standing),
            "Answers that say serious",
            f"{sample.standing:,}, of all samples and parts of charts",
        ),
        (bool(sample.never_compared), "Of earlier runs, never compared", f"{sample.never_compared:,}"),
    ]


def draw_row(draw: DrawLine) -> tuple[str, str, str]:
    """Charts, starting number and reason of one draw."""
    charts = f"{draw.charts:,}" if draw.of_run else f"{draw.charts:,}, of an earlier run"
    return charts, seed_of(draw), draw.reason


def seed_of(draw: DrawLine) -> str:
    """The starting number, and where it may not have come by chance."""
    return f"{draw.seed}{SEEDS[draw.typed]}"


def answer(given: Answer) -> str:
    return f"{given.said}, {given.by}, {day(given.on)}"


def sample_proves(sample: Sample) -> str:
    """The bound in words, with the errors and the number that it follows from."""
    if not sample.compared:
        return "None of them was compared, so nothing can be said about the others."
    errors, share = sample.small + sample.serious, sample.bound / 10_000
    faulty = "no faulty one" if not errors else _count(errors, "faulty one", "faulty ones")
    compared = _count(sample.compared, "chart", "charts")
    said = f"With {compared} and {faulty}, one can be 95 % sure: {proven(share)} ({percent(share)} at most)."
    also = (
        sample.held and HELD,
        sample.never_compared and _uncompared(sample.never_compared),
        sample.newcomers and _newer(sample.newcomers),
    )
    return " ".join((said, *(each for each in also if each)))


def _uncompared(count: int) -> str:
    were = _count(count, "chart was", "charts were")
    return (
        f"Of earlier runs' samples, {were} never compared: what would have been found there is not in this."
    )


def _newer(count: int) -> str:
    who = _count(count, "patient", "patients")
    return f"It says nothing of {who} who came with a newer run, after the draw."
