"""`chartbridge migrate`: from a folder of exports to a sealed run, and on request to clear files.

It is the portal's own path without its pages: originals are received into sealed storage, read back from
there, shaped, logged, and published in one step (design, section 5). Suggestions are accepted as a rule
that the log names (contracts, section 4).
"""

from __future__ import annotations

from typing import Any

from core.errors import DoesNotClose
from core.outcome import Outcome
from portal.cli import wording
from portal.cli.gathering import Gathered, gather
from portal.cli.request import Request, Said, settled
from portal.cli.running import Done, run_sealed
from portal.cli.saying import Voice
from portal.settings import read_settings
from reports.clear_export import IN_CLEAR

DONE, WAITS = 0, 5


def migrate(said: Said, *, as_json: bool) -> int:
    """Runs, publishes and exports as asked for; the exit status (contracts, section 4)."""
    voice, settings = Voice(as_json), read_settings()
    request = settled(said, settings)
    gathered = gather(said.sources, apart=(settings.home, *request.beside.places()))
    wording.say_left_out(voice, gathered.left_out)
    done = run_sealed(voice, request, gathered, settings=settings)
    if as_json:
        voice.result(done.summary)
    else:
        _say(voice, request, done)
    return _status(request, gathered, done)


def _status(request: Request, gathered: Gathered, done: Done) -> int:
    """0 done and closes, 4 does not close, 5 with --strict where something waits or was refused."""
    if not done.outcome.closes:
        return DoesNotClose.exit_status
    return WAITS if request.strict and (done.outcome.waits or _refused(gathered, done)) else DONE


def _refused(gathered: Gathered, done: Done) -> bool:
    blocked = any(wording.blocks(finding) for finding in done.findings)
    return bool(gathered.refused()) or blocked or bool(done.outcome.files.get("unreadable"))


def _say(voice: Voice, request: Request, done: Done) -> None:
    summary, outcome = done.summary, done.outcome
    voice.table(
        "What became of every record",
        ("File", "Table", "In the file", "Imported", "Flagged", "Merged", "Skipped", "Waiting"),
        [_row(table) for table in summary["tables"]],
    )
    wording.say_findings(voice, done.findings)
    cells = dict(summary["cells"])
    voice.say(f"Cells: {cells.pop('non_empty'):,} filled: {wording.counts(cells)}.")
    if outcome.files.get("total"):
        others = {name: count for name, count in outcome.files.items() if name != "total"}
        voice.say(f"Images and documents: {outcome.files['total']:,}: {wording.counts(others)}.")
    voice.say(f"Run {outcome.run[:16]}, result {outcome.result[:16]}.")
    if request.out is not None:
        voice.say(f"{done.exported:,} files written to {request.out}. {IN_CLEAR}")
    voice.say(_verdict(outcome))


def _row(table: dict[str, Any]) -> tuple[object, ...]:
    names = ("file", "table", "records_in_file", "imported", "flagged", "merged", "skipped", "waiting")
    return tuple(table[name] for name in names)


def _verdict(outcome: Outcome) -> str:
    if not outcome.closes:
        return "The sums do not close: something is unaccounted for. Do not rely on this run; report it."
    if outcome.waits:
        return (
            "Both sums close: every record and every cell is accounted for. Some still wait for a decision."
        )
    return "Both sums close: every record and every cell is accounted for, and nothing waits."
