"""The keys of signatures at rest: those of the installation, and one for each person and role of a project.

All are bytes to this layer. A person's key comes wrapped by the person's own passphrase and is sealed once
more by the project's keys; a key of the installation is sealed under a secret that only the master key
opens. How often a passphrase was wrong is kept with the key, so that no second window forgets it.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import select

from storage.audit import Audit
from storage.audit_events import AuditEvent
from storage.canonical import canonical
from storage.master_key import KEY_BYTES, NONCE_BYTES
from storage.models import InstallationKeyRecord, InstallationRecord, SigningKeyRecord
from storage.replaced_keys import ReplacedKey, ReplacedKeys, Replacing
from storage.sealing import Bound, broken_seal, derive
from storage.unit import Unit, absent, field_bound

_SEAL, _SECRET = b"chartbridge/installation-key/1", b"chartbridge/installation-secret/1"


@dataclass(frozen=True)
class InstallationKey:
    """content: the key as its maker wrote it. secret: what its maker wrapped it by; in memory only."""

    content: bytes = field(repr=False)
    secret: bytes = field(repr=False)


@dataclass(frozen=True)
class PersonKey:
    """content: the key, wrapped by the person's passphrase. wrong: instants of wrong ones, oldest first."""

    content: bytes = field(repr=False)
    wrong: tuple[datetime, ...]
    made_at: datetime


class SigningKeys:
    def __init__(self, unit: Unit, audit: Audit) -> None:
        self._unit = unit
        self._audit = audit
        self._replaced = ReplacedKeys(unit, audit)

    def of_installation(self, purpose: str) -> InstallationKey | None:
        """purpose: "root", "document" or the like."""
        record = self._unit.session.get(InstallationKeyRecord, purpose)
        if record is None:
            return None
        material = self._unit.master.unwrap(record.secret, aad=installation_aad(purpose))
        try:
            nonce, sealed = record.content[:NONCE_BYTES], record.content[NONCE_BYTES:]
            content = AESGCM(derive(material, _SEAL)).decrypt(nonce, sealed, installation_aad(purpose))
        except InvalidTag as broken:
            raise broken_seal("a key of the installation was altered or moved") from broken
        return InstallationKey(content, derive(material, _SECRET))

    def lock_installation(self) -> None:
        """Makes those who would make the installation's keys take turns."""
        self._unit.session.execute(select(InstallationRecord.id).with_for_update())

    def new_secret(self) -> tuple[bytes, bytes]:
        """(material to keep the key with, secret to wrap it by), both of chance."""
        material = secrets.token_bytes(KEY_BYTES)
        return material, derive(material, _SECRET)

    def keep_of_installation(
        self, purpose: str, content: bytes, *, material: bytes, project: str, by: str
    ) -> None:
        """Keeps a key of the installation, once. material: of `new_secret`. project: whose trail tells it."""
        nonce, unit = secrets.token_bytes(NONCE_BYTES), self._unit
        sealed = AESGCM(derive(material, _SEAL)).encrypt(nonce, content, installation_aad(purpose))
        unit.recognise()
        unit.session.add(
            InstallationKeyRecord(
                purpose=purpose,
                secret=unit.master.wrap(material, aad=installation_aad(purpose)),
                content=nonce + sealed,
                made_at=unit.clock(),
            )
        )
        unit.session.flush()
        self._audit.append(project, AuditEvent.KEY_MADE, by, {"of": purpose})

    def of_person(self, project: str, name: str, role: str) -> PersonKey | None:
        record = self._record(project, name, role)
        if record is None:
            return None
        ring, row = self._unit.ring(project), record.holder.hex()
        content = ring.open(record.content, _place(project, "content", row))
        wrong = json.loads(ring.open(record.wrong, _place(project, "wrong", row)))
        return PersonKey(content, tuple(map(datetime.fromisoformat, wrong)), record.made_at)

    def to_try(self, project: str, name: str, role: str) -> PersonKey | None:
        """The same for trying a passphrase: others who try wait until this unit of work has ended."""
        self._unit.lock(project)
        return self.of_person(project, name, role)

    def keep_of_person(
        self, project: str, name: str, role: str, *, content: bytes, doubted: Replacing | None = None
    ) -> bool:
        """Keeps a person's key; whether it did. One that is there stays as it is.

        doubted: what everybody has to be told of it.
        """
        self._unit.lock(project)
        if self._record(project, name, role) is not None:
            return False
        holder = self._holder(project, name, role)
        unit, row = self._unit, holder.hex()
        unit.session.add(
            SigningKeyRecord(
                project_id=project,
                holder=holder,
                content=unit.ring(project).seal(content, _place(project, "content", row)),
                wrong=self._sealed_times((), _place(project, "wrong", row)),
                made_at=unit.clock(),
            )
        )
        unit.session.flush()
        if doubted is not None:
            self._replaced.keep(project, doubted)
        more = {"doubt": doubted.doubt, "let_in_by": doubted.let_in_by} if doubted else {}
        self._audit.append(project, AuditEvent.KEY_MADE, name, {"role": role, **more})
        return True

    def replace_of_person(
        self, project: str, what: Replacing, *, content: bytes, facts: Mapping[str, object]
    ) -> None:
        """Puts another key in the place of a person's, who has one; of the old one its certificate stays.

        Nothing wrong was entered for the new one yet. facts: for the event.
        """
        self._unit.lock(project)
        record = self._record(project, what.name, what.role)
        if record is None:
            raise absent("signing key")
        ring, row = self._unit.ring(project), record.holder.hex()
        record.content = ring.seal(content, _place(project, "content", row))
        record.wrong = self._sealed_times((), _place(project, "wrong", row))
        record.made_at = self._unit.clock()
        self._replaced.note(project, what, facts=facts)

    def replaced(self, project: str) -> tuple[ReplacedKey, ...]:
        """Keys of the project's people that were replaced, oldest first."""
        return self._replaced.of(project)

    def note_wrong(self, project: str, name: str, role: str, *, wrong: Sequence[datetime]) -> None:
        """Keeps when passphrases were wrong; the key has to be there. Its event is the refusal itself."""
        record = self._record(project, name, role)
        if record is not None:
            record.wrong = self._sealed_times(wrong, _place(project, "wrong", record.holder.hex()))
            self._unit.session.flush()

    def _record(self, project: str, name: str, role: str) -> SigningKeyRecord | None:
        return self._unit.session.get(SigningKeyRecord, (project, self._holder(project, name, role)))

    def _holder(self, project: str, name: str, role: str) -> bytes:
        return self._unit.ring(project).index("signing_key.holder", canonical(name, role).hex())

    def _sealed_times(self, times: Sequence[datetime], place: Bound) -> bytes:
        return self._unit.ring(place.project).seal(json.dumps([t.isoformat() for t in times]).encode(), place)


def _place(project: str, column: str, row: str) -> Bound:
    return field_bound(project, f"signing_key.{column}", row)


def installation_aad(purpose: str) -> bytes:
    return canonical("chartbridge/installation-key/1", purpose)
