from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from core.accept import Settings as Clinic
from core.errors import ChartbridgeError, MappingInvalid
from portal.permissions import Actor, Forbidden, Role
from portal.services import mapping, overview, runs, uploads
from portal.services.mapping_facts import facts_of
from portal.viewmodels.mapping import (
    ColumnLine,
    ColumnView,
    Home,
    Level,
    MappingPage,
    OptionName,
    Place,
    Why,
    together,
)
from portal.viewmodels.mapping_asked import (
    Change,
    MoveColumn,
    SetKey,
    SetKind,
    SetOption,
    SetValues,
    TakeSuggestions,
    TakeTable,
    UseValues,
)
from portal.viewmodels.uploads import Accept, Dropped
from portal.visit import ProjectChoice
from storage import Storage
from storage.errors import StaleVersion
from tests.portal.stores import (
    AUDITOR,
    ODD,
    OWNER,
    PATIENTS,
    RECEPTIONIST,
    project_in,
    ran_project,
    run_again,
    store_in,
    work_all,
)

CLINIC = Clinic()
PEOPLE, ALLERGIES = ("patients.csv", "patients"), ("allergies.csv", "allergies")
VENDOR = Actor("Vera", Role.VENDOR)
CHAMPION = Actor("Chris", Role.CHAMPION)
VISITED = b"PatNum,LastName,FirstName,Seen,Status,Fee\n" + b"".join(
    f"{n},Bloggs{n},Jo,0{1 + n % 9}/0{1 + n % 8}/2021,{'QQ' if n == 7 else 'active'},12.5{n % 10}\n".encode()
    for n in range(1, 41)
)
ALLERGY_ROWS = b"PatNum,Allergy,Reaction,Remembered\n" + b"".join(
    f"{n},{'No known allergies' if n % 3 else 'Latex'},rash,x\n".encode() for n in range(1, 31)
)
FILES = {"patients.csv": VISITED, "allergies.csv": ALLERGY_ROWS, "odd.csv": ODD}


@pytest.fixture
def store(tmp_path: Path) -> Storage:
    return store_in(tmp_path)


@pytest.fixture
def project(store: Storage) -> ProjectChoice:
    return project_in(store, FILES)


def view(
    store: Storage, project: ProjectChoice, source: tuple[str, str] = PEOPLE, actor: Actor = OWNER
) -> MappingPage:
    return mapping.view(store, actor, project, clinic=CLINIC, table="\t".join(source))


def line(store: Storage, project: ProjectChoice, column: str, source: tuple[str, str] = PEOPLE) -> ColumnLine:
    table = view(store, project, source).table
    assert table is not None and table.line.source == source
    return next(each for each in table.columns if each.name == column)


def look(store: Storage, project: ProjectChoice, column: str, actor: Actor = OWNER) -> ColumnView:
    return mapping.column(store, actor, project, clinic=CLINIC, source=PEOPLE, name=column)


def change(
    store: Storage, project: ProjectChoice, asked: Change, *, seen: int = 0, actor: Actor = OWNER
) -> int:
    return mapping.change(store, actor, project.id, asked, seen=seen, clinic=CLINIC)


def saved(store: Storage, project: ProjectChoice, version: int, source: tuple[str, str] = PEOPLE) -> dict:  # type: ignore[type-arg]
    with store.read() as work:
        told = json.loads(work.mappings.get(project.id, version).text)
    return next(t for t in told["tables"] if (t["file"], t["table"]) == source)


def versions(store: Storage, project: ProjectChoice) -> int:
    with store.read() as work:
        latest = work.mappings.latest(project.id)
    return latest.version if latest else 0


SEEN = MoveColumn(PEOPLE, "Seen", Home("patient", "last_visit"))
ARCHIVE = MoveColumn(PEOPLE, "Fee", Place.ARCHIVED, "Old prices.")


def test_before_anything_is_saved_the_page_shows_what_the_rule_makes_of_the_suggestions(
    store: Storage, project: ProjectChoice
) -> None:
    shown = view(store, project)
    assert (shown.version, versions(store, project)) == (0, 0)
    name = line(store, project, "LastName")
    assert (name.to, name.suggested.level, name.open) == (Home("patient", "last_name"), Level.SURE, False)
    assert line(store, project, "PatNum").to is Place.KEY
    assert line(store, project, "ZZZ", ("odd.csv", "odd")).open


