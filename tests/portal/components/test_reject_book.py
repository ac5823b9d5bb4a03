from __future__ import annotations

import base64

import pytest

from portal.components import reject_book
from portal.components.reject_book import content_of

GOOD = base64.b64encode(b"PK a workbook").decode()


def test_what_was_chosen_for_the_version_that_is_shown_comes_as_it_is() -> None:
    assert content_of({"of": "3", "content": GOOD}, of="3") == b"PK a workbook"


@pytest.mark.parametrize(
    "told",
    [
        None,
        "text",
        {"of": "2", "content": GOOD},
        {"of": "3", "content": 7},
        {"of": "3", "content": "no base 64 at all"},
        {"of": "3", "content": "A" * (reject_book.MOST * 2)},
    ],
)
def test_anything_else_is_nothing(told: object) -> None:
    assert content_of(told, of="3") is None


def test_the_browser_keeps_no_state_of_it() -> None:
    script = (reject_book._HERE / "reject_book.js").read_text(encoding="utf-8")
    assert "setTriggerValue" in script and "setStateValue" not in script
