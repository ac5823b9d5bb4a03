"""Sentences about what was said of charts and changed, what was drawn again, and what a result does not
say.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from core.spotchecks import Scope
from portal.viewmodels.charts import ChangeLine, DrawFacts, FileChangeLine, Result, Said
from portal.wording.charts import CONCERN_ABOUT, FOUND
from portal.wording.figures import counted, moment
from portal.wording.files import SAID

DRAW_REASON = "Why another sample is drawn"
CHANGE_REASON = "Why it is milder now"
READ_BY_ALL = "Everybody may read it, and it is printed in the readiness document. Name no patient."
CHANGE_FIRST = "This is milder than an answer before it. Write why above the buttons, then tap it again."
CHANGE_ASKS = "Said of this chart before: {}. Before you say something milder, write why."

SAID_SO_FAR = "What was said of this chart"
SAID_LINE = "{found}{part}, said {by}, {at}."
WHY = "Why: {}"
NOT_ASKED = "Nobody was asked why."
PARTS = {Scope.CHART: "", Scope.IMAGES: "images and documents", Scope.APPOINTMENTS: "person and appointments"}

CHANGES = "Answers that were made milder"
CHANGES_WHY = "Who said what of a chart or a file, who says something milder, and why."
CHANGES_SHOWN = 20
CHANGES_MORE = "Earlier ones are printed in the readiness document: {}."
CHANGE_LINE = "{about}: {was}, said {was_by}, {was_at}."
CHANGE_NOW = "Now {now}, says {now_by}, {now_at}."

DRAWS = "Every sample that was drawn"
EARLIER_RUN = "of an earlier run"
TYPED = {True: ", chosen by a person", False: "", None: " (whether a person chose it was not kept)"}
A_FILE = "A file"


def beside(found: Result) -> tuple[str, ...]:
    """What the figure counts that one might not think of, and what makes it no better: a sentence each."""
    carried, gone = counted(found.carried, "faulty chart"), counted(found.gone, "faulty chart")
    told = (
        (
            found.held,
            "More charts were drawn after a faulty one was found. They make this figure no better. Have it "
            "mended, start a run, and draw a sample of that one.",
        ),
        (
            found.gone,
            f"Counted in: {gone} that a newer run has changed since. To show that the others are mended as "
            "well, draw another sample of the newest run.",
        ),
        (found.carried, f"Counted in: {carried} of an earlier run's sample, the same now as then."),
        (
            found.standing,
            f"Answers that say serious, of all samples and parts of charts: {found.standing:,}.",
        ),
        (
            found.never_compared,
            f"Drawn from earlier runs and never compared: {counted(found.never_compared, 'chart')}. What "
            "would have been found there is not in this figure.",
        ),
    )
    return tuple(sentence for there, sentence in told if there)


def more(number: int, _share: float) -> str:
    """ "20 charts": what they prove together with the others is not known beforehand."""
    return counted(number, "chart")


def dated(draw: DrawFacts) -> str:
    """ "Sample 1, from the starting number 4711: 20 charts"."""
    few = f" (there are no more than these, {draw.asked} were wanted)" if draw.charts < draw.asked else ""
    seed = f"{draw.seed}{TYPED[draw.typed]}"
    run = "" if draw.of_run else f", {EARLIER_RUN}"
    return f"Sample {draw.number}{run}, from the starting number {seed}: {counted(draw.charts, 'chart')}{few}"


def why(reason: str | None) -> str:
    """ "Why: I looked again.", "Nobody was asked why.", or ""."""
    if reason is None:
        return NOT_ASKED
    return WHY.format(reason) if reason else ""


def said(each: Said, zone: ZoneInfo) -> str:
    """ "Serious, said Parker Sample, 12 Mar 2026, 14:05."."""
    at = moment(each.at, zone)
    return SAID_LINE.format(found=FOUND[each.found], part=_part(each), by=each.by, at=at)


def about(scope: Scope) -> str:
    """ "A chart", "A chart (images and documents)"."""
    return f"A chart ({PARTS[scope]})" if PARTS[scope] else "A chart"


def _part(each: Said) -> str:
    """What of the chart it is about, in brackets, where it is not the whole of it."""
    return f" ({PARTS[each.scope]})" if PARTS[each.scope] else ""


def change(line: ChangeLine | FileChangeLine, zone: ZoneInfo) -> tuple[str, str]:
    """ "Chart 4: serious, said Parker, 12 Mar 2026, 9:00." and "Now right, says Robin, 13 Mar 2026,
    8:10.".
    """
    about, was, now = _of_file(line) if isinstance(line, FileChangeLine) else _of_chart(line)
    before = CHANGE_LINE.format(about=about, was=was, was_by=line.was.by, was_at=moment(line.was.at, zone))
    return before, CHANGE_NOW.format(now=now, now_by=line.now.by, now_at=moment(line.now.at, zone))


def _of_chart(line: ChangeLine) -> tuple[str, str, str]:
    """What it is about, the word before and the word now."""
    about = CONCERN_ABOUT[False, bool(line.place)].format(line.place).capitalize() + _part(line.now)
    return about, FOUND[line.was.found].lower(), FOUND[line.now.found].lower()


def _of_file(line: FileChangeLine) -> tuple[str, str, str]:
    return A_FILE, SAID[line.was.said].lower(), SAID[line.now.said].lower()
