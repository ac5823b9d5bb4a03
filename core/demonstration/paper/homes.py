"""Where each column of the paper office's workbooks belongs, as the team agreed with their keeper."""

from __future__ import annotations

from core.accept import Settings
from core.demonstration.book import ARCHIVED, Book, Homes
from core.demonstration.paper.sheets import FORMS, LIST, LOG

_NAME = "The name is the patient's already; the chart number tells whose row it is."

HOMES = (
    Homes(
        LIST, "Patients", "patient", ("Chart #",),
        {
            "Name": "full_name", "Born": "birth_date", "Phone": "contact_point.home_phone",
            "E-mail": "contact_point.email", "Street": "address.line1", "First seen": "first_visit",
            "Notes": "general_note",
        },
    ),
    Homes(
        LIST, "Recalls", "recall", (),
        {"Chart #": "patient", "Name": ARCHIVED, "Due": "due", "Every (months)": "interval"},
    ),
    Homes(
        LIST, "Allergies", "allergy", (),
        {"Chart #": "patient", "Allergy": "substance", "Reaction": "reaction", "Noted": "entered_at"},
    ),
    Homes(
        LOG, "Scans", "scan", (),
        {"File": "file_name", "Chart #": "patient", "What": "title", "Scanned": "scanned_at"},
    ),
    Homes(
        LOG, "Photos", "photograph", (),
        {"File": "file_name", "Chart #": "patient", "What": "title", "Taken": "taken_at"},
    ),
    Homes(
        FORMS, "Forms", "consent_form", ("Form #",),
        {
            "Chart #": "patient", "Form": "title", "Version signed": "version", "Signed on": "signed_at",
        },
    ),
    Homes(
        FORMS, "Versions", "consent_form_version", (),
        {
            "Form #": "consent_form", "Chart #": "patient", "Version": "version", "Dated": "changed_at",
            "File": "file_name",
        },
    ),
)  # fmt: skip

BOOK = Book(
    homes=HOMES,
    settings=Settings(system="tandvale-paper", currency="USD", zone="America/Los_Angeles", country="US"),
    reasons={
        ("Recalls", "Name"): _NAME,
        ("Allergies", "Noted"): "The day on which it was written down, not on which it began.",
    },
)