def test_a_project_without_files_has_no_tables(store: Storage) -> None:
    shown = mapping.view(store, OWNER, project_in(store), clinic=CLINIC)
    assert (shown.tables, shown.table, shown.uploads) == ((), None, 0)


def test_a_change_is_a_version_with_the_persons_name_and_reason(
    store: Storage, project: ProjectChoice
) -> None:
    assert change(store, project, ARCHIVE) == 1
    kept = next(k for k in saved(store, project, 1)["kept"] if k["column"] == "Fee")
    assert kept == {"column": "Fee", "fate": "archived", "by": "Robin", "reason": "Old prices."}
    fee = line(store, project, "Fee")
    assert (fee.to, fee.by_person, fee.open) == (Place.ARCHIVED, True, False)


def test_a_suggestion_taken_as_it_is_is_a_persons_word_too(store: Storage, project: ProjectChoice) -> None:
    told = line(store, project, "LastName").suggested
    assert told.home is not None
    change(store, project, MoveColumn(PEOPLE, "LastName", told.home, accepted=True))
    rule = next(r for r in saved(store, project, 1)["rules"] if r["columns"] == ["LastName"])
    assert rule["by"] == "Robin" and rule["confidence"] is None
    assert rule["reason"] == "Accepted as suggested on the Mapping page."


def test_several_suggestions_are_taken_in_one_version_all_or_none(
    store: Storage, project: ProjectChoice
) -> None:
    names = ("LastName", "FirstName")
    change(store, project, TakeSuggestions(PEOPLE, names))
    rules = {tuple(r["columns"]): r for r in saved(store, project, 1)["rules"]}
    assert [rules[(name,)]["by"] for name in names] == ["Robin", "Robin"]
    assert all(line(store, project, name).by_person for name in names)
    with pytest.raises(MappingInvalid):
        change(store, project, TakeSuggestions(PEOPLE, ("LastName", "PatNum")), seen=1)
    assert versions(store, project) == 1


def test_a_table_is_taken_as_suggested_in_one_version_and_what_is_not_free_waits(
    store: Storage, project: ProjectChoice
) -> None:
    change(store, project, SetKind(PEOPLE, None))
    page = view(store, project)
    assert page.table is not None and page.table.line.offers
    likely = tuple(column.name for column in together(page.table.columns))
    assert "LastName" in likely
    assert change(store, project, TakeTable(PEOPLE, "patient", (*likely, "Fee")), seen=1) == 2
    after = view(store, project)
    assert after.table is not None and not after.table.line.offers
    assert after.table.line.entity == "patient" and after.table.key == ("PatNum",)
    assert line(store, project, "LastName").to == Home("patient", "last_name")
    assert line(store, project, "Fee").to is Place.WAITING


def test_taking_a_table_takes_no_field_from_the_column_that_has_it(
    store: Storage, project: ProjectChoice
) -> None:
    change(store, project, MoveColumn(PEOPLE, "LastName", Place.ARCHIVED))
    change(store, project, MoveColumn(PEOPLE, "FirstName", Home("patient", "last_name")), seen=1)
    change(store, project, MoveColumn(PEOPLE, "LastName", Place.WAITING), seen=2)
    shown = view(store, project).table
    assert shown is not None and "LastName" not in {c.name for c in together(shown.columns)}
    assert change(store, project, TakeTable(PEOPLE, None, ("LastName",)), seen=3) == 3
    assert line(store, project, "LastName").to is Place.WAITING
    assert line(store, project, "FirstName").to == Home("patient", "last_name")


def test_every_version_leaves_one_audit_event_under_the_name_of_who_made_it(
    store: Storage, project: ProjectChoice
) -> None:
    change(store, project, ARCHIVE)
    change(store, project, SEEN, seen=1, actor=CHAMPION)
    with store.read() as work:
        events = [e for e in work.audit.events(project.id) if e.event == "project:mapping:save"]
        assert work.audit.verify(project.id).valid
    assert [(e.actor, e.facts) for e in events] == [("Robin", {"version": 1}), ("Chris", {"version": 2})]


