from __future__ import annotations

from io import BytesIO

import polars as pl

from reports.csv_text import csv_bytes, csv_pieces
from reports.parquet_pieces import parquet_pieces

WHOLE = pl.DataFrame({"id": ["a", "b", None], "n": [1, 2, 3], "l": [["x"], [], None]})
CUT = [WHOLE.slice(0, 2), WHOLE.slice(2, 1)]


def test_frames_in_pieces_are_one_parquet_file_equal_to_the_whole() -> None:
    pieces = list(parquet_pieces(CUT))
    assert pl.read_parquet(BytesIO(b"".join(pieces))).equals(WHOLE)
    assert len(pieces[0]) > 0 and len(pieces) == 3


def test_the_same_frames_give_the_same_bytes() -> None:
    assert b"".join(parquet_pieces(CUT)) == b"".join(parquet_pieces(CUT))


def test_a_frame_without_rows_still_has_its_columns() -> None:
    content = b"".join(parquet_pieces([WHOLE.clear()]))
    assert pl.read_parquet(BytesIO(content)).schema == WHOLE.schema


def test_csv_in_pieces_is_the_csv_of_the_whole() -> None:
    assert b"".join(csv_pieces(CUT)) == csv_bytes(WHOLE)
