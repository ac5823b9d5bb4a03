"""Sentences about pictures: what a file is, without a name, and what can be changed about its picture."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from core.charts import Entry
from core.charts.assembling import when
from core.practice import Filing
from portal.viewmodels.picture import Kind
from portal.wording.figures import day

PICTURES = "Look closer"
PICTURES_WHY = "Choose one by its number, or two to see them side by side."
CHOOSE = "Numbers"
MORE = "Also on this patient's chart"
MORE_WHY = "These files bear this patient's number, and no record of the old system names them."
NUMBERED = "{}. {}"
LOADING = "The picture is on its way."
SHOW_AS = "Show"
AS_MEANT = "As the image asks for"
EVERYTHING = "From darkest to brightest"
OWN = "Your own setting"
PRESETS: Mapping[str, str] = {
    "bone": "Bone",
    "soft": "Soft tissue",
    "enamel": "Enamel and fillings",
    "bone_level": "Bone level",
    "soft_edges": "Soft edges",
}
CENTER = "Middle between black and white"
CENTER_HELP = "Further left makes the picture brighter."
SPAN = "Values between black and white"
SPAN_HELP = "Fewer give more contrast."
FRAME = "Frame"
PAGE = "Page"
OF = "{} {} of {}"
ZOOM = "Size"
ZOOMS = {1: "Fit", 2: "Twice", 4: "Four times"}
TAKE_ASK = "The original is given to others. Ask {}."
NOT_HERE = "This file did not arrive with the uploads: {}. Look for it in the old system, and upload it."
APART = "It is kept apart until somebody has decided whose it is: {}."
OTHER = "A file of this kind is kept as it came and is not shown here."
UNKNOWN = "This file is not in the last run any more."
UNKNOWN_DO = "Go back to the page, and choose it again."
PLACE = "pictures"

_WHAT = {
    "image": "Radiograph",
    "photograph": "Photograph",
    "scan": "Scan",
    "document": "Document",
    "consent_form": "Consent form",
    "consent_form_version": "Version of a consent form",
}
_MODALITIES = {
    "IO": "Radiograph inside the mouth",
    "PX": "Panoramic radiograph",
    "CT": "CT",
    "MR": "MR image",
    "US": "Ultrasound image",
    "XC": "Photograph",
    "ES": "Endoscopic image",
}
_FILES = {
    "dicom": "Radiograph or scan",
    "photograph": "Photograph",
    "pdf": "Document",
    "text": "Text",
    "other": "File",
}


def of_entry(entry: Entry, zone: ZoneInfo) -> str:
    """ "Radiograph, 12 Mar 2021, tooth 36": never a title, which may say a name."""
    modality = str(entry.value("modality") or "").strip().upper()
    what = _MODALITIES.get(modality, _WHAT.get(entry.entity, "File"))
    version = entry.value("version")
    told = [
        what,
        f"version {version}" if version and entry.entity.startswith("consent") else "",
        _day(when(entry), zone),
        f"tooth {entry.value('tooth')}" if entry.value("tooth") else "",
    ]
    return ", ".join(each for each in told if each)


def of_file(kind: str) -> str:
    """What a file is that no record describes."""
    return _FILES.get(kind, _FILES["other"])


def of_filing(case: Filing) -> str:
    return f"Radiograph, {day(case.taken)}" if case.taken else "Radiograph"


def _day(at: str, zone: ZoneInfo) -> str:
    """ "" for what is no whole date."""
    try:
        if "T" in at:
            return day(datetime.fromisoformat(at).astimezone(zone).date())
        return day(date.fromisoformat(at))
    except ValueError:
        return ""


def turned(kind: Kind, frame: int, frames: int) -> str:
    """ "page 2 of 3"."""
    return OF.format((PAGE if kind is Kind.DOCUMENT else FRAME).lower(), frame, frames)