@pytest.mark.parametrize("actor", [AUDITOR, RECEPTIONIST, Actor("Pat", Role.PRACTITIONER)])
def test_whoever_may_not_map_changes_nothing_and_leaves_no_version(
    store: Storage, project: ProjectChoice, actor: Actor
) -> None:
    with pytest.raises(Forbidden):
        change(store, project, ARCHIVE, actor=actor)
    assert versions(store, project) == 0
    assert not view(store, project, actor=actor).may_map


def test_the_vendor_team_maps(store: Storage, project: ProjectChoice) -> None:
    assert change(store, project, ARCHIVE, actor=VENDOR) == 1


def test_a_change_to_an_older_version_is_refused_and_overwrites_nothing(
    store: Storage, project: ProjectChoice
) -> None:
    change(store, project, ARCHIVE)
    with pytest.raises(StaleVersion) as refused:
        change(store, project, SEEN, seen=0, actor=CHAMPION)
    assert "your change was not saved" in refused.value.found
    assert versions(store, project) == 1
    assert line(store, project, "Fee").to is Place.ARCHIVED


def test_a_change_sent_twice_is_one_version(store: Storage, project: ProjectChoice) -> None:
    assert change(store, project, ARCHIVE, seen=0) == change(store, project, ARCHIVE, seen=0) == 1
    assert versions(store, project) == 1


def test_the_same_change_on_another_persons_word_is_no_double_click(
    store: Storage, project: ProjectChoice
) -> None:
    change(store, project, ARCHIVE)
    with pytest.raises(StaleVersion):
        change(store, project, ARCHIVE, actor=CHAMPION)


def test_a_field_that_holds_one_value_is_not_given_a_second_column(
    store: Storage, project: ProjectChoice
) -> None:
    with pytest.raises(MappingInvalid) as refused:
        change(store, project, MoveColumn(PEOPLE, "FirstName", Home("patient", "last_name")))
    assert 'Column "LastName" already feeds Patient: last name' in refused.value.found
    assert versions(store, project) == 0


REFUSED: tuple[Change, ...] = (
    MoveColumn(("gone.csv", "gone"), "Fee", Place.ARCHIVED),
    MoveColumn(PEOPLE, "NoSuchColumn", Place.ARCHIVED),
    MoveColumn(PEOPLE, "Fee", Home("patient", "no_such_field")),
    MoveColumn(PEOPLE, "Fee", Home("no_such_kind", "name")),
    MoveColumn(PEOPLE, "PatNum", Place.DECLINED),
    MoveColumn(PEOPLE, "Fee", Place.KEY),
    MoveColumn(("odd.csv", "odd"), "ZZZ", Home("patient", "nickname")),
    SetOption(PEOPLE, "LastName", OptionName.ORDER, "mdy"),
    SetValues(PEOPLE, "Status", (("QQ", "no_such_code"),)),
    SetValues(PEOPLE, "Status", (("  ", "active"),)),
    SetValues(PEOPLE, "Status", ()),
    SetValues(("odd.csv", "odd"), "ZZZ", (("alpha", "beta"),)),
    UseValues(PEOPLE, "Status", ALLERGIES, "Reaction"),
    SetKind(PEOPLE, "no_such_kind"),
    SetKind(("odd.csv", "odd"), "allergy"),
    SetKey(PEOPLE, ("NoSuchColumn",)),
    MoveColumn(ALLERGIES, "Allergy", Place.ARCHIVED),
    MoveColumn(PEOPLE, "Fee", Home("appointment", "note")),
)


@pytest.mark.parametrize("asked", REFUSED, ids=lambda asked: f"{type(asked).__name__}-{REFUSED.index(asked)}")
def test_what_cannot_be_meant_is_refused_in_one_sentence_and_saves_nothing(
    store: Storage, project: ProjectChoice, asked: Change
) -> None:
    with pytest.raises(ChartbridgeError) as refused:
        change(store, project, asked)
    assert refused.value.found and refused.value.do
    assert versions(store, project) == 0


