"""What stages of a run gave, kept sealed for the next run, which does again only what changed (ADR 60).

None of it is a record: it counts in no sum and leaves in no file. Losing it costs time and nothing else, so
nobody reads it back when it is written, and of what is gone nobody hears. What was altered is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy import delete, func, select

from core.side_by_side import side_by_side
from storage.canonical import from_json_bytes, to_bytes, to_json_bytes, to_text
from storage.errors import BlobMissing
from storage.keys import Sensitivity
from storage.models import RunRecord
from storage.models_stages import StagePieceRecord, StageRecord
from storage.run_blocks import run_digest
from storage.sealed_blobs import open_sealed, put_sealed
from storage.sealing import BLOCK, Bound, broken_seal, chunks
from storage.unit import Unit, absent, field_bound

RUNS = 2
"""Runs of a project of which it is kept: the newest, and the one that people may go back to."""
_OF, _SEALED = "of", "sealed"
PIECE = 16 * BLOCK
"""Bytes in every blob but a stage's last."""


@dataclass(frozen=True)
class Piece:
    """sha256: hex, of the bytes in clear. bound: what its blob is sealed for."""

    blob: str
    bound: Bound
    sha256: str = field(repr=False)


@dataclass(frozen=True)
class _Written:
    """A stage whose pieces are stored but that no row names yet. sealed: the run they were sealed for."""

    name: str = field(repr=False)
    pieces: tuple[Piece, ...]
    sealed: str = field(repr=False)


