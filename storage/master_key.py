"""The key above all keys, kept apart from what it opens (law 7).

A backup of the home folder must be worthless alone, so no provider keeps its key there. A provider only
wraps and unwraps: one that never shows its key (a key management service) fits the same protocol.
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from platformdirs import user_config_dir

from storage.errors import KeyRefused

KEY_BYTES = 32
NONCE_BYTES = 12
VARIABLE = "CHARTBRIDGE_MASTER_KEY"
ONE_MACHINE = (
    "The master key is a file on this machine. That suits one machine: keep a copy of it in a safe place "
    "apart from the backups, because without it nothing that was stored can be read again."
)


class MasterKey(Protocol):
    """Wraps project keys. `warning` is shown to whoever runs the store; None when there is nothing to say."""

    @property
    def warning(self) -> str | None: ...

    def guard(self, home: Path) -> None:
        """Raises KeyRefused where a copy of `home` would take the key along."""

    def wrap(self, key: bytes, *, aad: bytes) -> bytes: ...

    def unwrap(self, wrapped: bytes, *, aad: bytes) -> bytes:
        """The key again; KeyRefused when another master key or another `aad` wrapped it."""


@dataclass(frozen=True)
class _HeldKey:
    """A master key whose 32 bytes are in our memory: AES-256-GCM, random nonce in front."""

    material: bytes = field(repr=False)

    def wrap(self, key: bytes, *, aad: bytes) -> bytes:
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + AESGCM(self.material).encrypt(nonce, key, aad)

    def unwrap(self, wrapped: bytes, *, aad: bytes) -> bytes:
        try:
            return AESGCM(self.material).decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], aad)
        except (InvalidTag, ValueError) as broken:
            raise _refused(
                "It is not the key that this store was made with.", "Bring back the right one."
            ) from broken


@dataclass(frozen=True)
class FileMasterKey(_HeldKey):
    """A key in a file of the user's configuration folder, mode 0600 in a folder of mode 0700."""

    path: Path = field(default_factory=lambda: default_path())

    @classmethod
    def at(cls, path: Path | None = None, *, create: bool = True) -> FileMasterKey:
        """Reads the key at `path` (default: `default_path()`), made there first if absent and `create`."""
        place = path or default_path()
        if create and not place.exists():
            _make(place)
        return cls(material=_read(place), path=place)

    @property
    def warning(self) -> str | None:
        return ONE_MACHINE

    def guard(self, home: Path) -> None:
        if self.path.resolve().is_relative_to(home.resolve()):
            raise _refused(
                "The key file lies inside the home folder, so a backup of that folder would open itself.",
                "Keep the key file elsewhere.",
            )


@dataclass(frozen=True)
class EnvironmentMasterKey(_HeldKey):
    """A key handed in as base64 of 32 bytes, by whatever starts the process."""

    @classmethod
    def of(cls, environment: Mapping[str, str], *, variable: str = VARIABLE) -> EnvironmentMasterKey:
        if variable not in environment:
            raise _refused(f"{variable} is not set.", "Set it to 32 random bytes in base64.")
        return cls(material=_decoded(environment[variable], variable))

    @property
    def warning(self) -> str | None:
        return None

    def guard(self, home: Path) -> None:
        """Nothing to refuse: an environment is not in any folder."""


def default_path() -> Path:
    return Path(user_config_dir("chartbridge")) / "master.key"


def _decoded(text: str, variable: str) -> bytes:
    try:
        material = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        material = b""
    if len(material) != KEY_BYTES:
        raise _refused(f"{variable} is not base64 of 32 bytes.", "Set it to 32 random bytes in base64.")
    return material


def _make(path: Path) -> None:
    """Written aside and linked into place: of two processes that start at once, both read one key."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(base64.b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        _link(aside, path)
    finally:
        aside.unlink()


def _link(aside: Path, path: Path) -> None:
    try:
        os.link(aside, path)
    except FileExistsError:
        return
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise _refused("The key file is not there.", "Bring it back from its safe copy.")
    _refuse_open_modes(path)
    return _decoded(path.read_text(encoding="ascii", errors="replace"), "The key file")


def _refuse_open_modes(path: Path) -> None:
    loose = stat.S_IRWXG | stat.S_IRWXO
    if path.stat().st_mode & loose:
        raise _refused("Others on this machine may read the key file.", "Set its mode to 0600.")
    if path.parent.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise _refused("Others on this machine may replace the key file.", "Set its folder's mode to 0700.")


def _refused(found: str, do: str) -> KeyRefused:
    return KeyRefused(place="master key", found=found, do=do)
