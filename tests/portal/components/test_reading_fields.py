from __future__ import annotations

import pytest

from portal.components import reading_fields
from portal.components.reading_fields import as_split, cells_of


def test_what_was_saved_is_taken_as_it_was_typed() -> None:
    assert cells_of({"of": "4-b1", "cells": ["1", " x ", ""]}, of="4-b1", width=3) == ("1", " x ", "")


@pytest.mark.parametrize(
    "told",
    [
        None,
        "1",
        {"of": "4-b1"},
        {"of": "4-b1", "cells": ["1", "2"]},
        {"of": "4-b1", "cells": ["1", "2", 3]},
        {"of": "4-b1", "cells": ["1", "2", "x" * 100_001]},
        {"of": "3-b1", "cells": ["1", "2", "3"]},
    ],
)
def test_what_is_no_row_of_the_line_that_is_shown_is_none(told: object) -> None:
    assert cells_of(told, of="4-b1", width=3) is None


def test_a_line_begins_cut_where_it_splits() -> None:
    assert as_split('17;"a;b";c\r\n', ";", 3) == ["17", "a;b", "c"]


def test_a_quotation_mark_that_never_closes_stays_where_it_stands() -> None:
    assert as_split('17;"a;b', ";", 3) == ["17", '"a', "b"]


def test_what_has_no_column_stands_in_the_last_one() -> None:
    assert as_split("1,2,3,4,5", ",", 3) == ["1", "2", "3,4,5"]


def test_without_a_delimiter_the_line_stands_whole() -> None:
    assert as_split("a b c", "", 3) == ["a b c"]


def test_the_browser_puts_texts_into_the_page_as_text_and_keeps_no_state() -> None:
    script = (reading_fields._HERE / "reading_fields.js").read_text(encoding="utf-8")
    assert "innerHTML" not in script and "setStateValue" not in script and "localStorage" not in script
