"""Sentences of the Overview page."""

from __future__ import annotations

from collections.abc import Callable

from portal.viewmodels.overview import Next, Task, TaskKind
from portal.wording.figures import counted

TITLE = "Overview"
WHY = "What came out of your old system, and what became of every part of it."

NOTHING_HERE = "Nothing has been brought in yet"
START = (
    "Begin with an export from your old system: a few files, a whole folder or a ZIP. "
    "You can try one now and bring a newer one later."
)
READY = "Your files are in. The next step is a first run."
READY_MORE = (
    "A run reads every file, puts what it is sure about into the new clinic record, and tells you what it "
    "could not place. Your files are never changed, and you can run again as often as you like."
)

START_FIRST_RUN = "Start the first run"
SEE_FILES = "Look at the files first"

NOT_MAPPED = "What has no home yet"
NOT_MAPPED_WHY = (
    "Nobody has said yet which field these columns go to. Nothing in them is lost: their values wait, or "
    "are kept beside their record."
)
ALL_MAPPED = "Every column of your files has a field in the new clinic record."
MORE_COLUMNS = "Show {} more"

BY_TABLE = "Table by table"
BY_TABLE_WHY = "Each table adds up on its own. Choose a number to see the records behind it."
CHART_ALT = "For each table, the share of its records that were imported, flagged, merged, skipped or wait."
LAST_RUN = "Last run"
TIME = "Where the time went"
TIME_TOOK = "The last run took {} from beginning to end."
TIME_WHY = "The longest stage is the one to ask about first."
ONLY_CHANGED = "Only what changed was made again; the rest was taken over from the run before."
TIME_ALT = "How long each stage of the last run took."
STAGES = {
    "read": "Reading the files",
    "suggest": "Finding homes for columns",
    "shape": "Filling the clinic record",
    "link": "Joining what belongs together",
    "check": "Checking every record",
    "log": "Writing the log",
    "reconcile": "Adding everything up",
    "publish": "Sealing and storing",
}


def taken_over(taken: int, tables: int, *, again: bool) -> str:
    """ "Of 4 tables 3 were taken over from the run before, since nothing about them changed."

    again: whether anything was, if only columns.
    """
    if not taken:
        return ONLY_CHANGED if again else ""
    which = f"Of {tables:,} tables {taken:,}" if taken < tables else f"All {tables:,} tables"
    if taken == 1:
        which = "The one table" if tables == 1 else which
        return f"{which} was taken over from the run before, since nothing about it changed."
    return f"{which} were taken over from the run before, since nothing about them changed."


LEFT = "Left for you"


def nothing_left(next_step: Next) -> str:
    if next_step is Next.WATCH:
        return "Nothing to do just now. A run is under way and needs no one beside it."
    return "Nothing is left for you today."


def _waiting(task: Task) -> str:
    """ "2 records and 1,709 values wait for a decision."; the values of waiting records are among them."""
    records, values = task.count, task.more
    named = [counted(records, "record")] * bool(records) + [counted(values, "value")] * bool(values)
    return f"{' and '.join(named)} {'waits' if records + values == 1 else 'wait'} for a decision."


