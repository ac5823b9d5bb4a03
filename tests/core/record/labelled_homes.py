"""Where each labelled meaning of four real systems has its home in the clinic record.

"*" stands for the entity of the table at hand. Several homes are given where the table decides which one.
"""

from __future__ import annotations

TABLES = {
    "patient": "patient", "patient_data": "patient", "patients": "patient",
    "appointment": "appointment", "openemr_postcalendar_events": "appointment",
    "procedurelog": "procedure", "procedures": "procedure", "procedurecode": "procedure_code",
    "payment": "payment", "payments": "payment", "paysplit": "allocation", "adjustment": "adjustment",
    "claim": "claim", "claims": "claim", "claimproc": "claim_line",
    "inssub": "subscription", "patplan": "coverage", "insurance_data": "coverage",
    "payer_transitions": "coverage", "insplan": "plan", "carrier": "payer", "payers": "payer",
    "allergy": "allergy", "allergies": "allergy", "allergydef": "allergen",
    "disease": "condition", "problems": "condition", "conditions": "condition",
    "diseasedef": "condition_definition", "medicationpat": "medication", "meds": "medication",
    "medications": "medication", "medication": "drug", "prescriptions": "prescription", "recall": "recall",
    "provider": "provider", "providers": "provider", "lists": "condition allergy medication surgery",
    "billing": "invoice_line", "encounters": "encounter", "imagingstudies": "image",
    "imaging_studies": "image",
}  # fmt: skip

