"""Where each column of the cloud system's export belongs, as the demonstration team read it in its manual."""

from __future__ import annotations

from core.accept import Settings
from core.demonstration.book import Book
from core.demonstration.book import csv_homes as _csv
from core.mapping.model import Step

_ADDRESS = (
    "street=address.line1 city=address.city region=address.state postal_code=address.postal_code "
    "country=address.country"
)
_DELETED = "deleted_at=voided+modified_at"
_DELETING = ("patients", "appointments", "payments", "adjustments")
_IS_DELETED = "An instant there says that the row was deleted, and when it was last changed."

HOMES = (
    _csv(
        "locations", "clinic", "id",
        "name=name short_name=short_name currency=currency timezone=zone "
        f"phone=contact_point.work_phone {_ADDRESS}",
    ),
    _csv(
        "team_members", "provider", "id",
        "initials=short_name last_name=last_name first_name=first_name specialty=specialty "
        "location_id=clinic hidden=hidden",
    ),
    _csv("rooms", "operatory", "id", "name=name short_name=short_name location_id=clinic hygiene=hygiene"),
    _csv(
        "patients", "patient", "id",
        "previous_record_id=other_id location_id=clinic last_name=last_name first_name=first_name "
        "middle_name=middle_name sex=sex date_of_birth=birth_date ssn=ssn "
        "home_phone=contact_point.home_phone mobile_phone=contact_point.mobile_phone "
        "email=contact_point.email "
        f"sms_opt_in=contact_point.sms_consent {_ADDRESS} guarantor_id=guarantor.guarantor status=status "
        "primary_provider_id=primary_provider first_visit=first_visit tags=archived "
        f"cf_favourite_team=archived notes=general_note {_DELETED}",
    ),
    _csv(
        "appointments", "appointment", "id",
        "patient_id=patient location_id=clinic starts_at=start duration_minutes=duration "
        f"provider_id=provider room_id=operatory status=status notes=note {_DELETED}",
    ),
    _csv(
        "treatments", "procedure", "id",
        "patient_id=patient appointment_id=appointment location_id=clinic performed_at=start code=code "
        "description=description tooth=tooth surfaces=surface fee=fee currency=currency "
        "provider_id=provider status=status",
    ),
    _csv(
        "chart_notes", "clinical_note", "id",
        "patient_id=patient written_at=written_at author_id=provider body=text state=status "
        "signed_at=signed_at",
    ),
    _csv(
        "allergies", "allergy", "id",
        "patient_id=patient substance=substance reaction=reaction severity=severity status=status "
        "verification=verification recorded_on=entered_at",
    ),
    _csv(
        "medications", "medication", "id",
        "patient_id=patient name=name instructions=instructions status=status started_on=start",
    ),
    _csv(
        "invoices", "invoice", "id",
        "patient_id=patient location_id=clinic invoice_number=number issued_on=date total=total "
        "currency=currency",
    ),
    _csv(
        "invoice_items", "invoice_line", "id",
        "invoice_id=invoice patient_id=patient treatment_id=procedure line_no=line_number "
        "service_at=service_date description=description amount=amount currency=currency",
    ),
    _csv(
        "payments", "payment", "id",
        "patient_id=patient location_id=clinic invoice_id=invoice received_at=date amount=amount "
        f"currency=currency method=method {_DELETED}",
    ),
    _csv(
        "adjustments", "adjustment", "id",
        "patient_id=patient location_id=clinic treatment_id=procedure adjusted_on=date kind=type "
        f"amount=amount currency=currency {_DELETED}",
    ),
    _csv(
        "x_rays", "image", "id",
        "patient_id=patient modality=modality taken_at=image_date tooth=tooth title=image_title "
        "file=file_name",
    ),
    _csv(
        "consents", "consent_form", "id",
        "patient_id=patient title=title version=version status=status signed_at=signed_at file=file_name",
    ),
    _csv(
        "consent_versions", "consent_form_version", "id",
        "consent_id=consent_form patient_id=patient version=version changed_at=changed_at",
    ),
)  # fmt: skip

BOOK = Book(
    homes=HOMES,
    settings=Settings(system="tandvale-cloud", currency="USD", zone="America/Los_Angeles", country="US"),
    reasons={
        **{(table, "deleted_at"): _IS_DELETED for table in _DELETING},
        ("patients", "tags"): "The new record has no place for tags.",
        ("patients", "cf_favourite_team"): "A field that the clinic made for itself.",
        ("allergies", "recorded_on"): "The day on which it was written down, not on which it began.",
    },
    steps={(table, "deleted_at", "voided"): (Step("filled"),) for table in _DELETING},
)
