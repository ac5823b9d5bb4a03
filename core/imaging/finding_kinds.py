"""Every kind of finding that the inventory of images can raise, in the words that people read."""

from __future__ import annotations

from core.findings import FindingKind, Severity

KINDS: tuple[FindingKind, ...] = (
    FindingKind(
        "unreadable_image",
        Severity.WARNING,
        "The image is kept, but what it says about itself could not be read.",
        "Export it again from the imaging software, or say whose it is.",
    ),
    FindingKind(
        "image_directory",
        Severity.INFO,
        "The file is a list of the images on a disc (DICOMDIR), not an image.",
        "Nothing; the images on the list are taken one by one.",
    ),
    FindingKind(
        "image_without_patient",
        Severity.WARNING,
        "The image holds no patient number.",
        "Say whose it is.",
    ),
)