def test_dates_that_fit_both_ways_wait_until_a_person_says_which_comes_first(
    store: Storage, project: ProjectChoice
) -> None:
    change(store, project, SEEN)
    before = look(store, project, "Seen")
    assert before.outcomes is not None and before.evidence is not None
    assert before.outcomes.failed == (("date_order_unsettled", 40),)
    assert (before.evidence.month_first, before.evidence.day_first, before.evidence.both) == (0, 0, 40)
    change(store, project, SetOption(PEOPLE, "Seen", OptionName.ORDER, "dmy"), seen=1)
    after = look(store, project, "Seen")
    assert after.outcomes is not None
    assert (after.outcomes.read, after.outcomes.failed) == (40, ())
    assert ("02/02/2021", "2 Feb 2021") in {(e.old, e.new) for e in after.examples}
    change(store, project, SetOption(PEOPLE, "Seen", OptionName.ORDER, ""), seen=2)
    assert look(store, project, "Seen").outcomes == before.outcomes


def test_a_word_without_a_code_waits_until_a_person_gives_it_one(
    store: Storage, project: ProjectChoice
) -> None:
    if line(store, project, "Status").to != Home("patient", "status"):
        change(store, project, MoveColumn(PEOPLE, "Status", Home("patient", "status")))
    before = look(store, project, "Status")
    assert before.outcomes is not None
    assert before.outcomes.failed == (("value_without_a_code", 1),)
    assert before.examples[0].why is Why.FAILING
    asked = SetValues(PEOPLE, "Status", (("QQ", "inactive"),))
    version = change(store, project, asked, seen=versions(store, project))
    after = look(store, project, "Status")
    assert after.outcomes is not None and after.outcomes.read == 40
    rule = next(r for r in saved(store, project, version)["rules"] if r["columns"] == ["Status"])
    assert rule["steps"][0]["map"]["qq"] == "inactive" and rule["by"] == "Robin"


def test_a_decimal_mark_is_settled_by_a_person(store: Storage, project: ProjectChoice) -> None:
    asked = MoveColumn(PEOPLE, "Fee", Home("patient", "old_balance"))
    homes = view(store, project).table
    assert homes is not None
    money = next((h for h in homes.homes if _is_money(h)), None)
    if money is None:
        pytest.skip("SKIPPED: no field of a patient row holds money, so no decimal mark is to be settled")
    change(store, project, replace(asked, to=money))
    change(store, project, SetOption(PEOPLE, "Fee", OptionName.DECIMAL_MARK, ","), seen=1)
    assert dict(look(store, project, "Fee").options)[OptionName.DECIMAL_MARK] == ","


def _is_money(home: Home) -> bool:
    from core.record import RECORD

    return RECORD.entity(home.entity).field(home.field).kind.value in ("money", "decimal")


def test_another_kind_of_record_brings_its_own_suggestions_and_names_who_chose_it(
    store: Storage, project: ProjectChoice
) -> None:
    change(store, project, SetKind(PEOPLE, "provider"))
    told = saved(store, project, 1)
    assert [route["entity"] for route in told["routes"]] == ["provider"]
    assert told["key"] == ["PatNum"]
    assert {"provider"} >= {rule["entity"] for rule in told["rules"] if rule["columns"] == ["LastName"]}
    assert all("Robin" in each["by"] for each in (*told["rules"], *told["kept"]))


def test_a_table_left_waiting_has_every_column_waiting(store: Storage, project: ProjectChoice) -> None:
    change(store, project, SetKind(PEOPLE, None, "Not ours."))
    told = saved(store, project, 1)
    assert (told["routes"], told["rules"], told["key"]) == ([], [], [])
    assert {k["fate"] for k in told["kept"]} == {"waiting"} and len(told["kept"]) == 6


def test_a_column_that_leaves_the_key_waits_on_the_word_of_who_took_it_out(
    store: Storage, project: ProjectChoice
) -> None:
    change(store, project, SetKey(PEOPLE, ()))
    told = saved(store, project, 1)
    assert told["key"] == []
    assert [(k["fate"], k["by"]) for k in told["kept"] if k["column"] == "PatNum"] == [("waiting", "Robin")]
    change(store, project, SetKey(PEOPLE, ("PatNum",)), seen=1)
    assert "PatNum" not in {k["column"] for k in saved(store, project, 2)["kept"]}


