"""What the page about reading is shown in tests: damaged and unreadable lines, a choice, a locked file."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from core.sources.fixed_width.layout import Column
from core.tables import Share
from portal.viewmodels.reading import (
    ChoiceView,
    ColumnSeen,
    FileLine,
    FileReading,
    Option,
    Override,
    RawRow,
    ReadingPage,
    RejectView,
    RepairGroup,
    RepairView,
    TableReading,
    Topic,
)

CLINIC = "Example: Maple Street Dental"
AT = datetime(2026, 3, 12, 14, 5, tzinfo=UTC)
PATH = "export/appointments <b>.csv"
CELL = "Bloggs, Ada <i>"
"""What a patient's cell holds."""
COLUMNS = (
    ColumnSeen("AptNum", "whole numbers", 1.0),
    ColumnSeen("Patient", "words", 0.93),
    ColumnSeen("Day", "dates", 0.981),
    ColumnSeen("Note <b>", "free text", 0.74),
)
ENCODINGS = (
    Option("cp1252", "Windows, Western Europe"),
    Option("utf-8", "UTF-8"),
    Option("cp437", "old DOS"),
)
DELIMITERS = (Option(",", "a comma"), Option(";", "a semicolon"), Option("\t", "a tab"), Option("|", "a bar"))
QUOTES = (Option('"', 'quotation marks "'), Option("'", "apostrophes '"), Option("none", "nothing"))
CHOICES = (
    ChoiceView(Topic.ENCODING, "cp1252", "Its accents make words in this script only.", ENCODINGS),
    ChoiceView(Topic.DELIMITER, ";", "Rows are most alike when they are cut there.", DELIMITERS),
    ChoiceView(Topic.QUOTE, '"', "Values that hold a semicolon are wrapped in it.", QUOTES),
    ChoiceView(
        Topic.HEADER, "1", "No other line has only words.", said="2", by="Robin", at=AT, remembered=True
    ),
)
FIRST = (
    RawRow(1, "Appointments of 2021;;;", ("Appointments of 2021", "", "", ""), Share.PREAMBLE),
    RawRow(2, "AptNum;Patient;Day;Note <b>", ("AptNum", "Patient", "Day", "Note <b>"), Share.HEADER),
    RawRow(3, f'17;"{CELL}";03/04/2021;Recall, six months', ("17", CELL, "03/04/2021", "Recall, six months")),
    RawRow(4, "18;Poe, Sam;03/05/2021;", ("18", "Poe, Sam", "03/05/2021", "")),
    RawRow(5, "19;Roe, Kim", ("19", "Roe, Kim", None, None)),
    RawRow(6, "", (), Share.BLANK),
    RawRow(7, "20;Doe, Pat;03/09/2021;Crown on 14", ("20", "Doe, Pat", "03/09/2021", "Crown on 14")),
)


def repair(place: int, *, applied: bool = False) -> RepairView:
    return RepairView(
        id=f"r{place}",
        line=40 + place,
        raw=f"{place};{CELL}03/04/2021;Filling",
        before=(str(place), f"{CELL}03/04/2021", "Filling", None),
        after=(str(place), CELL, "03/04/2021", "Filling"),
        why="A day stands in each other line of this column, and the text before it reads like the others.",
        confidence=0.9996 if place % 2 else 0.91,
        applied=applied,
        changed=("Patient", "Day", "Note <b>"),
    )


