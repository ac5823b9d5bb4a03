"""One FHIR resource as one row: columns named by path, readable names where FHIR tells things apart by codes.

Of a list, the first entry has no number and the others are ".2", ".3" and so on. Telephones are called by
their system, identifiers by their type, extensions by the end of their address. A reference stands as it
was written, and the bare id beside it, so that tables join.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from core.sources.drafts import Row
from core.sources.nested import Node

RULE = (
    "each resource is one record of the table of its type; columns are named by path, the best known ones as "
    'people say; of a list the first entry has no number, further ones ".2", ".3"; telecom is named by its '
    "system, identifiers by their type, extensions by the end of their address; beside each reference stands "
    "the bare id; a contained resource is a record of its own"
)
DEEPEST = 12
PATIENT, SUBJECTS = "Patient", ("patient", "subject", "beneficiary", "for", "individual")


def columns_of(resource: Mapping[str, Node], names: Mapping[str, str]) -> Row:
    """Column -> cell of one resource. names: full address of an entry -> id."""
    row: Row = {}
    for key, node in resource.items():
        _fill(row, key, node, names, depth=0)
    return row


def _fill(row: Row, path: str, node: Node, names: Mapping[str, str], *, depth: int) -> None:
    if isinstance(node, list):
        _entries(row, path, node, names, depth=depth)
    elif isinstance(node, dict):
        _object(row, path, node, names, depth=depth)
    else:
        _put(row, path, node)


def _object(row: Row, path: str, node: dict[str, Node], names: Mapping[str, str], *, depth: int) -> None:
    if "resourceType" in node:
        return
    if depth >= DEEPEST:
        _put(row, path, json.dumps(node, ensure_ascii=False))
        return
    for key, inner in node.items():
        _fill(row, f"{path}.{key}", inner, names, depth=depth + 1)
    reference = node.get("reference")
    if isinstance(reference, str):
        _put(row, _id_column(path, reference, node), _bare(reference, names))


def _entries(row: Row, path: str, items: list[Node], names: Mapping[str, str], *, depth: int) -> None:
    seen: dict[str, int] = {}
    for item in items:
        name = f"{path}.{_told_apart(path, item)}".rstrip(".")
        seen[name] = seen.get(name, 0) + 1
        number = f".{seen[name]}" if seen[name] > 1 else ""
        _fill(row, name + number, item, names, depth=depth + 1)


def _told_apart(path: str, item: Node) -> str:
    """What FHIR tells the entries of this list apart by; "" where by nothing but their order."""
    if not isinstance(item, dict):
        return ""
    last = path.rsplit(".", 1)[-1]
    if last == "telecom":
        return _word(item.get("system"))
    if last in ("extension", "modifierExtension"):
        return _word(item.get("url"))
    return _identifier_type(item) if last == "identifier" else ""


def _identifier_type(item: Mapping[str, Node]) -> str:
    kind = item.get("type")
    codings = kind.get("coding") if isinstance(kind, dict) else None
    first = codings[0] if isinstance(codings, list) and codings else None
    return _word(first.get("code")) if isinstance(first, dict) else ""


def _word(value: Node) -> str:
    """The end of an address, or the whole of a code."""
    return value.rstrip("/").rsplit("/", 1)[-1] if isinstance(value, str) else ""


def _id_column(path: str, reference: str, node: Mapping[str, Node]) -> str:
    """ "subject" that is a patient gives "patient_id", any other "encounter" gives "encounter_id"."""
    last = path.rsplit(".", 1)[-1]
    kind = node.get("type") or (reference.split("/")[-2] if "/" in reference else "")
    is_patient = last in SUBJECTS[:1] or (last in SUBJECTS and kind in (PATIENT, ""))
    return "patient_id" if is_patient and "." not in path else f"{path}_id"


def _bare(reference: str, names: Mapping[str, str]) -> str:
    """ "Patient/12/_history/3" and the address of an entry both lead to "12"."""
    plain = reference.split("/_history/")[0]
    return names.get(plain) or plain.rsplit("/", 1)[-1].removeprefix("urn:uuid:").removeprefix("urn:oid:")


def _put(row: Row, name: str, value: str | None) -> None:
    number, free = 2, name
    while free in row:
        free, number = f"{name}.{number}", number + 1
    row[free] = value
