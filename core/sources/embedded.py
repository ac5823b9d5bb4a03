"""Files that lie inside of messages and documents in base64: uploads of their own, read in their turn."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from core.findings import Finding
from core.sources.readers import Given
from core.tables import Upload

ENDINGS = (
    (b"%PDF-", "pdf"),
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG", "png"),
    (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"),
    (b"GIF8", "gif"),
    (b"<?xml", "xml"),
    (b"<ClinicalDocument", "xml"),
    (b"{\\rtf", "rtf"),
)
SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Embedded:
    """name: for the member's path. written: base64, or plain text. media: what it is said to be."""

    name: str
    written: str = field(repr=False)
    media: str = ""
    line: int = 0
    plain: bool = False

    @property
    def content(self) -> bytes | None:
        """The bytes; None where they are not what base64 gives."""
        if self.plain:
            return self.written.encode("utf-8", "backslashreplace")
        try:
            return base64.b64decode(SPACE.sub("", self.written), validate=True)
        except (binascii.Error, ValueError):
            return None


def kept_inside(given: Given, found: Iterable[Embedded]) -> tuple[tuple[Upload, ...], tuple[Finding, ...]]:
    """The members, and a finding for each that could not be opened."""
    members: list[Upload] = []
    findings: list[Finding] = []
    for number, one in enumerate(found, start=1):
        content = one.content
        deep = given.depth >= given.means.bounds.archives
        if not content or deep:
            says = "archive_too_deep" if deep else "damaged_embedded"
            findings.append(Finding(says, given.upload.path, facts={"line": one.line}))
            continue
        path = f"{given.upload.path}!/{one.name}-{number}.{_ending(content)}"
        members.append(_member(path, content))
    if members:
        findings.append(Finding("embedded_files", given.upload.path, count=len(members)))
    return tuple(members), tuple(findings)


def _member(path: str, content: bytes) -> Upload:
    return Upload(path, hashlib.sha256(content).hexdigest(), len(content), lambda: content)


def _ending(content: bytes) -> str:
    start = content[:64].lstrip()
    return next((ending for sign, ending in ENDINGS if start.startswith(sign)), "bin")
