"""What people wrote down is read back as it was said, or refused by name; never guessed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from core.choices import (
    NO_CHOICES,
    REPAIR_ALL,
    Choices,
    Correction,
    FileChoices,
    Said,
    ToldColumn,
    ToldColumns,
    Topic,
)
from core.choices.allowed import spelled
from core.choices.file import digest, from_json, from_record, to_json
from core.errors import ChoicesInvalid
from core.repairs import Accepted, RepairKind, Repairs

COLUMNS = ToldColumns(
    (ToldColumn("Id", 1, 3), ToldColumn("Rest", 4, None)), 1, "Ann Lee", "2026-03-12T09:00Z"
)
WHOLE = Choices(
    (
        FileChoices(
            "a.csv", ((Topic.DELIMITER, Said(";")), (Topic.HEADER, Said("3", "Ann Lee", "2026"))), None
        ),
        FileChoices("old.zip!/b.txt", (), COLUMNS, "ab" * 32, "cd" * 32),
    ),
    Repairs.of([Accepted("ab" * 32, RepairKind.OPEN_QUOTE, by="Ann Lee"), Accepted("cd" * 32)]),
    (Correction("ab" * 32, 3, 9, "ef" * 32, ("1", "Zoë"), "Ann Lee", "2026"),),
)


@pytest.mark.parametrize("choices", [NO_CHOICES, REPAIR_ALL, WHOLE])
def test_choices_survive_being_written_and_read(choices: Choices) -> None:
    assert from_json(to_json(choices)) == choices


def test_the_digest_follows_what_was_said_and_by_whom_but_not_when() -> None:
    later = to_json(WHOLE).replace('"at": "2026"', '"at": "2027"')
    assert digest(from_json(later)) == digest(WHOLE)
    for old, new in (("Ann Lee", "Bo Ek"), ("Zoë", "Zoe"), ('"value": "3"', '"value": "4"')):
        assert digest(from_json(to_json(WHOLE).replace(old, new))) != digest(WHOLE)


def test_people_may_write_numbers_and_the_names_of_signs() -> None:
    told = from_record({"files": [{"path": "a.csv", "delimiter": "tab", "header": 3}]})
    assert [said.value for _, said in told.files[0].topics] == ["\t", "3"]


def test_a_correction_that_nobody_filled_in_is_none() -> None:
    assert from_record({"corrections": [{"upload": "a", "cells": None, "line": 4}]}) == NO_CHOICES


def _of_file(**told: Any) -> dict[str, Any]:
    return {"files": [{"path": "a.csv", **told}]}


def _columns(*columns: dict[str, Any], **more: Any) -> dict[str, Any]:
    return _of_file(columns={"columns": list(columns), **more})


@pytest.mark.parametrize(
    "told",
    [
        [],
        {"file": []},
        {"schema": 2},
        {"files": {"a.csv": {}}},
        {"files": [{}]},
        _of_file(delimeter=";"),
        _of_file(delimiter="ab"),
        _of_file(delimiter='"'),
        _of_file(delimiter="x"),
        _of_file(delimiter="\n"),
        _of_file(quote="x"),
        _of_file(escape="none"),
        _of_file(encoding="rot13"),
        _of_file(format="workbook"),
        _of_file(header=0),
        _of_file(header="first"),
        _of_file(header="9" * 30),
        _of_file(header=True),
        _of_file(encoding=None),
        _columns(),
        _columns({"name": "a", "start": 0, "width": 3}),
        _columns({"name": "a", "start": 1, "width": 3}, {"name": "b", "start": 3, "width": 3}),
        _columns({"name": "a", "start": 1}, {"name": "b", "start": 3, "width": 3}),
        _columns({"name": "a", "start": 1, "width": 40_000}),
        _columns({"name": "a", "start": 1, "width": 3}, other=1),
        _columns({"name": "a", "start": 1, "width": 3}, skip=-1),
        {"repairs": [{}]},
        {"repairs": [{"uplaod": "ab"}]},
        {"repairs": [{"kind": "magic"}]},
        {"repairs": [{"start": "x"}]},
        {"corrections": [{"upload": "a", "start": 1, "end": 2, "raw": "b", "cells": [1]}]},
        {"corrections": [{"upload": "a", "start": 1, "end": 2, "raw": "b", "cells": ["\ud800"]}]},
        {"corrections": [{"upload": "a", "start": 1, "raw": "b", "cells": ["x"]}]},
    ],
)
def test_what_cannot_be_meant_is_refused(told: object) -> None:
    with pytest.raises(ChoicesInvalid) as refused:
        from_json(json.dumps(told), "choices.json")
    assert refused.value.place.startswith("choices.json")


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(ChoicesInvalid):
        from_json(text)


@pytest.mark.parametrize(("said", "kept"), [("007", "7"), ("3-4", "3-4"), ("3 - 4", "3-4"), ("7-7", "7")])
def test_lines_of_names_are_kept_in_one_spelling(said: str, kept: str) -> None:
    assert spelled(Topic.HEADER, said, "t") == kept


@pytest.mark.parametrize("said", ["0", "4-3", "3-8", "-3", "3-", "3-4-5", "a-b", "1-1000001"])
def test_lines_that_cannot_be_meant_are_refused(said: str) -> None:
    with pytest.raises(ChoicesInvalid):
        spelled(Topic.HEADER, said, "t")
