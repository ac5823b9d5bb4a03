"""Versions of a mapping: what each changed, undone out of order, and a mapping that comes as a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.accept import Settings as Clinic
from core.errors import MappingInvalid
from core.mapping import to_json
from portal.permissions import Actor, Forbidden, Role
from portal.services import mapping, mapping_files, mapping_history, overview, runs, uploads
from portal.services.mapping_facts import facts_of
from portal.services.mapping_files import VersionOf
from portal.services.mapping_standing import mapping_at
from portal.viewmodels.mapping import (
    Home,
    Level,
    OptionName,
    Place,
)
from portal.viewmodels.mapping_asked import (
    Change,
    MoveColumn,
    SetOption,
    SetValues,
    TakeTable,
)
from portal.viewmodels.mapping_given import Given
from portal.viewmodels.mapping_history import HistoryPage, HistoryQuery, Start
from portal.viewmodels.uploads import Accept, Dropped
from portal.visit import ProjectChoice
from portal.wording.figures import day
from storage import Storage
from storage.errors import NotStored, StaleVersion
from tests.portal.services.test_mapping import CLINIC, FILES, PEOPLE
from tests.portal.stores import AUDITOR, OWNER, project_in, store_in, work_all

CHAMPION, VENDOR = Actor("Chris", Role.CHAMPION), Actor("Vera", Role.VENDOR)
FEE = MoveColumn(PEOPLE, "Fee", Place.ARCHIVED, "Old prices.")
SEEN = MoveColumn(PEOPLE, "Seen", Home("patient", "last_visit"), "When they came.")
ORDER = SetOption(PEOPLE, "Seen", OptionName.ORDER, "dmy")


@pytest.fixture
def store(tmp_path: Path) -> Storage:
    return store_in(tmp_path)


@pytest.fixture
def project(store: Storage) -> ProjectChoice:
    return project_in(store, FILES)


def change(store: Storage, project: ProjectChoice, asked: Change, seen: int, actor: Actor = OWNER) -> int:
    return mapping.change(store, actor, project.id, asked, seen=seen, clinic=CLINIC)


def history(
    store: Storage, project: ProjectChoice, opened: int = 0, page: int = 1, actor: Actor = OWNER
) -> HistoryPage:
    return mapping_history.view(store, actor, project, HistoryQuery(opened, page), clinic=CLINIC)


def undo(
    store: Storage, project: ProjectChoice, number: int, seen: int, *, actor: Actor = OWNER, reason: str = ""
) -> int:
    return mapping_history.undo(store, actor, project.id, number, reason=reason, seen=seen, clinic=CLINIC)


def text(store: Storage, project: ProjectChoice, version: int) -> str:
    with store.read() as work:
        return work.mappings.get(project.id, version).text


def told(page: HistoryPage) -> str:
    assert page.opened is not None
    return str([line for table in page.opened.tables for line in table.lines])


def test_every_version_says_who_changed_what_in_one_line(store: Storage, project: ProjectChoice) -> None:
    change(store, project, FEE, 0)
    change(store, project, SEEN, 1, CHAMPION)
    page = history(store, project)
    assert [(line.number, line.by) for line in page.lines] == [(2, "Chris"), (1, "Robin")]
    assert page.lines[1].line == "patients: Fee is kept in the archive (before: waits)."
    assert page.lines[0].line == "patients: Seen goes to Patient: last visit (before: waits)."


def test_an_opened_version_tells_its_whole_difference_and_on_whose_word(
    store: Storage, project: ProjectChoice
) -> None:
    change(store, project, FEE, 0)
    change(store, project, SEEN, 1, CHAMPION)
    change(store, project, ORDER, 2)
    assert "by='Robin', why='Old prices.'" in told(history(store, project, 1))
    assert "the order of dates is 3 April: the day first (before: not settled)" in told(
        history(store, project, 3)
    )


def test_ten_versions_stand_on_a_screen(store: Storage, project: ProjectChoice) -> None:
    places = (Place.ARCHIVED, Place.WAITING)
    for number in range(12):
        change(store, project, MoveColumn(PEOPLE, "Fee", places[number % 2]), number)
    assert [line.number for line in history(store, project).lines] == list(range(12, 2, -1))
    last = history(store, project, page=2)
    assert ([line.number for line in last.lines], last.pages) == ([2, 1], 2)


def test_words_of_files_are_told_to_whoever_may_see_them_only(store: Storage, project: ProjectChoice) -> None:
    change(store, project, SetValues(PEOPLE, "Status", (("QQ", "inactive"),)), 0)
    assert "“qq” means inactive" in told(history(store, project, 1))
    theirs = history(store, project, 1, actor=AUDITOR)
    assert "qq" not in str(theirs).lower() and "1 word with another meaning" in told(theirs)
    assert not theirs.words_shown and not theirs.may_map


def test_a_step_is_undone_out_of_order_and_what_came_after_it_stands(
    store: Storage, project: ProjectChoice
) -> None:
    change(store, project, FEE, 0)
    change(store, project, SEEN, 1, CHAMPION)
    assert undo(store, project, 1, 2, reason="They are wanted.") == 3
    alone = mapping_at(store, project.id, 3, facts_of(store, project.id), CLINIC)
    table = alone.table(PEOPLE)
    assert table is not None
    assert {k.column: k.fate.value for k in table.kept}["Fee"] == "waiting"
    assert {r.columns: r.by for r in table.rules}[("Seen",)] == "Chris"
    newest = history(store, project).lines[0]
    assert (newest.by, newest.reason) == ("Robin", "Undid version 1. They are wanted.")


def test_undoing_the_last_step_gives_the_version_before_to_the_letter(
    store: Storage, project: ProjectChoice
) -> None:
    change(store, project, FEE, 0)
    change(store, project, SEEN, 1)
    undo(store, project, 2, 2)
    assert text(store, project, 3) == text(store, project, 1)


def test_the_first_change_of_all_is_undone_too(store: Storage, project: ProjectChoice) -> None:
    change(store, project, FEE, 0)
    undo(store, project, 1, 1)
    rule = mapping_at(store, project.id, 0, facts_of(store, project.id), CLINIC)
    assert text(store, project, 2) == to_json(rule)


def test_a_step_that_a_later_one_built_on_is_refused_with_its_number_and_name(
    store: Storage, project: ProjectChoice
) -> None:
    change(store, project, SEEN, 0)
    change(store, project, FEE, 1)
    change(store, project, ORDER, 2, CHAMPION)
    with pytest.raises(MappingInvalid) as refused:
        undo(store, project, 1, 3)
    assert refused.value.found.startswith("Version 3 by Chris on ")
    assert refused.value.do == "Undo version 3 first, or change the columns by hand."
    page = history(store, project, 1)
    assert page.opened is not None and page.opened.refusal == (refused.value.found, refused.value.do)
    undo(store, project, 3, 3)
    assert undo(store, project, 1, 4) == 5


def test_a_field_that_was_given_to_another_column_since_is_not_taken_from_it(
    store: Storage, project: ProjectChoice
) -> None:
    change(store, project, MoveColumn(PEOPLE, "LastName", Place.ARCHIVED), 0)
    change(store, project, MoveColumn(PEOPLE, "FirstName", Home("patient", "last_name")), 1)
    with pytest.raises(MappingInvalid, match="Version 2 by Robin"):
        undo(store, project, 1, 2)


def test_undoing_carries_the_version_seen_and_twice_is_once(store: Storage, project: ProjectChoice) -> None:
    change(store, project, FEE, 0)
    change(store, project, SEEN, 1)
    with pytest.raises(StaleVersion):
        undo(store, project, 1, 1)
    assert undo(store, project, 1, 2) == undo(store, project, 1, 2) == 3
    with pytest.raises(MappingInvalid, match="Nothing of this step is left"):
        undo(store, project, 1, 3)
    with pytest.raises(NotStored):
        undo(store, project, 9, 3)


def given(content: str) -> Given:
    return Given(content)


def compare(store: Storage, project: ProjectChoice, of: Given, actor: Actor = OWNER):  # type: ignore[no-untyped-def]
    return mapping_files.compare(store, actor, project.id, of, clinic=CLINIC)


def take(store: Storage, project: ProjectChoice, of: Given, seen: int) -> int:
    return mapping_files.take(store, OWNER, project.id, of, seen=seen, clinic=CLINIC)


def test_a_mapping_that_was_taken_along_comes_back_to_the_letter_and_its_changes_are_seen_before(
    store: Storage, project: ProjectChoice
) -> None:
    change(store, project, FEE, 0)
    kept = b"".join(mapping_files.write(store, OWNER, project.id, VersionOf())).decode()
    assert kept == text(store, project, 1)
    change(store, project, SEEN, 1)
    offer = compare(store, project, given(kept))
    assert (offer.version, offer.fits, offer.left_out) == (2, 3, ())
    assert "Seen waits (before: Patient: last visit)." in str(offer.tables)
    assert mapping_history.view(store, OWNER, project, HistoryQuery(), clinic=CLINIC).version == 2
    assert take(store, project, given(kept), 2) == take(store, project, given(kept), 2) == 3
    assert text(store, project, 3) == kept
    assert compare(store, project, given(kept)).same
    assert history(store, project).lines[0].reason == "Taken from a mapping file."


def test_tables_and_columns_that_are_not_there_are_told_and_all_else_is_taken(
    store: Storage, project: ProjectChoice
) -> None:
    change(store, project, FEE, 0)
    content = json.loads(text(store, project, 1))
    content["tables"][1]["file"] = content["tables"][1]["table"] = "elsewhere"
    people = next(t for t in content["tables"] if t["table"] == "patients")
    people["kept"].append({"column": "Gone 😀", "fate": "archived", "by": "Robin", "reason": "x"})
    offer = compare(store, project, given(json.dumps(content)))
    assert offer.left_out == ("Table elsewhere (elsewhere)", "In patients: Gone 😀")
    assert offer.fits == 2 and offer.same


def test_a_mapping_of_none_of_the_files_is_refused(store: Storage, project: ProjectChoice) -> None:
    change(store, project, FEE, 0)
    other = text(store, project, 1).replace(".csv", ".txt")
    with pytest.raises(MappingInvalid, match="None of the tables"):
        compare(store, project, given(other))


@pytest.mark.parametrize("content", ["", "{", "[]", '{"schema": 99}', "[" * 100_000, '{"schema": 1}'])
def test_a_file_broken_by_hand_is_refused_in_one_sentence_and_saves_nothing(
    store: Storage, project: ProjectChoice, content: str
) -> None:
    with pytest.raises(MappingInvalid) as refused:
        take(store, project, given(content), 0)
    assert refused.value.place.startswith("the mapping file") and refused.value.do
    assert history(store, project).version == 0


def test_whoever_may_not_see_originals_takes_no_mapping_along(store: Storage, project: ProjectChoice) -> None:
    change(store, project, FEE, 0, VENDOR)
    for actor in (VENDOR, AUDITOR):
        with pytest.raises(Forbidden):
            mapping_files.write(store, actor, project.id, VersionOf())
    with pytest.raises(Forbidden):
        compare(store, project, given("{}"), AUDITOR)


def test_a_starting_map_fits_tables_by_name_and_stands_on_a_rule_that_somebody_took(
    store: Storage,
) -> None:
    project = project_in(store, {"export/patients.csv": b"PatNum,LName,FName,Odd\n1,Bloggs,Jo,x\n"})
    offer = compare(store, project, Given(start=Start.LEGACY))
    assert offer.fits == 1
    take(store, project, Given(start=Start.LEGACY), 0)
    content = json.loads(text(store, project, 1))
    by = {rule["by"] for table in content["tables"] for rule in table["rules"]}
    assert by == {"rule: the starting map of the playbook, taken by Robin"}
    assert history(store, project).lines[0].reason.startswith("Starting map: a program on a server")


def test_a_mapping_made_on_the_page_runs_elsewhere_to_the_same_result(
    store: Storage, project: ProjectChoice
) -> None:
    change(store, project, FEE, 0)
    change(store, project, SEEN, 1)
    runs.start(store, OWNER, project.id, how=Accept.SURE, clinic=CLINIC, seen=2)
    work_all(store)
    here = overview.view(store, OWNER, project).run
    kept = b"".join(mapping_files.write(store, OWNER, project.id, VersionOf())).decode()
    other = project_in(store, FILES)
    take(store, other, given(kept), 0)
    runs.start(store, OWNER, other.id, how=Accept.SURE, clinic=Clinic(zone="Europe/Oslo"), seen=1)
    work_all(store)
    there = overview.view(store, OWNER, other).run
    assert here is not None and there is not None
    with store.read() as work:
        results = [work.runs.get(p.id, r.run).result for p, r in ((project, here), (other, there))]
    assert results[0] == results[1]


def test_what_a_person_said_informs_the_next_file_and_says_by_whom_and_when(
    store: Storage, project: ProjectChoice
) -> None:
    change(store, project, SEEN, 0)
    uploads.receive(store, CHAMPION, project.id, [Dropped("old/patients.csv", FILES["patients.csv"])])
    page = mapping.view(store, CHAMPION, project, clinic=CLINIC, table="old/patients.csv\tpatients")
    assert page.table is not None
    seen = next(column for column in page.table.columns if column.name == "Seen").suggested
    with store.read() as work:
        when = day(work.mappings.get(project.id, 1).saved_at.date())
    assert seen.home == Home("patient", "last_visit") and seen.level is Level.LIKELY
    assert seen.reason.endswith(f"Robin said so for patients.csv on {when}.")
    kind = None if page.table.line.entity else "patient"
    mapping.change(
        store,
        CHAMPION,
        project.id,
        TakeTable(("old/patients.csv", "patients"), kind, ("Seen",)),
        seen=1,
        clinic=CLINIC,
    )
    again = mapping.view(store, CHAMPION, project, clinic=CLINIC, table="old/patients.csv\tpatients").table
    assert again is not None
    taken = next(column for column in again.columns if column.name == "Seen")
    assert (taken.to, taken.by) == (Home("patient", "last_visit"), "Chris")
