"""Sentences of the page that verifies a document."""

from __future__ import annotations

from portal.viewmodels.verify import Finding, Verified

TITLE = "Verify a document"
WHY = (
    "Drop a document of the portal here, such as a readiness document or a certificate, to see whether it is "
    "whole and who signed or sealed it. It is looked at and kept nowhere."
)
DOCUMENT = "The document (PDF)"
TRUST = "Trust file of the clinic, if it was signed elsewhere"
TRUST_HELP = "Documents of this portal need none. One from another portal comes with its own trust file."
FINDINGS: dict[Finding, tuple[str, str]] = {
    Finding.VALID: ("✓", "Valid"),
    Finding.UNFINISHED: ("◔", "Not finished"),
    Finding.UNKNOWN_SIGNER: ("?", "Signed, but by somebody who is not known here"),
    Finding.NOT_OURS: ("–", "Not a document of a portal"),
    Finding.ALTERED: ("!", "Altered"),
}
"""What stands above the sentences, with a sign that is not told by colour alone."""
LOOKS = {
    Finding.VALID: "settled",
    Finding.UNFINISHED: "waiting",
    Finding.UNKNOWN_SIGNER: "waiting",
    Finding.NOT_OURS: "waiting",
    Finding.ALTERED: "uneven",
}
NAMED = "This is {}."
SIGNER, ROLE, WHEN, HOW = "Who", "As", "When", "Confirmed by"
SIGNERS = "Who signed"
SEAL = "seal of the portal"
NOTHING = "Nothing has been dropped yet"
NOTHING_MORE = "The answer stands here at once. Anyone may check a document, in ten years too."


def role(title: str) -> str:
    """A title in a certificate as people call it."""
    return SEAL if title == "document key" else title


def first(found: Verified) -> int:
    """How many sentences stand above the list of who signed: those that the list does not say again."""
    return 1 if found.finding in (Finding.VALID, Finding.UNFINISHED) else len(found.sentences)
