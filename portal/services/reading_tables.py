"""One table of an opened file as facts to show: columns, first lines, damaged and unreadable lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.choices.model import raw_digest
from core.choices.rows import row_id
from core.profiles import profile
from core.profiles.kinds import kind_of
from core.repairs import Proposal
from core.sources.encoding import Text, decode, decode_as
from core.tables import Corrected, ReadTable, Reject, SourceTable
from portal.services.reading_rows import first_rows, raw_rows
from portal.viewmodels.reading import ColumnSeen, RejectView, RepairGroup, RepairView, TableReading
from portal.wording import findings as finding_words
from portal.wording import reading_found as words
from reports.rejects_workbook import RejectRow, RejectSheet

TEXTS = ("delimited text", "fixed-width text")
PROFILED = 5_000
"""Rows from the top by which the page says what a column holds; the Mapping page looks at all."""
EXAMPLES, REJECTS = 100, 200
SEPARATOR = ":"
"""Between the parts of what names a proposal."""


def table_view(read: ReadTable, content: bytes, *, several: bool, sha: str) -> TableReading:
    """Without what was said of it, which belongs to the file. several: another table stands above it."""
    text = _text(read, content) if read.evidence.get("format") in TEXTS else None
    return TableReading(
        name=read.table.name,
        path=read.table.file,
        records=read.table.height,
        counted=read.counted,
        columns=_columns(read.table),
        choices=(),
        first=first_rows(read, text, several=several),
        shares=tuple((share, size) for share, size in read.shares.items()),
        repairs=tuple(_groups(read)),
        rejects=tuple(_rejects(read, sha)),
        rejects_in_all=len(read.rejects),
    )


def document_view(path: str, content: bytes) -> TableReading:
    """A text that is no table, so that it can be said to be one after all."""
    text = decode(content)
    first = raw_rows(text) if text else ()
    return TableReading(path.split("/")[-1], path, 0, 0, (), (), first)


def accepting(proposal: Proposal) -> str:
    """What names one proposal, so that accepting it names its bytes and its cells."""
    parts = (proposal.upload, proposal.kind.value, proposal.start, proposal.end, proposal.cells)
    return SEPARATOR.join(map(str, parts))


def _text(read: ReadTable, content: bytes) -> Text | None:
    found = decode(content)
    named = read.evidence["encoding"]
    if found is not None and found.encoding == named:
        return found
    return decode_as(content, named, evidence="")


def _columns(table: SourceTable) -> tuple[ColumnSeen, ...]:
    seen = profile(replace(table, rows=table.frame.head(PROFILED)))
    kinds = [(column.name, kind_of(column)) for column in seen.columns]
    return tuple(ColumnSeen(name, kind.kind.value, kind.confidence) for name, kind in kinds)


def _groups(read: ReadTable) -> Iterable[RepairGroup]:
    kinds = dict.fromkeys(one.kind for one in read.proposals)
    for kind in kinds:
        mine = [one for one in read.proposals if one.kind is kind]
        examples = tuple(_repair(one, read.table.columns) for one in mine[:EXAMPLES])
        yield RepairGroup(kind.value, len(mine), sum(one.applied for one in mine), examples)


def _repair(one: Proposal, columns: Sequence[str]) -> RepairView:
    why = words.WHY_REPAIR_OTHERS.format(one.others + 1) if one.others else words.WHY_REPAIR
    return RepairView(
        id=accepting(one),
        line=one.line,
        raw=one.raw,
        before=one.before,
        after=one.after,
        why=why,
        confidence=one.confidence,
        applied=one.applied,
        changed=tuple(_changed(one, columns)),
    )


def _changed(one: Proposal, columns: Sequence[str]) -> Iterable[str]:
    for index, cell in enumerate(one.after):
        before = one.before[index] if index < len(one.before) else None
        if before != cell and index < len(columns):
            yield columns[index]


def _rejects(read: ReadTable, sha: str) -> list[RejectView]:
    """In order of line: those that wait and those that a person made records of."""
    waiting = [_waiting(one, sha) for one in read.rejects[:REJECTS]]
    settled = [_settled(one, sha) for one in read.corrections]
    return sorted([*waiting, *settled], key=lambda view: view.line)


def _waiting(one: Reject, sha: str) -> RejectView:
    title, advice = finding_words.sentence(one.reason), finding_words.advice(one.reason)
    return RejectView(naming(one, sha), one.line, one.raw, title, advice)


def _settled(one: Corrected, sha: str) -> RejectView:
    title, advice = finding_words.sentence(one.reason), finding_words.advice(one.reason)
    return RejectView(naming(one, sha), one.line, one.raw, title, advice, one.cells, one.by)


def naming(one: Reject | Corrected, sha: str) -> str:
    """The row id of a reject; "" where its format has no bytes to name."""
    if one.start is None or one.end is None:
        return ""
    return row_id(sha, one.start, one.end, raw_digest(one.raw))


def row_ids(read: ReadTable, sha: str) -> set[str]:
    """Of every reject that can be put right or was."""
    waiting = {naming(one, sha) for one in read.rejects}
    return waiting | {naming(one, sha) for one in read.corrections}


def sheet_of(read: ReadTable, sha: str) -> RejectSheet:
    """Every reject of a table that can be put right, for the workbook."""
    named = [(naming(one, sha), one) for one in read.rejects]
    rows = [
        RejectRow(id_, one.line, finding_words.sentence(one.reason), one.raw) for id_, one in named if id_
    ]
    return RejectSheet(read.table.name, read.table.columns, rows)