class Stages:
    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def keep(
        self,
        project: str,
        run: str,
        contents: Iterable[tuple[str, bytes | None]],
        *,
        before: str | None = None,
    ) -> None:
        """Keeps what each stage gave, by name, with a run that was published; asked again, in place of it.

        before: the run of which the stages without content are, under the same names; both then share what is
        stored. What is lost of it is kept of neither.
        What was kept of all but the newest runs is forgotten. One content is in memory at a time.
        Call it first in its transaction: the write lock is taken only when all is written. Raises NotStored.
        """
        earlier = {} if before is None else self._by_name(project, before)
        every = (self._written(project, run, earlier, *each) for each in contents)
        written = [each for each in every if each is not None]
        self._unit.lock(project)
        record = self._run(project, run)
        if record is None:
            raise absent("run")
        kept = self._unit.next(StageRecord.kept, StageRecord.project_id == project)
        self._forget(project, but=self._earlier(project, record.id)[: RUNS - 1])
        self._add(record, written, kept=kept)

    def latest(self, project: str) -> str | None:
        """The digest of the run of which something was kept last."""
        newest = select(StageRecord.run_id).where(StageRecord.project_id == project)
        found = self._unit.session.scalar(newest.order_by(StageRecord.kept.desc()).limit(1))
        return None if found is None else run_digest(self._unit, self._unit.session.get_one(RunRecord, found))

    def names(self, project: str, run: str) -> list[str]:
        """In the order they were kept in; none of a run of which nothing is kept."""
        return [stage_name(self._unit, record) for record in self._of(project, run)]

    def open(self, project: str, run: str, name: str) -> bytes | None:
        """None where it is not there, or not any more. Raises SealBroken where it was altered."""
        index = self._unit.ring(project).index("stage.name", name)
        record = next((each for each in self._of(project, run) if each.name_index == index), None)
        if record is None:
            return None
        pieces = pieces_of(self._unit, record, run=run, name=name)
        try:
            return b"".join(self._plain(project, piece) for piece in pieces)
        except BlobMissing:
            return None

    def kept(self, project: str) -> list[tuple[str, str]]:
        """Run and name of all that there is."""
        runs = select(StageRecord.run_id).where(StageRecord.project_id == project)
        records = self._unit.session.scalars(select(RunRecord).where(RunRecord.id.in_(runs))).all()
        digests = [run_digest(self._unit, record) for record in records]
        return [(run, name) for run in digests for name in self.names(project, run)]

    def _by_name(self, project: str, run: str) -> dict[str, _Written]:
        found = {}
        for record in self._of(project, run):
            name = stage_name(self._unit, record)
            sealed, pieces = _opened(self._unit, record, run=run, name=name)
            found[name] = _Written(name, tuple(pieces), sealed)
        return found

    def _written(
        self, project: str, run: str, earlier: Mapping[str, _Written], name: str, content: bytes | None
    ) -> _Written | None:
        return earlier.get(name) if content is None else self._write(project, run, name, content)

    def _write(self, project: str, run: str, name: str, content: bytes) -> _Written:
        def store(number: int) -> Piece:
            bound = stage_bound(project, run, name, number)
            return self._store(bound, content[number * PIECE : (number + 1) * PIECE])

        numbers = range(max(-(-len(content) // PIECE), 1))
        return _Written(name, tuple(side_by_side(store, numbers)), run)

    def _store(self, bound: Bound, content: bytes) -> Piece:
        ring = self._unit.ring(bound.project)
        named = partial(ring.blob_name, "run stage", bound.encode())
        sha256, _ = put_sealed(self._unit.blobs, ring, chunks(content), bound=bound, name=named)
        return Piece(named(sha256), bound, sha256)

    def _plain(self, project: str, piece: Piece) -> bytes:
        unit = self._unit
        opened = open_sealed(
            unit.blobs, unit.ring(project), piece.blob, bound=piece.bound, sha256=piece.sha256
        )
        return b"".join(opened)

    def _run(self, project: str, run: str) -> RunRecord | None:
        index = self._unit.ring(project).index("run", run)
        statement = select(RunRecord).where(RunRecord.project_id == project, RunRecord.run_index == index)
        return self._unit.session.scalars(statement).first()

    def _of(self, project: str, run: str) -> list[StageRecord]:
        record = self._run(project, run)
        if record is None:
            return []
        ordered = select(StageRecord).where(StageRecord.run_id == record.id).order_by(StageRecord.number)
        return list(self._unit.session.scalars(ordered))

    def _earlier(self, project: str, run: str) -> list[str]:
        """Ids of other runs of which something is kept, the newest of them first."""
        others = (StageRecord.project_id == project, StageRecord.run_id != run)
        newest = select(StageRecord.run_id).where(*others).group_by(StageRecord.run_id)
        return list(self._unit.session.scalars(newest.order_by(func.max(StageRecord.kept).desc())))

    def _forget(self, project: str, *, but: Sequence[str]) -> None:
        """Their blobs are orphans from then on, which the sweeper takes."""
        gone = (StageRecord.project_id == project, StageRecord.run_id.not_in(but))
        stages = select(StageRecord.id).where(*gone)
        self._unit.session.execute(delete(StagePieceRecord).where(StagePieceRecord.stage_id.in_(stages)))
        self._unit.session.execute(delete(StageRecord).where(*gone))

    def _add(self, run: RunRecord, written: list[_Written], *, kept: int) -> None:
        named = [(self._unit.new_id(), stage) for stage in written]
        self._unit.session.add_all(
            self._record(run, id, stage, kept=kept, number=number) for number, (id, stage) in enumerate(named)
        )
        self._unit.session.flush()
        self._unit.session.add_all(
            StagePieceRecord(stage_id=id, number=number, blob=piece.blob)
            for id, stage in named
            for number, piece in enumerate(stage.pieces)
        )
        self._unit.session.flush()

    def _record(self, run: RunRecord, id: str, stage: _Written, *, kept: int, number: int) -> StageRecord:
        unit, project = self._unit, run.project_id
        of = run_digest(unit, run)
        told = {"pieces": [piece.sha256 for piece in stage.pieces], _OF: of, _SEALED: stage.sealed}
        digests = to_text(to_json_bytes(told))
        return StageRecord(
            id=id,
            project_id=project,
            run_id=run.id,
            kept=kept,
            number=number,
            name=unit.seal(stage.name, field_bound(project, "stage.name", id)),
            name_index=unit.ring(project).index("stage.name", stage.name),
            digests=unit.seal(digests, field_bound(project, "stage.digests", id)),
        )


def stage_bound(project: str, run: str, name: str, number: int) -> Bound:
    return Bound(project, "run stage", Sensitivity.RESTRICTED, run=run, table=name, part=str(number))


def stage_name(unit: Unit, record: StageRecord) -> str:
    return unit.open(record.name, field_bound(record.project_id, "stage.name", record.id))


def pieces_of(unit: Unit, record: StageRecord, *, run: str, name: str) -> list[Piece]:
    """In order. run: the digest of its run. Raises SealBroken where one was taken away or put in, or where
    the stage was moved to another run.
    """
    return _opened(unit, record, run=run, name=name)[1]


def _opened(unit: Unit, record: StageRecord, *, run: str, name: str) -> tuple[str, list[Piece]]:
    """And first the run that they were sealed for."""
    project, at = record.project_id, StagePieceRecord.stage_id == record.id
    digests = unit.open(record.digests, field_bound(project, "stage.digests", record.id))
    told = from_json_bytes(to_bytes(digests))
    if told.get(_OF, run) != run:
        raise broken_seal("it was moved to another run")
    said, sealed = told["pieces"], told.get(_SEALED, run)
    blobs = unit.session.scalars(
        select(StagePieceRecord.blob).where(at).order_by(StagePieceRecord.number)
    ).all()
    if len(blobs) != len(said):
        raise broken_seal("it has more or fewer pieces than it was kept in")
    return sealed, [
        Piece(blob, stage_bound(project, sealed, name, number), sha256)
        for number, (blob, sha256) in enumerate(zip(blobs, said, strict=True))
    ]
