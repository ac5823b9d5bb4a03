"""What may be made of the pieces of a line: as its quotes say, and as they may have been meant."""

from __future__ import annotations

import pytest

from core.sources.repairs.moves import Edit, Line, lacking_cells, moves, natural


def cut(raw: str) -> Line:
    return Line.cut(raw, ",", quote='"', spaced=False)


@pytest.mark.parametrize(
    ("raw", "cells"),
    [
        ("a,b", ["a", "b"]),
        ('"a, b",c', ["a, b", "c"]),
        ('"say ""so"", then",c', ['say "so", then', "c"]),
        (',"",', ["", "", ""]),
        ('a,"b', ["a", '"b']),
    ],
)
def test_cells_are_as_their_quotes_say(raw: str, cells: list[str]) -> None:
    assert natural(cut(raw)) == cells


@pytest.mark.parametrize(
    ("raw", "at", "pair"),
    [
        ("ab,c", 0, ("a", "b")),
        ("ab,c", 0, ("ab", "")),
        ('1,x"a, b",c', 1, ("x", "a, b")),
        ('1,"a, b"x,c', 1, ("a, b", "x")),
        ('1,"a, b""c, d",e', 1, ("a, b", "c, d")),
        ('1,"a"b,c', 1, ("a", "b")),
    ],
)
def test_two_values_that_run_together_may_be_cut(raw: str, at: int, pair: tuple[str, str]) -> None:
    made = [move for move in moves(cut(raw), at, lacking=1) if move.cells == pair]
    assert made and all(Edit.SPLIT in move.edits for move in made)


def test_a_line_with_too_many_cells_is_not_cut_further_nor_one_with_too_few_made_shorter() -> None:
    line = cut("ab,,c")
    assert not any(Edit.SPLIT in move.edits for at in range(3) for move in moves(line, at, lacking=-1))
    assert not any(Edit.DROP in move.edits for at in range(3) for move in moves(line, at, lacking=1))


def test_no_move_loses_a_character_but_delimiters_and_quotes() -> None:
    raw = '1,x"a, b",,"c""d",e'
    line = cut(raw)
    for at in range(len(line.pieces)):
        for move in moves(line, at, lacking=0):
            stood = line.text(at, at + move.pieces)
            bare = {"".join(cells).replace('"', "").replace(",", "") for cells in (move.cells, [stood])}
            assert len(bare) == 1


@pytest.mark.parametrize(("raw", "lacking"), [("a,b,c", 0), ("a,b", 1), ('"a,b",c,d,e', -1), ('a,"b', 0)])
def test_what_is_lacking_is_told_unless_quotes_leave_it_open(raw: str, lacking: int) -> None:
    assert lacking_cells(cut(raw), 3) == lacking
