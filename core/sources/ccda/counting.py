"""The independent counter of C-CDA: statements by section, from expat's events and a stack of names.

One entry is one statement, but for wrappers: a concern holds one for each statement related to it, a group
of results or of relatives one for each of its components. A group of vital signs is one reading.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from core.sources.bounds import BOUNDS
from core.sources.ccda.sections import CONCERNS, NOTES, VITALS, table_of
from core.sources.xml_checking import Fault, walk

STATEMENTS = ("observation", "substanceAdministration")
PARTICIPANTS = (
    "author", "dataEnterer", "informant", "custodian", "informationRecipient", "legalAuthenticator",
    "authenticator", "participant",
)  # fmt: skip
PARTS = (*([name] for name in PARTICIPANTS), ["documentationOf", "serviceEvent", "performer"])


@dataclass
class DocumentCount:
    """tables: records by table. patients, participants, bodies: of the header, and documents embedded."""

    tables: Counter[str] = field(default_factory=Counter)
    patients: int = 0
    participants: int = 0
    embedded: int = 0
    fault: Fault | None = None
    _path: list[str] = field(default_factory=list)
    _codes: list[str | None] = field(default_factory=list)
    _inner: int = 0
    _grouped: bool = False

    def started(self, name: str, attributes: dict[str, str], _line: int) -> None:
        """One element opens."""
        path = self._path
        path.append(name)
        if name == "section":
            self._codes.append(None)
            self.tables[NOTES] += 1
        elif name == "code" and path[-2:-1] == ["section"] and self._codes:
            self._codes[-1] = attributes.get("code")
        elif name == "entry" and path[-2:-1] == ["section"]:
            self._inner, self._grouped = 0, False
        elif "entry" in path:
            self._in_entry(path[_last(path, "entry") :])
        else:
            self._in_header(path)

    def ended(self, name: str) -> None:
        """One element closes."""
        path = self._path
        path.pop()
        if name == "section":
            self._codes.pop()
        elif name == "entry" and path[-1:] == ["section"] and self._codes:
            table = table_of(self._codes[-1])
            many = table in CONCERNS or (self._grouped and table != VITALS)
            self.tables[table] += max(self._inner, 1) if many else 1

    def _in_entry(self, below: list[str]) -> None:
        if below == ["entry", "organizer"]:
            self._grouped = True
        elif below == ["entry", "organizer", "component"]:
            self._inner += 1
        elif below[:3] == ["entry", "act", "entryRelationship"] and below[3:] in ([s] for s in STATEMENTS):
            self._inner += not self._grouped

    def _in_header(self, path: list[str]) -> None:
        if path[1:] == ["recordTarget", "patientRole"]:
            self.patients += 1
        elif path[1:] in PARTS:
            self.participants += 1
        elif path[-2:] == ["nonXMLBody", "text"]:
            self.embedded += 1


def count_document(utf8: bytes, deepest: int = BOUNDS.nesting) -> DocumentCount:
    """Everything in a document, counted; `fault` where it may not be opened."""
    count = DocumentCount()
    count.fault = walk(utf8, count.started, count.ended, deepest=deepest)
    return count


def _last(path: list[str], name: str) -> int:
    return len(path) - 1 - path[::-1].index(name)
