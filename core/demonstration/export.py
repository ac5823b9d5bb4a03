"""The example put together: which part of it is in which file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from core.demonstration import pictures, writing
from core.demonstration.group import SMALL, Group, Size, dental_group
from core.demonstration.sheets import csv_sheets, front_desk
from core.sources import read_uploads
from core.tables import Intake, Upload


def example_export(seed: int = 7, *, size: Size = SMALL) -> dict[str, bytes]:
    """The files of an invented group's export, by path ("/"-separated). Same arguments, same bytes."""
    return export_of(dental_group(seed, size))


def export_of(group: Group) -> dict[str, bytes]:
    """The files that the old systems of `group` give."""
    return {
        **{f"{name}.csv": writing.csv_bytes(sheet) for name, sheet in csv_sheets(group).items()},
        "front_desk.xlsx": writing.workbook_bytes(front_desk(group)),
        "images.zip": writing.zip_bytes(pictures.image_files(group)),
        "documents.zip": writing.zip_bytes(pictures.paper_files(group)),
        "documents/privacy_notice.pdf": pictures.document(
            "Privacy notice", "This clinic does not exist.", "Its papers are safe to share."
        ),
    }


def intake_of(files: Mapping[str, bytes]) -> Intake:
    """The export as the engine's own readers take it apart."""
    return read_uploads([_upload(path, content) for path, content in sorted(files.items())])


def _upload(path: str, content: bytes) -> Upload:
    return Upload(path, hashlib.sha256(content).hexdigest(), len(content), lambda: content)
