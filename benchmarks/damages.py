"""The damages of Pollock ("Pollock: A Data Loading Benchmark", 2023), done anew to any table, from a seed.

Each case is a damaged text with the table that it was, so that a loader's result can be compared row for
row. Nothing here knows the repair or any table.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

Table = list[list[str]]
OTHERS = (" ", ";", "\t", ", ")


@dataclass(frozen=True)
class Case:
    """kind: what was done. text: the damaged file. clean: its rows as they should come out, header first."""

    name: str
    kind: str
    text: bytes = field(repr=False)
    clean: Table = field(repr=False)


def cases(name: str, table: Table, *, each: int, seed: int) -> Iterator[Case]:
    """`each` rows damaged in each way, and the whole file in each way once. table: header first."""
    drawn = random.Random(f"{name}:{seed}")  # a seed, not a secret
    for number in range(each):
        for kind, text, clean in (*_of_row(table, drawn), *_of_header(table, drawn, number)):
            yield Case(f"{name}_{kind}_{number}", kind, text.encode(), clean)
    for kind, text, clean in _of_file(table):
        yield Case(f"{name}_{kind}", kind, text.encode(), clean)


def _of_row(table: Table, drawn: random.Random) -> Iterator[tuple[str, str, Table]]:
    row, width = drawn.randrange(1, len(table)), len(table[0])
    column, gap = drawn.randrange(width), drawn.randrange(1, width)
    cells = [quoted(cell) for cell in table[row]]
    yield "row_more_sep", _with(table, row, ",".join([*cells[:column], "", *cells[column:]])), table
    yield "row_less_sep", _with(table, row, ",".join(cells[:gap]) + ",".join(cells[gap:])), table
    opened = [*cells[:column], '"' + cells[column], *cells[column + 1 :]]
    kept = [list(each) for each in table]
    kept[row][column] = '"' + kept[row][column]
    yield "row_extra_quote", _with(table, row, ",".join(opened)), kept
    other = drawn.choice(OTHERS)
    yield "row_field_delimiter", _with(table, row, other.join(cells)), table


def _of_header(table: Table, drawn: random.Random, number: int) -> Iterator[tuple[str, str, Table]]:
    """As rare as one row among many is."""
    if number:
        return
    column = drawn.randrange(len(table[0]))
    names = [quoted(cell) for cell in table[0]]
    yield "header_more_sep", _with(table, 0, ",".join([*names[:column], "", *names[column:]])), table
    yield "header_field_delimiter", _with(table, 0, drawn.choice(OTHERS).join(names)), table


def _of_file(table: Table) -> Iterator[tuple[str, str, Table]]:
    plain = written(table)
    for name, other in (("semicolon", ";"), ("tab", "\t"), ("comma_space", ", ")):
        yield f"file_{name}", written(table, delimiter=other), table
    yield "file_quote", written(table, mark="'"), table
    yield "file_backslash", written(table, escape="\\"), table
    yield "file_return", written(table, end="\r"), table
    yield "file_returns", written(table, end="\r\n"), table
    yield "file_no_last_end", plain.rstrip("\n"), table
    yield "file_blank_end", plain + "\n", table
    yield "file_preamble", "PREAMBLE" + "," * (len(table[0]) - 1) + "\n" + plain, table
    yield "file_no_header", written(table[1:]), table[1:]
    yield "file_two_tables_less", plain + written([row[:-1] for row in table]), table
    yield "file_two_tables_more", plain + written(_wider(table)), table


def _wider(table: Table) -> Table:
    return [[*row, "more" if number == 0 else str(number)] for number, row in enumerate(table)]


def _with(table: Table, row: int, line: str) -> str:
    return written(table[:row]) + line + "\n" + written(table[row + 1 :])


def written(table: Table, *, delimiter: str = ",", mark: str = '"', escape: str = "", end: str = "\n") -> str:
    """The table as delimited text; only cells that need it are quoted."""
    return "".join(
        delimiter.join(quoted(cell, delimiter, mark, escape) for cell in row) + end for row in table
    )


def quoted(cell: str, delimiter: str = ",", mark: str = '"', escape: str = "") -> str:
    """The cell as it stands in a file."""
    if not any(one in cell for one in (delimiter.strip() or delimiter, mark, "\n", "\r")):
        return cell
    return mark + cell.replace(mark, (escape or mark) + mark) + mark
