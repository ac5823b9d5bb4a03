"""Sentences about rows of several kinds in one table of the Mapping page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from portal.viewmodels.mapping_cells import SplitWord
from portal.wording.figures import count, counted
from portal.wording.mapping import kind as kind_of
from portal.wording.scope_said import listed

_MARKS, _TAKEN_AS_IT_STANDS = re.compile(r"([!-/:-@\[-`{-~])"), r"\\\1"
TITLE = "Rows of several kinds"
WHY = (
    "Where one table holds charges and payments, or visits and notes, a column often says which row is "
    "which. Say what each of its words means. What is sure of the columns of each kind is placed at once."
)
BY = "The column that tells them apart"
NONE = "None: every row is of one kind"
WAITS = "Not settled: these rows wait"
SAVE = "Save what the rows are"
HELD = "Its rows are of several kinds, told apart by {}: {}."


def kind(entity: str) -> str:
    return kind_of(entity) if entity else WAITS


def word(told: SplitWord) -> str:
    """ "PMT, 183 rows: each is one", for a label, in which marks of the word would else be read as layout."""
    return f"{_MARKS.sub(_TAKEN_AS_IT_STANDS, told.text)}, {counted(told.count, 'row')}: each is one"


def preview(counts: Mapping[str, int], *, rows: int) -> str:
    """ "398 rows become ledger entry, 183 payment. No row waits." """
    told = [f"{count(n)} become {kind_of(entity).lower()}" for entity, n in counts.items()]
    waiting = rows - sum(counts.values())
    waits = f"{counted(waiting, 'row')} will wait." if waiting else "No row waits."
    return f"Of {counted(rows, 'row')}, {listed(told)}. {waits}" if told else waits


def held(by: str, kinds: Sequence[str]) -> str:
    return HELD.format(by, listed([kind_of(each).lower() for each in kinds]))
