from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from portal.components import values_grid
from portal.components.values_grid import KEEP, LOOK, TRY, Asking, Told, told_of
from portal.viewmodels.mapping_asked import SetValues, UseValues
from portal.viewmodels.values import LONGEST, MOST_EDITS, Show
from tests.portal.fake_mapping import SOURCE
from tests.portal.fake_values import HIDDEN, TRIAL, VALUES

OF = "4-ledger-EntryType"
ASKING = Asking(SOURCE, "EntryType", "place", OF, lambda _: VALUES, lambda _: TRIAL, lambda _: True)


def told(**more: object) -> Mapping[str, Any]:
    return {"told": {"of": OF, "act": TRY, "turn": "1", "show": "all", "search": "", "page": 1, **more}}


def test_what_is_typed_is_taken_as_it_was_typed() -> None:
    found = told_of(told(values=[["zz <b>", "payment"], ["a", ""]], show="unread", page=2), of=OF)
    assert found is not None
    assert (found.act, found.show, found.page) == (TRY, Show.UNREAD, 2)
    assert found.values == (("zz <b>", "payment"), ("a", ""))


@pytest.mark.parametrize(
    "entered",
    [
        None,
        {},
        {"told": None},
        {"told": 3},
        told(of="3-ledger-EntryType"),
        told(act="drop"),
        told(act=["try"]),
    ],
)
def test_what_is_about_another_version_or_unknown_is_none(entered: object) -> None:
    assert told_of(entered, of=OF) is None


@pytest.mark.parametrize(
    "values",
    [
        "x",
        [["a"]],
        [["a", 1]],
        [["a", "b"], "c"],
        [["a", "b" * (LONGEST + 1)]],
        [[str(n), "x"] for n in range(MOST_EDITS + 1)],
    ],
)
def test_of_what_is_no_list_of_values_nothing_is_taken(values: object) -> None:
    found = told_of(told(values=values), of=OF)
    assert found is not None and found.values == ()


def test_what_a_browser_makes_up_asks_for_the_first_of_all_values() -> None:
    found = told_of(told(show="secret", page=-4, search=7, reuse=True, reason=["x"]), of=OF)
    assert found is not None
    assert (found.show, found.page, found.search, found.reason) == (Show.ALL, 1, "", "")


def test_an_offer_is_named_by_its_place_and_one_that_is_not_there_is_none() -> None:
    of = VALUES.reuse[0]
    taken = values_grid._change(ASKING, Told(TRY, "1", reuse=0, reason="Same words."), VALUES.reuse)
    assert taken == UseValues(SOURCE, "EntryType", of.source, of.column, "Same words.")
    assert values_grid._change(ASKING, Told(TRY, "1", reuse=1), VALUES.reuse) is None


def test_what_was_tried_goes_back_to_whoever_tried_it() -> None:
    asked = SetValues(SOURCE, "EntryType", (("zz <b>", "payment"),))
    data = values_grid._tried(ASKING, Told(TRY, "77"), asked, {})
    assert data["trial"]["turn"] == "77"
    assert data["trial"]["says"].startswith("1 value in 3 rows becomes something else. 3 rows can be read")
    assert data["trial"]["lines"][0]["before"] == "cannot be read"
    assert values_grid._tried(ASKING, Told(LOOK, "77"), asked, {})["trial"] is None
    assert values_grid._tried(ASKING, Told(KEEP, "77"), asked, {})["trial"] is None


def test_each_value_says_where_its_meaning_comes_from_in_form_and_in_words() -> None:
    lines = values_grid._drawn(ASKING, VALUES, Told(LOOK, ""))["lines"]
    assert [(line["sign"], line["says"]) for line in lines] == [
        ("!", "waits"),
        ("·", "a usual word"),
        ("✓", "by a person"),
        ("–", "says there is nothing"),
    ]
    assert lines[0]["hint"]["why"] == "In another column somebody said so."
    assert lines[0]["worth"] == "125.50 USD\n9.00 CAD"


def test_how_much_says_nothing_stands_above() -> None:
    data = values_grid._drawn(ASKING, VALUES, Told(LOOK, ""))
    assert "41 cells (10 %) became only “other” or “unknown”." in data["standing"]
    assert data["reuse"] == ["Use what was said of bills, Kind: 2 values, 20 rows"]


def test_whoever_sees_shapes_alone_can_change_and_search_nothing_and_is_told_whom_to_ask() -> None:
    data = values_grid._drawn(ASKING, HIDDEN, Told(LOOK, ""))
    assert not data["edits"] and not data["searches"] and not data["reuse"]
    assert "Please ask the owner or the champion of your clinic" in data["note"]


def test_the_browser_puts_texts_into_the_page_as_text_and_keeps_no_state() -> None:
    script = (values_grid._HERE / "values_grid.js").read_text(encoding="utf-8")
    for unsafe in ("innerHTML", "setStateValue", "localStorage", "sessionStorage", "insertAdjacentHTML"):
        assert unsafe not in script
