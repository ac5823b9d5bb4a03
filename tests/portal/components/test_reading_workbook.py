from __future__ import annotations

from base64 import b64encode

import pytest

from portal.components import reading_workbook
from portal.components.reading_workbook import MOST, content_of


def test_a_workbook_comes_as_it_was() -> None:
    told = {"of": "4-1", "content": b64encode(b"PK\x03\x04rest").decode()}
    assert content_of(told, of="4-1") == b"PK\x03\x04rest"


@pytest.mark.parametrize(
    "told",
    [
        None,
        "UEs=",
        {"of": "4-1"},
        {"of": "3-1", "content": "UEs="},
        {"of": "4-1", "content": "no base64"},
        {"of": "4-1", "content": "A" * (2 * MOST + 1)},
    ],
)
def test_what_is_no_workbook_for_what_is_shown_is_none(told: object) -> None:
    assert content_of(told, of="4-1") is None


def test_the_browser_keeps_no_state_of_it() -> None:
    script = (reading_workbook._HERE / "reading_workbook.js").read_text(encoding="utf-8")
    assert "innerHTML" not in script and "setStateValue" not in script and "localStorage" not in script
