"""What named people have decided by now, as the document of going live says it."""

from __future__ import annotations

from datetime import date, tzinfo

from core.decisions import Decision
from portal.wording import decided as words
from reports.readiness import DecisionLine
from storage import Work
from storage.decisions import standing_rows

Line = tuple[str, str, str, str, date]


def decision_lines(work: Work, project: str, zone: tzinfo) -> tuple[DecisionLine, ...]:
    """The same as the document prints them: alike ones of one day are one line, the largest first."""
    counts: dict[Line, int] = {}
    for row in standing_rows(work.decisions.history(project)).values():
        if row.decision is not None:
            line = _line(row.decision, row.at.astimezone(zone).date())
            counts[line] = counts.get(line, 0) + row.decision.count
    made = (DecisionLine(what, n, told, why, by, on) for (what, told, why, by, on), n in counts.items())
    return tuple(sorted(made, key=lambda line: (-line.count, line.what, line.reason)))


def _line(made: Decision, day: date) -> Line:
    return words.what(made), words.chosen(made), made.reason, made.by, day
