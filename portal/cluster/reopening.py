"""What was read elsewhere, with its files opened here: originals are never sent from machine to machine."""

from __future__ import annotations

from dataclasses import replace

from core.sources.elsewhere import Looked
from core.tables import Upload


def opened_here(looked: Looked, upload: Upload) -> Looked:
    """An upload that was kept whole is opened as it always is."""
    files = tuple(replace(file, open=upload.open) for file in looked.reading.files)
    return replace(looked, reading=replace(looked.reading, files=files))
