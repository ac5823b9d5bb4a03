"""Columns that feed no field, with what became of them: by the mapping of a run, or by a person's decision.

A decision about a column stands beside the mapping (decision 15), so the mapping alone would still call a
column waiting whose values somebody has kept or left behind.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from core.decisions import Choice, Decision, GroupKind
from portal.viewmodels.overview import WithoutHome
from storage import Work

_FATES = ("waiting", "archived", "declined", "mapped")
_DECIDED = {Choice.ARCHIVE: "archived", Choice.DECLINE: "declined", Choice.NOTE: "mapped"}

Column = tuple[str, str, str]
"""File, table and name."""


def columns_without_home(
    work: Work, project: str, version: int | None, *, followed: Iterable[Decision]
) -> tuple[WithoutHome, ...]:
    """Waiting ones first. version: of the run's mapping. followed: the decisions that the run followed."""
    if version is None:
        return ()
    decided = decided_columns(followed)
    tables = json.loads(work.mappings.get(project, version).text)["tables"]
    found = (_settled(_column(table, kept), decided) for table in tables for kept in table["kept"])
    return tuple(sorted(found, key=lambda column: _FATES.index(column.fate)))


def still_without_home(columns: Iterable[WithoutHome], standing: Iterable[Decision]) -> int:
    """How many wait of which nobody has decided anything, whether or not a run has followed it yet."""
    decided = decided_columns(standing)
    return sum(each.fate == "waiting" and _place(each) not in decided for each in columns)


def decided_columns(decisions: Iterable[Decision]) -> dict[Column, Decision]:
    of_columns = (each for each in decisions if each.group.kind is GroupKind.COLUMN)
    return {(each.group.file, each.group.table, each.group.column): each for each in of_columns}


def _column(table: Mapping[str, Any], kept: Mapping[str, Any]) -> WithoutHome:
    return WithoutHome(
        table["file"], table["table"], kept["column"], kept["fate"], kept["by"], kept["reason"]
    )


def _settled(column: WithoutHome, decided: Mapping[Column, Decision]) -> WithoutHome:
    made = decided.get(_place(column))
    if made is None or column.fate != "waiting":
        return column
    return replace(column, fate=_DECIDED[made.choice], by=made.by, reason=made.reason)


def _place(column: WithoutHome) -> Column:
    return column.file, column.table, column.column
