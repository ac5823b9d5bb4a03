"""Law 7 after everything: a clinic lives a whole life in the portal, and nothing of it is in clear anywhere.

From the first wrong password to the last signature and the removal of a project, with planted words in every
kind of input (lives/planted.py, lives/steps.py). Then every place is searched in which something could be
left behind: the folder of state, temporary folders, the dump of the database, the bucket, the log at its
loudest, every address that was asked for, the text of every error, what a session remembers, and the pages of
people who may not see it. A control leaks on purpose in each place, and has to be caught there.

A small clinic lives in every test run; with `make soak` the example's, whose every role asks and reads.
"""

from __future__ import annotations

import csv
import gzip
import io
import logging
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NoReturn

import polars as pl
import pytest
from openpyxl import load_workbook
from sqlalchemy import text

from core.demonstration import SMALL
from core.demonstration.group import Size
from portal.permissions import Role
from portal.viewmodels.taking import ENTRY_FORMS, FINANCE_FORMS, TRAIL_FORMS, Form
from reports.csv_text import harmless
from storage import AuditEvent
from tests.portal.lives import planted, steps
from tests.portal.lives.life import Life, begun, listened_to
from tests.portal.lives.planted import MARKS, Mark
from tests.portal.lives.screens import CLOSED, EVERY_TIME, NOBODYS, REMEMBERED, place_of, reads_every_page
from tests.portal.lives.traces import (
    ADDRESSES,
    BUCKET,
    DATABASE,
    ERRORS,
    LOG,
    SCREENS,
    STATE,
    TEMPORARY,
)

pytestmark = pytest.mark.timeout(1200)
EVERYWHERE = (STATE, TEMPORARY, DATABASE, BUCKET, LOG, SCREENS, ERRORS, ADDRESSES)


def _lived(folder: Path, size: Size, *, whole: bool) -> Iterator[Life]:
    files = planted.export(size)
    text_of = planted.mapping_of(files)
    with pytest.MonkeyPatch.context() as patched:
        made = begun(folder, patched)
        with listened_to(made.traces, patched):
            steps.lived(made, files, text_of, out=folder / "out", whole=whole)
        yield made
    made.store.close()


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    yield from _lived(tmp_path_factory.mktemp("life"), planted.TINY, whole=False)


def words_of(life: Life, place: str) -> tuple[str, ...]:
    """What may not be found there. Errors name the file or the column that they are about (core/errors.py),
    and the address of an invitation is the invitation.
    """
    roles = {place_of(role): words for role, words in CLOSED.items()}
    if place in roles or place == REMEMBERED:
        return roles.get(place, NOBODYS)
    told = [word for word in MARKS if not (place == ERRORS and word.lower() == Mark.FILE.lower())]
    return (*told, *life.secrets, *(() if place == ADDRESSES else life.links))


def found(life: Life, places: Iterable[str]) -> list[str]:
    return [
        f"{place}: {hit.canary} ({hit.file}, {hit.way})"
        for place in places
        for hit in life.traces.hits(place, words_of(life, place))
    ]


HAPPENED = {
    AuditEvent.UPLOAD_RECEIVED,
    AuditEvent.RUN_PUBLISHED,
    AuditEvent.DECISION_MADE,
    AuditEvent.SIGNING_REFUSED,
    AuditEvent.DOCUMENT_OPENED,
    AuditEvent.HANDOVER_MADE,
    AuditEvent.UPLOAD_OPENED,
    AuditEvent.AUDIT_EXPORTED,
    AuditEvent.ACCESS_REFUSED,
}


def test_it_was_a_life(life: Life) -> None:
    """Else a scan would find nothing because there was nothing."""
    with life.store.read() as work:
        events = {event.event for event in work.audit.events(life.project.id)}
        kinds = {finding["kind"] for finding in work.runs.of(life.project.id)[0].summary["findings"]}
    assert {event.value for event in HAPPENED} <= events
    assert len(kinds) >= 15
    assert len(life.traces.said[ERRORS]) > 100 and len(life.traces.said[ADDRESSES]) > 100
    assert set(life.traces.places()) == {*EVERYWHERE, REMEMBERED, *map(place_of, EVERY_TIME)}


def test_nothing_of_a_life_is_in_clear_anywhere(life: Life) -> None:
    assert found(life, EVERYWHERE) == []


def test_no_page_shows_what_its_reader_may_not_see_and_no_session_keeps_it(life: Life) -> None:
    assert found(life, (REMEMBERED, *map(place_of, EVERY_TIME))) == []


def cells_of(name: str, content: bytes) -> Iterator[tuple[str, bool]]:
    """Every text of a sheet, and whether the sheet itself calls it a formula."""
    if name.endswith("xlsx"):
        for sheet in load_workbook(io.BytesIO(content)):
            yield from (
                (str(c.value), c.data_type == "f") for row in sheet for c in row if c.value is not None
            )
    else:
        rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        yield from ((cell, False) for row in rows for cell in row)


