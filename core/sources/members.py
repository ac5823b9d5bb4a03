"""One file out of the upload that it lies in: an archive, a message, or a document."""

from __future__ import annotations

import hashlib

from core.sources import archive as archives
from core.sources.hl7v2.reader import Hl7Messages
from core.sources.readers import Given
from core.sources.recognition import recognise
from core.sources.xml_text.reader import XmlFiles
from core.tables import Upload

HOLDERS = (Hl7Messages(), XmlFiles())
"""Readers of what holds whole files in base64."""


def member_of(content: bytes, name: str, *, archive: str = "") -> bytes | None:
    """The member that reading called `name`; None where there is none that may be opened.

    archive: the path of what it lies in, after which a file without a name in it is called.
    """
    seen = recognise(content)
    holder = next((one for one in HOLDERS if one.takes(seen)), None)
    if holder is None:
        return archives.member_of(content, name, archive=archive)
    whole = Upload("", hashlib.sha256(content).hexdigest(), len(content), lambda: content)
    members = holder.read(Given(whole, content, seen)).members
    return next((one.open() for one in members if one.path == f"!/{name}"), None)