def test_denials_of_allergies_are_still_read_apart_after_a_change(
    store: Storage, project: ProjectChoice
) -> None:
    before = saved_now(store, project, ALLERGIES)
    change(store, project, MoveColumn(ALLERGIES, "Remembered", Home("allergy", "note")))
    told = saved(store, project, 1, ALLERGIES)
    assert told["routes"] == before["routes"]
    assert {r["field"] for r in told["rules"] if r["entity"] == "allergy_statement"} >= {"statement", "note"}


def saved_now(store: Storage, project: ProjectChoice, source: tuple[str, str]) -> dict:  # type: ignore[type-arg]
    """What stands before any change, as saved by one that changes nothing there."""
    other = project_in(store, FILES)
    change(store, other, ARCHIVE)
    return saved(store, other, 1, source)


def test_values_are_shown_to_whoever_may_see_originals_and_shapes_to_others(
    store: Storage, project: ProjectChoice
) -> None:
    mine, theirs = look(store, project, "LastName"), look(store, project, "LastName", AUDITOR)
    assert ("Bloggs1", 1) in mine.samples
    assert not theirs.values_shown
    told = str(theirs)
    assert "Bloggs" not in told and "a99" in told
    assert theirs.outcomes == mine.outcomes


def test_what_a_column_holds_is_told_without_values_to_whoever_may_not_see_them(
    store: Storage, project: ProjectChoice
) -> None:
    whole = look(store, project, "Fee").held
    masked = look(store, project, "Fee", AUDITOR).held
    assert whole is not None and masked is not None
    assert whole.lie is not None and masked.lie is None
    assert (whole.kind, whole.formats) == (masked.kind, masked.formats)
    assert not any(set(form) & set("012345678") for form, _ in masked.formats) and "12.5" not in str(masked)


def test_a_look_at_values_leaves_one_event_in_a_quarter_of_an_hour_and_one_at_shapes_none(
    store: Storage, project: ProjectChoice
) -> None:
    for _ in range(3):
        look(store, project, "LastName", CHAMPION)
        look(store, project, "LastName", AUDITOR)
    with store.read() as work:
        events = [e for e in work.audit.events(project.id) if e.event == "person:upload:open"]
    assert [(e.actor, e.facts["column"]) for e in events] == [("Chris", "LastName")]


def test_a_run_uses_the_mapping_that_people_made_and_names_its_version(
    store: Storage, project: ProjectChoice
) -> None:
    change(store, project, ARCHIVE)
    runs.start(store, OWNER, project.id, how=Accept.ALL, clinic=CLINIC)
    work_all(store)
    shown = overview.view(store, OWNER, project)
    assert shown.run is not None and shown.run.mapping_version == 1
    assert ("Fee", "archived", "Robin") in {(c.column, c.fate, c.by) for c in shown.run.without_home}
    assert not view(store, project).newer
    assert uploads.view(store, OWNER, project).mapped


def test_a_mapping_changed_during_a_run_does_not_touch_it_and_is_newer_than_it(
    store: Storage, project: ProjectChoice
) -> None:
    change(store, project, ARCHIVE)
    runs.start(store, OWNER, project.id, how=Accept.SURE, clinic=CLINIC, seen=1)
    change(store, project, replace(ARCHIVE, to=Place.DECLINED), seen=1)
    work_all(store)
    shown = overview.view(store, OWNER, project)
    assert shown.run is not None and shown.run.mapping_version == 1
    page = view(store, project)
    assert (page.version, page.run_version, page.newer) == (2, 1, True)
    assert line(store, project, "Fee").to is Place.DECLINED


def test_a_first_change_made_while_the_first_run_is_queued_is_never_lost(
    store: Storage, project: ProjectChoice
) -> None:
    runs.start(store, OWNER, project.id, how=Accept.SURE, clinic=CLINIC)
    change(store, project, ARCHIVE)
    work_all(store)
    assert line(store, project, "Fee").to is Place.ARCHIVED
    assert versions(store, project) == 1


def test_a_run_of_a_mapping_that_has_grown_old_is_refused(store: Storage, project: ProjectChoice) -> None:
    change(store, project, ARCHIVE)
    with pytest.raises(StaleVersion):
        runs.start(store, OWNER, project.id, how=Accept.SURE, clinic=CLINIC, seen=0)


