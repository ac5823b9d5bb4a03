"""Names and numbers of the run's patients, which no document of going live may hold (law 7).

They leave this module as a set in memory, for one comparison, and are kept nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

import polars as pl

from core.record.model import Sensitivity
from portal.opened_classes import Beyond, as_everybody, beyond
from portal.services.overview import newest_run
from portal.services.remembered import remembered
from portal.wording import signing as words
from reports.readiness import NamesAPatient, names_a_patient
from storage import Storage, Work

_NAMED = {
    "patient": (
        *("full_name", "first_name", "middle_name", "last_name", "chart_number", "other_id", "ssn"),
        *("preferred_name", "maiden_name"),
    ),
    "contact_point": ("home_phone", "mobile_phone", "work_phone", "other_phone", "email"),
}
_PARTS = ("first_name", "middle_name", "last_name", "preferred_name", "maiden_name")
_LOCAL = 10
"""Digits of a telephone number that people write without its country."""


def refuse_patients_in(work: Work, project: str, *texts: str) -> None:
    """Raise NamesAPatient before words are kept that could never be printed: a journal forgets nothing."""
    run = newest_run(work, project)
    if run is None or not any(texts):
        return
    known = identifiers(work, project, run.run) | _drawn_before(work, project, run.run)
    if any(names_a_patient(text, known) for text in texts):
        raise NamesAPatient(words.YOUR_WORDS)


def _drawn_before(work: Work, project: str, newest: str) -> frozenset[str]:
    """Of charts that people looked at in earlier runs, and of no others there: they may be called otherwise
    since, or be in no run any more.
    """
    checking = work.spot_checks.of(project).checking
    drawn: dict[str, set[str]] = {}
    for draw in checking.draws:
        if draw.run != newest:
            drawn.setdefault(draw.run, {*checking.golden}).update(draw.all_of_it)
    return frozenset().union(*(identifiers(work, project, run, of=them) for run, them in drawn.items()))


def naming(store: Storage, project: str, run: str, texts: tuple[str, ...]) -> frozenset[str]:
    """Those of `texts` that name a patient of the run: remembered, and no name with it."""
    return _naming(as_everybody(store), project, run, texts)


@remembered(most=32)
def _naming(store: Storage, project: str, run: str, texts: tuple[str, ...]) -> frozenset[str]:
    with store.read() as work:
        known = identifiers(work, project, run)
    if not names_a_patient("\n".join(texts), known):
        return frozenset()
    return frozenset(each for each in texts if names_a_patient(each, known))


def identifiers(work: Work, project: str, run: str, *, of: Collection[str] | None = None) -> frozenset[str]:
    """Whole names in either order, record numbers, telephone numbers as they are written, and the like.

    A first or a last name alone is not among them: too many are words that a sentence needs. of: ids of
    patients whose names and numbers alone are wanted, without telephones.
    """
    work = beyond(work, Beyond.NAMES)
    there = {(part.name, part.sensitivity) for part in work.runs.parts(project, run)}
    found: set[str] = set()
    for entity, names in _NAMED.items():
        place = (f"entity/{entity}", Sensitivity.IDENTITY.value)
        if place in there:
            for frame in work.runs.blocks(project, run, *place):
                wanted = [name for name in names if name in frame.columns]
                some = frame if of is None else frame.filter(pl.col("id").is_in(list(of)))
                for row in some.select("id", *wanted).iter_rows(named=True):
                    found.update(_of(row))
    return frozenset(found - _of_the_clinic(work, project, run, there))


def _of_the_clinic(work: Work, project: str, run: str, there: set[tuple[str, str]]) -> set[str]:
    """Whole names of providers, who are patients too here and there: totals of theirs bear their names."""
    place = ("entity/provider", Sensitivity.IDENTITY.value)
    frames = work.runs.blocks(project, run, *place) if place in there else ()
    rows = (row for frame in frames for row in frame.iter_rows(named=True))
    return {
        f"{row['first_name']} {row['last_name']}" for row in rows if row["first_name"] and row["last_name"]
    }


def _of(row: dict[str, Any]) -> Iterator[str]:
    if str(row["id"]).startswith("patient:"):
        yield str(row["id"]).split(":", 2)[2]
    told = {name: str(value) for name, value in row.items() if value and name != "id"}
    yield from (value for name, value in told.items() if name not in _PARTS)
    yield from _phones(told)
    yield from _names(told)


def _names(told: dict[str, str]) -> Iterator[str]:
    firsts = [told[name] for name in ("first_name", "preferred_name") if name in told]
    lasts = [told[name] for name in ("last_name", "maiden_name") if name in told]
    for first in firsts:
        for last in lasts:
            yield from (f"{first} {last}", f"{last} {first}")
            if "middle_name" in told:
                yield f"{first} {told['middle_name']} {last}"


def _phones(told: dict[str, str]) -> Iterator[str]:
    """Each number as one word and in the groups that people write."""
    for name, value in told.items():
        if name.endswith("_phone"):
            digits = re.sub(r"\D", "", value)
            local = digits[-_LOCAL:]
            yield from (digits, local, f"{local[:3]} {local[3:6]} {local[6:]}", f"{local[3:6]} {local[6:]}")
