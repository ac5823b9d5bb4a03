"""A master key that never leaves its key management service: AWS KMS, through boto3 (law 7, ADR 30).

The service wraps and unwraps project keys; what a wrapped key belongs to goes with it as encryption context,
which the service binds to it and writes into its own trail (it holds ids and versions and nothing else). What
was unwrapped is remembered for a minute in memory, since every unit of work asks for it anew. The service
turns its key over by itself; nothing here has to change for that.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import boto3
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    NoCredentialsError,
    NoRegionError,
    PartialCredentialsError,
)

from storage.errors import KeyRefused

ATTEMPTS = 5
"""Of one call, with growing pauses between, where the service is too busy or cannot be reached."""
REMEMBERED = 60.0
"""Seconds that an unwrapped key is kept: so long a key that was disabled may go on opening here."""
_CONTEXT = "chartbridge"
_MOST = 256


class Client(Protocol):
    """What of boto3's client is used."""

    def encrypt(self, **asked: Any) -> dict[str, Any]: ...

    def decrypt(self, **asked: Any) -> dict[str, Any]: ...


@dataclass
class _Memory:
    """Unwrapped keys, each until its time is over. Safe for several threads."""

    now: Callable[[], float]
    kept: dict[tuple[bytes, bytes], tuple[bytes, float]] = field(default_factory=dict, repr=False)
    lock: Lock = field(default_factory=Lock)

    def get(self, asked: tuple[bytes, bytes]) -> bytes | None:
        with self.lock:
            key, until = self.kept.get(asked, (b"", 0.0))
            if self.now() < until:
                return key
            self.kept.pop(asked, None)
            return None

    def put(self, asked: tuple[bytes, bytes], key: bytes) -> None:
        with self.lock:
            while len(self.kept) >= _MOST:
                self.kept.pop(next(iter(self.kept)))
            self.kept[asked] = (key, self.now() + REMEMBERED)


@dataclass(frozen=True)
class KmsMasterKey:
    """A MasterKey. key_id: id, ARN or alias of a symmetric key of the service."""

    client: Client = field(repr=False)
    key_id: str
    memory: _Memory = field(default_factory=lambda: _Memory(time.monotonic), repr=False, compare=False)

    @classmethod
    def of(cls, key_id: str, *, endpoint: str | None = None) -> KmsMasterKey:
        """With the credentials and the region that boto3 finds now, in a session of its own: the one
        that boto3 shares keeps the credentials that it found first. endpoint: another service's.
        """
        retries = Config(
            retries={"mode": "standard", "total_max_attempts": ATTEMPTS}, connect_timeout=5, read_timeout=10
        )
        with _failures():
            client: Client = boto3.session.Session().client("kms", endpoint_url=endpoint, config=retries)
        return cls(client, key_id)

    @property
    def warning(self) -> str | None:
        return None

    def guard(self, home: Path) -> None:
        """Nothing to refuse: the key is in no folder."""

    def wrap(self, key: bytes, *, aad: bytes) -> bytes:
        with _failures():
            done = self.client.encrypt(KeyId=self.key_id, Plaintext=key, EncryptionContext=_context(aad))
        return bytes(done["CiphertextBlob"])

    def unwrap(self, wrapped: bytes, *, aad: bytes) -> bytes:
        known = self.memory.get((wrapped, aad))
        if known is not None:
            return known
        with _failures():
            done = self.client.decrypt(
                KeyId=self.key_id, CiphertextBlob=wrapped, EncryptionContext=_context(aad)
            )
        key = bytes(done["Plaintext"])
        self.memory.put((wrapped, aad), key)
        return key


def _context(aad: bytes) -> dict[str, str]:
    return {_CONTEXT: aad.hex()}


@contextmanager
def _failures() -> Iterator[None]:
    try:
        yield
    except ClientError as failure:
        raise _refused(*_SAID.get(_code(failure), _OTHER)) from failure
    except (NoCredentialsError, PartialCredentialsError) as failure:
        raise _refused(*_NO_CREDENTIALS) from failure
    except (NoRegionError, ValueError) as failure:
        raise _refused(*_NO_REGION) from failure
    except BotoCoreError as failure:
        raise _refused(*_UNREACHED) from failure


def _code(failure: ClientError) -> str:
    return str(failure.response.get("Error", {}).get("Code", ""))


def _refused(found: str, do: str) -> KeyRefused:
    return KeyRefused(place="master key", found=found, do=do)


Said = tuple[str, str]
_ANOTHER: Said = (
    "It is not the key that this store was made with.",
    "Name the key of the key management service that wrapped it.",
)
_NOT_THERE: Said = (
    "The key management service knows no such key.",
    "Check CHARTBRIDGE_MASTER_KEY_KMS and the region.",
)
_DENIED: Said = (
    "The key management service does not let this account use the key.",
    "Allow it kms:Encrypt and kms:Decrypt with this key.",
)
_DISABLED: Said = (
    "The key is disabled or waits for its deletion in the key management service.",
    "Enable it there, or cancel its deletion; without it nothing that was stored opens.",
)
_BUSY: Said = (
    f"The key management service was too busy, {ATTEMPTS} times in a row.",
    "Try again in a moment, or have its request quota raised.",
)
_NO_CREDENTIALS: Said = (
    "There are no credentials for the key management service.",
    "Give this process a role, or set the usual AWS_ variables.",
)
_NO_REGION: Said = (
    "The region or the address of the key management service is not known.",
    "Set AWS_REGION, or name the key by its whole ARN and set the region of it.",
)
_UNREACHED: Said = (
    "The key management service could not be reached.",
    "Check the network between this computer and it, and try again.",
)
_OTHER: Said = (
    "The key management service refused the request.",
    "Look into its own log for the reason.",
)
_SAID: dict[str, Said] = {
    "InvalidCiphertextException": _ANOTHER,
    "IncorrectKeyException": _ANOTHER,
    "NotFoundException": _NOT_THERE,
    "AccessDeniedException": _DENIED,
    "UnrecognizedClientException": _DENIED,
    "InvalidClientTokenId": _DENIED,
    "ExpiredTokenException": _NO_CREDENTIALS,
    "DisabledException": _DISABLED,
    "KMSInvalidStateException": _DISABLED,
    "ThrottlingException": _BUSY,
    "LimitExceededException": _BUSY,
    "KeyUnavailableException": _BUSY,
    "KMSInternalException": _BUSY,
}
"""What the service answers, in one sentence and what to do."""
