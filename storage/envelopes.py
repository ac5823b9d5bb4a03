"""Where every envelope of a project is and what it belongs to: for sealing anew, and for counting versions.

A new table with sealed columns has to stand here, or a test says so: what is not listed would keep its old
key for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, false, inspect, select

from storage.canonical import from_json_bytes, to_bytes
from storage.keys import Sensitivity
from storage.models import (
    Base,
    BlockRecord,
    ChoicesRecord,
    DecisionRecord,
    JobRecord,
    MappingRecord,
    PartRecord,
    ProjectRecord,
    ReadinessStepRecord,
    RunRecord,
    ScopeStepRecord,
    SigningKeyRecord,
    SpotCheckStepRecord,
    TrainingStepRecord,
    UploadRecord,
)
from storage.models_keys import ReplacedKeyRecord
from storage.models_people import (
    BreakGlassRecord,
    CredentialRecord,
    InvitationRecord,
    MembershipRecord,
    PersonRecord,
    SessionRecord,
)
from storage.models_slices import BegunRecord, SliceRecord
from storage.models_stages import StageRecord
from storage.models_words import UploadWordRecord
from storage.parts import Place
from storage.run_blocks import opened_block, run_digest
from storage.sealing import Bound
from storage.slices import slice_bound
from storage.stages import pieces_of, stage_name
from storage.unit import INSTALLATION, Unit, field_bound

_OF_THE_INSTALLATION = (PersonRecord, CredentialRecord, SessionRecord)
"""Tables that belong to no project."""


@dataclass(frozen=True)
class FieldsOf:
    """Sealed columns of a table. named: what a column is called in its `Bound`. row: the row's id there.

    only_added: rows of a journal, which nobody may change, so that they keep the version they came with.
    """

    model: type[Base]
    columns: tuple[str, ...]
    named: Callable[[str, Any], str]
    row: Callable[[Any], str]
    sensitivity: str = Sensitivity.RESTRICTED
    only_added: bool = False

    def bound(self, project: str, column: str, record: Any) -> Bound:
        return field_bound(project, self.named(column, record), self.row(record), self.sensitivity)

    def keys(self, project: str) -> Select[Any]:
        """Primary keys of the project's rows."""
        statement = select(*inspect(self.model).primary_key)
        if self.model in _OF_THE_INSTALLATION:
            return statement if project == INSTALLATION else statement.where(false())
        if self.model is ProjectRecord:
            own = (project == INSTALLATION) == (self.sensitivity == Sensitivity.RESTRICTED)
            return statement.where(ProjectRecord.id == project if own else false())
        if self.model is PartRecord:
            return statement.join(RunRecord).where(RunRecord.project_id == project)
        if self.model is BlockRecord:
            return statement.join(PartRecord).join(RunRecord).where(RunRecord.project_id == project)
        return statement.where(self.model.__table__.c.project_id == project)


def _column(table: str) -> Callable[[str, Any], str]:
    return lambda column, _record: f"{table}.{column}"


def _kind(journal: str) -> Callable[[str, Any], str]:
    return lambda _column, record: f"{journal}.{record.kind}"


def _id(record: Any) -> str:
    return str(record.id)


def _number(record: Any) -> str:
    return str(record.number)


def _version(record: Any) -> str:
    return str(record.version)


def _holder(record: Any) -> str:
    return str(record.holder.hex())


def _token(record: Any) -> str:
    return str(record.token_hash.hex())


def _block(record: Any) -> str:
    return f"{record.part_id}/{record.number}"


def _learned(record: Any) -> str:
    return f"{record.holder.hex()}/{record.number}"


def _person(record: Any) -> str:
    return str(record.person_id)


def _slice(record: Any) -> str:
    return f"{record.begun_id}/{record.start}"


