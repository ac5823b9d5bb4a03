"""The package as a run of files, each a path and its bytes in pieces; strung together here, as a page.

Whoever writes them takes one after another: nothing is read from the store before its turn.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial

import polars as pl

from core.choices.file import to_json as choices_as_json
from core.decisions.file import to_json as decisions_as_json
from core.mapping import to_json as mapping_as_json
from core.record.model import Entity
from reports.csv_text import csv_pieces
from reports.file_names import told_apart
from reports.handover.agreed import agreed_files
from reports.handover.archive import ArchiveCells
from reports.handover.beside import Beside
from reports.handover.checks import checks_files
from reports.handover.content import LOG, Content
from reports.handover.learnt import learnt_files
from reports.handover.originals import listed, original_files
from reports.handover.records import AT_ONCE, record_lines
from reports.handover.schema import schema_of
from reports.handover.scope import decisions_in, mapping_in
from reports.handover.texts import File, as_json, as_text
from reports.handover.wording import readme
from reports.parquet_pieces import parquet_pieces

_ARCHIVE = "archive"
_KEPT = "kept"
TRUST = "trust.pem"
"""The root by which every signature of the package is verified."""


def files(content: Content) -> Iterator[File]:
    """Every file but the manifest, which is written last by whoever has seen all of them."""
    yield as_text("README.txt", readme(content.scope, there=_there(content)))
    for entity in content.entities():
        yield from _records(content, entity)
    yield from _log(content)
    yield from _settled(content)
    yield from _kept(content)
    if content.scope.unclassed:
        yield as_text("choices.json", choices_as_json(content.choices))
        yield as_json("summary.json", content.summary)
        yield as_json("originals.json", listed(content.originals))
        yield from original_files(content.originals)
        yield from _beside(content.beside)
    names = sorted(content.documents)
    for name, path in zip(names, told_apart(f"documents/{n}" for n in names), strict=True):
        yield path, iter([content.documents[name]])
    if content.trust:
        yield TRUST, iter([content.trust])


def _beside(beside: Beside) -> Iterator[File]:
    """What people did beside the records, as far as they did anything."""
    if beside.agreed is not None:
        yield from agreed_files(beside.agreed)
    if beside.checking is not None:
        yield from checks_files(beside.checking)
    if beside.learnt is not None:
        yield from learnt_files(beside.learnt)


def _there(content: Content) -> frozenset[str]:
    """What is not in every package, for the README."""
    found = {"documents": content.documents, TRUST: content.trust}
    beside = content.beside.folders() if content.scope.unclassed else ()
    return frozenset({*beside, *(name for name, there in found.items() if there)})


def _records(content: Content, entity: Entity) -> Iterator[File]:
    fields = content.scope.fields(entity)
    lines = record_lines(entity, fields, content.entity(entity), _Archives(content))
    yield f"records/{entity.name}.jsonl", lines
    yield as_json(f"records/{entity.name}.schema.json", schema_of(entity, fields))
    yield f"csv/{entity.name}.csv", csv_pieces(_in_slices(content.entity(entity)))


class _Archives:
    """The archived cells of each table, for the records of one entity."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._opened: dict[tuple[str, str], ArchiveCells | None] = {}

    def __call__(self, table: tuple[str, str]) -> ArchiveCells | None:
        if table not in self._opened:
            self._opened[table] = self._of(f"{_ARCHIVE}/{table[0]}/{table[1]}")
        return self._opened[table]

    def _of(self, name: str) -> ArchiveCells | None:
        there = next((part for part in self._content.restricted() if part[0] == name), None)
        return None if there is None else ArchiveCells(partial(self._content.blocks, *there))


def _log(content: Content) -> Iterator[File]:
    sensitivity = content.class_of(LOG)
    if sensitivity is not None:
        log = partial(_log_blocks, content, sensitivity)
        yield "log/migration_log.csv", csv_pieces(_in_slices(log()))
        yield "log/migration_log.parquet", parquet_pieces(log())


def _log_blocks(content: Content, sensitivity: str) -> Iterator[pl.DataFrame]:
    """The log; where only a part leaves, the entries of the tables that it comes from, their rows unproven.

    A digest of a whole row would tell whether a guess at what does not leave is right.
    """
    blocks = content.blocks(LOG, sensitivity)
    if content.scope.unclassed:
        return blocks
    tables = [{"file": file, "table": table} for file, table in sorted(content.sources())]
    wanted = pl.DataFrame(tables, schema={"file": pl.String, "table": pl.String})
    own = (b.join(wanted, on=["file", "table"], how="semi", maintain_order="left") for b in blocks)
    return (block.drop("row", strict=False) for block in own)


def _settled(content: Content) -> Iterator[File]:
    """On whose word: the mapping and the decisions, as far as they are about what leaves."""
    if content.mapping is not None:
        mapping = mapping_in(content.scope, content.mapping, content.record)
        yield as_text("mapping.json", mapping_as_json(mapping))
    decided = decisions_in(content.scope, content.decisions, content.sources(), content.record)
    yield as_text("decisions.json", decisions_as_json(decided))


def _kept(content: Content) -> Iterator[File]:
    """What nobody has given a field: exact as JSON Lines, and for a spreadsheet."""
    parts = content.restricted()
    paths = iter(told_apart(f"{_KEPT}/{name}{end}" for name, _ in parts for end in (".jsonl", ".csv")))
    for name, sensitivity in parts:
        yield next(paths), _rows(content.blocks(name, sensitivity))
        yield next(paths), csv_pieces(_in_slices(content.blocks(name, sensitivity)))


def _rows(blocks: Iterable[pl.DataFrame]) -> Iterator[bytes]:
    """Each row as an object of its columns that have a value."""
    for frame in _in_slices(blocks):
        rows = ({n: v for n, v in row.items() if v is not None} for row in frame.iter_rows(named=True))
        yield b"".join((json.dumps(row, ensure_ascii=False) + "\n").encode() for row in rows)


def _in_slices(blocks: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """A block without rows still has its columns."""
    for block in blocks:
        yield from block.iter_slices(AT_ONCE) if block.height else [block]
