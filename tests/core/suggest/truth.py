"""What the labelled systems' plain-English meanings are in our record, and how well suggestion agrees.

A judgement table: each meaning has one home or a set of homes that a reasonable person would accept.
"*" stands for the entity that the table holds (TABLES). "-" means that the record has no home for it.
The labels are one person's judgement; unlabelled columns are not counted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from core.record import RECORD
from core.record.model import ClinicRecord, Entity, Field
from core.suggest import Suggestion, Suggestions, suggest_all
from core.suggest.spelling import compact
from core.tables import LINE, SourceTable
from core.tables import RECORD as RECORD_COLUMN
from tests.core.suggest.meanings import MEANINGS, TABLES

SEPARATORS = {".csv": ",", ".txt": "\t"}


@dataclass(frozen=True)
class Judged:
    """One labelled column. said, wanted: "entity.field", several joined by " or "; "-" is no home."""

    table: str
    column: str
    said: str
    wanted: str
    right: bool
    sure: bool
    confidence: float


@dataclass
class Score:
    """Labelled columns counted, each as it was judged."""

    tables: int = 0
    tables_right: int = 0
    judged: list[Judged] = field(default_factory=list)

    @property
    def labelled(self) -> int:
        return len(self.judged)

    @property
    def right(self) -> int:
        return sum(one.right for one in self.judged)

    @property
    def sure(self) -> int:
        return sum(one.sure for one in self.judged)

    @property
    def sure_right(self) -> int:
        return sum(one.sure and one.right for one in self.judged)

    @property
    def wrong(self) -> list[Judged]:
        """For reading by people."""
        return [one for one in self.judged if not one.right]

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


def unprepared(headers: Mapping[str, Sequence[str]], record: ClinicRecord = RECORD) -> ClinicRecord:
    """`record` without every word that spells one of these headers, so that none is known by heart."""
    return _without(record, {compact(h) for found in headers.values() for h in found})


def _without(record: ClinicRecord, spellings: set[str]) -> ClinicRecord:
    def left(words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(w for w in words if compact(w) not in spellings)

    def of_field(one: Field) -> Field:
        return replace(one, words=left(one.words))

    def entity(one: Entity) -> Entity:
        return replace(one, fields=tuple(map(of_field, one.fields)), key_words=left(one.key_words))

    return replace(record, entities=tuple(map(entity, record.entities)))


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
    asked = (suggestion.table, suggestion.column, said, " or ".join(sorted(wanted)))
    result.judged.append(Judged(*asked, said in wanted, suggestion.sure, suggestion.confidence))
