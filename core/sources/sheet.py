"""One sheet of a workbook as a source table: its header found, its columns named, its rows counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from core.findings import Finding
from core.sources.cells import Value, cell_text, is_whole
from core.sources.header import header_at, is_header
from core.sources.naming import column_names
from core.sources.sheet_counting import SheetCount
from core.sources.sheet_heading import Span, heading
from core.tables import LINE, RECORD, Aside, ReadTable, Reject, Share, SourceTable

DIFFER = "reader_and_counter_differ"


@dataclass(frozen=True)
class Sheet:
    """rows: cells from A1. spans: of merged cells. hidden_rows: how many. broken: it could not be read."""

    name: str
    rows: Sequence[Sequence[Value]] = field(repr=False)
    hidden: bool = False
    merged: int = 0
    spans: Sequence[Span] = ()
    hidden_rows: int = 0
    broken: bool = False


@dataclass(frozen=True)
class _Grid:
    """Filled rows as text, with their 1-based sheet rows; columns [left, right) hold anything."""

    cells: list[list[str]]
    lines: list[int]
    left: int
    whole: Mapping[int, int]


def read_sheet(path: str, sheet: Sheet, count: SheetCount, label: str) -> ReadTable | None:
    """The table of a sheet, or None where every cell is blank."""
    grid = _grid(sheet, count.errors)
    if not grid.cells:
        return None
    width = len(grid.cells[0])
    head = heading(grid.cells, grid.lines, grid.left, header_at(grid.cells, width), sheet.spans)
    first = head.first
    named, why = is_header(grid.cells[first + head.depth - 1 :])
    names, renamed = column_names(head.names if named else None, width=width, longest=width)
    body = first + head.depth * named
    header_line = grid.lines[first + (head.depth - 1) * named]
    counted = [row for row in count.rows if row > header_line or (row == header_line and not named)]
    keep = [index for index in range(body, len(grid.lines)) if grid.lines[index] in set(counted)]
    rejects = _rejects(grid, body, counted)
    table = SourceTable(path, sheet.name, names, _frame(grid, keep, names))
    facts = {
        "no_header": int(not named),
        "header_assumed": int(why.startswith("assumed")),
        "header_without_rows": int(named and not counted and not rejects),
        "columns_renamed": renamed,
        "preamble": int(first > 0),
        "hidden_sheet": int(sheet.hidden),
        "hidden_rows": sheet.hidden_rows,
        "merged_cells": sheet.merged,
        "names_on_two_rows": int(named and head.depth > 1),
        "error_cells": len(count.errors),
        DIFFER: len(rejects),
    }
    findings = [Finding(kind, path, sheet.name, count=number) for kind, number in facts.items() if number]
    findings += _whole_numbers(path, sheet.name, names, grid)
    evidence = {
        "format": label,
        "header": "yes" if named else "no",
        "header_line": str(header_line) if named else "",
        "header_evidence": why,
    }
    told = named and not renamed and head.depth == 1
    aside = _aside(grid, first, body - told)
    return ReadTable(table, rejects, len(counted), {}, evidence, tuple(findings), aside=tuple(aside))


def _aside(grid: _Grid, first: int, stop: int) -> Iterator[Aside]:
    """Rows before `stop`, of which those from `first` on name columns."""
    for index in range(stop):
        what = Share.HEADER if index >= first else Share.PREAMBLE
        yield Aside(grid.lines[index], what, "\t".join(grid.cells[index]))


def _whole_numbers(path: str, name: str, names: Sequence[str], grid: _Grid) -> list[Finding]:
    return [
        Finding("whole_numbers", path, name, names[column], count=number)
        for column, number in sorted(grid.whole.items())
    ]


def _grid(sheet: Sheet, errors: Mapping[tuple[int, int], str]) -> _Grid:
    cells: list[list[str]] = []
    lines: list[int] = []
    whole: dict[int, int] = {}
    for line, row in enumerate(sheet.rows, start=1):
        texts = [cell_text(value) or errors.get((line, column), "") for column, value in enumerate(row)]
        if not any(text.strip() for text in texts):
            continue
        cells.append(texts)
        lines.append(line)
        for column, value in enumerate(row):
            if is_whole(value):
                whole[column] = whole.get(column, 0) + 1
    filled = [
        column for column in range(len(cells[0]) if cells else 0) if any(row[column].strip() for row in cells)
    ]
    left, right = (filled[0], filled[-1] + 1) if filled else (0, 0)
    trimmed = [row[left:right] for row in cells]
    return _Grid(trimmed, lines, left, {column - left: number for column, number in whole.items()})


def _rejects(grid: _Grid, body: int, counted: Sequence[int]) -> tuple[Reject, ...]:
    """Rows that only one side saw."""
    ours = dict(zip(grid.lines[body:], grid.cells[body:], strict=True))
    odd = sorted(set(ours) ^ set(counted))
    return tuple(Reject(line, "\t".join(ours.get(line, [])), DIFFER) for line in odd)


def _frame(grid: _Grid, keep: Sequence[int], names: Sequence[str]) -> pl.DataFrame:
    numbers = [
        pl.Series(RECORD, range(1, len(keep) + 1), dtype=pl.UInt32),
        pl.Series(LINE, [grid.lines[index] for index in keep], dtype=pl.UInt32),
    ]
    columns = [
        pl.Series(name, [grid.cells[index][column] for index in keep], dtype=pl.String)
        for column, name in enumerate(names)
    ]
    return pl.DataFrame([*numbers, *columns])
