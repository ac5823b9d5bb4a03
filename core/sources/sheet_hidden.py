"""How many rows of each sheet are hidden: people hide what they think is gone, and it is not."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from posixpath import join, normpath

from lxml import etree

from core.sources.recognition import Format

_PIECE = 1 << 20
_LONGEST_TAG = 4096
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*\bhidden="(?:1|true)"')
_ODS_ROW = re.compile(rb'<table:table-row\b[^>]*\btable:visibility="(?:collapse|filter)"')
_ODS_SHEET = re.compile(rb"<table:table [^>]*>")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FAULTS = (
    zipfile.BadZipFile, etree.XMLSyntaxError, zlib.error, KeyError, ValueError, OSError, EOFError,
    NotImplementedError, RuntimeError,
)  # fmt: skip


def hidden_rows(content: bytes, kind: Format) -> Mapping[str, int]:
    """Sheet -> hidden rows, for xlsx and ods; empty where that cannot be told."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if kind is Format.XLSX:
                return {name: _count(archive, part, _ROW) for name, part in _parts(archive)}
            return _of_ods(archive) if kind is Format.ODS else {}
    except _FAULTS:
        return {}


def _tree(archive: zipfile.ZipFile, part: str) -> etree._Element:
    careful = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(archive.read(part), careful)


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """(name of a sheet, the part of the workbook in which it lies)."""
    links = {each.get("Id"): each.get("Target", "") for each in _tree(archive, "xl/_rels/workbook.xml.rels")}
    for sheet in _tree(archive, "xl/workbook.xml").iter(f"{_MAIN}sheet"):
        target = links.get(sheet.get(_LINK), "")
        part = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
        if target and part in archive.namelist():
            yield sheet.get("name", ""), part


def _count(archive: zipfile.ZipFile, part: str, pattern: re.Pattern[bytes]) -> int:
    """How often a tag stands in a part, which is never held whole."""
    number, rest = 0, b""
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            text = rest + piece
            cut = max(text.rfind(b"<"), len(text) - _LONGEST_TAG)
            number += len(pattern.findall(text[:cut]))
            rest = text[cut:]
    return number + len(pattern.findall(rest))


def _of_ods(archive: zipfile.ZipFile) -> Mapping[str, int]:
    """All sheets of an ods lie in one part; where nothing is hidden there is nothing to take apart."""
    if not _count(archive, "content.xml", _ODS_ROW):
        return {}
    text = archive.read("content.xml")
    places = [found.start() for found in _ODS_SHEET.finditer(text)]
    names = [re.search(rb'table:name="([^"]*)"', text[place : place + _LONGEST_TAG]) for place in places]
    return {
        name.group(1).decode("utf-8", "replace"): len(_ODS_ROW.findall(text[place:stop]))
        for name, place, stop in zip(names, places, [*places[1:], len(text)], strict=True)
        if name
    }