def test_a_version_that_a_run_saved_by_the_rule_binds_no_later_run(store: Storage) -> None:
    project = ran_project(store, Accept.SURE)
    run_again(store, project, Accept.ALL)
    shown = overview.view(store, OWNER, project)
    assert shown.run is not None and shown.run.mapping_version == 2
    assert not uploads.view(store, OWNER, project).mapped


def test_a_file_that_came_later_is_filled_in_by_the_rule_and_a_persons_word_stands(
    store: Storage, project: ProjectChoice
) -> None:
    change(store, project, ARCHIVE)
    uploads.receive(store, OWNER, project.id, [Dropped("later.csv", PATIENTS)])
    assert view(store, project, ("later.csv", "later")).table is not None
    runs.start(store, OWNER, project.id, how=Accept.SURE, clinic=CLINIC)
    work_all(store)
    shown = overview.view(store, OWNER, project)
    assert shown.run is not None and shown.run.mapping_version == 2
    assert shown.run.sums.records.missing == shown.run.sums.cells.missing == 0
    assert line(store, project, "Fee").by == "Robin"


def test_a_column_that_a_newer_file_lost_or_gained_is_fitted_and_both_sums_close(
    store: Storage, project: ProjectChoice
) -> None:
    change(store, project, ARCHIVE)
    newer = VISITED.replace(b"Fee", b"Weather", 1).replace(b"FirstName", b"NickName", 1)
    uploads.receive(store, OWNER, project.id, [Dropped("patients.csv", newer)])
    table = view(store, project).table
    assert table is not None
    assert {c.name for c in table.columns} == {"PatNum", "LastName", "NickName", "Seen", "Status", "Weather"}
    runs.start(store, OWNER, project.id, how=Accept.SURE, clinic=CLINIC)
    work_all(store)
    shown = overview.view(store, OWNER, project)
    assert shown.run is not None
    assert shown.run.sums.records.missing == shown.run.sums.cells.missing == 0
    assert shown.run.sums.closes


@pytest.mark.parametrize("asked", [SEEN, ARCHIVE, SetKind(PEOPLE, None), SetKey(PEOPLE, ())], ids=str)
def test_after_any_change_a_run_accounts_for_every_record_and_value(
    store: Storage, project: ProjectChoice, asked: Change
) -> None:
    change(store, project, asked)
    runs.start(store, OWNER, project.id, how=Accept.SURE, clinic=CLINIC, seen=1)
    work_all(store)
    shown = overview.view(store, OWNER, project)
    assert shown.run is not None and shown.run.sums.closes
    assert shown.run.sums.records.missing == shown.run.sums.cells.missing == 0


def test_profiles_and_suggestions_are_made_once_for_the_same_files(
    store: Storage, project: ProjectChoice
) -> None:
    before = facts_of(store, project.id)
    change(store, project, ARCHIVE)
    assert facts_of(store, project.id) is before
    uploads.receive(store, OWNER, project.id, [Dropped("patients.csv", PATIENTS)])
    assert facts_of(store, project.id) is not before


def test_two_projects_of_the_same_files_share_no_facts(store: Storage, project: ProjectChoice) -> None:
    other = project_in(store, FILES)
    assert facts_of(store, project.id) is not facts_of(store, other.id)


def test_a_mapping_that_was_settled_elsewhere_becomes_the_next_version(
    store: Storage, project: ProjectChoice
) -> None:
    change(store, project, ARCHIVE)
    with store.read() as work:
        settled = work.mappings.get(project.id, 1).text
    change(store, project, SEEN, seen=1)
    assert mapping.adopt(store, CHAMPION, project.id, settled, seen=2) == 3
    with store.read() as work:
        assert work.mappings.get(project.id, 3).text == settled
    with pytest.raises(StaleVersion):
        mapping.adopt(store, CHAMPION, project.id, settled.replace("UTC", "Europe/Oslo"), seen=2)


def test_a_mapping_of_other_files_is_refused_and_not_saved(store: Storage, project: ProjectChoice) -> None:
    change(store, project, ARCHIVE)
    with store.read() as work:
        other = work.mappings.get(project.id, 1).text.replace("patients.csv", "people.csv")
    with pytest.raises(MappingInvalid, match="was read"):
        mapping.adopt(store, CHAMPION, project.id, other, seen=1)
    assert view(store, project).version == 1
