"""Sentences of the Uploads page."""

from __future__ import annotations

from portal.viewmodels.jobs import JobKind, JobState, JobView
from portal.viewmodels.uploads import Accept, Receipt, VersionFound
from portal.wording.figures import count, counted

TITLE = "Uploads"
WHY = "Bring in what your old system exports. Your files are kept sealed and are never changed."

FILES = "Files or a ZIP"
FOLDER = "A whole folder"
DROP_FILES = "Drop files here: spreadsheets, text exports, ZIPs, pictures, documents"
DROP_FOLDER = "Choose the folder that your old system exported to"
DROP_HELP = "Up to {} MB for one file. If you have more, put it in a ZIP or bring it in parts."

EMPTY = "No files yet"
EMPTY_MORE = (
    "Drop an export above. You will see what was found in each file before anything else happens, "
    "and no file can harm another."
)

FOUND = "What was found"
LOOKING = "Not read yet"
COLUMNS = "Columns"
HOW_READ = "How it was read"
SEE_READING = "See how it was read, and put it right"
KEPT_WHOLE = "Kept whole, as it came"

RUN = "Run"
RUN_WHY = "A run reads every file and fills the new clinic record. It takes a moment and changes no file."
ACCEPT = "When Chartbridge is not sure where a column belongs"
ACCEPTS = {
    Accept.SURE: "Leave it waiting for a decision",
    Accept.ALL: "Use the best suggestion, and say so in the log",
}
MAPPED = "The run uses the mapping that was made on the Mapping page. What waits there goes on waiting."
START_RUN = "Start the run"
RUN_AGAIN = "Start another run"
RUNNING_NOTE = "You may leave this page or close it. The work goes on, and this page finds it again."
SEE_RESULT = "See what became of it"
MAY_NOT_RUN = "Starting a run is for {}."
MAY_NOT_UPLOAD = "Bringing in files is for {}."

JOBS = {
    (JobKind.LOOK, JobState.QUEUED): "Your files are next in line to be read",
    (JobKind.LOOK, JobState.RUNNING): "Reading your files",
    (JobKind.LOOK, JobState.DONE): "Your files have been read",
    (JobKind.LOOK, JobState.FAILED): "Your files could not be read",
    (JobKind.LOOK, JobState.CANCELLED): "Reading was stopped",
    (JobKind.RUN, JobState.QUEUED): "The run is next in line",
    (JobKind.RUN, JobState.RUNNING): "The run is under way",
    (JobKind.RUN, JobState.DONE): "The run is finished",
    (JobKind.RUN, JobState.FAILED): "The run stopped, and nothing was published",
    (JobKind.RUN, JobState.CANCELLED): "The run was stopped, and nothing was published",
    (JobKind.SANDBOX, JobState.QUEUED): "The sandbox is next in line to be filled",
    (JobKind.SANDBOX, JobState.RUNNING): "The sandbox is being filled",
    (JobKind.SANDBOX, JobState.DONE): "The sandbox is filled",
    (JobKind.SANDBOX, JobState.FAILED): "The sandbox was not filled, and is as it was",
    (JobKind.SANDBOX, JobState.CANCELLED): "Filling the sandbox was stopped",
}

EVIDENCE = {
    "format": "Kind of file",
    "encoding": "Letters are written in",
    "delimiter": "Columns are split by a",
    "header": "The first line holds column names",
    "records_at": "Records stand under",
    "flattening": "How its parts became a table",
}
"""What is told of how a file was read; the rest of the evidence is for the engine."""
MARKS = {"ascii": "plain letters (ASCII)", "utf-8": "UTF-8"}
KINDS = {
    "dicom": "medical image",
    "photograph": "photograph",
    "pdf": "PDF document",
    "text": "text document",
    "other": "other file",
}


def job_title(job: JobView) -> str:
    return JOBS[job.kind, job.state]


def receipt(came: Receipt, failed: int = 0) -> str:
    """What a drop came to, in one sentence. failed: files that could not be brought in."""
    parts = []
    if came.new:
        parts.append(f"{counted(came.new, 'file')} received")
    if came.replacing:
        parts.append(f"{count(came.replacing)} of them instead of an earlier one of the same name")
    if came.known:
        parts.append(f"{counted(came.known, 'file was', 'files were')} already here")
    if failed:
        parts.append(f"{counted(failed, 'file')} could not be brought in")
    return ", ".join(parts) + "." if parts else ""


def version(found: VersionFound) -> list[str]:
    """What changed from the version before, a line each thing."""
    told = found.told
    lines = [_rows(found)]
    if told.changed_in:
        lines.append("Changed in " + ", ".join(f"{name} ({count(n)})" for name, n in told.changed_in) + ".")
    if told.columns_added:
        lines.append(f"New columns, which have no place yet: {', '.join(told.columns_added)}.")
    if told.columns_gone:
        lines.append(f"Columns that are gone: {', '.join(told.columns_gone)}.")
    return lines


def _rows(found: VersionFound) -> str:
    told = found.told
    said = f"Version {found.version}: {counted(told.added, 'row')} added"
    if told.key:
        rows = f", {count(told.changed)} changed, {count(told.gone)} gone, {count(told.same)} as they were"
        return f"{said}{rows}. Rows were told apart by {' and '.join(told.key)}."
    rows = f", {count(told.gone)} gone, {count(told.same)} as they were"
    return f"{said}{rows}. No column tells rows apart, so a changed row counts as gone and as added."


def how_it_was_read(evidence: tuple[tuple[str, str], ...]) -> list[tuple[str, str, str]]:
    """(what, how, because) for each thing worth telling, in the order of EVIDENCE."""
    told = dict(evidence)
    shown = [k for k in EVIDENCE if k in told]
    return [(EVIDENCE[k], MARKS.get(told[k], told[k]), told.get(f"{k}_evidence", "")) for k in shown]