def test_no_cell_of_any_sheet_that_left_is_run_by_a_spreadsheet(life: Life) -> None:
    """Cells, names of columns, reasons and names of people all begin like a formula. Which sheets there are
    is found by what left: by a grant in a form for spreadsheets, and in a handover.
    """
    sheets = {name: body for name, body in life.taken.items() if name.endswith((".csv", ".xlsx"))}
    granted = {
        f"{of}.{form}"
        for of, forms in (("log", ENTRY_FORMS), ("trail", TRAIL_FORMS), ("finances", FINANCE_FORMS))
        for form in forms
        if form in (Form.CSV, Form.WORKBOOK)
    }
    assert granted < set(sheets) and any(name.startswith("csv/") for name in sheets)
    runs = [
        (name, cell)
        for name, body in sheets.items()
        for cell, formula in cells_of(name, body)
        if formula or (harmless(cell) != cell and not cell.startswith("'"))
    ]
    assert runs == []
    tried = {
        name for name, body in sheets.items() if any(c.startswith("'=") for c, _ in cells_of(name, body))
    }
    assert {*granted, "csv/patient.csv", "log/migration_log.csv"} <= tried


def _fails(said: str) -> NoReturn:
    raise ValueError(f"of {said}")


def _by_the_store(life: Life) -> None:
    with life.store.blobs.writer() as writer:
        writer.write(f"name\n{Mark.PERSON}\n".encode())
        writer.commit("leak/one")


def _in_the_database(life: Life) -> None:
    with life.store.engine.begin() as connection:
        connection.execute(text("CREATE TABLE leak (name VARCHAR)"))
        connection.execute(text("INSERT INTO leak VALUES (:name)"), {"name": Mark.PERSON.value})


def _in_a_spill(life: Life) -> None:
    frame = pl.DataFrame({"name": [Mark.PERSON.value] * 50})
    frame.write_parquet(Path(tempfile.gettempdir()) / "spilled.parquet", compression="zstd")


def _by_another_person(life: Life) -> None:
    """The receptionist gets the pages of the owner."""
    life.tokens[Role.RECEPTIONIST] = life.tokens[Role.OWNER]
    reads_every_page(life, Role.RECEPTIONIST)


LEAKS: dict[str, tuple[str, Callable[[Life], object]]] = {
    "a file of state": (STATE, lambda life: (life.store.home / "kept.json").write_text(f'["{Mark.NOTE}"]')),
    "a packed file of state": (
        STATE, lambda life: (life.store.home / "kept.gz").write_bytes(gzip.compress(str(Mark.NOTE).encode())),
    ),
    "a temporary file": (
        TEMPORARY, lambda life: Path(tempfile.mkstemp()[1]).write_text(Mark.PERSON, encoding="utf-16"),
    ),
    "a spilled table": (TEMPORARY, _in_a_spill),
    "a row": (DATABASE, _in_the_database),
    "a blob": (BUCKET, _by_the_store),
    "a line of the log": (LOG, lambda life: logging.getLogger("portal.page").debug(f"of {Mark.PERSON}")),
    "a line of somebody else's log": (LOG, lambda life: logging.getLogger("urllib3").info(life.secrets[0])),
    "something printed": (SCREENS, lambda life: print(Mark.SECRET)),
    "an address": (ADDRESSES, lambda life: life.browser().get(f"/log?search={Mark.PERSON}")),
    "the text of an error": (ERRORS, lambda life: life.tries(lambda: _fails(Mark.CELL))),
    "a page": (place_of(Role.RECEPTIONIST), _by_another_person),
    "a session": (
        REMEMBERED, lambda life: life.traces.said[REMEMBERED].append(str({"cb-name": Mark.PERSON.value})),
    ),
}  # fmt: skip


@pytest.mark.parametrize("leak", LEAKS)
def test_a_leak_on_purpose_is_caught_in_its_place(life: Life, leak: str, monkeypatch) -> None:
    """After the scans above, which it would spoil. Only words that leak are sought."""
    place, act = LEAKS[leak]
    words = set(words_of(life, place)) & {*NOBODYS, Mark.SECRET, life.secrets[0]}
    before = len(life.traces.hits(place, words))
    tokens = dict(life.tokens)
    with listened_to(life.traces, monkeypatch):
        act(life)
    life.tokens = tokens
    assert len(life.traces.hits(place, words)) > before


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_nothing_of_a_whole_life_is_in_clear_anywhere(tmp_path: Path) -> None:
    (life,) = _lived(tmp_path, SMALL, whole=True)
    assert found(life, (*EVERYWHERE, REMEMBERED, *map(place_of, CLOSED))) == []
