"""The installation's own keys: a root that vouches, and a document key that seals what it writes.

Made when the first document or the first person's key needs them; kept sealed under the master key.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime

from portal.wording import signing as words
from reports.signing import SealedKey, from_stored, issue_document_key, new_root, to_stored
from storage import Work

_ROOT, _DOCUMENT = "root", "document"


@dataclass(frozen=True)
class HeldKey:
    """A key of the installation and the secret that opens it."""

    key: SealedKey
    secret: bytes = field(repr=False)


def roots(work: Work) -> tuple[bytes, ...]:
    """DER of the root that this installation vouches with; none where nothing was ever signed here."""
    held = _held(work, _ROOT)
    return (held.key.certified.root,) if held else ()


def root(work: Work, project: str, *, by: str, at: datetime) -> HeldKey:
    """The root, made now where there is none. project, by: for the event. at: whole seconds."""
    work.signing_keys.lock_installation()
    held = _held(work, _ROOT)
    if held is not None:
        return held
    material, secret = work.signing_keys.new_secret()
    name = words.INSTALLATION.format(secrets.token_hex(4).upper())
    held = HeldKey(new_root(name, secret=secret, at=at), secret)
    work.signing_keys.keep_of_installation(
        _ROOT, to_stored(held.key), material=material, project=project, by=by
    )
    return held


def document_key(work: Work, project: str, *, by: str, at: datetime) -> HeldKey:
    """The key that documents are sealed with, made now where there is none."""
    above = root(work, project, by=by, at=at)
    held = _held(work, _DOCUMENT)
    if held is not None:
        return held
    material, secret = work.signing_keys.new_secret()
    key = issue_document_key(above.key, root_secret=above.secret, secret=secret, at=at)
    work.signing_keys.keep_of_installation(
        _DOCUMENT, to_stored(key), material=material, project=project, by=by
    )
    return HeldKey(key, secret)


def _held(work: Work, purpose: str) -> HeldKey | None:
    found = work.signing_keys.of_installation(purpose)
    return HeldKey(from_stored(found.content), found.secret) if found else None
