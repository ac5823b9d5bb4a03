"""Sentences of the Audit trail page about signing keys, and about signatures that were not made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from portal.wording.signing import doubted, proven
from storage import AuditEvent

Facts = Mapping[str, Any]

_WHY_NOT = {
    "passphrase": "the passphrase was not theirs",
    "closed": "their key was closed",
    "turn": "it could not be signed by them then",
    "no key": "they had set no passphrase",
    "waits": "their new passphrase could not be used yet",
}


def _key_made(facts: Facts) -> str:
    """A person's, or one of the portal itself that the first document needed."""
    if "of" in facts:
        return f"Had the portal make its own {facts['of']} key for signatures."
    return _with_doubt(f"Set a signing passphrase as {facts['role']}.", facts)


def _key_replaced(facts: Facts) -> str:
    """The certificates are told by their SHA-256, so that a signature can be held against them."""
    first, new = f"Replaced their signing key as {facts['role']}", str(facts["new"])[:16]
    told = f"{first}, {proven(str(facts['how']))}. Certificate {str(facts['old'])[:16]} gave way to {new}."
    return _with_doubt(told, facts)


def _with_doubt(told: str, facts: Facts) -> str:
    """Why somebody else could have been behind it, and what followed."""
    if not (doubt := str(facts.get("doubt", ""))):
        return told
    why = doubted(doubt, "They", str(facts.get("let_in_by", "")))
    return " ".join(part for part in (told, why, "The new key had to wait a day.") if part)


def _refused(facts: Facts) -> str:
    why = _WHY_NOT.get(str(facts.get("why")), "the document did not allow it")
    return f"Did not sign {facts['document']}: {why}."


SIGNING_EVENTS: dict[str, tuple[str, Callable[[Facts], str]]] = {
    AuditEvent.KEY_MADE: ("Signing key made", _key_made),
    AuditEvent.KEY_REPLACED: ("Signing key replaced", _key_replaced),
    AuditEvent.KEY_REFUSED: (
        "New signing key refused",
        lambda f: f"Did not get a new signing key as {f['role']}: password or code did not fit.",
    ),
    AuditEvent.SIGNING_REFUSED: ("Signature refused", _refused),
}
