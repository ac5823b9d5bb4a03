"""FHIR resources as tables: every object with a `resourceType` is one record of the table of that type.

That holds for the bundle itself, its entries, and resources contained in others. The count comes from a
regular expression over the raw text. Nothing is validated here: what a resource says is taken as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from core.sources.drafts import Draft, Row, read_table
from core.sources.fhir.flattening import RULE, columns_of
from core.sources.fhir.naming import as_people_say
from core.sources.nested import Node
from core.sources.readers import Given, Reading
from core.tables import Reject

TYPE = "resourceType"
COUNTED = re.compile(r'(?<!\\)"resourceType"\s*+:\s*+"((?:[^"\\]|\\.)*+)"')
LINE_END = re.compile(r"\r\n|\n|\r")


def is_fhir(root: Node) -> bool:
    """A resource, or a list that begins with one."""
    first = root[0] if isinstance(root, list) and root else root
    return isinstance(first, dict) and isinstance(first.get(TYPE), str)


def read_resources(
    given: Given, root: Node, written: str, *, rejects: Sequence[Reject], evidence: Mapping[str, str]
) -> Reading:
    """A table for each kind of resource. written: the raw text, for counting."""
    resources = list(_resources(root))
    names = _by_full_url(root)
    drafts: dict[str, Draft] = {}
    for resource in resources:
        kind = str(resource[TYPE])
        drafts.setdefault(kind, Draft(kind, most=given.means.bounds.columns)).take(
            as_people_say(kind, _row(resource, names))
        )
    places = _counted(written, rejects)
    for kind in places:
        drafts.setdefault(kind, Draft(kind))
    said = {**evidence, "format": "FHIR", "flattening": RULE}
    tables = []
    for number, draft in enumerate(drafts.values()):
        lines = places.get(draft.name, [])
        draft.lines = lines if len(lines) == len(draft.rows) else draft.lines
        draft.rejects += rejects if number == 0 else ()
        found = {"damaged_record": len(draft.rejects)}
        counted = len(lines) + len(draft.rejects)
        tables.append(read_table(draft, given.upload.path, counted=counted, evidence=said, findings=found))
    return Reading(tables=tuple(tables))


def _resources(node: Node) -> Iterator[dict[str, Node]]:
    """Every resource, in the order of the text."""
    if isinstance(node, dict):
        if isinstance(node.get(TYPE), str):
            yield _with_entries_apart(node)
        for inner in node.values():
            yield from _resources(_beside(inner))
    elif isinstance(node, list):
        for item in node:
            yield from _resources(item)


def _with_entries_apart(node: dict[str, Node]) -> dict[str, Node]:
    """A bundle without the entries that hold a resource: those are records of their own."""
    entries = node.get("entry")
    if not isinstance(entries, list):
        return node
    left = [one for one in entries if not (isinstance(one, dict) and isinstance(one.get("resource"), dict))]
    return {**node, "entry": left}


def _beside(node: Node) -> Node:
    """An entry's resource with what the entry says of it."""
    if not isinstance(node, list):
        return node
    return [_told(item) if isinstance(item, dict) else item for item in node]


def _told(entry: dict[str, Node]) -> dict[str, Node]:
    resource = entry.get("resource")
    if not isinstance(resource, dict) or TYPE not in resource or TYPE in entry:
        return entry
    said = {key: inner for key, inner in entry.items() if key != "resource"}
    return {**resource, **({"entry": said} if said and "entry" not in resource else {})}


def _row(resource: dict[str, Node], names: Mapping[str, str]) -> Row:
    return columns_of({key: inner for key, inner in resource.items() if key != TYPE}, names)


def _by_full_url(node: Node) -> dict[str, str]:
    """Full address of an entry -> the id of the resource in it, for references by address."""
    found: dict[str, str] = {}
    for resource in _resources(node):
        entry, own = resource.get("entry"), resource.get("id")
        address = entry.get("fullUrl") if isinstance(entry, dict) else None
        if isinstance(address, str) and isinstance(own, str):
            found[address] = own
    return found


def _counted(written: str, rejects: Sequence[Reject]) -> dict[str, list[int]]:
    """Kind -> the line of every resource of that kind, outside of the lines that could not be read."""
    damaged = {reject.line for reject in rejects}
    found: dict[str, list[int]] = {}
    line = 1
    last = 0
    for match in COUNTED.finditer(written):
        line += len(LINE_END.findall(written, last, match.start()))
        last = match.start()
        if line not in damaged:
            found.setdefault(match[1], []).append(line)
    return found
