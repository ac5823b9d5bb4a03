"""The header of a C-CDA document: whom it is about, what it is, and everybody who had a part in it."""

from __future__ import annotations

from collections.abc import Iterator

from core.sources.ccda.counting import PARTICIPANTS
from core.sources.ccda.elements import (
    Element,
    address,
    attribute,
    child,
    children,
    coded,
    moment,
    own_id,
    person,
    raw,
    reached,
    text_of,
    whole_name,
)
from core.sources.drafts import Row

SOCIAL_SECURITY = "2.16.840.1.113883.4.1"
ROLES = ("assignedAuthor", "assignedEntity", "relatedEntity", "assignedCustodian", "intendedRecipient",
         "associatedEntity")  # fmt: skip
PEOPLE = ("assignedPerson", "relatedPerson", "informationRecipient", "associatedPerson")
FIRMS = ("representedOrganization", "representedCustodianOrganization", "receivedOrganization",
         "scopingOrganization")  # fmt: skip


def document_row(root: Element) -> Row:
    """What the document says of itself."""
    words, code, system = coded(child(root, "code"), {})
    return {
        "id": own_id(root),
        "title": text_of(child(root, "title")),
        "type": words,
        "code": code,
        "code_system": system,
        "created_at": moment(root, "effectiveTime"),
        "confidentiality": attribute(root, "code", "confidentialityCode"),
        "language": attribute(root, "code", "languageCode"),
        "version": attribute(root, "value", "versionNumber"),
        "author": author_of(root),
        "custodian": text_of(
            child(root, "custodian", "assignedCustodian", "representedCustodianOrganization", "name")
        ),
        "service_start": moment(root, "documentationOf", "serviceEvent", "effectiveTime", "low"),
        "service_end": moment(root, "documentationOf", "serviceEvent", "effectiveTime", "high"),
        **_body(child(root, "component", "nonXMLBody", "text")),
    }


def _body(text: Element | None) -> Row:
    """Of a document without sections: the file that it points at, or its words."""
    if text is None or text.get("representation") == "B64":
        return {}
    return {"file_name": attribute(text, "value", "reference"), "document_text": text_of(text)}


def author_of(root: Element) -> str | None:
    """The first author who is a person."""
    names = (whole_name(one) for one in children(root, "author", "assignedAuthor", "assignedPerson"))
    return next((name for name in names if name), None)


def patients(root: Element) -> Iterator[Element]:
    """Whom the document is about: one role each."""
    yield from children(root, "recordTarget", "patientRole")


def patient_key(role: Element | None) -> str | None:
    """The number by which other tables name the patient: the first id that is no social security number."""
    numbers = [one for one in children(role, "id") if one.get("root") != SOCIAL_SECURITY]
    return next((one.get("extension") or one.get("root") for one in numbers), None) or own_id(role)


def patient_row(role: Element) -> Row:
    """One patient as columns."""
    patient = child(role, "patient")
    key = patient_key(role)
    numbers = [one.get("extension") for one in children(role, "id") if one.get("root") != SOCIAL_SECURITY]
    others = [number for number in numbers if number and number != key]
    ssn = (one.get("extension") for one in children(role, "id") if one.get("root") == SOCIAL_SECURITY)
    return {
        "patient_id": key,
        "ssn": next(ssn, None),
        "other_id": "; ".join(others) or None,
        **person(patient),
        "birth_date": moment(patient, "birthTime"),
        "sex": attribute(patient, "code", "administrativeGenderCode"),
        "marital_status": _words(patient, "maritalStatusCode"),
        "race": _words(patient, "raceCode"),
        "ethnicity": _words(patient, "ethnicGroupCode"),
        "religion": _words(patient, "religiousAffiliationCode"),
        "language": attribute(patient, "code", "languageCommunication", "languageCode"),
        **address(role),
        **reached(role),
        "guardian_name": whole_name(child(patient, "guardian", "guardianPerson")),
        "guardian_relationship": _words(child(patient, "guardian"), "code"),
        "clinic_name": text_of(child(role, "providerOrganization", "name")),
        "patient_as_written": raw(role),
    }


def _words(element: Element | None, name: str) -> str | None:
    found = child(element, name)
    return coded(found, {})[0] or attribute(found, "code")


def participants(root: Element) -> Iterator[Row]:
    """Everybody else in the header, with the part that each had."""
    for name in PARTICIPANTS:
        for part in children(root, name):
            yield _participant(name, part)
    for part in children(root, "documentationOf", "serviceEvent", "performer"):
        yield _participant("performer", part)


def _participant(name: str, part: Element) -> Row:
    role = next((found for role in ROLES if (found := child(part, role)) is not None), None)
    someone = next((found for one in PEOPLE if (found := child(role, one)) is not None), None)
    firm = next((found for one in FIRMS if (found := child(role, one)) is not None), None)
    return {
        "part": name,
        "person_number": own_id(role),
        "person_as_named": whole_name(someone),
        "relation": _words(role, "code"),
        "signed_or_written": moment(part, "time") or moment(part, "time", "low"),
        "organisation": text_of(child(firm, "name")),
        "as_written": raw(part),
    }
