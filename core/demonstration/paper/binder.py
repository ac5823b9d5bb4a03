"""Where the paper office keeps its scans: a folder a patient, named by chart number and name.

Consent forms lie by themselves, a PDF for each version.
"""

from __future__ import annotations

from core.demonstration.papers import Consent, Letter, Photograph
from core.demonstration.people import Patient


def folder(who: Patient) -> str:
    return f"charts/{who.number} {who.last}"


def letter(each: Letter) -> str:
    return f"{folder(each.of)}/{each.of.number} letter {each.number:03d} {each.day.isoformat()}.pdf"


def photograph(each: Photograph) -> str:
    name = f"{each.of.number} {each.title.lower()} {each.number:03d} {each.day.isoformat()}"
    return f"{folder(each.of)}/{name}.{'png' if each.number % 5 == 0 else 'jpg'}"


def consent(each: Consent, version: int) -> str:
    return f"consent forms/{each.of.number} form {each.number:03d} v{version}.pdf"
