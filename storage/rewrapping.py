"""Another master key takes over, and what is known of the keys is told, both without sealing anything anew.

All project keys, those of the installation and of certificates of deletion, and the witness of the store
change in one transaction: stopped at any instant, the store is wholly under one master key. A process that
still has the other one finds its next unwrapping refused, and can wrap nothing any more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from storage.audit_events import AuditEvent
from storage.database import forget_log
from storage.deletion_record import DeletionRecord
from storage.deletions import deletion_aad
from storage.envelopes import FIELDS, version_of
from storage.keys import PROJECT, WrappedKey, rewrap
from storage.master_key import MasterKey
from storage.models import (
    BlockRecord,
    InstallationKeyRecord,
    InstallationRecord,
    PartRecord,
    ReadinessStepRecord,
    RunRecord,
    UploadRecord,
    WrappedKeyRecord,
)
from storage.models_slices import SliceRecord
from storage.models_stages import StagePieceRecord, StageRecord
from storage.opening import Storage, Work
from storage.sealing import HEADER
from storage.signing_keys import installation_aad
from storage.unit import INSTALLATION, WITNESS_AAD, Unit


@dataclass(frozen=True)
class Rewrapped:
    """How many keys another master key has taken over. people: whether those of people were among them."""

    projects: int
    installation_keys: int
    people: bool = False


@dataclass(frozen=True)
class KeyFacts:
    """One key of a project. purpose: PROJECT, or a class. fields, blobs: how much this version has sealed."""

    purpose: str
    version: int
    made_at: datetime
    fields: int
    blobs: int


def rewrap_store(storage: Storage, new: MasterKey, *, by: str) -> Rewrapped:
    """From the master key that `storage` was opened with to `new`. Where it raises, nothing changed."""
    new.guard(storage.home)
    with storage.begin() as work:
        done = _rewrap(work, work.unit_of_keys(), new, by=by)
    forget_log(storage.engine)
    return done


def _rewrap(work: Work, unit: Unit, new: MasterKey, *, by: str) -> Rewrapped:
    unit.recognise()
    session, old = unit.session, unit.master
    tops = session.scalars(select(WrappedKeyRecord).where(WrappedKeyRecord.purpose == PROJECT)).all()
    for top in tops:
        work.audit.append(top.project_id, AuditEvent.PROJECT_KEYS_REWRAPPED, by, {})
        held = WrappedKey(PROJECT, top.version, top.wrapped)
        top.wrapped = rewrap(top.project_id, held, old=old, new=new).wrapped
    secrets = session.scalars(select(InstallationKeyRecord)).all()
    for each in secrets:
        each.secret = _moved(each.secret, installation_aad(each.purpose), old=old, new=new)
    for paper in session.scalars(select(DeletionRecord)):
        paper.secret = _moved(paper.secret, deletion_aad(paper.project_id), old=old, new=new)
    store = session.scalars(select(InstallationRecord)).one()
    store.witness = _moved(store.witness, WITNESS_AAD, old=old, new=new)
    session.flush()
    of_projects = [top for top in tops if top.project_id != INSTALLATION]
    return Rewrapped(len(of_projects), len(secrets), people=len(tops) > len(of_projects))


def _moved(wrapped: bytes, aad: bytes, *, old: MasterKey, new: MasterKey) -> bytes:
    return new.wrap(old.unwrap(wrapped, aad=aad), aad=aad)


def keys_of(storage: Storage, project: str) -> list[KeyFacts]:
    """Every key of a project with what it has sealed, by purpose and version; told without opening any."""
    with storage.unit(reading=True) as unit:
        counted = list(_fields(unit, project))
        blobs = list(_blobs(storage, unit, project))
        statement = select(WrappedKeyRecord).where(WrappedKeyRecord.project_id == project)
        ordered = statement.order_by(WrappedKeyRecord.purpose, WrappedKeyRecord.version)
        return [
            KeyFacts(
                each.purpose,
                each.version,
                each.made_at,
                counted.count((each.purpose, each.version)),
                blobs.count((each.purpose, each.version)),
            )
            for each in unit.session.scalars(ordered)
        ]


def _fields(unit: Unit, project: str) -> Iterator[tuple[str, int]]:
    for of in FIELDS:
        for key in unit.session.execute(of.keys(project)):
            record = unit.session.get_one(of.model, tuple(key))
            for column in of.columns:
                sealed = getattr(record, column)
                if sealed is not None:
                    yield str(of.sensitivity), version_of(sealed)


def _blobs(storage: Storage, unit: Unit, project: str) -> Iterator[tuple[str, int]]:
    for name, sensitivity in sorted(_named(unit, project)):
        with storage.blobs.read(name) as source:
            yield sensitivity, version_of(source.read(HEADER))


def _named(unit: Unit, project: str) -> set[tuple[str, str]]:
    uploads = select(UploadRecord.blob).where(UploadRecord.project_id == project)
    papers = select(ReadinessStepRecord.blob).where(ReadinessStepRecord.project_id == project)
    blocks = (
        select(BlockRecord.blob, PartRecord.sensitivity)
        .join(PartRecord, BlockRecord.part_id == PartRecord.id)
        .join(RunRecord, PartRecord.run_id == RunRecord.id)
        .where(RunRecord.project_id == project)
    )
    slices = select(SliceRecord.blob).where(SliceRecord.project_id == project)
    stages = select(StagePieceRecord.blob).join(StageRecord).where(StageRecord.project_id == project)
    restricted = [blob for each in (uploads, slices, papers) for blob in unit.session.scalars(each)]
    restricted += [blob for blob in unit.session.scalars(stages) if unit.blobs.find(blob) is not None]
    return {
        *((name, "restricted") for name in restricted if name is not None),
        *((name, sensitivity) for name, sensitivity in unit.session.execute(blocks)),
    }
