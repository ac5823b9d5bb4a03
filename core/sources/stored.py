"""Files that are kept whole: images, documents, and whatever is not read yet (law 4)."""

from __future__ import annotations

from core.findings import Finding
from core.sources.readers import Given, Reading
from core.sources.recognition import Format, Recognised
from core.tables import FileKind, StoredFile

KEPT = {
    Format.PDF: FileKind.PDF,
    Format.PHOTOGRAPH: FileKind.PHOTOGRAPH,
    Format.DICOM: FileKind.DICOM,
    Format.STRUCTURED_TEXT: FileKind.TEXT,
    Format.OTHER: FileKind.OTHER,
    Format.SEALED_WORKBOOK: FileKind.OTHER,
    Format.EMPTY: FileKind.OTHER,
}
SAYS = {
    Format.STRUCTURED_TEXT: "not_supported_yet",
    Format.OTHER: "not_supported_yet",
    Format.SEALED_WORKBOOK: "password_protected",
    Format.EMPTY: "empty_file",
}


class Stored:
    """Keeps a file as it came."""

    name = "stored"

    def takes(self, seen: Recognised) -> bool:
        """Everything that holds no table."""
        return seen.format in KEPT

    def read(self, given: Given) -> Reading:
        """One stored file, with a finding where something is left to do."""
        return Reading(files=(keep(given, KEPT[given.seen.format], SAYS.get(given.seen.format)),))


def keep(given: Given, kind: FileKind, says: str | None) -> StoredFile:
    """The upload as a stored file. says: finding kind, None where all is well."""
    upload = given.upload
    findings = (Finding(says, upload.path, facts={"what": given.seen.label}),) if says else ()
    return StoredFile(upload.path, upload.sha256, upload.size, kind, upload.open, findings)
