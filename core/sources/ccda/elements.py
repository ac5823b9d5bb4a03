"""Small readings of CDA data types: codes, points in time, names, addresses (HL7 Version 3, R1).

Names of elements are looked up without their namespace, since extensions bring others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from lxml import etree

from core.sources.hl7_time import iso

XSI = "{http://www.w3.org/2001/XMLSchema-instance}type"
CODE_SYSTEMS = {
    "2.16.840.1.113883.6.96": "SNOMED CT",
    "2.16.840.1.113883.6.1": "LOINC",
    "2.16.840.1.113883.6.88": "RxNorm",
    "2.16.840.1.113883.6.103": "ICD-9-CM",
    "2.16.840.1.113883.6.90": "ICD-10-CM",
    "2.16.840.1.113883.6.12": "CPT",
    "2.16.840.1.113883.6.13": "CDT",
    "2.16.840.1.113883.12.292": "CVX",
    "2.16.840.1.113883.4.9": "UNII",
    "2.16.840.1.113883.6.69": "NDC",
}
Element: TypeAlias = etree._Element


def name_of(element: Element) -> str:
    """The local name; "" for comments and the like."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def children(element: Element | None, *path: str) -> Iterator[Element]:
    """Every element at `path` below."""
    if element is None:
        return
    if not path:
        yield element
        return
    for child in element:
        if name_of(child) == path[0]:
            yield from children(child, *path[1:])


def child(element: Element | None, *path: str) -> Element | None:
    """The first element at `path` below."""
    return next(children(element, *path), None)


def attribute(element: Element | None, name: str, *path: str) -> str | None:
    """An attribute of the first element at `path`."""
    found = child(element, *path)
    value: str | None = None if found is None else found.get(name)
    return value


def text_of(element: Element | None) -> str | None:
    """All text inside, with single spaces; None where there is none."""
    if element is None:
        return None
    return " ".join("".join(element.itertext()).split()) or None


def system_of(element: Element | None) -> str | None:
    """The name of a code's system as people say it, else as it stands."""
    if element is None:
        return None
    root = element.get("codeSystem")
    return CODE_SYSTEMS.get(root or "") or element.get("codeSystemName") or root


def coded(element: Element | None, narrative: Mapping[str, str]) -> tuple[str | None, str | None, str | None]:
    """(words, code, code system) of a code: display name, else the text that it points at."""
    if element is None:
        return None, None, None
    words = element.get("displayName") or pointed(child(element, "originalText"), narrative)
    return words, element.get("code"), system_of(element)


def pointed(element: Element | None, narrative: Mapping[str, str]) -> str | None:
    """The text of an element, or of the place in the narrative that it refers to."""
    reference = attribute(element, "value", "reference")
    if reference and reference.startswith("#"):
        return narrative.get(reference[1:])
    return text_of(element)


def moment(element: Element | None, *path: str) -> str | None:
    """A point in time, as far as it is known."""
    value = attribute(element, "value", *path)
    return iso(value) if value else None


def span(element: Element | None) -> tuple[str | None, str | None]:
    """(start, end) of an effective time; a single instant is a start."""
    for time in children(element, "effectiveTime"):
        start = moment(time, "low") or moment(time, "center") or moment(time)
        end = moment(time, "high")
        if start or end:
            return start, end
    return None, None


def own_id(element: Element | None) -> str | None:
    """The first id that says anything: its extension, else its root."""
    said: list[str | None] = [one.get("extension") or one.get("root") for one in children(element, "id")]
    return next((one for one in said if one), None)


def person(element: Element | None) -> dict[str, str | None]:
    """Parts of the first name: title, first, middle, last, suffix."""
    name = child(element, "name")
    given = [text for text in map(text_of, children(name, "given")) if text]
    whole = None if child(name, "family") is not None or given else text_of(name)
    return {
        "title": text_of(child(name, "prefix")),
        "first_name": given[0] if given else None,
        "middle_name": " ".join(given[1:]) or None,
        "last_name": text_of(child(name, "family")),
        "suffix": text_of(child(name, "suffix")),
        "full_name": whole,
    }


def whole_name(element: Element | None) -> str | None:
    """A person's name in one piece."""
    return text_of_parts(person(element))


def text_of_parts(parts: Mapping[str, str | None]) -> str | None:
    """The filled parts, parted by spaces."""
    return " ".join(part for part in parts.values() if part) or None


def address(element: Element | None) -> dict[str, str | None]:
    """Parts of the first address that says anything."""
    found = next((one for one in children(element, "addr") if text_of(one)), None)
    lines = [text for text in map(text_of, children(found, "streetAddressLine")) if text]
    parts = {name: text_of(child(found, name)) for name in ("city", "state", "postalCode", "country")}
    return {
        "address_line_1": lines[0] if lines else None,
        "address_line_2": ", ".join(lines[1:]) or None,
        "city": parts["city"],
        "state": parts["state"],
        "postal_code": parts["postalCode"],
        "country": parts["country"],
    }


def reached(element: Element | None) -> dict[str, str | None]:
    """Telephones and e-mail, by what their use says."""
    found: dict[str, str | None] = {
        "home_phone": None,
        "work_phone": None,
        "mobile_phone": None,
        "email": None,
    }
    for telecom in children(element, "telecom"):
        value = (telecom.get("value") or "").strip()
        kind, _, rest = value.partition(":")
        if kind.lower() == "mailto":
            found["email"] = found["email"] or rest
        elif value and kind.lower() != "fax":
            slot = {"MC": "mobile_phone", "WP": "work_phone"}.get(
                (telecom.get("use") or "")[:2], "home_phone"
            )
            found[slot] = found[slot] or (rest if kind.lower() == "tel" else value)
    return found


def raw(element: Element) -> str:
    """The element as it was written, so that nothing of it is lost (law 1)."""
    written: str = etree.tostring(element, encoding="unicode", with_tail=False)
    return written
