"""Choices as JSON: as they are kept with a project, and as people write them for `--choices` (schema 1)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from core.choices.allowed import spelled
from core.choices.model import Choices, Correction, FileChoices, Said, ToldColumn, ToldColumns, Topic
from core.digests import facts_digest
from core.errors import ChoicesInvalid
from core.repairs import Repairs

SCHEMA = 1
WIDEST = 32_767
_KEYS = {"schema", "files", "repairs", "corrections"}
_OF_FILE = {"path", "columns", "upload", "shape", *(topic.value for topic in Topic)}
_OF_REPAIR = {"all", "upload", "kind", "start", "end", "cells", "by"}
_DO = "Write it as docs/reading.md says, or begin with what `chartbridge read --choices-out` writes."


def record(choices: Choices) -> dict[str, Any]:
    """As plain data. What nobody said is left out."""
    return {
        "schema": SCHEMA,
        "files": [_file_record(one) for one in choices.files],
        "repairs": choices.repairs.record(),
        "corrections": [_correction_record(one) for one in choices.corrections],
    }


def to_json(choices: Choices) -> str:
    """Canonical: equal choices give equal text."""
    return json.dumps(record(choices), ensure_ascii=False, sort_keys=True)


def digest(choices: Choices) -> str:
    """Hex digest for the name of a run. When something was said changes nothing of what is read."""
    return facts_digest({"choices": to_json(_without_instants(choices))})


def _without_instants(choices: Choices) -> Choices:
    files = tuple(
        replace(
            one,
            topics=tuple((topic, replace(said, at="")) for topic, said in one.topics),
            columns=replace(one.columns, at="") if one.columns else None,
        )
        for one in choices.files
    )
    corrections = tuple(replace(one, at="") for one in choices.corrections)
    return replace(choices, files=files, corrections=corrections)


def from_json(text: str, place: str = "choices") -> Choices:
    """Raises ChoicesInvalid, naming what is wrong and never what stands in a cell."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        raise _invalid(place, "It is no JSON that can be read.") from None
    return from_record(told, place)


def from_record(told: object, place: str = "choices") -> Choices:
    """The inverse of `record`. Raises ChoicesInvalid."""
    if not isinstance(told, Mapping) or set(told) - _KEYS:
        raise _invalid(place, "It holds something that is no choice.")
    if told.get("schema", SCHEMA) != SCHEMA:
        raise _invalid(place, "It is written for another version of Chartbridge.")
    made = Choices(repairs=_repairs(told.get("repairs", ()), place))
    for number, each in enumerate(_listed(told.get("files", ()), f"{place}: files")):
        made = made.with_file(_file(each, f"{place}: files[{number}]"))
    for number, each in enumerate(_listed(told.get("corrections", ()), f"{place}: corrections")):
        found = _correction(each, f"{place}: corrections[{number}]")
        made = made.with_correction(found) if found else made
    return made


def _file_record(one: FileChoices) -> dict[str, Any]:
    known = {"upload": one.upload, "shape": one.shape}
    return {
        "path": one.path,
        **{topic.value: _said_record(said) for topic, said in one.topics},
        **({"columns": _columns_record(one.columns)} if one.columns else {}),
        **{name: value for name, value in known.items() if value is not None},
    }


def _said_record(said: Said) -> Any:
    told = {"value": said.value, "by": said.by, "at": said.at}
    return {name: value for name, value in told.items() if value} if said.by or said.at else said.value


def _columns_record(told: ToldColumns) -> dict[str, Any]:
    columns = [
        {"name": each.name, "start": each.start, **({} if each.width is None else {"width": each.width})}
        for each in told.columns
    ]
    who = {name: value for name, value in (("by", told.by), ("at", told.at)) if value}
    return {"columns": columns, "skip": told.skip, **who}


def _correction_record(one: Correction) -> dict[str, Any]:
    who = {name: value for name, value in (("by", one.by), ("at", one.at)) if value}
    place = {"upload": one.upload, "start": one.start, "end": one.end, "raw": one.raw}
    return {**place, "cells": list(one.cells), **who}


def _file(told: Mapping[str, Any], place: str) -> FileChoices:
    if set(told) - _OF_FILE or not _text(told.get("path")):
        raise _invalid(place, "It needs the path of a file, and holds no other keys than are known.")
    made = FileChoices(
        path=str(told["path"]),
        columns=columns_from(told["columns"], place) if "columns" in told else None,
        upload=_optional(told.get("upload"), place),
        shape=_optional(told.get("shape"), place),
    )
    for topic in Topic:
        if topic.value in told:
            made = made.with_topic(topic, _said(topic, told[topic.value], f"{place}: {topic.value}"))
    return made


