"""Random cells of the demonstration clinic, traced from the old row to the chart and back."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl
import pytest

from core.charts import SECTION_OF, Section
from core.mapping.model import Fate
from core.tables import RECORD
from portal.opened_classes import as_everybody
from portal.permissions import Actor, Grant
from portal.services import chart_page, log, spot_checks
from portal.services.chart_lenses import lens_of
from portal.services.log_cells import chart_of
from portal.services.log_entries import entries
from portal.services.source_rows import tables_in
from portal.viewmodels.charts import ChartView, EntryView, Seen
from portal.viewmodels.log import ChartPlace, EntryDetail, EntryRef, LogPlace, LogQuery
from portal.wording import chart_values as told
from portal.wording.mapping import kind
from tests.portal.clinics import AUDITOR, OWNER, PRACTITIONER, Clinic

MANY = 1_000
OF_MONEY = replace(OWNER, grants=frozenset({Grant.CHARTS}))
"""An owner who may see charts: the account of each, which is no part of what a practitioner sees."""


@dataclass
class Walk:
    """Entries and charts as the pages open them; each is opened once."""

    clinic: Clinic
    tables: Mapping[str, int]
    run: str
    entries: dict[tuple[str, int], EntryDetail] = field(default_factory=dict)
    charts: dict[tuple[ChartPlace, Actor], ChartView] = field(default_factory=dict)

    def entry(self, table: str, record: int) -> EntryDetail:
        if (table, record) not in self.entries:
            store = self.clinic.as_(PRACTITIONER)
            page = log.view(store, PRACTITIONER, self.clinic.project, LogQuery(table=table, record=record))
            (only,) = page.entries
            self.entries[table, record] = log.entry(store, PRACTITIONER, self.clinic.project, only.ref)
        return self.entries[table, record]

    def chart(self, place: ChartPlace, actor: Actor) -> ChartView:
        if (place, actor) not in self.charts:
            seen = Seen(place.draw, place.place)
            store, project = self.clinic.as_(actor), self.clinic.project
            self.charts[place, actor] = chart_page.open_chart(store, actor, project, seen)
        return self.charts[place, actor]

    def in_chart(self, detail: EntryDetail, actor: Actor) -> list[EntryView]:
        """The records of the row in the patient's chart, as this person sees it."""
        assert detail.chart is not None
        shown = [e for section in self.chart(detail.chart, actor).sections for e in section.entries]
        mine = LogPlace(self.tables[key_of(detail)], detail.entry.record or 0)
        return [e for e in shown if e.whence == mine]


@pytest.fixture(scope="module")
def walk(ran_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    clinic = Clinic(tmp_path_factory.mktemp("cells"), like=ran_home)
    spot_checks.draw(clinic.as_(PRACTITIONER), PRACTITIONER, clinic.project.id, 149, seed="7", seen=0)
    page = log.view(clinic.store, OWNER, clinic.project, LogQuery())
    assert page.run is not None
    yield Walk(clinic, {key: at for at, (key, _) in enumerate(page.tables)}, page.run)
    clinic.store.close()


def key_of(detail: EntryDetail) -> str:
    return f"{detail.entry.file}\t{detail.entry.table}"


def cells(walk: Walk) -> list[tuple[str, int, str, str]]:
    """(table, record, column, text) of a thousand filled cells, of whatever table, a table's own together."""
    found = []
    for key in walk.tables:
        file, name = key.split("\t")
        table = tables_in(as_everybody(walk.clinic.store), walk.clinic.project.id, walk.run, file)[file, name]
        for column in table.columns:
            filled = table.frame.filter(pl.col(column).str.strip_chars() != "").select(RECORD, column)
            found += [(key, record, column, text) for record, text in filled.rows()]
    return sorted(random.Random(7).sample(found, MANY))


def test_a_thousand_random_cells_are_traced_to_the_chart_and_back(walk: Walk) -> None:
    seen: Counter[str] = Counter()
    for key, record, column, text in cells(walk):
        detail = walk.entry(key, record)
        fate = next(each for each in detail.fates if each.column == column)
        assert dict(detail.cells)[column] == text
        seen[fate.fate] += 1
        if fate.fate == Fate.WAITING:
            assert detail.entry.disposition == "waiting" or fate.homes == ()
        elif fate.fate == Fate.MAPPED:
            assert fate.homes or fate.key or fate.absent, (key, record, column)
            for entity, name in fate.homes:
                assert any(target.startswith(f"{entity}:") for target in detail.entry.targets)
                seen["in a chart"] += stands_in_its_chart(walk, detail, (column, text), (entity, name))
        else:
            assert fate.by, (key, record, column)
            seen["beside its record"] += stands_beside(walk, detail, (column, text))
    assert seen["in a chart"] > MANY // 3 and seen["beside its record"] > 0
    assert sum(seen[each.value] for each in Fate) == MANY


def stands_in_its_chart(
    walk: Walk, detail: EntryDetail, cell: tuple[str, str], home: tuple[str, str]
) -> bool:
    """Whether the record is in a chart that may be seen; then it leads back, and the cell stands there."""
    entity, name = home
    if entity not in SECTION_OF or detail.chart is None:
        return False
    actor = OF_MONEY if SECTION_OF[entity] is Section.LEDGER else PRACTITIONER
    if walk.chart(detail.chart, actor).closed:
        return False
    there = [e for e in walk.in_chart(detail, actor) if e.kind == kind(entity)]
    assert there, (detail.entry.ref, home)
    goes_back(walk, detail, there[0])
    lines = [line for e in there for line in e.lines if line.label == told.label(name)]
    assert not lines or any(cell[1].strip() in line.old for line in lines), (cell[0], home)
    return True


def stands_beside(walk: Walk, detail: EntryDetail, cell: tuple[str, str]) -> bool:
    """Whether a kept cell stands under its record in the chart."""
    if detail.chart is None:
        return False
    shown = [cell for e in walk.in_chart(detail, PRACTITIONER) for cell in e.rest]
    return cell in shown


def goes_back(walk: Walk, detail: EntryDetail, view: EntryView) -> None:
    """From the record in the chart to the entry of its row, by the link that the chart has."""
    assert view.whence is not None
    table = list(walk.tables)[view.whence.table]
    assert walk.entry(table, view.whence.record).entry.ref == detail.entry.ref


def test_who_sees_no_charts_is_led_to_none(walk: Walk) -> None:
    store, project = walk.clinic.store, walk.clinic.project
    whole = entries(store, project.id, walk.run)
    patient = whole.filter(pl.col("patient").is_not_null())["patient"][0]
    assert chart_of(store, project.id, patient, lens=lens_of(PRACTITIONER)) is not None
    assert chart_of(store, project.id, patient, lens=lens_of(AUDITOR)) is None
    assert chart_of(store, project.id, "patient:main:nobody", lens=lens_of(PRACTITIONER)) is None


def test_who_may_not_see_the_row_is_told_nothing_of_its_cells(walk: Walk) -> None:
    store, project = walk.clinic.as_(AUDITOR), walk.clinic.project
    detail = log.entry(store, AUDITOR, project, EntryRef(walk.run, 0))
    assert (detail.cells, detail.fates, detail.chart) == ((), (), None)
