"""The keys of a project: one above, five by sensitivity, five derived; and how they are destroyed.

master key -> project key -> class keys (AES-256-GCM, bound to project, purpose and version). Names of
blobs, blind indexes, log salts, anchors and grants use keys derived from the project key by HKDF. Whoever
destroys the wrapped project key has destroyed every copy of all that it sealed, backups included.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.canonical import canonical
from storage.errors import KeyDestroyed
from storage.master_key import KEY_BYTES, NONCE_BYTES, MasterKey
from storage.sealing import Bound, ClassKey, broken_seal, derive, open_field, seal_field

PROJECT = "project"
FIRST = 1


class Sensitivity(StrEnum):
    """Who may see what it seals, from contracts, section 5. RESTRICTED: not yet classed by anybody."""

    IDENTITY = "identity"
    CLINICAL = "clinical"
    FINANCIAL = "financial"
    OPERATIONAL = "operational"
    RESTRICTED = "restricted"


@dataclass(frozen=True)
class WrappedKey:
    """One key as stored. purpose: PROJECT (wrapped by the master key) or a sensitivity class."""

    purpose: str
    version: int
    wrapped: bytes = field(repr=False)


@dataclass(frozen=True)
class KeyRing:
    """A project's opened keys. Lives in memory for one unit of work and is never written."""

    project: str
    material: bytes = field(repr=False)
    classes: Mapping[tuple[str, int], bytes] = field(repr=False)

    def current(self, sensitivity: str) -> ClassKey:
        version = max(number for purpose, number in self.classes if purpose == sensitivity)
        return ClassKey(version, self.classes[sensitivity, version])

    def of_version(self, sensitivity: str, version: int) -> bytes:
        try:
            return self.classes[sensitivity, version]
        except KeyError:
            raise broken_seal("the key version that it names is not among this project's keys") from None

    def seal(self, value: bytes, bound: Bound) -> bytes:
        """One short value (see `sealing.seal_field`)."""
        return seal_field(value, self.current(bound.sensitivity), bound=bound)

    def open(self, sealed: bytes, bound: Bound) -> bytes:
        return open_field(sealed, lambda version: self.of_version(bound.sensitivity, version), bound=bound)

    def blob_name(self, *context: str | int | bytes) -> str:
        """`<project>/<two>/<64 hex digits>`: HMAC under the project's name key of what the blob is."""
        digest = self._keyed(b"chartbridge/names/1", canonical(*context)).hex()
        return f"{self.project}/{digest[:2]}/{digest}"

    def index(self, purpose: str, value: str) -> bytes:
        """A blind index: equal values of one purpose can be found, not read. 32 bytes."""
        return self._keyed(b"chartbridge/index/1", canonical(purpose, value))

    def salt(self, *context: str | int) -> bytes:
        """A salt for one log entry: the same for the same entry, a secret to everybody else. 32 bytes."""
        return self._keyed(b"chartbridge/salts/1", canonical(*context))

    def witness(self, content: bytes) -> str:
        """A MAC that only this project's keys can make, for anchors; hex."""
        return self._keyed(b"chartbridge/anchors/1", content).hex()

    def grant(self, *context: str | int) -> str:
        """A MAC over what was granted to whom until when, which only this project's keys can make; hex."""
        return self._keyed(b"chartbridge/grants/1", canonical(*context)).hex()

    def _keyed(self, info: bytes, message: bytes) -> bytes:
        return hmac.new(derive(self.material, info), message, hashlib.sha256).digest()


def make_keys(project: str, master: MasterKey) -> tuple[WrappedKey, ...]:
    """Fresh keys of a new project, wrapped and ready to store."""
    material = secrets.token_bytes(KEY_BYTES)
    wrapped = master.wrap(material, aad=_aad(project, PROJECT, FIRST))
    classes = (make_class_key(project, material, sensitivity=each, version=FIRST) for each in Sensitivity)
    return (WrappedKey(PROJECT, FIRST, wrapped), *classes)


def make_class_key(project: str, material: bytes, *, sensitivity: str, version: int) -> WrappedKey:
    """A fresh class key under the project key `material`."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    aad = _aad(project, sensitivity, version)
    sealed = AESGCM(material).encrypt(nonce, secrets.token_bytes(KEY_BYTES), aad)
    return WrappedKey(sensitivity, version, nonce + sealed)


def open_keys(project: str, stored: Iterable[WrappedKey], *, master: MasterKey) -> KeyRing:
    """Raises KeyDestroyed where the project key is gone, KeyRefused where the master key is another."""
    held = tuple(stored)
    top = max((key for key in held if key.purpose == PROJECT), key=lambda key: key.version, default=None)
    if top is None:
        raise destroyed()
    material = master.unwrap(top.wrapped, aad=_aad(project, PROJECT, top.version))
    classes = {
        (key.purpose, key.version): _open_class(project, material, key)
        for key in held
        if key.purpose != PROJECT
    }
    return KeyRing(project, material, classes)


def rewrap(project: str, stored: WrappedKey, *, old: MasterKey, new: MasterKey) -> WrappedKey:
    """The same project key under another master key: nothing that was sealed needs to change."""
    aad = _aad(project, PROJECT, stored.version)
    return WrappedKey(PROJECT, stored.version, new.wrap(old.unwrap(stored.wrapped, aad=aad), aad=aad))


def destroyed() -> KeyDestroyed:
    return KeyDestroyed(
        place="project",
        found="Its keys were destroyed, so nothing of it can be read again.",
        do="Start a new project if the clinic comes back.",
    )


def _open_class(project: str, material: bytes, key: WrappedKey) -> bytes:
    nonce, sealed = key.wrapped[:NONCE_BYTES], key.wrapped[NONCE_BYTES:]
    try:
        return AESGCM(material).decrypt(nonce, sealed, _aad(project, key.purpose, key.version))
    except InvalidTag as broken:
        raise broken_seal("a class key was altered or moved") from broken


def _aad(project: str, purpose: str, version: int) -> bytes:
    return canonical("chartbridge/key/1", project, purpose, version)
