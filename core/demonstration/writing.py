"""How the example's tables become files: CSV in cp1252 with CRLF, and a workbook, the same bytes each time.

A workbook is a ZIP whose members carry the time of saving; both that and its "modified" property are
put back to a fixed instant, because equal input must give equal digests (law 3).
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Mapping

from openpyxl import Workbook

from core.demonstration.sheets.model import Sheet

SAVED = (2026, 6, 26, 18, 0, 0)
"""When every file of the example says that it was saved."""
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def csv_bytes(sheet: Sheet, encoding: str = "cp1252") -> bytes:
    """RFC 4180 with CRLF between records, bare LF inside notes, encoded as Windows-1252 or otherwise."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(sheet.header)
    writer.writerows(sheet.rows)
    return text.getvalue().encode(encoding)


def workbook_bytes(sheets: Mapping[str, Sheet]) -> bytes:
    """An .xlsx with one sheet per entry, in order, every cell as text."""
    book = Workbook(write_only=True)
    for title, sheet in sheets.items():
        page = book.create_sheet(title)
        for row in (sheet.header, *sheet.rows):
            page.append(row)
    saved = io.BytesIO()
    book.save(saved)
    return settled(saved.getvalue())


def zip_bytes(members: Mapping[str, bytes]) -> bytes:
    """A ZIP of `members` by path, in order, all saved at one fixed instant."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in members.items():
            archive.writestr(_member(path), content)
    return packed.getvalue()


def _member(path: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(path, SAVED)
    member.compress_type = zipfile.ZIP_DEFLATED
    return member


def settled(workbook: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    properties = "docProps/core.xml"
    members[properties] = _MODIFIED.sub(rb"\g<1>2026-06-26T18:00:00Z", members[properties])
    return zip_bytes(members)
