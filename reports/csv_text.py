r"""Records as CSV that a spreadsheet may open without harm, and from which each value can be had back.

A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@`, tab or line break as a formula (OWASP, "CSV
injection"). Such a cell gets one apostrophe in front, and so does one that already has apostrophes there:
taking one away from every cell that matches gives back exactly what was (`as_it_was`). Signed numbers and
telephone numbers (+12135550112, -4.50) hold nothing that runs and stay as they are; with dashes between
(+1-213-555-0112) a spreadsheet would subtract. Names of columns come from files too, and are treated alike.
The Parquet or JSON Lines file beside each CSV has every value untouched.

Every CSV and workbook that people get is written here or asks `harmless`: a test reads the code for others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import polars as pl

STARTS_A_FORMULA = r"^'*[=+\-@\t\r\n＝＋－＠]"
ONLY_A_NUMBER = r"^'*[+\-][0-9 .,()]*$"
INSTANT = "%Y-%m-%dT%H:%M:%S%.fZ"
"""ISO 8601 in UTC, with a fraction of a second only where there is one."""


def csv_bytes(frame: pl.DataFrame, *, header: bool = True) -> bytes:
    """UTF-8 without a mark, header first, LF between records, quoted where RFC 4180 asks for it.

    Lists are JSON arrays, instants ISO 8601 in UTC. Null is nothing between the commas, empty text "".
    """
    written = frame.select(_written(name, dtype) for name, dtype in frame.schema.items())
    if written.width == 1:
        # Nothing at all on a line would be no record.
        written = written.with_columns(pl.all().fill_null(""))
    if not written.width:
        return b""
    written = written.rename({name: harmless(name) for name in written.columns})
    return written.write_csv(include_header=header, line_terminator="\n").encode()


def csv_pieces(frames: Iterable[pl.DataFrame]) -> Iterator[bytes]:
    """The rows of all frames as one CSV, one frame in memory at a time."""
    for number, frame in enumerate(frames):
        yield csv_bytes(frame, header=number == 0)


def _written(name: str, dtype: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if isinstance(dtype, pl.List | pl.Array | pl.Struct):
        return _as_json(column)
    if isinstance(dtype, pl.Datetime):
        return column.dt.strftime(INSTANT)
    if isinstance(dtype, pl.Categorical | pl.Enum):
        return _harmless(column.cast(pl.String))
    return _harmless(column) if dtype == pl.String else column


def _as_json(column: pl.Expr) -> pl.Expr:
    """A list or struct as the JSON text of its value; null stays null."""
    wrapped = pl.struct(column.alias("v")).struct.json_encode()
    # {"v":[...]} -> [...]
    inner = wrapped.str.strip_prefix('{"v":').str.strip_suffix("}")
    return pl.when(column.is_not_null()).then(inner).alias(column.meta.output_name())


def _harmless(column: pl.Expr) -> pl.Expr:
    return harmless_text(column).alias(column.meta.output_name())


def harmless_text(column: pl.Expr) -> pl.Expr:
    """As `harmless`, of every text of a column."""
    runs = column.str.contains(STARTS_A_FORMULA) & ~column.str.contains(ONLY_A_NUMBER)
    return pl.when(runs).then(pl.lit("'") + column).otherwise(column)


def harmless(text: str) -> str:
    """`text` as a spreadsheet may show it: what it would run gets an apostrophe in front."""
    runs = re.match(STARTS_A_FORMULA, text) and not re.fullmatch(ONLY_A_NUMBER[1:-1], text)
    return f"'{text}" if runs else text


def as_it_was(cell: str) -> str:
    """The value that `csv_bytes` wrote as `cell`."""
    runs = re.match(STARTS_A_FORMULA, cell) and not re.fullmatch(ONLY_A_NUMBER[1:-1], cell)
    return cell[1:] if runs and cell.startswith("'") else cell
