"""What is said of the sandbox, on pages, in the terminal and in the trail."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from portal.wording.figures import counted, short
from storage import AuditEvent

TITLE = "Sandbox"
WHY = (
    "A copy of the new platform to rehearse with, filled with the records of a run. "
    "It sends nothing: no reminder, no claim and no statement reaches anyone."
)
EMPTY = "There is no sandbox yet."
NEWEST = "These are the records of your last run, so there is nothing to do."
NEWER = "Another run has finished since. Fill the sandbox again, and it holds the records of that one."
LOADING = "It is being filled for the first time, and can be used once all records are in it."
LOADING_AGAIN = "It is being filled again. It keeps the records that it has until all the new ones are there."
FAILED = "It could not be filled the last time. {} {}"
MAY_NOT = "Filling the sandbox is for {}."
FILL = "Fill the sandbox"
FILL_AGAIN = "Fill the sandbox again"
HOLDS = "Holds"
FILLED = "Filled"
FROM = "From the run"
HELP = "You may leave this page meanwhile. What the sandbox holds stays until all new records are there."

OPENING = "Opening the records of the run"
PUTTING = "Filling the sandbox"
NO_RUN = ("this project", "No run has finished yet.", "Start one and wait until it is done.")

LOADED = "Filled with {} of {} from run {}."
UNCHANGED = "It holds run {} already: nothing was changed."
SILENT = "It sends nothing: no reminder, no claim and no statement reaches anyone."
NOTHING_THERE = "There is no sandbox of this project."
DROPPED = "Removed. The run that it was filled from is still there."
VISIBLE = "Holds {} of {}."
FROM_RUN = "Filled from run {}."
UNDER_WAY = "Being filled: {} of {} batches are there. Load it again to go on."
SAME = "Every record in it is that of the run: {} compared."
DIFFERS = "NOT THE SAME as the run: {}."


def holds(records: int, patients: int) -> tuple[str, str]:
    return counted(records, "record"), counted(patients, "patient")


def _loaded(facts: Mapping[str, Any]) -> str:
    records, patients = holds(int(facts["records"]), int(facts["patients"]))
    return f"Filled the sandbox with {records} of {patients} from run {short(str(facts['run']))}."


SANDBOX_EVENTS: dict[str, tuple[str, Callable[[Mapping[str, Any]], str]]] = {
    AuditEvent.SANDBOX_LOADED: ("Sandbox filled", _loaded),
    AuditEvent.SANDBOX_DROPPED: ("Sandbox removed", lambda _: "Removed the sandbox."),
}
