"""The words of the certificate of deletion, apart from what it says and where it prints."""

from __future__ import annotations

TITLE = "Certificate of deletion"
ISSUER_PLACE = "Written and sealed by the installation"
SIGN_HERE = "Not signed yet"
SIGNER_ROLE = "Owner"
VERDICT = "The keys were destroyed. Nothing that they sealed can be read again."
HOW = (
    "Every record, file and note of the project was kept sealed under keys that were kept in one place only. "
    "These keys are gone from there. What they sealed is noise from then on, in every copy of it."
)
SECTIONS = {
    "destroyed": (
        "What was destroyed",
        "Each key by the fingerprint of how it was stored.",
    ),
    "who": ("When, by whom and why", ""),
    "stays": ("What still exists", "And what has to happen to it."),
    "digests": ("Fingerprints", "By these, anyone can tell that it speaks of this project and no other."),
    "signatures": ("Signature", "The owner signs, after confirming who they are."),
}
KEY_HEADS = ("Key", "Version", "SHA-256 of the wrapped key")
WHO_HEADS = ("What", "Said")
DIGEST_HEADS = ("Of what", "SHA-256")
WHEN, BY, WHY = "When", "By whom", "Why"
THIS, HEAD, PROJECT = "This document", "Audit trail, head", "Project"
VERIFY = (
    "To check this document: chartbridge verify FILE, or the page Verify of any portal. "
    "The code carries its name and the digest of its content."
)


def stays(files: int, size: int, events: int) -> tuple[str, ...]:
    """What is still there afterwards, and what makes the destruction whole."""
    return (
        f"{files:,} sealed files of together {size:,} bytes, which nobody can open.",
        f"The audit trail with {events:,} events: that something was done stays provable, not what.",
        "Backups of the database from before: they hold the wrapped keys until they expire. Whoever has such "
        "a backup and the master key can open the project. Let these backups expire, or destroy them.",
        "Whatever left earlier as files in clear, such as a handover: that is where it was taken.",
        "Programs of the portal that were in the middle of reading: end them and start them again.",
    )
