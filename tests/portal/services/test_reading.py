"""How files are read is seen, changed and taken back; what people said holds wherever they are read."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from py7zr import SevenZipFile

from core.choices import NO_CHOICES, REPAIR_ALL
from core.errors import ChoicesInvalid
from core.sources.fixed_width.layout import Column
from core.tables import Share
from portal.permissions import Forbidden
from portal.services import log, mapping_facts, reading_changes, reading_page, rejects_file, uploads
from portal.services.read_alike import as_read_by
from portal.services.rejects_file import RejectsOf
from portal.viewmodels.log import LogQuery
from portal.viewmodels.reading import (
    AcceptRepairs,
    ChoiceView,
    Correct,
    CorrectMany,
    FileReading,
    GiveLayout,
    GivePassword,
    Override,
    ReadingChange,
    ReadingPage,
    ReadingQuery,
    TableReading,
    Topic,
)
from portal.viewmodels.uploads import Dropped
from portal.visit import ProjectChoice
from storage import Storage
from storage.errors import NotStored, StaleVersion
from tests.core.sources.test_unsealing import SEALED
from tests.portal.stores import AUDITOR, OWNER, RECEPTIONIST, project_in, run_again, store_in, work_all

MARCH = "visits 2026-03.csv"
ROWS = b"".join(b"%d;Smith, Ann %d;2026-03-0%d\n" % (n, n, 1 + n % 8) for n in range(1, 31))
CONTENT = b"Visit;Name;Day\n" + ROWS
DAMAGED = CONTENT + b"31;Smith, Ann 31 2026-03-02\n"
BROKEN = b'Id,Name\n1,Ann\n2,"Ben\n3,Cy\n4,"Di\n5,Ed\n'


class At:
    """A project with its files looked into."""

    def __init__(self, place: Path, **files: bytes) -> None:
        self.store: Storage = store_in(place)
        named = {name.replace("__", "."): content for name, content in files.items()}
        self.project: ProjectChoice = project_in(self.store, named or {MARCH: CONTENT, "b.csv": BROKEN})
        work_all(self.store)

    def page(self, path: str = "", trying: Override | None = None) -> ReadingPage:
        return reading_page.view(self.store, OWNER, self.project, ReadingQuery(path, trying))

    def file(self, path: str = MARCH, trying: Override | None = None) -> FileReading:
        found = self.page(path, trying).open
        assert found is not None
        return found

    def table(self, path: str = MARCH, trying: Override | None = None) -> TableReading:
        return self.file(path, trying).tables[0]

    def choice(self, topic: Topic, path: str = MARCH) -> ChoiceView:
        return next(each for each in self.table(path).choices if each.topic is topic)

    def say(self, change: ReadingChange, *, seen: int | None = None) -> int:
        version = self.page().version if seen is None else seen
        return reading_changes.change(self.store, OWNER, self.project.id, change, seen=version)


@pytest.fixture
def at(tmp_path: Path) -> At:
    return At(tmp_path)


def commas(path: str = MARCH) -> Override:
    return Override(path, Topic.DELIMITER, ",")


def test_the_page_lists_files_and_opens_the_first_that_needs_somebody(at: At) -> None:
    page = at.page()
    assert [(line.path, line.label, line.rejects) for line in page.files] == [
        ("b.csv", "text split by commas", 2),
        (MARCH, "text split by semicolons", 0),
    ]
    assert page.open is not None
    assert page.open.path == "b.csv"
    assert (page.version, page.may_change, page.sees_rows, page.can_undo) == (0, True, True, False)


def test_an_opened_file_shows_raw_lines_beside_cells_and_what_it_was_taken_for(at: At) -> None:
    table = at.table()
    assert (table.records, table.counted) == (30, 30)
    assert table.first[0].share is Share.HEADER
    assert (table.first[1].raw, table.first[1].cells) == (
        "1;Smith, Ann 1;2026-03-02",
        ("1", "Smith, Ann 1", "2026-03-02"),
    )
    assert [column.kind for column in table.columns][2] == "date"
    assert at.choice(Topic.DELIMITER).found == ";"
    assert at.choice(Topic.HEADER).found == "1"
    assert sum(size for _, size in table.shares) == len(CONTENT)


def test_trying_a_choice_shows_it_and_keeps_nothing(at: At) -> None:
    tried = at.file(trying=commas())
    assert (tried.trying, len(tried.tables[0].columns)) == (True, 2)
    assert len(at.table().columns) == 3
    assert at.page().version == 0


def test_a_choice_that_cannot_hold_is_refused_tried_or_kept(at: At) -> None:
    for wrong in (
        Override(MARCH, Topic.DELIMITER, "|"),
        Override(MARCH, Topic.HEADER, "99"),
        Override(MARCH, Topic.DELIMITER, "xy"),
        Override(MARCH, Topic.ENCODING, "utf-16-le"),
    ):
        with pytest.raises(ChoicesInvalid):
            at.page(MARCH, wrong)
        with pytest.raises(ChoicesInvalid):
            at.say(wrong)
    assert at.page().version == 0


def test_a_choice_that_is_kept_says_who_and_is_taken_back(at: At) -> None:
    assert at.say(commas()) == 1
    said = at.choice(Topic.DELIMITER)
    assert (said.found, said.said, said.by, said.remembered) == (";", ",", OWNER.name, False)
    assert said.at is not None
    assert at.page().can_undo
    assert reading_changes.undo(at.store, OWNER, at.project.id, seen=1) == 2
    assert at.choice(Topic.DELIMITER).said is None
    assert not at.page().can_undo
    with pytest.raises(NotStored):
        reading_changes.undo(at.store, OWNER, at.project.id, seen=2)


def test_the_same_change_sent_twice_is_one_and_an_old_page_overwrites_nothing(at: At) -> None:
    assert [at.say(commas(), seen=0) for _ in range(2)] == [1, 1]
    with pytest.raises(StaleVersion):
        at.say(Override(MARCH, Topic.HEADER, "2"), seen=0)
    with pytest.raises(StaleVersion):
        reading_changes.undo(at.store, OWNER, at.project.id, seen=0)


def test_what_was_said_is_remembered_for_the_next_file_of_the_same_shape(at: At) -> None:
    at.say(commas())
    april = "visits 2026-04.csv"
    uploads.receive(at.store, OWNER, at.project.id, [Dropped(april, CONTENT.replace(b"2026-03", b"2026-04"))])
    work_all(at.store)
    said = at.choice(Topic.DELIMITER, april)
    assert (said.said, said.remembered, len(at.table(april).columns)) == (",", True, 2)
    at.say(Override(april, Topic.DELIMITER, None))
    assert at.choice(Topic.DELIMITER, april).said is None
    assert at.choice(Topic.DELIMITER).said == ","


def test_a_look_that_follows_tells_the_other_pages(at: At) -> None:
    at.say(commas())
    at.say(Override(MARCH, Topic.HEADER, "2"))
    work_all(at.store)
    view = uploads.view(at.store, OWNER, at.project)
    (table,) = next(each for each in view.uploads if each.path == MARCH).tables
    assert (table.records, len(table.columns)) == (29, 2)
    facts = mapping_facts.facts_of(at.store, at.project.id)
    assert {len(each.columns) for each in facts.tables} == {2}


def test_repairs_are_accepted_one_by_one_and_taken_back(tmp_path: Path) -> None:
    at = At(tmp_path, a__csv=DAMAGED.replace(b"31;Smith, Ann 31 ", b"31;Smith, Ann 31;2026-03-02;\n32;Ann;"))
    (group,) = at.table("a.csv").repairs
    assert (group.count, group.applied) == (1, 0)
    (view,) = group.examples
    at.say(AcceptRepairs("a.csv", id=view.id))
    (group,) = at.table("a.csv").repairs
    assert (group.applied, group.examples[0].applied) == (1, True)
    assert at.page("a.csv").files[0].open_repairs == 0
    at.say(AcceptRepairs("a.csv", kind=group.kind, accept=False))
    assert at.table("a.csv").repairs[0].applied == 0
    with pytest.raises(ChoicesInvalid):
        at.say(AcceptRepairs("a.csv", id="nothing"))


def test_a_reject_is_put_right_in_place_and_the_log_says_by_whom(at: At) -> None:
    first = at.table("b.csv").rejects[0]
    at.say(Correct("b.csv", first.id, ("2", "Ben")))
    table = at.table("b.csv")
    assert (table.records, table.rejects_in_all, table.counted) == (4, 1, 5)
    assert (table.rejects[0].corrected, table.rejects[0].by) == (("2", "Ben"), OWNER.name)
    run_again(at.store, at.project)
    shown = log.view(at.store, OWNER, at.project, LogQuery(reason="row_corrected")).entries
    assert [(entry.line, entry.by) for entry in shown] == [(3, OWNER.name)]
    at.say(Correct("b.csv", first.id, None))
    assert at.table("b.csv").rejects_in_all == 2
    for cells in (("1", "2", "3"), ()):
        with pytest.raises(ChoicesInvalid):
            at.say(Correct("b.csv", first.id, cells))
    with pytest.raises(ChoicesInvalid):
        at.say(Correct("b.csv", "", ("1",)))


def test_a_run_keeps_to_what_was_said_when_it_was_asked_for(at: At) -> None:
    at.say(Correct("b.csv", at.table("b.csv").rejects[0].id, ("2", "Ben")))
    run_again(at.store, at.project)
    reading_changes.undo(at.store, OWNER, at.project.id, seen=1)
    page = log.view(at.store, OWNER, at.project, LogQuery(reason="row_corrected"))
    detail = log.entry(at.store, OWNER, at.project, page.entries[0].ref)
    assert dict(detail.cells)["Name"] == "Ben"


def test_columns_of_a_fixed_width_are_where_somebody_says(tmp_path: Path) -> None:
    content = b"00120240101 more\n00220240102\n00320240103\n"
    at = At(tmp_path, p__txt=content)
    at.say(GiveLayout("p.txt", (Column("Id", 0, 3), Column("Day", 3, None))))
    found = at.file("p.txt")
    assert [column.name for column in found.tables[0].columns] == ["Id", "Day"]
    assert found.layout == (Column("Id", 0, 3), Column("Day", 3, None))
    assert found.tables[0].records == 3
    with pytest.raises(ChoicesInvalid):
        at.say(GiveLayout("p.txt", (Column("Id", 0, 5), Column("Day", 3, None))))
    at.say(GiveLayout("p.txt", ()))
    assert at.file("p.txt").layout == ()


def test_a_password_opens_a_file_is_in_no_version_and_can_be_taken_back(tmp_path: Path) -> None:
    at = At(tmp_path, w__xlsx=SEALED)
    assert at.page().files[0].locked
    with pytest.raises(ChoicesInvalid) as refused:
        at.say(GivePassword("w.xlsx", "wrong"))
    assert "wrong" not in str(refused.value)
    assert at.say(GivePassword("w.xlsx", "open")) == 1
    found = at.file("w.xlsx")
    assert (found.locked, found.password_given, found.tables[0].records) == (False, True, 2)
    with at.store.read() as work:
        row = work.choices.get(at.project.id, 1)
        assert row is not None
        assert "open" not in row.text
    run_again(at.store, at.project)
    at.say(GivePassword("w.xlsx", ""))
    assert at.file("w.xlsx").locked


def test_without_the_right_to_originals_no_line_and_no_cell_is_shown(at: At) -> None:
    for actor in (RECEPTIONIST, AUDITOR):
        page = reading_page.view(at.store, actor, at.project, ReadingQuery("b.csv"))
        assert (page.sees_rows, page.may_change) == (False, False)
        assert page.ask
        assert page.open is not None
        (table,) = page.open.tables
        assert (table.first, table.rejects, table.rejects_in_all) == ((), (), 2)
        assert "Ben" not in repr(page)
        with pytest.raises(Forbidden):
            reading_changes.change(at.store, actor, at.project.id, commas(), seen=0)
        with pytest.raises(Forbidden):
            reading_changes.undo(at.store, actor, at.project.id, seen=0)


def test_looking_at_lines_and_each_change_leave_their_events(at: At) -> None:
    for _ in range(2):
        at.page(MARCH)
    at.say(commas())
    reading_changes.undo(at.store, OWNER, at.project.id, seen=1)
    with at.store.read() as work:
        events = [(each.event, each.facts) for each in work.audit.events(at.project.id)]
    assert sum(name == "person:upload:open" and facts["file"] == MARCH for name, facts in events) == 1
    said = next(facts for name, facts in events if name == "person:reading:say")
    assert (said["file"], said["what"], said["version"]) == (MARCH, "delimiter", 1)
    assert sum(name == "person:reading:take" for name, _ in events) == 1


def test_a_text_that_is_said_to_be_no_table_can_be_said_to_be_one_again(at: At) -> None:
    at.say(Override(MARCH, Topic.FORMAT, "document"))
    found = at.file()
    assert (found.tables[0].records, found.tables[0].first[0].raw) == (0, "Visit;Name;Day")
    assert at.choice(Topic.FORMAT).said == "document"
    at.say(Override(MARCH, Topic.FORMAT, None))
    assert at.table().records == 30


def test_a_path_that_is_not_among_the_files_opens_none_of_another_project(at: At) -> None:
    assert at.file("nowhere.csv").path == "b.csv"
    with pytest.raises(NotStored):
        at.say(commas("nowhere.csv"))


def test_a_file_in_an_archive_is_read_otherwise_and_put_right_like_any_other(tmp_path: Path) -> None:
    whole = BytesIO()
    with ZipFile(whole, "w") as archive:
        archive.writestr("old/b.csv", BROKEN)
        archive.writestr("old/visits.csv", CONTENT)
    at = At(tmp_path, a__zip=whole.getvalue())
    inside, visits = "a.zip!/old/b.csv", "a.zip!/old/visits.csv"
    assert [line.path for line in at.page().files] == [inside, visits]
    at.say(Correct(inside, at.table(inside).rejects[0].id, ("2", "Ben")))
    at.say(commas(visits))
    work_all(at.store)
    (upload,) = uploads.view(at.store, OWNER, at.project).uploads
    assert [(table.records, table.rejects, len(table.columns)) for table in upload.tables] == [
        (4, 1, 2),
        (29, 0, 2),
    ]
    with pytest.raises(NotStored):
        at.page("a.zip!/old/none.csv")


def test_an_archive_with_sealed_files_is_listed_until_its_password_is_there(tmp_path: Path) -> None:
    whole = BytesIO()
    with SevenZipFile(whole, "w", password="open") as archive:
        archive.writestr(CONTENT, "visits.csv")
    at = At(tmp_path, a__7z=whole.getvalue())
    assert [(line.path, line.locked) for line in at.page().files] == [("a.7z", True)]
    assert at.file("a.7z").locked
    with pytest.raises(ChoicesInvalid):
        at.say(GivePassword("a.7z", "wrong"))
    at.say(GivePassword("a.7z", "open"))
    assert (at.file("a.7z").locked, at.file("a.7z").password_given) == (False, True)
    work_all(at.store)
    assert at.table("a.7z!/visits.csv").records == 30


def test_unreadable_lines_leave_as_a_workbook_and_come_back_filled_in(at: At) -> None:
    pieces = rejects_file.write(at.store, OWNER, at.project.id, RejectsOf("b.csv"))
    book = load_workbook(BytesIO(b"".join(pieces)))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]][-2:] == ["Id", "Name"]
    assert [sheet.cell(row, 2).value for row in (2, 3)] == ["3", "5"]
    with pytest.raises(ChoicesInvalid):
        at.say(CorrectMany("b.csv", saved(book)))
    for column, text in ((5, "4"), (6, "Di")):
        sheet.cell(3, column).value = text
    filled = saved(book)
    with pytest.raises(ChoicesInvalid):
        at.say(CorrectMany(MARCH, filled))
    assert [at.say(CorrectMany("b.csv", filled), seen=0) for _ in range(2)] == [1, 1]
    table = at.table("b.csv")
    assert (table.records, table.rejects_in_all) == (4, 1)
    assert next(view for view in table.rejects if view.corrected).corrected == ("4", "Di")
    with pytest.raises(Forbidden):
        rejects_file.write(at.store, RECEPTIONIST, at.project.id, RejectsOf("b.csv"))


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_run_from_before_there_were_versions_is_read_again_under_its_repairs(at: At) -> None:
    spoken = as_read_by(at.store, at.project.id, {"repairs": [{"all": "yes"}]})
    assert spoken.choices == REPAIR_ALL
    assert as_read_by(at.store, at.project.id, {"reading": 0, "repairs": []}).choices == NO_CHOICES
