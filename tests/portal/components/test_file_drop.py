from __future__ import annotations

import pytest

from portal.components import file_drop
from portal.components.file_drop import receipt_of
from portal.viewmodels.uploads import Receipt
from portal.wording import bringing
from portal.wording.uploads import receipt


def test_what_a_browser_tells_becomes_a_receipt() -> None:
    told = {"new": 3, "known": 1, "replacing": 2, "failed": 1}
    assert receipt_of(told) == (Receipt(new=3, known=1, replacing=2), 1)


@pytest.mark.parametrize("told", [None, "3", [3], 3])
def test_what_is_no_receipt_is_none(told: object) -> None:
    assert receipt_of(told) is None


def test_only_numbers_are_taken_from_it() -> None:
    told = {"new": "<b>", "known": -4, "replacing": None}
    assert receipt_of(told) == (Receipt(new=0, known=0), 0)


def test_files_that_could_not_be_brought_in_are_told_with_the_others() -> None:
    assert receipt(Receipt(2, 0), 1) == "2 files received, 1 file could not be brought in."


def test_every_text_of_the_browser_is_handed_over_and_none_is_without_use() -> None:
    script = (file_drop._HERE / "bringing.js").read_text(encoding="utf-8")
    handed = {*bringing.SCREEN, "files", "folder", "hint"}
    assert {name for name in handed if f"words.{name}" not in script} == set()
    assert "innerHTML" not in script
