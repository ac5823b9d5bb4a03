"""The keys of a project: one above, five by sensitivity, five derived; and how they are destroyed.

master key -> project key -> class keys (AES-256-GCM, bound to project, purpose and version). Names of
blobs, blind indexes, log salts, anchors and grants use keys derived by HKDF from the first project key.
Whoever destroys the wrapped project key has destroyed every copy of all that it sealed, backups included.

A ring holds only what its unit of work may open (ADR 30): of a closed class it has no key at all, or, where
the portal keeps its own books in fields of that class, the key of fields, which opens no stream. Where a
single kind of stream of a closed class is to be opened, a `Door` names it.
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
from storage.errors import ClassClosed, KeyDestroyed
from storage.master_key import KEY_BYTES, NONCE_BYTES, MasterKey
from storage.sealing import Bound, ClassKey, broken_seal, derive, field_key, open_field, seal_field

PROJECT = "project"
ROOT = "root"
"""What names, indexes, salts, anchors and grants come from once the project key was renewed."""
FIRST = 1
_NAMES, _INDEX, _SALTS, _ANCHORS, _GRANTS = (
    f"chartbridge/{what}/1" for what in ("names", "index", "salts", "anchors", "grants")
)


class Sensitivity(StrEnum):
    """Who may see what it seals, from contracts, section 5. RESTRICTED: not yet classed by anybody."""

    IDENTITY = "identity"
    CLINICAL = "clinical"
    FINANCIAL = "financial"
    OPERATIONAL = "operational"
    RESTRICTED = "restricted"


EVERY_CLASS: frozenset[str] = frozenset(Sensitivity)
BOOKS: frozenset[str] = frozenset({Sensitivity.OPERATIONAL, Sensitivity.RESTRICTED})
"""Classes whose fields (never their streams) hold what the portal keeps about its own work."""


@dataclass(frozen=True)
class WrappedKey:
    """One key as stored. purpose: PROJECT (wrapped by the master key), ROOT or a sensitivity class."""

    purpose: str
    version: int
    wrapped: bytes = field(repr=False)


@dataclass(frozen=True)
class Door:
    """One kind of stream of a class that is closed otherwise. purpose, table: as its `Bound` says."""

    sensitivity: str
    purpose: str
    table: str = ""


@dataclass(frozen=True)
class Opened:
    """What a unit of work may open: whole classes, and beside them the streams that doors name."""

    classes: frozenset[str] = EVERY_CLASS
    doors: frozenset[Door] = frozenset()

    def opens(self, bound: Bound) -> bool:
        return bound.sensitivity in self.classes or _door(bound) in self.doors

    def needs(self, purpose: str) -> bool:
        """Whether the key of that class has to be unwrapped."""
        return purpose in self.classes or purpose in {door.sensitivity for door in self.doors}

    def narrowed(self, to: Opened) -> Opened:
        """`to`, without what this one does not open."""
        doors = {door for door in to.doors if door.sensitivity in self.classes or door in self.doors}
        return Opened(self.classes & to.classes, frozenset(doors))

    def through(self, doors: Iterable[Door]) -> Opened:
        return Opened(self.classes, self.doors.union(doors))


def _door(bound: Bound) -> Door:
    return Door(bound.sensitivity, bound.purpose, bound.table)


EVERYTHING = Opened()
Keys = Mapping[tuple[str, int], bytes]
"""(class, version) -> 32 bytes."""


@dataclass(frozen=True)
class KeyRing:
    """A project's opened keys. Lives in memory for one unit of work and is never written.

    classes: of what `opened` opens. fields: of those, and of the books. It holds no key above them.
    """

    project: str
    opened: Opened = field(repr=False)
    classes: Keys = field(repr=False)
    fields: Keys = field(repr=False)
    derived: Mapping[str, bytes] = field(repr=False)

    def current(self, bound: Bound) -> ClassKey:
        """What a stream of `bound` is sealed by from now on. Raises ClassClosed."""
        self._refuse_closed(bound)
        return _newest(self.classes, bound.sensitivity)

    def of_version(self, bound: Bound, version: int) -> bytes:
        """Raises ClassClosed, and SealBroken where the class has no such version."""
        self._refuse_closed(bound)
        return _numbered(self.classes, bound.sensitivity, version)

    def _refuse_closed(self, bound: Bound) -> None:
        if not self.opened.opens(bound):
            raise class_closed()

    def seal(self, value: bytes, bound: Bound) -> bytes:
        """One short value (see `sealing.seal_field`)."""
        return seal_field(value, _newest(self.fields, bound.sensitivity), bound=bound)

    def open(self, sealed: bytes, bound: Bound) -> bytes:
        return open_field(
            sealed, lambda version: _numbered(self.fields, bound.sensitivity, version), bound=bound
        )

    def newest_of_fields(self, bound: Bound) -> int:
        """The version that a field of `bound` is sealed by from now on."""
        return _newest(self.fields, bound.sensitivity).version

    def blob_name(self, *context: str | int | bytes) -> str:
        """`<project>/<two>/<64 hex digits>`: HMAC under the project's name key of what the blob is."""
        digest = self._keyed(_NAMES, canonical(*context)).hex()
        return f"{self.project}/{digest[:2]}/{digest}"

    def index(self, purpose: str, value: str) -> bytes:
        """A blind index: equal values of one purpose can be found, not read. 32 bytes."""
        return self._keyed(_INDEX, canonical(purpose, value))

    def salt(self, *context: str | int) -> bytes:
        """A salt for one log entry: the same for the same entry, a secret to everybody else. 32 bytes."""
        return self._keyed(_SALTS, canonical(*context))

    def witness(self, content: bytes) -> str:
        """A MAC that only this project's keys can make, for anchors; hex."""
        return self._keyed(_ANCHORS, content).hex()

    def grant(self, *context: str | int) -> str:
        """A MAC over what was granted to whom until when, which only this project's keys can make; hex."""
        return self._keyed(_GRANTS, canonical(*context)).hex()

    def _keyed(self, purpose: str, message: bytes) -> bytes:
        return hmac.digest(self.derived[purpose], message, hashlib.sha256)


