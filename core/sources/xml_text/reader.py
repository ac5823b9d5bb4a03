"""The reader of XML. Nothing is fetched, no entity is expanded, depth is bounded (law 7)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from lxml import etree

from core.findings import Finding
from core.sources.ccda.reader import read_document
from core.sources.drafts import read_table
from core.sources.encoding import Text
from core.sources.nested import RULE, Flattening, shape_of
from core.sources.readers import Given, Reading
from core.sources.recognition import Format, Recognised
from core.sources.stored import keep
from core.sources.xml_checking import local, xml_text
from core.sources.xml_text.counting import XmlCount, count_xml
from core.sources.xml_text.tree import node_of
from core.tables import FileKind

PAGES = ("html", "svg")


class XmlFiles:
    """XML in any encoding."""

    name = "XML"

    def takes(self, seen: Recognised) -> bool:
        """What begins as XML does."""
        return seen.format is Format.XML

    def read(self, given: Given) -> Reading:
        """A table for each kind of record."""
        text = xml_text(given.content)
        if text is None:
            return _kept(given, "unknown_encoding")
        count = count_xml(text.utf8, given.means.bounds.nesting)
        if count.fault:
            return _kept(given, count.fault.kind, count.fault.line)
        root = _parsed(text.utf8)
        if root is None:
            return _kept(given, "damaged_document")
        if local(root.tag) == "ClinicalDocument":
            return read_document(given, root, text.utf8, _evidence(text))
        return _flattened(given, root, count, text)


def _kept(given: Given, says: str, line: int = 0) -> Reading:
    facts = {"line": line} if line else {}
    found = Finding(says, given.upload.path, facts=facts)
    return Reading(files=(keep(given, FileKind.TEXT, None),), findings=(found,))


def _parsed(utf8: bytes) -> etree._Element | None:
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, load_dtd=False, no_network=True, huge_tree=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(utf8, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _flattened(given: Given, root: etree._Element, count: XmlCount, text: Text) -> Reading:
    node = node_of(root)
    if local(root.tag) in PAGES or not isinstance(node, dict):
        return _kept(given, "no_records")
    shape = shape_of(node, by_name=True)
    if not shape.listed and not any(isinstance(inner, str) for inner in node.values()):
        return _kept(given, "no_records")
    stem = PurePosixPath(given.upload.path.split("!/")[-1]).stem
    drafts = Flattening(stem, shape, columns=given.means.bounds.columns).all(node)
    tables = []
    for draft in drafts:
        lines = count.lines.get(draft.path, [])
        draft.lines = lines if len(lines) == len(draft.rows) else draft.lines
        said = {**_evidence(text), "records_at": draft.path or "the top", "flattening": RULE}
        tables.append(read_table(draft, given.upload.path, counted=len(lines), evidence=said))
    return Reading(tables=tuple(tables))


def _evidence(text: Text) -> Mapping[str, str]:
    return {"format": "XML", "encoding": text.encoding, "encoding_evidence": text.evidence}
