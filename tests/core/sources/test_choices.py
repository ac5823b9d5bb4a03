"""What people say goes before what a file looks like; whatever they say, every byte is accounted for."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.choices import Choices, Correction, FileChoices, Said, ToldColumn, ToldColumns, Topic
from core.choices.allowed import ENCODINGS, ESCAPES, FORMATS, NAMED_DELIMITERS, NONE, QUOTES
from core.choices.model import raw_digest
from core.repairs import ALL_REPAIRS
from core.sources import read_uploads
from core.sources.accounting import DIFFER
from core.sources.shapes import by_itself
from core.tables import Intake, Share
from tests.core.sources.given import kinds, rows, upload


def said(path: str = "t.csv", **topics: str) -> Choices:
    told = FileChoices(path)
    for name, value in topics.items():
        told = told.with_topic(Topic(name), Said(value, by="Ann Lee"))
    return Choices((told,))


def read(content: bytes, choices: Choices, path: str = "t.csv") -> Intake:
    return read_uploads([upload(path, content)], choices=choices)


def test_names_that_are_said_to_go_on_below_are_put_together() -> None:
    content = b"Patients\nvisit,,name\nday,time,\n2021-01-02,08:00,Ann\n2021-01-03,09:00,Ben\n"
    (table,) = read(content, said(header="2-3")).tables
    assert table.table.columns == ("visit day", "time", "name")
    assert (table.table.frame.height, table.counted) == (2, 2)
    assert [(one.line, one.what.value) for one in table.aside] == [
        (1, "preamble"),
        (2, "header"),
        (3, "header"),
    ]


def test_names_of_a_fixed_width_that_are_said_to_go_on_below_are_put_together() -> None:
    lines = [f"{n:<6}Ann {n:<8}2021-03-{n:02}" for n in range(1, 15)]
    text = "\n".join(["no    first       day", "      name        born", *lines, ""]).encode()
    (table,) = read(text, said("t.txt", format="fixed", header="1-2"), "t.txt").tables
    assert table.table.columns == ("no", "first name", "day born")
    assert (table.table.frame.height, table.counted) == (14, 14)


SEMICOLONS = b"a;b,c\n1;2,3\n4;5,6\n"


def test_a_delimiter_that_is_said_is_followed_and_named_as_said() -> None:
    (table,) = read(SEMICOLONS, said(delimiter=",")).tables
    assert table.table.columns == ("a;b", "c")
    (table,) = read(SEMICOLONS, said(delimiter=";")).tables
    assert table.table.columns == ("a", "b,c")
    assert table.evidence["delimiter_evidence"] == "said by Ann Lee"


def test_a_delimiter_that_never_occurs_is_a_finding_and_not_followed() -> None:
    found = read(SEMICOLONS, said(delimiter="|"))
    assert "choice_unfit" in kinds(found)
    assert found.tables[0].table.frame.equals(read(SEMICOLONS, Choices()).tables[0].table.frame)


def test_an_encoding_that_is_said_is_followed() -> None:
    content = "name,town\nZoë,Köln\n".encode("cp1252")
    (table,) = read(content, said(encoding="mac_roman")).tables
    assert rows(table)[0] != ["Zoë", "Köln"]
    (table,) = read(content, said(encoding="cp1252")).tables
    assert rows(table)[0] == ["Zoë", "Köln"]
    assert table.evidence["encoding_evidence"] == "said by Ann Lee"


def test_an_encoding_in_which_the_bytes_cannot_be_read_is_a_finding() -> None:
    found = read("name,town\nZoë,Köln\n".encode("cp1252"), said(encoding="utf-8"))
    assert "choice_unfit" in kinds(found)
    assert found.tables[0].evidence["encoding"] == "cp1252"


def test_the_line_of_names_is_the_one_that_is_said() -> None:
    content = b"Report,of\nthe,day\nid,name\n1,Ann\n"
    (table,) = read(content, said(header="3")).tables
    assert table.table.columns == ("id", "name")
    assert rows(table) == [["1", "Ann"]]
    assert table.shares[Share.PREAMBLE] == len(b"Report,of\nthe,day\n")
    assert table.evidence["header_line"] == "3"


def test_a_table_has_no_names_where_somebody_says_so() -> None:
    (table,) = read(b"Ann,Cork\nBen,Bonn\n", said(header=NONE)).tables
    assert rows(table) == [["Ann", "Cork"], ["Ben", "Bonn"]]


def test_a_line_of_names_beyond_the_file_is_a_finding() -> None:
    found = read(b"id,name\n1,Ann\n", said(header="9"))
    assert "choice_unfit" in kinds(found)
    assert found.tables[0].table.columns == ("id", "name")


def test_quotes_are_what_is_said() -> None:
    content = b"id,name\n1,'Ann'\n2,'Ben'\n"
    assert rows(read(content, said(quote=NONE)).tables[0])[0] == ["1", "'Ann'"]
    assert rows(read(content, said(quote="'")).tables[0])[0] == ["1", "Ann"]


def test_a_file_that_is_said_to_be_no_table_is_kept_whole() -> None:
    found = read(SEMICOLONS, said(format="document"))
    assert not found.tables
    assert kinds(found) == {"said_no_table"}


def test_text_that_begins_like_json_is_a_table_where_somebody_says_so() -> None:
    content = b'{"id",name\n1,Ann\n2,Ben\n'
    assert read(content, said(format="delimited")).tables[0].counted == 2


def test_what_is_said_of_text_cannot_hold_for_a_picture() -> None:
    found = read(b"\xff\xd8\xff\xe0" + bytes(40), said(path="p.jpg", delimiter=";"), "p.jpg")
    assert "choice_unfit" in kinds(found)


BROKEN = b'id,name\n1,Ann\n2,"Ben\n3,Cy\n4,"Di\n5,Ed\n'


def test_a_reject_becomes_the_record_that_somebody_said() -> None:
    (table,) = read(BROKEN, Choices()).tables
    first = table.rejects[0]
    place = (upload("t.csv", BROKEN).sha256, first.start or 0, first.end or 0, raw_digest(first.raw))
    told = Choices(corrections=(Correction(*place, ("2", "Ben"), "Ann Lee"),))
    (mended,) = read(BROKEN, told).tables
    (corrected,) = mended.corrections
    assert rows(mended)[corrected.record - 1] == ["2", "Ben"]
    assert (corrected.by, corrected.raw) == ("Ann Lee", first.raw)
    assert len(mended.rejects) == len(table.rejects) - 1
    assert mended.counted == mended.table.frame.height + len(mended.rejects)
    assert mended.table.frame["#record"].to_list() == list(range(1, mended.table.frame.height + 1))
    assert mended.table.frame["#line"].is_sorted()
    assert "row_corrected" in kinds(mended)


def test_a_correction_may_reach_into_extra_columns_and_no_further() -> None:
    content = BROKEN + b"6,Flo,beyond\n"
    (table,) = read(content, Choices()).tables
    first = table.rejects[0]
    place = (upload("t.csv", content).sha256, first.start or 0, first.end or 0, raw_digest(first.raw))
    for cells, found in (
        (("2", "Ben", "more"), True),
        (("2", "Ben", "", ""), True),
        (("2", "", "", "x"), False),
    ):
        (mended,) = read(content, Choices(corrections=(Correction(*place, cells),))).tables
        assert bool(mended.corrections) is found
    (mended,) = read(content, Choices(corrections=(Correction(*place, ("2", "Ben", "more")),))).tables
    assert rows(mended)[1] == ["2", "Ben", "more"]
    (mended,) = read(content, Choices(corrections=(Correction(*place, ("2",)),))).tables
    assert rows(mended)[1] == ["2", "", None]


@pytest.mark.parametrize("raw", ["other text", ""])
def test_a_correction_of_another_text_is_a_finding_and_changes_nothing(raw: str) -> None:
    sha = upload("t.csv", BROKEN).sha256
    told = Choices(corrections=(Correction(sha, 14, 20, raw_digest(raw), ("2", "Ben")),))
    found = read(BROKEN, told)
    assert "correction_unfit" in kinds(found)
    assert found.tables[0].rejects == read(BROKEN, Choices()).tables[0].rejects


MARCH = "patients_2026-03.csv", b"id,name;born\n1,Ann;1980-02-01\n2,Ben;1981-01-01\n"
APRIL = "patients_2026-04.csv", b"id,name;born\n3,Cy;1982-02-01\n4,Di;1983-01-01\n5,Ed;1990-01-01\n"


def remembered() -> Choices:
    seen = by_itself(*MARCH)
    assert seen is not None
    told = FileChoices(MARCH[0], upload=upload(*MARCH).sha256, shape=seen.shape)
    return Choices((told.with_topic(Topic.DELIMITER, Said(",", by="Ann Lee")),))


def test_what_was_said_of_a_file_is_remembered_for_the_next_of_its_shape() -> None:
    found = read(APRIL[1], remembered(), APRIL[0])
    assert found.tables[0].table.columns == ("id", "name;born")
    assert "choice_remembered" in kinds(found)
    assert found.tables[0].evidence["delimiter_evidence"].endswith("of an earlier file of the same shape")


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("visits_2026-04.csv", APRIL[1]),
        (APRIL[0], APRIL[1].replace(b"born", b"birthday")),
        (APRIL[0], APRIL[1].replace(b";", b"|")),
        (APRIL[0], APRIL[1].replace(b"Cy", "Zoë".encode("cp1252"))),
    ],
)
def test_nothing_is_remembered_for_a_file_that_looks_otherwise(path: str, content: bytes) -> None:
    assert "choice_remembered" not in kinds(read(content, remembered(), path))


TEXT = st.text(alphabet=st.sampled_from("ab 1,;|\t'\"\\\n\r\u00e9\u20ac"), max_size=60)
TOPICS = st.fixed_dictionaries(
    {},
    optional={
        Topic.FORMAT: st.sampled_from(FORMATS),
        Topic.ENCODING: st.sampled_from(ENCODINGS),
        Topic.DELIMITER: st.sampled_from([*NAMED_DELIMITERS.values(), "#", "-", "_"]),
        Topic.QUOTE: st.sampled_from(QUOTES),
        Topic.ESCAPE: st.sampled_from(ESCAPES),
        Topic.HEADER: st.sampled_from([NONE, "1", "2", "3", "9"]),
    },
)
COLUMNS = st.none() | st.builds(
    lambda widths, skip: ToldColumns(
        tuple(ToldColumn("", 1 + sum(widths[:n]), width) for n, width in enumerate(widths)), skip
    ),
    st.lists(st.integers(1, 5), min_size=1, max_size=4),
    st.integers(0, 3),
)


@example("\\;\r1\r\\", "utf-8", {}, None, False, True)
@example("\r \n1", "utf-8", {}, ToldColumns((ToldColumn("", 1, 1),)), False, False)
@settings(max_examples=400, deadline=None)
@given(
    TEXT,
    st.sampled_from(["utf-8", "cp1252", "utf-16", "utf-16-le"]),
    TOPICS,
    COLUMNS,
    st.booleans(),
    st.booleans(),
)
def test_every_record_and_byte_is_accounted_for_under_anything_that_may_be_said(
    text: str,
    encoding: str,
    topics: dict[Topic, str],
    columns: ToldColumns | None,
    repaired: bool,
    corrected: bool,
) -> None:
    content = text.encode(encoding, "replace")
    told = FileChoices("t.csv", tuple((topic, Said(value)) for topic, value in topics.items()), columns)
    choices = Choices((told,), ALL_REPAIRS if repaired else Choices().repairs)
    found = read(content, choices)
    if corrected:
        sha = upload("t.csv", content).sha256
        made = [
            Correction(sha, one.start or 0, one.end or 0, raw_digest(one.raw), ("x",))
            for table in found.tables
            for one in table.rejects
        ]
        found = read(content, Choices((told,), choices.repairs, tuple(made)))
        assert not any(table.rejects for table in found.tables) or repaired
    for table in found.tables:
        unsettled = DIFFER in {one.reason for one in table.rejects}
        assert unsettled or table.counted == table.table.frame.height + len(table.rejects)
    if found.tables and found.tables[0].shares:
        assert sum(sum(table.shares.values()) for table in found.tables) == len(content)
    assert found.tables or found.files