HOMES = """
patient record id: *.patient *.id
patient first name: patient.first_name
patient last name: patient.last_name
patient middle name or initial: patient.middle_name | patient preferred name: patient.preferred_name
patient active/inactive/deceased status: patient.status | patient sex: patient.sex
patient marital status: patient.marital_status | patient date of birth: patient.birth_date
patient national id (SSN): patient.ssn | patient street address line 1: address.line1
patient street address line 2: address.line2 | patient city: address.city | patient country: address.country
patient state or region: address.state
patient postal code: address.postal_code
patient county: address.county
patient home phone: contact_point.home_phone | patient work phone: contact_point.work_phone
patient mobile phone: contact_point.mobile_phone | patient email: contact_point.email
guarantor (responsible payer) patient id: guarantor.guarantor | patient salutation: patient.salutation
patient account balance: balance.total balance.estimated | patient primary provider: patient.primary_provider
patient secondary provider / hygienist: patient.secondary_provider
patient fee schedule: patient.fee_schedule
patient billing type: patient.billing_type | patient notes (address/general): patient.general_note
family financial note: patient.billing_note | medical alert note: patient.medical_alert
appointment note on patient: patient.appointment_note | student status: patient.student_status
school name: patient.school | patient chart number (human facing id): patient.chart_number
medicaid id: patient.medicaid_id | ageing balance 0-30 days: balance.days_0_30
ageing balance 31-60 days: balance.days_31_60 | ageing balance 61-90 days: balance.days_61_90
ageing balance over 90 days: balance.days_over_90 | estimated insurance portion: balance.insurance_estimate
total balance before insurance estimate: balance.total | patient first visit date: patient.first_visit
clinic / location id: *.clinic | premedication required flag: patient.premedication
patient language: patient.language | patient title: patient.title
responsible party patient id: guarantor.responsible_party | consent to sms: contact_point.sms_consent
consent to email: contact_point.email_consent | patient date of death: patient.death_date
driver licence number: patient.drivers_licence | passport number: patient.passport
patient name suffix: patient.suffix | patient maiden name: patient.maiden_name | race: patient.race
ethnicity: patient.ethnicity | place of birth: patient.birthplace | religion: patient.religion
lifetime expenses: patient.lifetime_expenses | lifetime covered amount: patient.lifetime_covered
gestational age (weeks): patient.gestational_age | year of birth: patient.birth_year
emergency contact phone: emergency_contact.phone | emergency contact name: emergency_contact.full_name
patient occupation: patient.occupation | registration date: patient.registered
referral source: referral.source | mother name: patient.mother_name | guardian name: guardian.full_name
billing note: *.billing_note | family size: patient.family_size | monthly income: patient.monthly_income
preferred pharmacy: patient.pharmacy | record last modified: *.modified_at | entry date: *.entered_at
entered by: *.entered_by
active flag: *.active
hidden flag: *.hidden
referring provider: referral.referring_provider *.referred_by *.referring_provider
appointment id: *.appointment *.id | appointment status: *.status | operatory / room / chair: *.operatory
appointment length as 5-minute pattern string (X and /): *.pattern | appointment note: *.note
appointment confirmation status: *.confirmation | appointment provider: *.provider
appointment hygienist: *.hygienist | appointment start date-time: *.start | new patient flag: *.new_patient
appointment description of procedures: *.description | appointment description: *.description
dental assistant: *.assistant | hygiene appointment flag: *.hygiene | arrival time: *.arrived_at
seated time: *.seated_at | dismissed time: *.dismissed_at | appointment type: *.appointment_type *.type
appointment date: *.date | appointment end date: *.end_date | appointment start time: *.start_time
appointment end time: *.end_time | appointment duration (seconds): *.duration
procedure record id: *.procedure *.id | procedure date of service: *.start *.service_date
procedure fee (charge amount): *.fee *.amount | tooth surfaces: *.surface | tooth number: *.tooth
range of teeth: *.tooth_range
procedure status (treatment planned / complete / existing / referred): *.status
treating provider: *.provider
diagnosis category: *.reason | place of service: *.place_of_service | claim note: *.claim_note *.note
medical (CPT) code: *.medical_code | diagnosis code (ICD): *.reason_code *.diagnosis_codes *.code
procedure code id (FK to procedurecode): *.procedure_code | procedure code modifier 1: *.modifier
quantity / units: *.quantity | date treatment planned: *.planned_on | procedure start time: *.start_time
discount amount: *.discount | tax amount: *.tax | date completed: *.completed_on | prognosis: *.prognosis
procedure end date-time: *.end | code system: *.code_system | procedure code: *.code *.procedure_code
procedure description: *.description | diagnosis code: *.reason_code | diagnosis description: *.reason
procedure note: *.note | procedure code id: *.id | procedure code (ADA CDT D-code): *.code
procedure short description: *.short_description | procedure category: *.category
treatment area (tooth, surface, quadrant...): *.area | hygiene flag: *.hygiene
plain language procedure name: *.lay_description
payment id: *.id *.payment | payment method: *.method | payment date: *.date *.payment_date
payment amount: *.amount | cheque number: *.reference | bank branch: *.bank | payment note: *.note
bank deposit id: *.deposit | receipt text: *.receipt | merchant fee: *.merchant_fee
cheque number / payment reference: *.reference | payment amount (today): *.amount
payment amount (previous balance): *.amount_previous | posted amount today: *.posted
posted amount previous balance: *.posted_previous | payment allocation id: *.id
allocated payment amount: *.amount | provider credited: *.provider
procedure record id the payment is applied to: *.procedure | prepayment (unearned) type: *.unearned_type
adjustment id: *.id *.adjustment | adjustment date: *.date | adjustment amount (signed): *.amount
adjustment type (reason): *.type | adjustment note: *.note
claim id: *.id *.claim | date of service: *.service_date | claim sent date: *.sent_on | claim status: *.status
claim received date: *.received_on | insurance plan id: *.id *.plan | claim total fee: *.total
insurance payment estimate: *.estimate | insurance payment amount: *.paid *.payer_covered
deductible applied: *.deductible | claim type (primary / secondary): *.type
billing provider: *.billing_provider | insurance write-off amount: *.write_off
insurance subscription id: *.id *.subscription | claim line id: *.id | fee billed to insurance: *.fee
claim line status: *.status
procedure code sent: *.code
coverage percentage: *.percent
copay amount: *.copay
primary insurance company id: *.payer | secondary insurance company id: *.secondary_payer
diagnosis code 1: *.diagnosis_codes | encounter / appointment id: *.encounter | illness onset date: *.onset
supervising provider: *.supervising_provider | claim status (primary): *.status
claim status (secondary): *.secondary_status | claim status (patient): *.patient_status
outstanding balance (primary insurer): *.outstanding
outstanding balance (secondary insurer): *.outstanding_secondary
outstanding balance (patient): *.outstanding_patient | last billed date (primary): *.last_billed
last billed date (patient): *.last_billed_patient
subscriber patient id: *.subscriber | coverage start date: *.start | coverage end date: *.end
assignment of benefits flag: *.assignment_of_benefits | subscriber / member id: *.member_id
insurance note: *.note | patient coverage id: *.id | coverage order (1 primary, 2 secondary): *.order
coverage order (primary / secondary / tertiary): *.order | relationship to subscriber: *.relationship
patient member id: *.member_id | policy number / member id: *.member_id | subscriber name: *.subscriber_name
insurance company id: *.payer *.id | insurance plan name: *.plan_name | insurance group number: *.group_number
insurance group name: *.group_name | plan note: *.note | plan type: *.type | employer id: *.employer
fee schedule: *.fee_schedule | subscriber last name: *.subscriber_last_name
subscriber middle name: *.subscriber_middle_name | subscriber first name: *.subscriber_first_name
subscriber national id (SSN): *.subscriber_ssn | subscriber date of birth: *.subscriber_birth_date
subscriber street: *.subscriber_street | subscriber postal code: *.subscriber_postal_code
subscriber city: *.subscriber_city
subscriber state: *.subscriber_state
subscriber phone: *.subscriber_phone
subscriber employer: *.subscriber_employer | subscriber sex: *.subscriber_sex
insurance company name: payer.name | insurance company address: address.line1
insurance company city: address.city | insurance company state: address.state
insurance company postal code: address.postal_code | insurance company phone: contact_point.other_phone
electronic payer id: payer.electronic_id | payer ownership (government / private): payer.ownership
allergy record id: *.id
allergen id (FK to allergydef): allergy.allergen
allergy reaction: allergy.reaction
date of reaction: allergy.onset | reaction SNOMED code: allergy.reaction_code | allergen id: *.id
allergen name: allergy.substance allergen.name
medication id: *.drug *.id
allergen UNII code: allergen.code
statement (ALLERGY / NO KNOWN ALLERGY): allergy_statement.statement
allergy category (drug, food): allergy.category | allergen code: allergy.substance_code
date noted: allergy.onset | end date: *.end | reaction code: allergy.reaction_code
allergy severity: allergy.severity allergy.reaction_severity | allergy or intolerance: allergy.type
allergy category (food, medication, environment): allergy.category
condition record id: *.id | condition definition id: *.id condition.definition | condition note: *.note
condition status: *.status | condition start date: condition.onset | condition end date: condition.abatement
condition name: *.name | ICD-9 code: *.icd9_code | ICD-10 code: *.icd10_code | SNOMED code: *.snomed_code
condition code (SNOMED): condition.code
patient medication id: *.id | medication instructions / note: *.instructions *.note
medication start date: *.start | medication end date: *.end | prescribing provider: *.provider
medication name (free text): *.name | RxNorm code: *.code | medication name: *.name
generic medication id: drug.generic | medication note: *.note | quantity dispensed: *.quantity
days supply: *.days_supply
refills: *.refills
dose: *.dose
dose unit: *.dose_unit
frequency: *.frequency
frequency unit: *.frequency_unit | unit price: *.unit_cost | number of dispenses: *.dispenses
total charge: *.total_cost | prescription id: *.id | encounter id: *.id *.encounter | dosage form: *.form
strength: *.strength | route: *.route
recall id: *.id | recall due date: recall.due | previous recall date: recall.previous
recall interval: recall.interval | recall status: recall.status | recall note: recall.note
scheduled date: recall.scheduled
provider id: *.id | provider short code: provider.short_name | provider last name: provider.last_name
provider first name: provider.first_name | provider middle initial: provider.middle_name
provider suffix: provider.suffix | provider specialty: provider.specialty
provider licence number: provider.licence | provider DEA number: provider.controlled_drug_number
provider NPI: provider.npi | provider full name: provider.full_name | provider sex: provider.sex
provider address: address.line1 | provider city: address.city | provider state: address.state
provider postal code: address.postal_code
clinical list entry id: *.id | allergen / condition / medication name: *.name allergy.substance
start date: *.start condition.onset allergy.onset surgery.date | clinical note: *.note | outcome: *.outcome
verification status: *.verification | occurrence: *.occurrence
charge line id: *.id | date of service / entry date: *.service_date | billed flag: *.billed
code system (CPT4, ICD10, CDT): *.code_system | invoice / claim date: *.billed_on | drug NDC info: *.drug
encounter start date-time: *.start | encounter end date-time: *.end | encounter class: *.encounter_class
encounter type code: *.type_code | encounter description: *.type | base charge: *.base_cost
imaging record id: *.id | study description: *.study_title | study date-time: *.study_date
accession number: *.accession_number | DICOM modality: *.modality | series description: *.series_title
DICOM study UID: *.study_uid | DICOM series UID: *.series_uid | image title: *.image_title
image date-time: *.image_date | image file name: *.file_name | DICOM SOP instance UID: *.instance_uid
DICOM SOP class UID: *.sop_class | imaging study id (repeats: one row per instance): *.id
body site code: *.body_site_code | body site: *.body_site | modality name: *.modality_name
SOP class name: *.sop_class_name
"""

# What decides the kind of a row and is no field: a route of the mapping reads it.
NO_HOME = frozenset({"entry kind (allergy, medical_problem, medication, surgery, dental)"})


def homes() -> dict[str, tuple[str, ...]]:
    """Meaning -> the fields that may hold it."""
    pieces = (piece for line in HOMES.strip().splitlines() for piece in line.split(" | "))
    pairs = (piece.rsplit(": ", 1) for piece in pieces)
    return {meaning.strip(): tuple(fields.split()) for meaning, fields in pairs}
