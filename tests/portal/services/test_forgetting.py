"""Once everything is forgotten, no header and no name of a table is in this process's memory."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator

import polars as pl
import pytest

from core import suggest
from core.record import RECORD
from core.suggest import lexicon, suggest_all
from core.suggest.naming import read_header
from core.tables import LINE, SourceTable
from core.tables import RECORD as NUMBER
from portal.services.forgetting import forget_everything_read

BACKWARDS = "lexantrovq", "ucnalrefz"
"""A patient in a header and one in the name of a table; written so, this module holds neither."""


def patients() -> tuple[str, str]:
    return BACKWARDS[0][::-1], BACKWARDS[1][::-1]


def read_them() -> None:
    person, other = (each.capitalize() for each in patients())
    columns = {f"{person} 1970-03-04": ["a", "b"], "PatNum": ["1", "2"], f"pat{person}": ["x", "y"]}
    schema = {NUMBER: pl.UInt32, LINE: pl.UInt32, **dict.fromkeys(columns, pl.String)}
    frame = pl.DataFrame({NUMBER: [1, 2], LINE: [2, 3], **columns}, schema=schema)
    table = SourceTable(f"{other}_John.csv", f"{other}_John", tuple(columns), frame)
    suggest_all([table, table], RECORD)


def texts_held() -> Iterator[str]:
    """Every text that something in memory holds, inside of what the collector does not look at as well."""
    left = [*gc.get_objects(), *sys.modules.values()]
    seen = {id(each) for each in left}
    while left:
        for each in gc.get_referents(left.pop()):
            if isinstance(each, str):
                yield each
            elif id(each) not in seen:
                seen.add(id(each))
                left.append(each)


def those_held() -> set[str]:
    gc.collect()
    wanted = patients()
    return {each for text in texts_held() for each in wanted if each in text.lower() and text is not each}


@pytest.mark.parametrize("let_go", [suggest.forget, forget_everything_read])
def test_headers_and_names_of_tables_are_in_no_memory_once_all_is_forgotten(
    let_go: Callable[[], None],
) -> None:
    read_them()
    assert len(those_held()) == 2, "suggestions remember what they read"
    let_go()
    assert those_held() == set()


def test_a_header_that_is_printed_by_accident_tells_nothing_of_it() -> None:
    person, _ = patients()
    header = read_header(lexicon.lexicon(RECORD), f"{person} 1970", (("one", person),))
    assert person not in repr(header)
    forget_everything_read()
