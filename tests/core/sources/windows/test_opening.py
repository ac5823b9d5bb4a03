"""Which large files are gone through in windows, and what becomes of the others without reading them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.choices import NO_CHOICES, Choices, FileChoices, Said, Topic
from core.repairs import ALL_REPAIRS
from core.sources.windows.opening import Opened, is_large_text, open_large
from core.sources.windows.sizes import Sizes
from core.sources.windows.survey import survey
from core.sources.windows.table import WindowedTable
from core.tables import FileKind, StoredFile
from tests.core.sources.windows.test_table import in_slices

SMALL = Sizes(whole=100, window=50)
TABLE = b"id,name,born\n" + b"1,Ann,2001-02-03\n" * 30


def opened(content: bytes, path: str = "t.csv", *, choices: Choices = NO_CHOICES) -> Opened | None:
    upload = replace(in_slices(content, 40), path=path)
    seen = survey(upload.open_slices, len(content))
    return open_large(upload, seen, sizes=SMALL, choices=choices)


def test_a_text_is_large_from_its_bound_on_and_other_formats_never() -> None:
    assert is_large_text(in_slices(TABLE, 40).open_slices, len(TABLE), SMALL)
    assert not is_large_text(in_slices(TABLE, 40).open_slices, len(TABLE), replace(SMALL, whole=10_000))
    for other in (b"%PDF-1.4\n" + TABLE, b"PK\x03\x04" + TABLE, b'{"a": 1}' + TABLE, b"MSH|^~\\&|" + TABLE):
        assert not is_large_text(in_slices(other, 40).open_slices, len(other), SMALL)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "cp1252"])
def test_a_table_is_opened_in_any_encoding(encoding: str) -> None:
    found = opened(TABLE.decode().replace("Ann", "Zoë").encode(encoding))
    assert found is not None
    assert isinstance(found.found, WindowedTable)
    assert found.found.columns(3)[0] == ("id", "name", "born")
    assert found.findings == ()


def test_a_note_a_blank_text_and_an_unknown_encoding_are_kept() -> None:
    note = b"Dear Ann. Thank you for coming. We hope that you are well. Yours, the clinic.\n" * 30
    damaged = b"\xff\xfe" + b"\x00\xd8" * 200
    for content, path, kind, says in (
        (note, "letter.txt", FileKind.TEXT, "not_a_table"),
        (b" \n" * 300, "blank.csv", FileKind.TEXT, "empty_file"),
        (damaged, "damaged.csv", FileKind.OTHER, "unknown_encoding"),
    ):
        found = opened(content, path)
        assert found is not None
        assert isinstance(found.found, StoredFile)
        assert (found.found.kind, [one.kind for one in found.found.findings]) == (kind, [says])


def test_columns_of_a_fixed_width_are_left_to_whom_reads_them_whole() -> None:
    rows = "".join(f"{n:<6}Ann Bell    2001-02-03  {n * 7:>8}\n" for n in range(100, 160))
    text = "ID    NAME        BORN            FEE\n----  ----------  ----------  ----------\n" + rows
    assert opened(text.encode(), "t.txt") is None


def test_a_name_that_says_otherwise_is_told() -> None:
    found = opened(TABLE, "t.xlsx")
    assert found is not None
    assert [one.kind for one in found.findings] == ["name_disagrees"]


def test_a_file_of_which_a_person_said_something_is_left_to_whom_reads_it_whole() -> None:
    said = FileChoices("t.csv", ((Topic.DELIMITER, Said(";")),))
    assert opened(TABLE, choices=Choices(files=(said,))) is None
    assert opened(TABLE, "another.csv", choices=Choices(files=(said,))) is not None
    assert opened(TABLE, choices=Choices(repairs=ALL_REPAIRS)) is not None