def _said(topic: Topic, told: object, place: str) -> Said:
    whole = told if isinstance(told, Mapping) else {"value": told}
    value, by, at = whole.get("value"), whole.get("by", ""), whole.get("at", "")
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not (isinstance(value, str) and _written(by) and _written(at)):
        raise _invalid(place, "It is no answer.")
    return Said(spelled(topic, value, place), str(by), str(at))


def columns_from(told: object, place: str) -> ToldColumns:
    """Where columns stand, as somebody wrote it. Raises ChoicesInvalid."""
    if not isinstance(told, Mapping) or set(told) - {"columns", "skip", "by", "at"}:
        raise _columns_invalid(place)
    columns = tuple(_column(each, place) for each in _listed(told.get("columns", ()), place))
    skip, by, at = told.get("skip", 0), told.get("by", ""), told.get("at", "")
    if not _number(skip, least=0) or not (_written(by) and _written(at)):
        raise _columns_invalid(place)
    return sound(ToldColumns(columns, int(skip), str(by), str(at)), place)


def sound(told: ToldColumns, place: str) -> ToldColumns:
    """The columns, if they rise, do not overlap and only the last is open. Raises ChoicesInvalid."""
    end = 1
    for number, column in enumerate(told.columns, start=1):
        last = number == len(told.columns)
        if column.start < end or (column.width is None and not last) or (column.width or 1) < 1:
            raise _columns_invalid(place)
        end = column.start + (column.width or 1)
    if not told.columns or end - 1 > WIDEST or not 0 <= told.skip <= WIDEST:
        raise _columns_invalid(place)
    return told


def _column(told: Mapping[str, Any], place: str) -> ToldColumn:
    name, start, width = told.get("name", ""), told.get("start"), told.get("width")
    if not _written(name) or not _number(start) or not (width is None or _number(width)):
        raise _columns_invalid(place)
    return ToldColumn(str(name), int(told["start"]), None if width is None else int(width))


def _correction(told: Mapping[str, Any], place: str) -> Correction | None:
    """None for one that nobody has filled in."""
    cells = told.get("cells")
    if cells is None:
        return None
    texts = [told.get("upload"), told.get("raw")]
    by, at = told.get("by", ""), told.get("at", "")
    numbers = _number(told.get("start"), least=0) and _number(told.get("end"), least=0)
    whole = isinstance(cells, list) and bool(cells) and all(_written(cell) for cell in cells)
    if not (all(map(_text, texts)) and numbers and whole and _written(by) and _written(at)):
        raise _invalid(place, "It does not say which reject it is for, or its cells are not texts.")
    place_of = (str(told["upload"]), int(told["start"]), int(told["end"]), str(told["raw"]))
    return Correction(*place_of, tuple(cells), str(by), str(at))


def _repairs(told: object, place: str) -> Repairs:
    listed = _listed(told, f"{place}: repairs")
    known = all(each and not set(each) - _OF_REPAIR for each in listed)
    if not known or not all(_text(value) for each in listed for value in each.values()):
        raise _invalid(f"{place}: repairs", 'Each says "all": "yes", or which are accepted.')
    try:
        return Repairs.from_record(listed)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _invalid(f"{place}: repairs", "They are not told so that they can be followed.") from None


def _listed(told: object, place: str) -> Sequence[Mapping[str, Any]]:
    if not isinstance(told, list | tuple) or not all(isinstance(each, Mapping) for each in told):
        raise _invalid(place, "It is no list of choices.")
    return told


def _written(value: object) -> bool:
    """Whether it is text that can be written as UTF-8 and holds no zero byte."""
    if not isinstance(value, str) or "\0" in value:
        return False
    return value.isascii() or not any("\ud800" <= char <= "\udfff" for char in value)


def _text(value: object) -> bool:
    return _written(value) and bool(value)


def _optional(value: object, place: str) -> str | None:
    if value is not None and not _text(value):
        raise _invalid(place, "It holds something that is no text.")
    return None if value is None else str(value)


def _number(value: object, *, least: int = 1) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value < 1 << 53


def _columns_invalid(place: str) -> ChoicesInvalid:
    return _invalid(
        f"{place}: columns",
        "The columns are not told so that they can be followed.",
        'Write columns as {"name": "Id", "start": 1, "width": 6}, in rising order, and "skip": 1.',
    )


def _invalid(place: str, found: str, do: str = _DO) -> ChoicesInvalid:
    return ChoicesInvalid(place=place, found=found, do=do)
