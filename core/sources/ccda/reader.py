"""A C-CDA document as tables: patients, what is coded in each section, the sections' words, the header.

Every section is a note, coded or not, so that words without a code are kept as well. Documents that are
embedded whole (a PDF, a scan) are files of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from core.sources.ccda.allergies import allergy_row, statement_of, statement_row
from core.sources.ccda.counting import DocumentCount, count_document
from core.sources.ccda.elements import Element, attribute, child, children, moment, name_of, own_id, text_of
from core.sources.ccda.header import author_of, document_row, participants, patient_key, patient_row, patients
from core.sources.ccda.sections import ALLERGIES, NOTES, VITALS, table_of
from core.sources.ccda.statements import Statement, row_of, statements
from core.sources.ccda.vitals import vital_row
from core.sources.drafts import Draft, Row, read_table
from core.sources.embedded import Embedded, kept_inside
from core.sources.readers import Given, Reading

RULE = (
    "each statement of an entry is one record of the table of its section: one for each observation of a "
    "concern, one for each component of a group of results or relatives, one for each group of vital signs; "
    "each section's words are a note; the entry as it was written stands beside"
)
STATEMENTS, DOCUMENTS, PATIENTS, PARTICIPANTS = (
    "allergy_statements",
    "documents",
    "patients",
    "document_participants",
)


@dataclass(frozen=True)
class _Place:
    """What every row of a document names: whose it is, and where it stood."""

    patient: str | None
    document: str | None
    section: str | None

    def before(self, row: Row) -> Row:
        """The row with these in front."""
        head: Row = {"patient_id": self.patient, "document_id": self.document}
        return {**head, **({"section": self.section} if self.section else {}), **row}


def read_document(given: Given, root: Element, utf8: bytes, evidence: Mapping[str, str]) -> Reading:
    """Everything in one document. utf8: its text, for counting."""
    count = count_document(utf8, given.means.bounds.nesting)
    drafts = _header(root)
    narrative = _narrative(root)
    place = _Place(patient_key(next(patients(root), None)), own_id(root), None)
    for section in _sections(root):
        _section(drafts, section, place, narrative)
    said = {**evidence, "format": "C-CDA document", "flattening": RULE}
    counted = _counted(count, drafts)
    for name in counted:
        _without_blank_key(_draft(drafts, name))
    tables = [
        read_table(draft, given.upload.path, counted=counted.get(draft.name, 0), evidence=said)
        for draft in drafts.values()
        if draft.rows or counted.get(draft.name)
    ]
    members, findings = kept_inside(given, _embedded(root))
    return Reading(tables=tuple(tables), members=members, findings=findings)


def _counted(count: DocumentCount, drafts: Mapping[str, Draft]) -> dict[str, int]:
    """Table -> records by the counter, which does not part allergies from statements about them."""
    stated = len(drafts[STATEMENTS].rows) if STATEMENTS in drafts else 0
    return {
        **count.tables,
        DOCUMENTS: 1,
        PATIENTS: count.patients,
        PARTICIPANTS: count.participants,
        STATEMENTS: stated,
        ALLERGIES: count.tables[ALLERGIES] - stated,
    }


def _without_blank_key(draft: Draft) -> None:
    """Sections mostly have no id: then none is a column, and records are named by their place."""
    if "id" in draft.columns and not any(row.get("id") for row in draft.rows):
        del draft.columns["id"]


def _header(root: Element) -> dict[str, Draft]:
    drafts = {name: Draft(name) for name in (PATIENTS, DOCUMENTS, PARTICIPANTS)}
    place = _Place(patient_key(next(patients(root), None)), own_id(root), None)
    for role in patients(root):
        drafts[PATIENTS].take(patient_row(role), _line(role))
    about: Row = {"patient_id": place.patient}
    drafts[DOCUMENTS].take({**about, **document_row(root)}, 1)
    for row in participants(root):
        drafts[PARTICIPANTS].take({"document_id": place.document, **row})
    return drafts


def _sections(root: Element) -> Iterator[Element]:
    return (one for one in root.iter() if name_of(one) == "section")


def _section(drafts: dict[str, Draft], section: Element, place: _Place, narrative: Mapping[str, str]) -> None:
    code = attribute(section, "code", "code")
    title = text_of(child(section, "title"))
    table = table_of(code)
    _draft(drafts, NOTES).take(place.before(_note(section, title)), _line(section))
    own = _Place(place.patient, place.document, title or code or "section")
    for entry in children(section, "entry"):
        for statement in statements(entry, table):
            name, row = _row(statement, table, narrative)
            _draft(drafts, name).take(own.before(row), _line(statement.act))


def _row(statement: Statement, table: str, narrative: Mapping[str, str]) -> tuple[str, Row]:
    if table == VITALS:
        return VITALS, vital_row(statement, narrative)
    if table != ALLERGIES:
        return table, row_of(statement, table, narrative)
    said = statement_of(statement, narrative)
    if said:
        return STATEMENTS, statement_row(statement, said, narrative)
    return ALLERGIES, allergy_row(statement, narrative)


def _note(section: Element, title: str | None) -> Row:
    root = section.getroottree().getroot()
    return {
        "id": own_id(section),
        "title": title,
        "text": _words(child(section, "text")),
        "section_code": attribute(section, "code", "code"),
        "author": author_of(section) or author_of(root),
        "written_at": moment(root, "effectiveTime"),
        "null_flavor": section.get("nullFlavor"),
    }


def _words(text: Element | None) -> str | None:
    """A narrative block as lines: rows and paragraphs end a line, cells are parted by a bar."""
    if text is None:
        return None
    pieces: list[str] = []
    for event, element in etree.iterwalk(text, events=("start", "end")):
        name = name_of(element)
        if event == "start":
            pieces.append(element.text or "" if name else "")
        else:
            pieces.append({"td": " | ", "th": " | "}.get(name, "\n" if name in LINES else ""))
            pieces.append(element.tail or "" if element is not text else "")
    lines = (" ".join(line.split()).strip(" |") for line in "".join(pieces).splitlines())
    return "\n".join(line for line in lines if line) or None


LINES = frozenset({"tr", "paragraph", "item", "br", "list", "table", "caption", "title"})


def _narrative(root: Element) -> dict[str, str]:
    """ID -> the words in the narrative that it marks."""
    found: dict[str, str] = {}
    for element in root.iter():
        mark = element.get("ID") if name_of(element) else None
        words = text_of(element) if mark else None
        if mark and words:
            found.setdefault(mark, words)
    return found


def _embedded(root: Element) -> Iterator[Embedded]:
    for body in children(root, "component", "nonXMLBody", "text"):
        if body.get("representation") == "B64":
            yield Embedded("document", text_of(body) or "", body.get("mediaType") or "", _line(body))


def _draft(drafts: dict[str, Draft], name: str) -> Draft:
    return drafts.setdefault(name, Draft(name))


def _line(element: Element) -> int:
    return int(element.sourceline or 0)
