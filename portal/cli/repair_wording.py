"""What a repair is, in words, apart from deciding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.repairs import Proposal, RepairKind
from portal.cli.saying import Voice

SHOWN_AT_MOST = 20
"""Repairs that are printed for people; `--json` has all."""
WHAT = {
    RepairKind.MISSING_DELIMITER: "two values run together",
    RepairKind.SURPLUS_DELIMITER: "an empty cell too many",
    RepairKind.BARE_DELIMITER: "a value that should be in quotation marks",
    RepairKind.OTHER_DIALECT: "written with another delimiter",
    RepairKind.OPEN_QUOTE: "a quotation mark that never closes",
    RepairKind.SEVERAL: "damaged in several ways",
    RepairKind.HEADER: "the names of the columns",
}
SAID = {True: "yes", False: "no"}
COLUMNS = ("File", "Line", "What", "First changed", "How sure", "Repaired")


def say_repairs(voice: Voice, proposals: Sequence[Proposal]) -> None:
    """Which rows are damaged, what is thought to have happened, and whether it was repaired."""
    if not proposals:
        return
    voice.table("Damaged rows", COLUMNS, _rows(proposals[:SHOWN_AT_MOST]))
    if len(proposals) > SHOWN_AT_MOST:
        voice.say(f"... and {len(proposals) - SHOWN_AT_MOST:,} more like these.")
    if not any(one.applied for one in proposals):
        voice.say("Nothing was repaired. To apply all of these, add --repair.")


def _rows(proposals: Iterable[Proposal]) -> list[tuple[object, ...]]:
    return [
        (one.file, one.line, WHAT[one.kind], one.column, f"{one.confidence:.0%}", SAID[one.applied])
        for one in proposals
    ]