def _newest(keys: Keys, sensitivity: str) -> ClassKey:
    version = max((number for purpose, number in keys if purpose == sensitivity), default=None)
    if version is None:
        raise class_closed()
    return ClassKey(version, keys[sensitivity, version])


def _numbered(keys: Keys, sensitivity: str, version: int) -> bytes:
    if (sensitivity, version) in keys:
        return keys[sensitivity, version]
    _newest(keys, sensitivity)
    raise broken_seal("the key version that it names is not among this project's keys")


def make_keys(project: str, master: MasterKey) -> tuple[WrappedKey, ...]:
    """Fresh keys of a new project, wrapped and ready to store."""
    material = secrets.token_bytes(KEY_BYTES)
    wrapped = master.wrap(material, aad=_aad(project, PROJECT, FIRST))
    classes = (make_class_key(project, material, sensitivity=each, version=FIRST) for each in Sensitivity)
    return (WrappedKey(PROJECT, FIRST, wrapped), *classes)


def make_class_key(project: str, material: bytes, *, sensitivity: str, version: int) -> WrappedKey:
    """A fresh class key under the project key `material`."""
    fresh = secrets.token_bytes(KEY_BYTES)
    return _wrapped(project, fresh, material=material, purpose=sensitivity, version=version)


def open_keys(
    project: str,
    stored: Iterable[WrappedKey],
    *,
    master: MasterKey,
    opened: Opened = EVERYTHING,
) -> KeyRing:
    """opened: what may be opened; a key of any other class is not even unwrapped, but for the books'.

    Raises KeyDestroyed where the project key is gone, KeyRefused where the master key is another.
    """
    held = tuple(stored)
    material = open_project_key(project, held, master=master)
    needed = [key for key in held if opened.needs(key.purpose) or key.purpose in BOOKS]
    classes = {(key.purpose, key.version): _unwrapped(project, material, key) for key in needed}
    root = next((_unwrapped(project, material, key) for key in held if key.purpose == ROOT), material)
    return KeyRing(
        project,
        opened,
        classes={at: key for at, key in classes.items() if opened.needs(at[0])},
        fields={at: field_key(key) for at, key in classes.items() if at[0] in opened.classes | BOOKS},
        derived={each: derive(root, each.encode()) for each in (_NAMES, _INDEX, _SALTS, _ANCHORS, _GRANTS)},
    )


def open_project_key(project: str, stored: Iterable[WrappedKey], *, master: MasterKey) -> bytes:
    """The key that wraps all others of the project; for whoever makes or rewraps keys. Raises as above."""
    top = _top(stored)
    return master.unwrap(top.wrapped, aad=_aad(project, PROJECT, top.version))


def renewed(project: str, stored: Iterable[WrappedKey], *, master: MasterKey) -> tuple[WrappedKey, ...]:
    """The same class keys under a fresh project key, in place of all of `stored`: nothing is sealed anew.

    What names and indexes come from stays what it was, now wrapped like a class key.
    """
    held = tuple(stored)
    old, new, version = open_project_key(project, held, master=master), *_successor(held)
    top = WrappedKey(PROJECT, version, master.wrap(new, aad=_aad(project, PROJECT, version)))
    kept = {(each.purpose, each.version): _unwrapped(project, old, each) for each in held if _is_below(each)}
    kept.setdefault((ROOT, FIRST), old)
    below = (_wrapped(project, key, material=new, purpose=at[0], version=at[1]) for at, key in kept.items())
    return (top, *below)


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


def class_closed() -> ClassClosed:
    return ClassClosed(
        place="sealed store",
        found="This needs a kind of data that stays closed here.",
        do="Ask the owner of your clinic whether you should see it.",
    )


def _top(stored: Iterable[WrappedKey]) -> WrappedKey:
    top = max((key for key in stored if key.purpose == PROJECT), key=lambda key: key.version, default=None)
    if top is None:
        raise destroyed()
    return top


def _successor(stored: Iterable[WrappedKey]) -> tuple[bytes, int]:
    return secrets.token_bytes(KEY_BYTES), _top(stored).version + 1


def _is_below(key: WrappedKey) -> bool:
    return key.purpose != PROJECT


def _wrapped(project: str, key: bytes, *, material: bytes, purpose: str, version: int) -> WrappedKey:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return WrappedKey(
        purpose, version, nonce + AESGCM(material).encrypt(nonce, key, _aad(project, purpose, version))
    )


def _unwrapped(project: str, material: bytes, key: WrappedKey) -> bytes:
    nonce, sealed = key.wrapped[:NONCE_BYTES], key.wrapped[NONCE_BYTES:]
    try:
        return AESGCM(material).decrypt(nonce, sealed, _aad(project, key.purpose, key.version))
    except (InvalidTag, ValueError) as broken:
        raise broken_seal("a class key was altered or moved") from broken


def _aad(project: str, purpose: str, version: int) -> bytes:
    return canonical("chartbridge/key/1", project, purpose, version)
