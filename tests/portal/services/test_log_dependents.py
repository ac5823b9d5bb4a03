"""What hangs on the cells of an entry is what the plan of its run says, counted over all of its rows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.dependents import Reach
from portal.permissions import Forbidden
from portal.services import log, log_dependents
from portal.viewmodels.log import CellReach, EntryRef, LogQuery
from portal.viewmodels.uploads import Accept
from portal.visit import ProjectChoice
from storage import Storage
from tests.portal.stores import AUDITOR, OWNER, RECEPTIONIST, project_in, run_again, store_in

FILES = {
    "patients.csv": b"PatNum,LName,FName,Birthdate\n1,Bloggs,Ada,1961-02-03\n2,Sample,Bo,1971-05-06\n"
    b"3,Doe,Cy,1981-07-28\n",
    "appointments.csv": b"AptNum,PatNum,AptDateTime,Note\n10,1,2026-04-01 09:00,well\n"
    b"11,1,2026-04-02 09:00,fine\n12,2,2026-04-03 09:00,\n",
}
Place = tuple[Storage, ProjectChoice]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    store = store_in(tmp_path_factory.mktemp("depends"))
    project = project_in(store, FILES)
    run_again(store, project, accept=Accept.ALL)
    yield store, project
    store.close()


def ref(at: Place, file: str, record: int) -> EntryRef:
    query = LogQuery(table=f"{file}.csv\t{file}", record=record)
    (only,) = log.view(at[0], OWNER, at[1], query).entries
    return only.ref


def told(at: Place, file: str, record: int) -> dict[str, CellReach]:
    found = log_dependents.reaches(at[0], OWNER, at[1], ref(at, file, record))
    return {each.column: each for each in found}


def test_a_number_tells_how_many_refer_to_it_and_a_name_hangs_alone(place: Place) -> None:
    first, third = told(place, "patients", 1), told(place, "patients", 3)
    assert Reach.NUMBER in first["PatNum"].reaches and first["PatNum"].others == 2
    assert (first["LName"].reaches, first["LName"].others) == ({Reach.OWN}, 0)
    assert Reach.COMPARED in first["Birthdate"].reaches and first["Birthdate"].others == 2
    assert third["PatNum"].others == 0


def test_empty_cells_are_left_out_and_the_rest_stands_in_the_order_of_the_columns(place: Place) -> None:
    assert list(told(place, "appointments", 1)) == ["AptNum", "PatNum", "AptDateTime", "Note"]
    assert list(told(place, "appointments", 3)) == ["AptNum", "PatNum", "AptDateTime"]


def test_of_a_large_run_it_says_who_depends_and_no_number(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = told(place, "patients", 1)
    monkeypatch.setattr(log_dependents, "MOST", 2)
    uncounted = told(place, "patients", 1)
    assert [each.reaches for each in uncounted.values()] == [each.reaches for each in counted.values()]
    assert {each.others for each in uncounted.values()} == {None}


def test_whoever_may_not_see_the_row_is_told_nothing_of_its_cells(place: Place) -> None:
    for actor in (RECEPTIONIST, AUDITOR):
        with pytest.raises(Forbidden):
            log_dependents.reaches(place[0], actor, place[1], ref(place, "patients", 1))
