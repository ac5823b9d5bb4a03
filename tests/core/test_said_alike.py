"""What all rows of a piece say is told without opening it, and a range's digest is the same either way."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from core.digests import combined, facts_digest, frame_digest
from core.packed import Packed, Piece
from core.range_digests import RANGE, ranges_digest
from core.said_alike import said_alike

MANY = 9_000
DAY = dt.date(2026, 3, 12)


def _rows(height: int, system: str) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "system": [system] * height,
            "day": [DAY] * height,
            "nothing": pl.Series([None] * height, dtype=pl.List(pl.String)),
            "id": [f"{n}" for n in range(height)],
        }
    )


def _plainly(frame: pl.DataFrame) -> str:
    """The digest of a part as it is said: of every range the digest of its rows."""
    columns = facts_digest({f"{at}": f"{n} {kind}" for at, (n, kind) in enumerate(frame.schema.items())})
    ranges = [frame_digest(frame.slice(start, RANGE)) for start in range(0, max(frame.height, 1), RANGE)]
    return combined([("columns", columns), *((f"{at}", each) for at, each in enumerate(ranges))])


def test_a_piece_tells_what_all_of_its_rows_say() -> None:
    piece = Piece.of(_rows(MANY, "one"))
    assert said_alike(piece, ["system", "nothing", "id"]) == {"system": "one", "nothing": None}
    assert said_alike(piece, ["day"]) == {"day": (DAY - dt.date(1970, 1, 1)).days}
    assert said_alike(Piece.of(_rows(3, "one")), ["system"]) == {}


def test_what_a_piece_says_itself_goes_before_what_stands_beside_it() -> None:
    own, other = Piece.of(_rows(MANY, "one").drop("day")), Piece.of(_rows(MANY, "two"))
    assert said_alike(own.beside(other), ["system", "day"])["system"] == "one"
    assert set(said_alike(own.beside(other), ["system", "day"])) == {"system", "day"}
    plain = Piece(MANY, _rows(MANY, "one").drop("day"))
    assert said_alike(plain.beside(other), ["system"]) == {}


@pytest.mark.parametrize("last", [0, 40])
@pytest.mark.parametrize("other", ["one", "two"])
def test_a_digest_does_not_tell_how_rows_are_packed(other: str, last: int) -> None:
    frame = pl.concat([_rows(MANY, "one"), _rows(MANY * 5, other), _rows(last, "one")])
    for size in (MANY, 20_000, frame.height):
        pieces = tuple(Piece.of(each) for each in frame.iter_slices(size))
        assert ranges_digest(Packed(frame.schema, pieces), {})[0] == _plainly(frame)
