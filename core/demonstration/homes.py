"""Where each column of the on-premise export belongs, as the demonstration team read it in the manual."""

from __future__ import annotations

from core.accept import Settings
from core.demonstration.book import ARCHIVED, Book, Homes
from core.demonstration.book import csv_homes as _csv

_ADDRESS = (
    "Address=address.line1 City=address.city State=address.state Zip=address.postal_code "
    "Country=address.country"
)

HOMES: tuple[Homes, ...] = (
    _csv(
        "clinics", "clinic", "ClinicNum",
        "Description=name Abbr=short_name Currency=currency TimeZone=zone "
        f"Phone=contact_point.work_phone {_ADDRESS}",
    ),
    _csv(
        "providers", "provider", "ProvNum",
        "Abbr=short_name LName=last_name FName=first_name Specialty=specialty ClinicNum=clinic "
        "IsHidden=hidden",
    ),
    _csv(
        "operatories", "operatory", "OperatoryNum",
        "OpName=name Abbrev=short_name ClinicNum=clinic IsHygiene=hygiene",
    ),
    _csv(
        "patients", "patient", "PatNum",
        "OldChartNum=other_id ClinicNum=clinic LName=last_name FName=first_name MiddleI=middle_name "
        "Gender=sex Birthdate=birth_date SSN=ssn HmPhone=contact_point.home_phone "
        "WirelessPhone=contact_point.mobile_phone Email=contact_point.email "
        f"TxtMsgOk=contact_point.sms_consent {_ADDRESS} Guarantor=guarantor.guarantor PatStatus=status "
        "PriProv=primary_provider DateFirstVisit=first_visit IsDeleted=voided AddrNote=general_note",
    ),
    _csv(
        "appointments", "appointment", "AptNum",
        "PatNum=patient ClinicNum=clinic AptDateTime=start Minutes=duration ProvNum=provider "
        "OperatoryNum=operatory AptStatus=status Note=note IsDeleted=voided",
    ),
    _csv(
        "procedures", "procedure", "ProcNum",
        "PatNum=patient AptNum=appointment ClinicNum=clinic ProcDate=start ProcCode=code "
        "Descript=description ToothNum=tooth Surf=surface ProcFee=fee Currency=currency "
        "ProvNum=provider ProcStatus=status",
    ),
    _csv(
        "clinical_notes", "clinical_note", "NoteNum",
        "PatNum=patient NoteDate=written_at ProvNum=provider NoteText=text Signed=status "
        "DateSigned=signed_at",
    ),
    _csv(
        "allergies", "allergy", "AllergyNum",
        "PatNum=patient Allergy=substance Reaction=reaction Severity=severity DateRecorded=entered_at",
    ),
    _csv(
        "medications", "medication", "MedNum",
        "PatNum=patient MedName=name Sig=instructions Status=status DateStart=start",
    ),
    _csv(
        "prescriptions", "prescription", "RxNum",
        "PatNum=patient ProvNum=provider Drug=name Sig=instructions Disp=quantity Refills=refills "
        "RxDate=start IsControlled=controlled Status=status",
    ),
    _csv(
        "problems", "condition", "ProblemNum",
        "PatNum=patient Problem=name ICD10=code DateStart=onset ProbStatus=status",
    ),
    _csv(
        "vitals", "vital_sign", "VitalNum",
        "PatNum=patient DateTaken=taken_at BPSystolic=systolic BPDiastolic=diastolic Pulse=heart_rate",
    ),
    _csv("insurance_carriers", "payer", "CarrierNum", "CarrierName=name ElectID=electronic_id"),
    _csv(
        "insurance_plans", "plan", "PlanNum",
        "CarrierNum=payer GroupName=group_name GroupNum=group_number AnnualMax=annual_maximum "
        "Deductible=deductible Currency=currency",
    ),
    _csv(
        "coverage", "coverage", "",
        "PatNum=patient PlanNum=plan SubscriberNum=subscriber SubscriberID=member_id "
        "Relationship=relationship Ordinal=order DateEffective=start DateVerified=verified_on",
    ),
    _csv(
        "claims", "claim", "ClaimNum",
        "PatNum=patient PlanNum=plan ClinicNum=clinic DateService=service_date DateSent=sent_on "
        "DateReceived=received_on ClaimStatus=status ClaimFee=total InsPayAmt=paid WriteOff=write_off "
        "Currency=currency",
    ),
    _csv(
        "ledger", "ledger_entry", "EntryNum",
        "PatNum=patient ProcNum=procedure ClinicNum=clinic EntryDate=date EntryType=type "
        "Amount=amount Currency=currency PayMethod=method Note=note IsDeleted=voided extra_1=archived",
    ),
    _csv(
        "payment_plans", "payment_plan", "PayPlanNum",
        "PatNum=patient Guarantor=guarantor ClinicNum=clinic PlanDate=start TotalAmt=total "
        "DownPay=down_payment PayAmt=instalment NumPayments=instalment_count PayInterval=interval "
        "Currency=currency",
    ),
    _csv(
        "instalments", "instalment", "InstalmentNum",
        "PayPlanNum=payment_plan PatNum=patient InstNo=number DueDate=due_on AmtDue=amount "
        "AmtPaid=paid Currency=currency",
    ),
    _csv(
        "documents", "document", "DocNum",
        "PatNum=patient DocType=kind Description=title DateCreated=date FilePath=file_name",
    ),
    _csv(
        "images", "image", "ImgNum",
        "PatNum=patient Modality=modality DateTaken=image_date ToothNum=tooth Description=image_title "
        "FilePath=file_name",
    ),
    _csv(
        "photos", "photograph", "PhotoNum",
        "PatNum=patient DateTaken=taken_at Title=title FilePath=file_name",
    ),
    _csv(
        "consents", "consent_form", "ConsentNum",
        "PatNum=patient FormTitle=title Version=version Status=status DateSigned=signed_at "
        "FilePath=file_name",
    ),
    _csv(
        "consent_versions", "consent_form_version", "VersionNum",
        "ConsentNum=consent_form PatNum=patient Version=version DateChanged=changed_at",
    ),
    Homes(
        "front_desk.xlsx", "Recall list", "recall", (),
        {
            "Patient No": "patient", "Patient Name": ARCHIVED, "Recall Type": "type", "Due Date": "due",
            "Interval (months)": "interval",
        },
    ),
    Homes(
        "front_desk.xlsx", "Fees", "fee", (),
        {
            "Clinic No": "clinic", "Code": "code", "Description": ARCHIVED, "Fee": "amount",
            "Currency": "currency",
        },
    ),
)  # fmt: skip

BOOK = Book(
    homes=HOMES,
    settings=Settings(system="tandvale", currency="USD", zone="America/Los_Angeles", country="US"),
    reasons={
        ("clinical_notes", "Signed"): "Y and N say whether a note is signed, not by whom.",
        ("ledger", "EntryType"): "The manual says that CR is a credit.",
        ("ledger", "EntryDate"): "The ledger's date is when the money moved.",
        ("ledger", "extra_1"): "One row has a remark beyond its last column.",
        ("allergies", "DateRecorded"): "The day on which it was written down, not on which it began.",
        (
            "Recall list",
            "Patient Name",
        ): "The name is the patient's already; the number tells whose recall it is.",
        ("Fees", "Description"): "The words are those of the code.",
        ("documents", "DateCreated"): "The scanner writes the day first: some of its days go beyond 12.",
    },
    words={
        ("clinical_notes", "Signed"): {"y": "signed", "n": "draft"},
        ("ledger", "EntryType"): {"cr": "credit"},
    },
    orders={("documents", "DateCreated"): "dmy"},
    unsettled=frozenset({("coverage", "DateVerified")}),
)
"""Nothing says which comes first in the days of verification, so nobody says so: they wait."""
