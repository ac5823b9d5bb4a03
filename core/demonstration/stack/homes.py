"""Where each column of the four tools' exports belongs, as the demonstration team read it in their manuals.

The folder of a file names its tool, and a tool's numbers are its own. Only the two columns of the crosswalk
bear numbers of another one.
"""

from __future__ import annotations

from core.accept import Settings
from core.demonstration.book import Book
from core.demonstration.book import csv_homes as _csv
from core.demonstration.stack.roster import EMR
from core.mapping.model import Step

_CROSSWALK = "The number that the EMR has for the same person, where somebody wrote it down."

HOMES = (
    _csv(
        "emr/patients", "patient", "PatientID",
        "LastName=last_name FirstName=first_name MiddleName=middle_name Sex=sex DOB=birth_date "
        "HomePhone=contact_point.home_phone CellPhone=contact_point.mobile_phone "
        "Email=contact_point.email Street=address.line1 City=address.city State=address.state "
        "Zip=address.postal_code PatientStatus=status",
    ),
    _csv(
        "emr/providers", "provider", "ProviderID",
        "LastName=last_name FirstName=first_name Specialty=specialty",
    ),
    _csv(
        "emr/allergies", "allergy", "AllergyID",
        "PatientID=patient Allergen=substance Reaction=reaction Severity=severity Status=status "
        "Verification=verification Recorded=entered_at",
    ),
    _csv(
        "emr/medications", "medication", "MedID",
        "PatientID=patient Medication=name Sig=instructions Status=status StartDate=start",
    ),
    _csv(
        "emr/problems", "condition", "ProblemID",
        "PatientID=patient Problem=name ICD10=code OnsetDate=onset Status=status",
    ),
    _csv(
        "emr/notes", "clinical_note", "NoteID",
        "PatientID=patient NoteDate=written_at ProviderID=provider NoteText=text SignedDate=signed_at",
    ),
    _csv(
        "billing/accounts", "patient", "AcctNo",
        "EMRNo=other_id LastName=last_name FirstName=first_name BirthDate=birth_date "
        "Phone=contact_point.home_phone",
    ),
    _csv(
        "billing/transactions", "ledger_entry", "TransNo",
        "AcctNo=patient TransDate=date TransType=type Amount=amount Method=method Remark=note "
        "Voided=voided",
    ),
    _csv(
        "scheduler/clients", "patient", "ClientID",
        "FirstName=first_name LastName=last_name Birthday=birth_date Phone=contact_point.home_phone",
    ),
    _csv("scheduler/staff", "provider", "StaffCode", "DisplayName=full_name"),
    _csv(
        "scheduler/bookings", "appointment", "BookingID",
        "ClientID=patient Starts=start Minutes=duration StaffCode=provider BookingStatus=status "
        "Remark=note Deleted=voided",
    ),
    _csv(
        "lab/persons", "patient", "LabID",
        "MRN=other_id Surname=last_name GivenName=first_name Born=birth_date",
    ),
    _csv(
        "lab/cases", "lab_case", "CaseNo",
        "LabID=patient SentOn=sent_on DueOn=due_on ReceivedOn=received_on Instructions=instructions",
    ),
)  # fmt: skip

BOOK = Book(
    homes=HOMES,
    settings=Settings(system="tandvale-stack", currency="USD", zone="America/Los_Angeles", country="US"),
    reasons={
        ("accounts", "EMRNo"): _CROSSWALK,
        ("persons", "MRN"): _CROSSWALK,
        ("clients", "Birthday"): "The scheduler writes the day first.",
        ("bookings", "Starts"): "The scheduler writes the day first.",
        ("transactions", "TransType"): "The manual says that CR is a credit.",
    },
    words={("transactions", "TransType"): {"cr": "credit"}},
    orders={("clients", "Birthday"): "dmy", ("bookings", "Starts"): "dmy"},
    steps={
        ("accounts", "EMRNo", "other_id"): (Step("identifier", {"tool": EMR}),),
        ("persons", "MRN", "other_id"): (Step("identifier", {"tool": EMR}),),
    },
)
