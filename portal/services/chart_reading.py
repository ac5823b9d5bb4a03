"""Charts of some patients from the sealed parts of a run, block by block, so that only theirs stay in memory.

Whoever calls this has asked for authority first, and shows a chart only through a lens (chart_lenses).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import polars as pl

from core.charts import SECTION_OF, Chart, charts_of, digest_of
from core.parts import whole_entity
from core.record import RECORD
from core.record.model import Sensitivity
from core.spotchecks import Scope
from portal.opened_classes import Beyond, beyond
from portal.services.chart_lenses import LENSES
from portal.services.remembered import remembered
from storage import Storage, Work

_ENTITY = "entity/"
_CLASSES = tuple(each.value for each in Sensitivity)
_NAMES = ("name", "full_name", "description", "group_name", "title", "short_name", "code")
_PRACTICE = ("practice", "coverage")


def read_charts(work: Work, project: str, run: str, patients: Collection[str]) -> dict[str, Chart]:
    """Of those of `patients` who are among the records of the run: as much of them as `work` opens."""
    there = _there(work, project, run)
    frames = {}
    for entity in SECTION_OF:
        if entity in there:
            found = list(_rows(work, project, run, (entity, there[entity]), patients))
            if found:
                frames[entity] = pl.concat(found)
    return charts_of(frames, patients, names=_names(work, project, run, there))


@remembered(most=4)
def charts_in(store: Storage, project: str, run: str, patients: tuple[str, ...]) -> Mapping[str, Chart]:
    """As `read_charts`; a run never changes, so it is read once. In memory only."""
    with store.read() as work:
        return read_charts(work, project, run, patients)


@remembered(most=4)
def digests_in(
    store: Storage, project: str, run: str, patients: tuple[str, ...]
) -> Mapping[tuple[Scope, str], str]:
    """What verdicts about these charts would carry, read once: for everybody, since no chart leaves."""
    with store.read() as work:
        return digests_of(whole_charts(work, project, run, patients), patients)


def whole_charts(work: Work, project: str, run: str, patients: Collection[str]) -> dict[str, Chart]:
    """As `read_charts`, whatever `work` opens: a verdict is about a chart and not about who asks."""
    return read_charts(beyond(work, Beyond.VERDICTS), project, run, patients)


def chart_of(charts: Mapping[str, Chart], patient: str) -> Chart:
    """An empty one where the run has no such patient any more: that too is something to be judged."""
    return charts.get(patient, Chart(patient, ()))


def digests_of(charts: Mapping[str, Chart], patients: Collection[str]) -> dict[tuple[Scope, str], str]:
    """What a verdict about each chart would carry, by what was checked."""
    return {
        (scope, patient): digest_of(lens.through(chart_of(charts, patient)))
        for patient in patients
        for scope, lens in LENSES.items()
    }


def _there(work: Work, project: str, run: str) -> dict[str, tuple[str, ...]]:
    """Entity -> the classes that it has parts of, the operational one among them."""
    found: dict[str, tuple[str, ...]] = {}
    for part in work.runs.parts(project, run):
        name = part.name.removeprefix(_ENTITY)
        if part.name != name and part.sensitivity in _CLASSES and work.runs.opens(part):
            found[name] = (*found.get(name, ()), part.sensitivity)
    return found


def _rows(
    work: Work, project: str, run: str, part: tuple[str, tuple[str, ...]], patients: Collection[str]
) -> Iterator[pl.DataFrame]:
    """The records of these patients; the parts of an entity have their rows and blocks in one order."""
    entity, classes = part
    owner = "id" if entity == "patient" else "patient"
    operational = classes.index(Sensitivity.OPERATIONAL.value)
    apart = (work.runs.blocks(project, run, f"{_ENTITY}{entity}", each) for each in classes)
    for blocks in zip(*apart, strict=True):
        mine = blocks[operational][owner].is_in(list(patients))
        if mine.any():
            yield whole_entity([block.filter(mine) for block in blocks])


def _names(work: Work, project: str, run: str, there: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """What providers, rooms, insurers and the like are called, by id."""
    found: dict[str, str] = {}
    for entity in RECORD.entities:
        if entity.area in _PRACTICE and entity.name in there and entity.name not in SECTION_OF:
            parts = [
                work.runs.open_part(project, run, f"{_ENTITY}{entity.name}", each)
                for each in there[entity.name]
            ]
            for row in whole_entity(parts).iter_rows(named=True):
                found[row["id"]] = _called(row)
    return found


def _called(row: Mapping[str, object]) -> str:
    person = " ".join(str(row[name]) for name in ("first_name", "last_name") if row.get(name))
    said = next((str(row[name]) for name in _NAMES if row.get(name)), "")
    return person or said or str(row["id"]).split(":", 2)[2]