RUN_TOGETHER = RepairGroup(
    "missing_delimiter", 14, 1, (repair(0, applied=True), *(repair(place) for place in range(1, 7)))
)
OPEN_QUOTE = RepairGroup(
    "open_quote",
    1,
    0,
    (
        RepairView(
            "q1", 212, f'99;"{CELL};03/04/2021;x', ("99", f"{CELL};03/04/2021;x", None, None),
            ("99", CELL, "03/04/2021", "x"), "The mark opens before a name and closes nowhere.", 0.97, False,
            ("Patient", "Day", "Note <b>"),
        ),
    ),
)  # fmt: skip
REJECTS = (
    RejectView(
        "b1", 301, f'31;"{CELL};03/04/2021', "A quotation mark is opened and never closed.",
        "Look at the line as it stands and put it right.",
    ),
    RejectView(
        "b2", 377, "32;;;;;;;;;;", "The line could not be told from its neighbours.", "Put it right by hand.",
        ("32", "Poe, Sam", "03/08/2021", ""), "Ada",
    ),
)  # fmt: skip
SHARES = (
    (Share.RECORD, 481_300),
    (Share.REJECT, 46),
    (Share.HEADER, 28),
    (Share.PREAMBLE, 24),
    (Share.BLANK, 2),
)
TABLE = TableReading(
    "appointments", PATH, 8120, 8121, COLUMNS, CHOICES, FIRST, SHARES, (RUN_TOGETHER, OPEN_QUOTE), REJECTS, 1
)
WHOLE = replace(TABLE, repairs=(), rejects=(), rejects_in_all=0, counted=8120, choices=CHOICES[:3])
DAMAGED_FILE = FileReading(PATH, "text split by semicolons", "its rows are most alike that way", (TABLE,))
FILES = (
    FileLine("export/ledger.csv", "text split by commas", 1, 0, 0),
    FileLine(PATH, "text split by semicolons", 1, 14, 1, said=True),
    FileLine("export/fees.xlsx", "workbook", 0, 0, 0, locked=True),
    FileLine("export/recalls.txt", "text in columns of a fixed width", 1, 0, 0, said=True),
)
READING = ReadingPage(
    CLINIC, FILES, DAMAGED_FILE, 4, may_change=True, sees_rows=True,
    ask="the owner or the champion of your clinic", can_undo=True,
)  # fmt: skip
FINE_FILES = tuple(replace(line, open_repairs=0, rejects=0, locked=False) for line in FILES)
SETTLED = replace(READING, files=FINE_FILES, open=replace(DAMAGED_FILE, tables=(WHOLE,)))
LOCKED = replace(
    READING, open=FileReading("export/fees.xlsx", "workbook", "its first bytes say so", (), locked=True)
)
NOBODY = ReadingPage(CLINIC, (), None, 0, may_change=True, sees_rows=True)
COMMAS = Override(PATH, Topic.DELIMITER, ",")
TRIED_TABLE = replace(
    WHOLE,
    columns=COLUMNS[:2],
    first=tuple(replace(row, cells=(row.raw, None)) for row in FIRST),
    records=8119,
    rejects_in_all=2,
)
TRIED = replace(READING, open=replace(DAMAGED_FILE, tables=(TRIED_TABLE,), trying=True))
FIXED_LINES = ("ID    NAME          DUE", "00017 Bloggs, Ada   2021-03-04", "00018 Poe, Sam      2021-04-01")
FIXED_TABLE = TableReading(
    "recalls", "export/recalls.txt", 2, 2, COLUMNS[:3], (),
    tuple(RawRow(n + 1, raw, (raw[:6], raw[6:20], raw[20:])) for n, raw in enumerate(FIXED_LINES)),
)  # fmt: skip
FIXED = replace(
    READING,
    files=FINE_FILES,
    open=FileReading(
        "export/recalls.txt", "text in columns of a fixed width", "two gaps are blank in every line",
        (FIXED_TABLE,), layout=(Column("", 0, 6), Column("", 6, 20), Column("", 20, None)),
    ),
)  # fmt: skip
HIDDEN_TABLE = replace(
    TABLE,
    first=(),
    rejects=(),
    repairs=(replace(RUN_TOGETHER, examples=()), replace(OPEN_QUOTE, examples=())),
)
HIDDEN = replace(READING, sees_rows=False, open=replace(DAMAGED_FILE, tables=(HIDDEN_TABLE,)))
