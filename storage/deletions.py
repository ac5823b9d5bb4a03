"""Crypto-shredding with a certificate: what was destroyed is told after, by a key that outlives the project.

In one transaction the trail gets its last event, the certificate is written over what is about to be
destroyed, and the wrapped keys go. The certificate is sealed under a secret of its own that the master key
wraps, since the project's keys open nothing any more.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import delete, select

from storage.audit import Audit
from storage.audit_events import AuditEvent
from storage.canonical import canonical, from_json_bytes, to_json_bytes
from storage.deletion_record import DeletionRecord
from storage.jobs import Jobs
from storage.keys import destroyed
from storage.master_key import KEY_BYTES, NONCE_BYTES
from storage.models import WrappedKeyRecord
from storage.sealing import broken_seal, derive
from storage.unit import Head, Unit

_SEAL = b"chartbridge/deletion/1"


@dataclass(frozen=True)
class DestroyedKey:
    """sha256: hex, of the wrapped key as it was stored. Whoever finds a copy can tell that it is this one."""

    purpose: str
    version: int
    sha256: str


@dataclass(frozen=True)
class Destroyed:
    """What is destroyed, and what stays. head: of the audit chain, its last event included."""

    keys: tuple[DestroyedKey, ...]
    head: Head
    blobs: int
    bytes: int


@dataclass(frozen=True)
class Deletion:
    """What is known of a project afterwards. pdf: its certificate."""

    project: str
    id: str
    name: str
    by: str
    reason: str
    at: datetime
    pdf: bytes = field(repr=False)


class Deletions:
    def __init__(self, unit: Unit, audit: Audit) -> None:
        self._unit = unit
        self._audit = audit
        self._jobs = Jobs(unit, audit)

    def destroy(
        self, project: str, *, id: str, name: str, by: str, reason: str, write: Callable[[Destroyed], bytes]
    ) -> None:
        """Destroys the project's keys; there is no way back. write: gives the certificate, or raises; then
        nothing was destroyed. Raises KeyDestroyed where they are gone already.
        """
        unit = self._unit
        held = unit.stored(project)
        if not held:
            raise destroyed()
        unit.recognise()
        self._jobs.cancel_open(project, by=by)
        keys = tuple(DestroyedKey(k.purpose, k.version, hashlib.sha256(k.wrapped).hexdigest()) for k in held)
        self._audit.append(project, AuditEvent.PROJECT_KEYS_DESTROYED, by, {"certificate": id})
        sizes = [blob.size for blob in unit.blobs.list(project)]
        pdf = write(Destroyed(keys, unit.appended[project], len(sizes), sum(sizes)))
        told = {"id": id, "name": name, "by": by, "reason": reason, "pdf": base64.b64encode(pdf).decode()}
        unit.session.add(self._record(project, told))
        unit.session.execute(delete(WrappedKeyRecord).where(WrappedKeyRecord.project_id == project))
        unit.session.flush()
        unit.last.add(project)

    def all(self) -> list[Deletion]:
        """Oldest first."""
        statement = select(DeletionRecord).order_by(DeletionRecord.at, DeletionRecord.project_id)
        return [self._opened(record) for record in self._unit.session.scalars(statement)]

    def of(self, project: str) -> Deletion | None:
        record = self._unit.session.get(DeletionRecord, project)
        return None if record is None else self._opened(record)

    def _record(self, project: str, told: dict[str, Any]) -> DeletionRecord:
        material, nonce = secrets.token_bytes(KEY_BYTES), secrets.token_bytes(NONCE_BYTES)
        aad = deletion_aad(project)
        sealed = AESGCM(derive(material, _SEAL)).encrypt(nonce, to_json_bytes(told), aad)
        wrapped = self._unit.master.wrap(material, aad=aad)
        return DeletionRecord(
            project_id=project, secret=wrapped, content=nonce + sealed, at=self._unit.clock()
        )

    def _opened(self, record: DeletionRecord) -> Deletion:
        aad = deletion_aad(record.project_id)
        material = self._unit.master.unwrap(record.secret, aad=aad)
        nonce, sealed = record.content[:NONCE_BYTES], record.content[NONCE_BYTES:]
        try:
            told = from_json_bytes(AESGCM(derive(material, _SEAL)).decrypt(nonce, sealed, aad))
        except InvalidTag as broken:
            raise broken_seal("a certificate of deletion was altered or moved") from broken
        pdf = base64.b64decode(told.pop("pdf"))
        return Deletion(project=record.project_id, at=record.at, pdf=pdf, **told)


def deletion_aad(project: str) -> bytes:
    return canonical("chartbridge/deletion-key/1", project)