_CONTENT = ("content",)
FIELDS: tuple[FieldsOf, ...] = (
    FieldsOf(ProjectRecord, ("name",), _column("project"), _id, Sensitivity.OPERATIONAL),
    FieldsOf(ProjectRecord, ("name",), _column("project"), _id),
    FieldsOf(UploadRecord, ("path", "sha256", "by"), _column("upload"), _id),
    FieldsOf(UploadWordRecord, ("by",), _column("upload_word"), _number),
    FieldsOf(MappingRecord, ("text", "by", "reason"), _column("mapping"), _version),
    FieldsOf(ChoicesRecord, ("text", "passwords", "by"), _column("choices"), _version),
    FieldsOf(DecisionRecord, ("text", "by"), _column("decision"), _number),
    FieldsOf(RunRecord, ("digests", "summary", "by"), _column("run"), _id),
    FieldsOf(PartRecord, ("name",), _column("part"), _id),
    FieldsOf(BlockRecord, ("sha256", "origin"), _column("block"), _block),
    FieldsOf(StageRecord, ("name", "digests"), _column("stage"), _id),
    FieldsOf(JobRecord, ("payload", "progress", "outcome"), _column("job"), _id),
    FieldsOf(ReadinessStepRecord, _CONTENT, _kind("readiness"), _number, only_added=True),
    FieldsOf(ScopeStepRecord, _CONTENT, _kind("scope"), _number, only_added=True),
    FieldsOf(SpotCheckStepRecord, _CONTENT, _kind("spot_check"), _number, only_added=True),
    FieldsOf(TrainingStepRecord, _CONTENT, _column("training"), _learned, only_added=True),
    FieldsOf(SigningKeyRecord, ("content", "wrong"), _column("signing_key"), _holder),
    FieldsOf(ReplacedKeyRecord, _CONTENT, _column("replaced_key"), _number),
    FieldsOf(PersonRecord, ("name", "email"), _column("person"), _id),
    FieldsOf(CredentialRecord, ("password", "totp", "recovery"), _column("credential"), _person),
    FieldsOf(SessionRecord, ("device",), _column("session"), _token),
    FieldsOf(MembershipRecord, _CONTENT, _column("membership"), _person),
    FieldsOf(InvitationRecord, _CONTENT, _column("invitation"), _id),
    FieldsOf(BreakGlassRecord, _CONTENT, _column("break_glass"), _number),
    FieldsOf(BegunRecord, ("path", "by"), _column("begun_upload"), _id),
    FieldsOf(SliceRecord, ("sha256",), _column("upload_slice"), _slice),
)
"""Every column that class keys seal, but for those of the audit chain, which is never sealed anew.

The row of a project stands twice: the installation's was sealed by another class than those of projects.
"""


@dataclass(frozen=True)
class Blob:
    """sha256: hex, of what is sealed in it."""

    name: str
    bound: Bound
    sha256: str = field(repr=False)


def version_of(sealed: bytes) -> int:
    """The version of the class key that sealed a field or a stream; told without any key."""
    return int.from_bytes(sealed[1:3], "big")


def blobs_of(unit: Unit, project: str) -> Iterator[Blob]:
    """Originals, slices of them, blocks and stages of runs, documents; of those that are named twice, one."""
    seen: set[str] = set()
    originals = (*_uploads(unit, project), *_slices(unit, project))
    for blob in (*originals, *_blocks(unit, project), *_stages(unit, project), *_documents(unit, project)):
        if blob.name not in seen:
            seen.add(blob.name)
            yield blob


def _uploads(unit: Unit, project: str) -> Iterator[Blob]:
    bound = Bound(project, "upload", Sensitivity.RESTRICTED)
    for row in unit.session.scalars(select(UploadRecord).where(UploadRecord.project_id == project)):
        yield Blob(row.blob, bound, unit.open(row.sha256, field_bound(project, "upload.sha256", row.id)))


def _slices(unit: Unit, project: str) -> Iterator[Blob]:
    for row in unit.session.scalars(select(SliceRecord).where(SliceRecord.project_id == project)):
        sha256 = unit.open(row.sha256, field_bound(project, "upload_slice.sha256", _slice(row)))
        yield Blob(row.blob, slice_bound(project, row.begun_id, row.start), sha256)


def _blocks(unit: Unit, project: str) -> Iterator[Blob]:
    statement = (
        select(RunRecord, PartRecord, BlockRecord)
        .join(PartRecord, PartRecord.run_id == RunRecord.id)
        .join(BlockRecord, BlockRecord.part_id == PartRecord.id)
        .where(RunRecord.project_id == project)
    )
    for run, part, block in unit.session.execute(statement):
        yield _block_of(unit, project, run, part, block)


def _block_of(unit: Unit, project: str, run: RunRecord, part: PartRecord, block: BlockRecord) -> Blob:
    name = unit.open(part.name, field_bound(project, "part.name", part.id))
    place = Place(project, run_digest(unit, run), name, part.sensitivity)
    stored = opened_block(unit, place, block)
    return Blob(stored.blob, place.bound_of(stored), stored.sha256)


def _stages(unit: Unit, project: str) -> Iterator[Blob]:
    """Those that are there: one that is lost is no loss."""
    statement = select(RunRecord, StageRecord).join(StageRecord).where(RunRecord.project_id == project)
    for run, stage in unit.session.execute(statement):
        pieces = pieces_of(unit, stage, run=run_digest(unit, run), name=stage_name(unit, stage))
        there = (piece for piece in pieces if unit.blobs.find(piece.blob) is not None)
        yield from (Blob(piece.blob, piece.bound, piece.sha256) for piece in there)


def _documents(unit: Unit, project: str) -> Iterator[Blob]:
    bound = Bound(project, "readiness", Sensitivity.RESTRICTED)
    of_project = ReadinessStepRecord.project_id == project, ReadinessStepRecord.blob.is_not(None)
    for step in unit.session.scalars(select(ReadinessStepRecord).where(*of_project)):
        content = unit.open(step.content, field_bound(project, f"readiness.{step.kind}", str(step.number)))
        yield Blob(str(step.blob), bound, str(_facts(content)["facts"]["sha256"]))


def _facts(text: str) -> dict[str, Any]:
    return from_json_bytes(to_bytes(text))
