"""What the labelled systems' plain-English meanings are in our record, and how well suggestion agrees.

A judgement table: each meaning has one home or a set of homes that a reasonable person would accept.
"*" stands for the entity that the table holds (TABLES). "-" means that the record has no home for it.
The labels are one person's judgement; unlabelled columns are not counted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from core.record import RECORD
from core.record.model import ClinicRecord
from core.suggest import Suggestion, Suggestions, suggest_all
from core.tables import LINE, SourceTable
from core.tables import RECORD as RECORD_COLUMN
from tests.core.suggest.meanings import MEANINGS, TABLES

SEPARATORS = {".csv": ",", ".txt": "\t"}


@dataclass
class Score:
    """Labelled columns counted. wrong: (table, column, suggested, accepted, sure) for reading by people."""

    labelled: int = 0
    right: int = 0
    sure: int = 0
    sure_right: int = 0
    tables: int = 0
    tables_right: int = 0
    wrong: list[tuple[str, str, str, str, bool]] = field(default_factory=list)

    @property
    def accuracy(self) -> float:
        return self.right / self.labelled

    @property
    def sure_share(self) -> float:
        return self.sure / self.labelled

    @property
    def sure_accuracy(self) -> float:
        return self.sure_right / self.sure if self.sure else 1.0

    def __str__(self) -> str:
        return (
            f"{self.right}/{self.labelled} right ({self.accuracy:.1%}); {self.sure_share:.1%} sure, of which "
            f"{self.sure_accuracy:.1%} right; {self.tables_right}/{self.tables} tables"
        )


def truth_of(path: Path) -> dict[str, dict[str, str]]:
    """Meaning by table and header. Headers in order come with `headers_of`."""
    entities = json.loads(path.read_text())["entities"]
    return {table: dict(found["truth"]) for table, found in entities.items()}


def header_tables(columns_by_table: Mapping[str, Sequence[str]]) -> list[SourceTable]:
    """Tables with a header and no rows."""
    return [empty(name, columns) for name, columns in columns_by_table.items()]


def empty(name: str, columns: Sequence[str]) -> SourceTable:
    schema = {RECORD_COLUMN: pl.UInt32, LINE: pl.UInt32, **dict.fromkeys(columns, pl.String)}
    return SourceTable(f"{name}.csv", name, tuple(columns), pl.DataFrame(schema=schema))


def headers_of(path: Path) -> dict[str, list[str]]:
    entities = json.loads(path.read_text())["entities"]
    return {table: found["headers_in_order"] for table, found in entities.items()}


def read_folder(folder: Path) -> list[SourceTable]:
    """Every delimited file of `folder` as it stands."""
    paths = sorted(p for p in folder.iterdir() if p.suffix in SEPARATORS)
    return [_read(path) for path in paths]


def _read(path: Path) -> SourceTable:
    tabbed = path.suffix == ".txt"
    frame = pl.read_csv(
        path, infer_schema=False, empty_string_is_null=False, separator=SEPARATORS[path.suffix],
        quote_char=None if tabbed else '"',
    )  # fmt: skip
    ordinal = pl.int_range(1, pl.len() + 1, dtype=pl.UInt32)
    numbered = frame.select(ordinal.alias(RECORD_COLUMN), (ordinal + 1).alias(LINE), *frame.columns)
    return SourceTable(path.name, path.stem, tuple(frame.columns), numbered)


def score_meanings(
    tables: Sequence[SourceTable], truth: Mapping[str, Mapping[str, str]], *, record: ClinicRecord = RECORD
) -> Score:
    """How far suggestions for `tables` agree with the labelled meanings."""
    accepted = {
        (table, header): homes(table, MEANINGS[meaning])
        for table, headers in truth.items()
        for header, meaning in headers.items()
    }
    return score(suggest_all(tables, record), accepted, {t: TABLES[t] for t in truth})


def homes(table: str, text: str) -> frozenset[str]:
    """Accepted "entity.field", with "*" spelled out for the table."""
    found: set[str] = set()
    for home in text.split("|"):
        entity, _, name = home.partition(".")
        found.update(f"{e}.{name}" for e in TABLES[table].split("|")) if entity == "*" else found.add(home)
    return frozenset(found)


def score(
    found: Suggestions, accepted: Mapping[tuple[str, str], Iterable[str]], tables: Mapping[str, str]
) -> Score:
    """Counts over the columns of `accepted`; "?" leaves a column out."""
    result = Score()
    for suggestion in found.columns:
        wanted = accepted.get((suggestion.table, suggestion.column))
        if wanted is not None and "?" not in wanted:
            _count(result, suggestion, frozenset(wanted))
    for table in found.tables:
        if table.table in tables:
            result.tables += 1
            result.tables_right += table.entity in tables[table.table].split("|")
    return result


def _count(result: Score, suggestion: Suggestion, wanted: frozenset[str]) -> None:
    said = f"{suggestion.entity}.{suggestion.field}" if suggestion.entity else "-"
    right = said in wanted
    result.labelled += 1
    result.right += right
    result.sure += suggestion.sure
    result.sure_right += suggestion.sure and right
    if not right:
        place = (suggestion.table, suggestion.column)
        result.wrong.append((*place, said, " or ".join(sorted(wanted)), suggestion.sure))
