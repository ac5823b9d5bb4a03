"""`chartbridge suggest`: which column probably means what, how sure that is, and why. Nothing is stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from core.record import RECORD
from core.suggest import Suggestion
from core.suggest import suggest as suggestions_for
from portal.cli.beside import Beside
from portal.cli.gathering import gather
from portal.cli.read import read_gathered
from portal.cli.saying import Voice


def suggest(sources: Sequence[Path], *, beside: Beside, as_json: bool) -> int:
    """Suggests a field of the clinic record for every column; 0."""
    voice = Voice(as_json)
    intake = read_gathered(voice, gather(sources, apart=beside.places()), beside)
    found = suggestions_for([read.table for read in intake.tables], RECORD)
    if as_json:
        voice.result([_record(each) for each in found])
    else:
        _say(voice, found)
    return 0


def _record(each: Suggestion) -> dict[str, Any]:
    return {
        "file": each.file,
        "table": each.table,
        "column": each.column,
        "entity": each.entity,
        "field": each.field,
        "confidence": each.confidence,
        "sure": each.sure,
        "reason": each.reason,
    }


def _say(voice: Voice, found: Iterable[Suggestion]) -> None:
    rows = [*found]
    voice.table(
        "Suggestions",
        ("File", "Column", "Means", "Sure", "Why"),
        [(s.file, s.column, _home(s), _sureness(s), s.reason) for s in rows],
    )
    homeless = sum(s.field is None for s in rows)
    voice.say(f"{len(rows):,} columns, {homeless:,} of them without a field of their own.")


def _home(each: Suggestion) -> str:
    return f"{each.entity}.{each.field}" if each.field else "no field of its own"


def _sureness(each: Suggestion) -> str:
    return f"{each.confidence:.0%}{' sure' if each.sure else ''}"
