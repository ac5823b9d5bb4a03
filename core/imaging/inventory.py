"""The inventory of images: one header for each DICOM file among the stored ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.findings import Finding
from core.imaging.image_header import ImageHeader
from core.tables import FileKind, StoredFile


def inventory(
    files: Sequence[StoredFile], *, progress: Callable[[str], None] | None = None
) -> tuple[ImageHeader, ...]:
    """The headers of all files of DICOM kind, in their order. progress is told each path."""
    images = [file for file in files if file.kind is FileKind.DICOM]
    return _headers(images, progress) if images else ()


def _headers(images: Sequence[StoredFile], progress: Callable[[str], None] | None) -> tuple[ImageHeader, ...]:
    """pydicom is loaded here, with the first image: most batches hold none (ADR 58)."""
    from core.imaging.headers import read_header

    headers = []
    for file in images:
        if progress:
            progress(file.path)
        headers.append(read_header(file))
    return tuple(headers)


def image_findings(headers: Sequence[ImageHeader]) -> tuple[Finding, ...]:
    """What there is to say about each header by itself."""
    findings = []
    for header in headers:
        if header.unreadable:
            findings.append(Finding("unreadable_image", header.path, facts={"why": header.unreadable}))
        elif header.directory:
            findings.append(Finding("image_directory", header.path))
        elif not header.patient_id:
            findings.append(Finding("image_without_patient", header.path))
    return tuple(findings)