TASKS: dict[TaskKind, tuple[Callable[[Task], str], str, str]] = {
    TaskKind.REPORT: (
        lambda _: "The last run does not add up.",
        "Please do not rely on it, and tell your project team.",
        "See the migration log",
    ),
    TaskKind.READ_EMERGENCY: (
        lambda task: f"Charts were opened in an emergency: {counted(task.count, 'time')}.",
        "Read who it was and why. They did not have the right to, and were told that you would know.",
        "Read it",
    ),
    TaskKind.SIGN: (
        lambda _: "The document waits for your signature.",
        "Read it first. Nothing was settled behind your back: what is not ready stands on its first page.",
        "Read and sign",
    ),
    TaskKind.UPLOAD: (
        lambda _: "Bring in the first files.",
        "Everything else follows from them.",
        "Bring in files",
    ),
    TaskKind.START_RUN: (
        lambda _: "Start the first run.",
        "It takes what it is sure about, and can be run again as often as you like.",
        START_FIRST_RUN,
    ),
    TaskKind.RUN_NEW_MAPPING: (
        lambda _: "The mapping is newer than the last run.",
        "What was settled since then counts from the next run on.",
        "Run with the new mapping",
    ),
    TaskKind.RUN_NEW_DECISIONS: (
        lambda _: "The decisions are newer than the last run.",
        "What was decided since then counts from the next run on.",
        "Run with the new decisions",
    ),
    TaskKind.RUN_NEW_FILES: (
        lambda t: f"{counted(t.count, 'file has', 'files have')} come in since the last run.",
        "The next run takes them in.",
        "Run with the new files",
    ),
    TaskKind.RUN_ONCE_MORE: (
        lambda _: "Run once more, from the files themselves.",
        "To be quick, a run takes over what has not changed. Before you go live, everything is made from the "
        "files once, and has to come out the same.",
        "Run once more",
    ),
    TaskKind.DECIDE: (
        lambda t: f"{counted(t.count, 'group waits', 'groups wait')} for your decision.",
        "A group holds what is alike. You decide once for all of it, and can take it back.",
        "Decide",
    ),
    TaskKind.LOOK_AT_WAITING: (
        _waiting,
        "Nothing was guessed. They stand first in the migration log.",
        "Look at what waits",
    ),
    TaskKind.FIND_HOMES: (
        lambda t: f"{counted(t.count, 'column has', 'columns have')} no home yet.",
        "Choose a field for each of them, or keep it beside the record.",
        "Settle the columns",
    ),
    TaskKind.CHECK_CHARTS: (
        lambda t: (
            f"{t.count:,} of {counted(t.more, 'chart')} {'is' if t.count == 1 else 'are'} left to compare."
        ),
        "Each stands beside its old rows, and takes one tap.",
        "Compare charts",
    ),
    TaskKind.DRAW_CHARTS: (
        lambda _: "No sample of charts is drawn yet.",
        "20, 59 or 149 charts show how far the new record can be relied on.",
        "Draw a sample",
    ),
    TaskKind.LOOK_AT_FILES: (
        lambda t: f"{counted(t.count, 'file')} may be another patient's.",
        "The old database files them under one patient, and they speak of another.",
        "Look at the files",
    ),
    TaskKind.SETTLE_CONCERNS: (
        lambda t: f"{counted(t.count, 'concern')} about charts {'is' if t.count == 1 else 'are'} open.",
        "Each stands in the way of going live until it is settled.",
        "See the concerns",
    ),
    TaskKind.TAKE_FIGURES: (
        lambda _: "Nobody has counted yet how ready you are.",
        "Nothing waits any more. What still stands in the way of going live is counted in a moment.",
        "See how ready you are",
    ),
    TaskKind.TYPE_TOTALS: (
        lambda _: "Type the totals of your old system's reports.",
        "Ours stand beside them, to the cent, with the entries behind each.",
        "Compare totals",
    ),
    TaskKind.EXPLAIN_DIFFERENCES: (
        lambda t: (
            f"{counted(t.count, 'difference', 'differences')} to the old totals "
            f"{'is' if t.count == 1 else 'are'} not explained."
        ),
        "Open each to see where it comes from, then explain it by name.",
        "See the differences",
    ),
    TaskKind.SEE_TO_GATES: (
        lambda t: (
            f"{counted(t.count, 'condition stands', 'conditions stand')} in the way of going live and "
            f"{'is' if t.count == 1 else 'are'} yours."
        ),
        "Settle them, or state what the portal cannot count itself.",
        "See what stands in the way",
    ),
    TaskKind.APPROVE_SCOPE: (
        lambda t: (
            "The scope waits for your approval."
            if t.count == 1
            else f"{counted(t.count, 'change')} of the scope wait for your approval."
        ),
        "Read what moves, what stays and the terms. What you approve can be amended later.",
        "Read and approve",
    ),
    TaskKind.BEGIN_SCOPE: (
        lambda _: "Nobody has written down yet what moves and what stays.",
        "It takes about ten minutes, and a plan comes of it by itself.",
        "Begin the scope",
    ),
    TaskKind.PREPARE_SCOPE: (
        lambda _: "The scope is not complete yet.",
        "Once nothing in it is open, the owner approves it.",
        "Complete the scope",
    ),
    TaskKind.LEARN: (
        lambda t: f"Your next lesson: {t.name}.",
        "A few minutes at a time, on your phone if you like, before the first day comes.",
        "Go on learning",
    ),
    TaskKind.CHECK_CHAIN: (
        lambda t: (
            f"{counted(t.count, 'event')} of the audit trail {'is' if t.count == 1 else 'are'} not checked."
        ),
        "A look at the whole chain tells whether anything was changed or removed.",
        "See the audit trail",
    ),
}
"""What is left, why it matters, and what the way there is called."""
