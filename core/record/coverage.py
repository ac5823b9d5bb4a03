"""Coverage: who insures a patient, on what terms, and what was asked of them."""
# fmt: off

from __future__ import annotations

from core.record import domains, vocabulary
from core.record.declaring import (
    at_clinic,
    bookkeeping,
    by_provider,
    clinical,
    financial,
    identity,
    of_patient,
    operational,
    split,
)
from core.record.model import Entity
from core.record.vocabulary import NOTE, START, STOP

AREA = "coverage"

PAYER = Entity(
    "payer", AREA, "An insurer or programme that pays for care.", "Organization(payer)",
    words=split("payer|payers|payor|payors|carrier|carriers|insurance company|insurance companies|insurers|"
    "insurance carriers|krankenkassen|versicherungen|kostenträger|aseguradoras|mutuas|assureurs|mutuelles|"
    "caisses|seguradoras|convênios|assicurazioni"),
    key_words=split(vocabulary.PAYER),
    fields=(
        operational.text(
            "name", "Name of the insurer.", "Organization.name",
            "name|payer name|carrier name|insurance company name|insurance name|company name|company|"
            "insurer name|payor name|krankenkasse|versicherung|nombre|aseguradora|nom|assureur|nome|"
            "seguradora|assicurazione|denominazione",
        ),
        operational.text(
            "ownership", "Whether it is public or private.", "Organization.type",
            "ownership|owner type|payer type|type|government or private|carrier type|sector|trägerschaft|"
            "titularidad|propriété|propriedade|proprietà",
        ),
        operational.text(
            "electronic_id", "Number under which claims are sent electronically.",
            "Organization.identifier(payer)",
            "elect id|electronic id|electronic payer id|edi payer id|payer number|e claims id|"
            "clearinghouse id|cms id|ik nummer|naic",
        ),
        operational.text(
            "tax_id", "Tax number of the insurer.", "Organization.identifier(TAX)",
            "tin|tax id|ein|federal tax id|steuernummer|cif|siret|cnpj|partita iva",
        ),
        operational.text(
            "group", "Group of insurers it belongs to.", "Organization.partOf",
            "carrier group|carrier group name|payer group|parent company",
        ),
        operational.text(
            "contact_name", "Whom to ask for there.", "Organization.contact.name",
            "contact|contact name|contact person|attn|attention|ansprechpartner|persona de contacto",
        ),
        operational.flag(
            "no_electronic_claims", "Whether claims must go on paper.", "Organization.extension(paperOnly)",
            "no send elect|paper only|no electronic claims",
        ),
        operational.flag(
            "hidden", "Whether the old system no longer offers it.", "Organization.active",
            "hidden|is hidden|inactive|archived|retired",
        ),
        financial.note("note", "Words about the insurer.", "Organization.extension(note)", NOTE),
        *bookkeeping("Organization"),
    ),
)

PLAN = Entity(
    "plan", AREA, "What an insurer offers: one set of terms.", "InsurancePlan",
    words=split("plan|plans|insurance plan|insurance plans|insplan|ins plan|benefit plans|health plans|"
    "tarife|planes|planes de seguro|régimes|planos|piani"),
    key_words=split(vocabulary.PLAN),
    fields=(
        operational.ref(
            "payer", "Insurer whose plan it is.", "InsurancePlan.ownedBy",
            vocabulary.PAYER,
            to=("payer",),
        ),
        operational.ref(
            "employer", "Employer through whom it is held.", "InsurancePlan.extension(employer)",
            vocabulary.EMPLOYER,
            to=("employer",),
        ),
        operational.ref(
            "fee_schedule", "Price list of the plan.", "InsurancePlan.extension(feeSchedule)",
            vocabulary.FEE_SCHEDULE,
            to=("fee_schedule",),
        ),
        financial.text(
            "name", "Name of the plan.", "InsurancePlan.name",
            "name|plan name|insurance plan name|description|bezeichnung|nombre|nom|nome",
        ),
        financial.text(
            "group_name", "Name of the insured group.", "InsurancePlan.alias",
            "group name|grp name|employer group|gruppenname|nombre del grupo|nom du groupe|nome do grupo|"
            "nome gruppo",
        ),
        financial.text(
            "group_number", "Number of the insured group.", "InsurancePlan.identifier",
            "group number|group num|group no|group id|group|gruppennummer|número de grupo|numéro de groupe|"
            "número do grupo|numero gruppo",
        ),
        financial.code(
            "type", "Kind of plan.", "InsurancePlan.type",
            "type|plan type|plan category|filing code|tarifart|tipo de plan|type de régime|tipo de plano|"
            "tipo piano",
        ),
        financial.money(
            "annual_maximum", "Most that the plan pays in a year.",
            "InsurancePlan.plan.specificCost.benefit(maximum)",
            "annual maximum|annual max|yearly max|maximum|max benefit|jahreshöchstbetrag|máximo anual|"
            "plafond annuel|limite anual|massimale annuo",
        ),
        financial.money(
            "deductible", "What the patient pays first in a year.",
            "InsurancePlan.plan.specificCost.benefit(deductible)",
            "deductible|annual deductible|ded|individual deductible|selbstbehalt|deducible|franchise|"
            "franquia|franchigia",
        ),
        operational.integer(
            "renewal_month", "Month in which benefits start anew.", "InsurancePlan.extension(renewalMonth)",
            "month renew|renewal month|benefit month|renews",
        ),
        operational.flag(
            "medical", "Whether it is a medical and not a dental plan.", "InsurancePlan.extension(medical)",
            "is medical|medical|medical plan",
        ),
        operational.flag(
            "hidden", "Whether the old system no longer offers it.", "InsurancePlan.status",
            "hidden|is hidden|inactive|archived|retired",
        ),
        financial.note("note", "Words about the plan.", "InsurancePlan.extension(note)", f"plan note|{NOTE}"),
        *bookkeeping("InsurancePlan"),
    ),
)

SUBSCRIPTION = Entity(
    "subscription", AREA,
    "One subscriber's contract under a plan, which may cover several patients.", "Coverage(contract)",
    words=split("subscription|subscriptions|inssub|ins sub|insurance subscriber|subscribers|policies|policy|"
    "policen|pólizas|contrats|apólices|polizze"),
    key_words=split(vocabulary.SUBSCRIPTION),
    fields=(
        operational.ref(
            "plan", "Plan of the contract.", "Coverage.class(plan)",
            vocabulary.PLAN,
            to=("plan",),
        ),
        operational.ref(
            "subscriber", "Patient record of the subscriber.", "Coverage.subscriber",
            "subscriber|subscriber id patient|subscriber patient id|insured|policy holder|policyholder|"
            "holder|versicherungsnehmer|titular|assuré|tomador|titolare|intestatario",
            to=("patient",),
        ),
        identity.text(
            "member_id", "Number of the subscriber.", "Coverage.subscriberId",
            "subscriber id|member id|member number|policy number|policy no|insured id|versichertennummer|"
            "número de afiliado|numéro d adhérent|número da carteirinha|numero tessera",
        ),
        financial.date(
            "start", "Since when the contract runs.", "Coverage.period.start",
            f"date effective|effective date|effective|coverage start|{START}",
        ),
        financial.date(
            "end", "Until when the contract ran.", "Coverage.period.end",
            f"date term|term date|termination date|terminated|coverage end|{STOP}",
        ),
        financial.flag(
            "assignment_of_benefits", "Whether the insurer pays the clinic directly.",
            "Coverage.extension(assignment)",
            "assign ben|assignment of benefits|accept assignment|assign benefits|assignment",
        ),
        financial.flag(
            "release_of_information", "Whether information may be sent to the insurer.",
            "Consent.provision(release)",
            "release info|release of information|roi",
        ),
        financial.note(
            "benefit_note", "Words about the benefits.", "Coverage.extension(benefitNote)",
            "benefit notes|benefit note|benefits",
        ),
        financial.note(
            "note", "Words about the contract.", "Coverage.extension(note)",
            f"subsc note|subscriber note|{NOTE}",
        ),
        *bookkeeping("Coverage"),
    ),
)

COVERAGE = Entity(
    "coverage", AREA,
    "That a patient is insured: by whom, as what, since when, in which order.", "Coverage", satellite=True,
    words=split("coverage|coverages|patient coverage|insurance|insurance data|patient insurance|patplan|"
    "pat plan|patient plans|payer transitions|insurance history|policy coverage|eligibility|"
    "versicherungsverhältnisse|versicherung|coberturas|seguros|seguro|couvertures|coberturas do paciente|"
    "coperture"),
    key_words=split(vocabulary.COVERAGE),
    fields=(
        of_patient("Coverage.beneficiary"),
        operational.ref(
            "payer", "Insurer.", "Coverage.payor",
            f"provider|insurance provider|{vocabulary.PAYER}",
            to=("payer",),
        ),
        operational.ref(
            "secondary_payer", "Second insurer, where one row names both.", "Coverage.payor[1]",
            "secondary payer|secondary insurance|secondary insurance company|secondary carrier|second payer|"
            "secondary payer id|zweitversicherung|aseguradora secundaria|assureur complémentaire",
            to=("payer",),
        ),
        operational.ref("plan", "Plan.", "Coverage.class(plan)", vocabulary.PLAN, to=("plan",)),
        operational.ref(
            "subscription", "Contract under which the patient is covered.", "Coverage.contract",
            vocabulary.SUBSCRIPTION,
            to=("subscription",),
        ),
        operational.ref(
            "subscriber", "Patient record of the subscriber.", "Coverage.subscriber",
            "subscriber|subscriber patient id|subscriber id patient|insured patient id|policy holder id|"
            "versicherungsnehmer id",
            to=("patient",),
        ),
        financial.text(
            "payer_name", "Name of the insurer as typed.", "Coverage.payor.display",
            "payer name|insurance name|insurance company name|carrier name|insurance company|insurance|"
            "primary insurance|insurer|krankenkasse|aseguradora|assureur|seguradora|assicurazione",
        ),
        financial.text(
            "plan_name", "Name of the plan as typed.", "Coverage.class(plan).name",
            "plan name|insurance plan name|insurance plan|plan|product name|tarifname|nombre del plan|"
            "nom du régime|nome do plano|nome piano",
        ),
        identity.text(
            "member_id", "Number under which the insurer knows the patient.", "Coverage.subscriberId",
            "member id|memberid|member number|policy number|policy no|policy num|subscriber id|"
            "subscriber number|insured id|pat id at insurer|patient member id|insurance id number|"
            "certificate number|insurance number|versichertennummer|krankenversichertennummer|"
            "número de póliza|número de afiliado|numéro d adhérent|numéro de police|número da carteirinha|"
            "número da apólice|numero polizza",
        ),
        financial.text(
            "group_number", "Number of the insured group.", "Coverage.class(group).value",
            "group number|group num|group no|group id|group|grp num|gruppennummer|número de grupo|"
            "numéro de groupe|número do grupo|numero gruppo",
        ),
        financial.text(
            "group_name", "Name of the insured group.", "Coverage.class(group).name",
            "group name|grp name|employer group|gruppenname|nombre del grupo|nom du groupe|nome do grupo|"
            "nome gruppo",
        ),
        financial.code(
            "order", "Whether this insurer pays first, second or later.", "Coverage.order",
            "order|ordinal|coverage order|coverage type|type|priority|insurance order|ins order|rank|"
            "sequence|primary or secondary|cob order|rang|orden|ordre|ordem|ordine",
            closed=domains.COVERAGE_ORDER,
        ),
        financial.code(
            "relationship", "What the patient is to the subscriber.", "Coverage.relationship",
            "relationship|relationship to subscriber|subscriber relationship|relation|relation to insured|"
            "relationship to insured|patient relationship|plan ownership|pat relat|"
            "verhältnis zum versicherten|parentesco|relación con el titular|lien avec l assuré|"
            "grau de parentesco|relazione",
            closed=domains.RELATIONSHIP,
        ),
        identity.text(
            "subscriber_name", "Name of the subscriber.", "RelatedPerson(subscriber).name.text",
            "subscriber name|owner name|insured name|policy holder name|policyholder name|name of insured|"
            "holder name|subscriber full name|name des versicherten|nombre del titular|nom de l assuré|"
            "nome do titular|nome intestatario",
        ),
        identity.text(
            "subscriber_first_name", "Given name of the subscriber.", "RelatedPerson(subscriber).name.given",
            "subscriber first name|subscriber fname|insured first name|policy holder first name|"
            "subscriber first",
        ),
        identity.text(
            "subscriber_middle_name", "Middle name of the subscriber.",
            "RelatedPerson(subscriber).name.given[1]",
            "subscriber middle name|subscriber mname|insured middle name|subscriber middle initial",
        ),
        identity.text(
            "subscriber_last_name", "Family name of the subscriber.", "RelatedPerson(subscriber).name.family",
            "subscriber last name|subscriber lname|insured last name|policy holder last name|subscriber last",
        ),
        identity.date(
            "subscriber_birth_date", "Date of birth of the subscriber.",
            "RelatedPerson(subscriber).birthDate",
            "subscriber dob|subscriber birth date|subscriber date of birth|insured dob|policy holder dob",
        ),
        identity.code(
            "subscriber_sex", "Sex of the subscriber.", "RelatedPerson(subscriber).gender",
            "subscriber sex|subscriber gender|insured sex|insured gender",
            closed=domains.SEX,
        ),
        identity.text(
            "subscriber_ssn", "National number of the subscriber.",
            "RelatedPerson(subscriber).identifier(SS)",
            "subscriber ssn|subscriber ss|insured ssn|subscriber social security number",
        ),
        identity.text(
            "subscriber_street", "Street of the subscriber.", "RelatedPerson(subscriber).address.line",
            "subscriber street|subscriber address|insured address|policy holder address",
        ),
        identity.text(
            "subscriber_city", "Town of the subscriber.", "RelatedPerson(subscriber).address.city",
            "subscriber city|insured city|subscriber town",
        ),
        identity.text(
            "subscriber_state", "State or region of the subscriber.",
            "RelatedPerson(subscriber).address.state",
            "subscriber state|insured state|subscriber region",
        ),
        identity.text(
            "subscriber_postal_code", "Postal code of the subscriber.",
            "RelatedPerson(subscriber).address.postalCode",
            "subscriber postal code|subscriber zip|insured zip",
        ),
        identity.text(
            "subscriber_country", "Country of the subscriber.", "RelatedPerson(subscriber).address.country",
            "subscriber country|insured country",
        ),
        identity.phone(
            "subscriber_phone", "Telephone of the subscriber.", "RelatedPerson(subscriber).telecom(phone)",
            "subscriber phone|insured phone|policy holder phone",
        ),
        identity.text(
            "subscriber_employer", "Employer of the subscriber.",
            "RelatedPerson(subscriber).extension(employer)",
            "subscriber employer|insured employer|employer of subscriber",
        ),
        identity.text(
            "subscriber_employer_address", "Address of that employer.",
            "RelatedPerson(subscriber).extension(employer).address",
            "subscriber employer street|subscriber employer city|subscriber employer state|"
            "subscriber employer postal code|subscriber employer country|subscriber employer address",
            many=True,
        ),
        financial.money(
            "copay", "What the patient pays at each visit.", "Coverage.costToBeneficiary(copay)",
            "copay|co pay|copayment|copay amount|visit copay|zuzahlung|copago|ticket modérateur|"
            "coparticipação|ticket",
        ),
        financial.money(
            "deductible", "What the patient pays first.", "Coverage.costToBeneficiary(deductible)",
            "deductible|annual deductible|ded|selbstbehalt|deducible|franchise|franquia|franchigia",
        ),
        financial.money(
            "deductible_met", "How much of that has been paid.", "Coverage.costToBeneficiary(deductibleMet)",
            "deductible met|ded met|deductible used|deductible paid",
        ),
        financial.money(
            "annual_maximum", "Most that the insurer pays in a year.", "Coverage.costToBeneficiary(maximum)",
            "annual maximum|annual max|yearly maximum|max benefit|maximum|plafond|máximo anual|limite anual|"
            "massimale",
        ),
        financial.money(
            "benefits_used", "How much of that has been used.", "Coverage.costToBeneficiary(used)",
            "benefits used|used benefits|amount used|used|maximum used|benefit used",
        ),
        financial.partial(
            "start", "Since when the patient is covered.", "Coverage.period.start",
            "effective date|date effective|effective|coverage start|date|from|gültig ab|vigencia desde|"
            f"valable à partir du|{START}",
        ),
        financial.partial(
            "end", "Until when the patient was covered.", "Coverage.period.end",
            "term date|date term|termination date|expiration date|expires|coverage end|gültig bis|"
            f"vigencia hasta|valable jusqu au|{STOP}",
        ),
        financial.flag(
            "assignment_of_benefits", "Whether the insurer pays the clinic directly.",
            "Coverage.extension(assignment)",
            "accept assignment|assignment of benefits|assign ben|assign benefits|assignment",
        ),
        financial.flag(
            "pending", "Whether the coverage is not yet settled.", "Coverage.status(pending)",
            "pending|is pending",
        ),
        financial.code(
            "policy_type", "Kind of policy.", "Coverage.type",
            "policy type|insurance type|ins type|tipo de póliza|type de police|tipo polizza",
        ),
        operational.date(
            "verified_on", "When the coverage was last verified.", "Coverage.extension(verified)",
            "verified|date verified|verified on|eligibility date|last verified|verification date",
        ),
        financial.note(
            "note", "Words about the coverage.", "Coverage.extension(note)",
            f"insurance note|{NOTE}",
        ),
    ),
)

BENEFIT = Entity(
    "benefit", AREA,
    "What a plan pays for one kind of treatment, and how much is used.", "CoverageEligibilityResponse",
    words=split("benefit|benefits|coverage table|benefit table|leistungsumfang|beneficios|prestaciones|"
    "garanties|benefícios|prestazioni assicurate"),
    key_words=split("benefit id|benefit num"),
    fields=(
        operational.ref(
            "plan", "Plan that it belongs to.", "CoverageEligibilityResponse.insurance",
            vocabulary.PLAN,
            to=("plan",),
        ),
        operational.ref(
            "coverage", "Coverage of the patient it belongs to.",
            "CoverageEligibilityResponse.insurance.coverage",
            vocabulary.COVERAGE,
            to=("coverage",),
        ),
        operational.ref(
            "procedure_code", "Entry in the list of procedure codes.",
            "CoverageEligibilityResponse.insurance.item.productOrService",
            vocabulary.PROCEDURE_CODE,
            to=("procedure_code",),
        ),
        financial.text(
            "category", "Kind of treatment.", "CoverageEligibilityResponse.insurance.item.category",
            "category|coverage category|cov cat|cov cat num|benefit category|kategorie|categoría|catégorie|"
            "categoria",
        ),
        financial.code(
            "type", "What is limited: share, maximum, deductible, waiting period.",
            "CoverageEligibilityResponse.insurance.item.benefit.type",
            "type|benefit type|limitation type|tipo",
        ),
        financial.decimal(
            "percent", "Share that the insurer pays.",
            "CoverageEligibilityResponse.insurance.item.benefit.allowedUnsignedInt",
            "percent|percentage|coverage percent|pct|prozent|porcentaje|pourcentage|percentual|percentuale",
        ),
        financial.money(
            "amount", "Amount of the limit.",
            "CoverageEligibilityResponse.insurance.item.benefit.allowedMoney",
            "amount|monetary amt|monetary amount|maximum|limit|betrag|importe|montant|valor|importo",
        ),
        financial.money(
            "used", "How much of it is used.", "CoverageEligibilityResponse.insurance.item.benefit.usedMoney",
            "used|amount used|used amount|benefits used|verbraucht|usado|utilisé|utilizzato",
        ),
        financial.text(
            "period", "For how long it counts.", "CoverageEligibilityResponse.insurance.item.term",
            "period|time period|frequency|quantity|zeitraum|período|période|periodo",
        ),
        financial.note("note", "Words about the benefit.", "CoverageEligibilityResponse.disposition", NOTE),
        *bookkeeping("CoverageEligibilityResponse"),
    ),
)

PREAUTHORISATION = Entity(
    "preauthorisation", AREA, "What an insurer was asked to approve beforehand.", "Claim(preauthorization)",
    words=split("preauthorisation|preauthorisations|preauthorization|preauthorizations|prior authorization|"
    "prior authorizations|predetermination|predeterminations|preauth|kostenzusage|genehmigungen|"
    "autorizaciones|preautorizaciones|ententes préalables|autorizações|autorizzazioni"),
    key_words=split(vocabulary.PREAUTHORISATION),
    fields=(
        of_patient("Claim.patient"),
        by_provider("Provider who asks.", "Claim.provider"),
        operational.ref(
            "coverage", "Coverage under which it is asked.", "Claim.insurance.coverage",
            vocabulary.COVERAGE,
            to=("coverage",),
        ),
        operational.ref("payer", "Insurer who is asked.", "Claim.insurer", vocabulary.PAYER, to=("payer",)),
        operational.ref(
            "treatment_plan", "Treatment plan that it is about.", "Claim.related",
            vocabulary.TREATMENT_PLAN,
            to=("treatment_plan",),
        ),
        financial.text(
            "number", "Number of the approval.", "ClaimResponse.preAuthRef",
            "pre auth number|preauth number|authorization number|auth number|pre auth string|"
            "prior authorization number|auth no|genehmigungsnummer|número de autorización|numéro d entente|"
            "número da autorização|numero autorizzazione",
        ),
        financial.date(
            "sent_on", "Date on which it was asked.", "Claim.created",
            "sent|date sent|request date|requested|date requested|submitted|gesendet|enviado|envoyé|inviato",
        ),
        financial.date(
            "answered_on", "Date of the answer.", "ClaimResponse.created",
            "received|date received|approved|approval date|response date|answered|genehmigt am|"
            "fecha de respuesta",
        ),
        financial.date(
            "expires_on", "Until when the approval holds.", "ClaimResponse.preAuthPeriod.end",
            "expires|expiration date|valid until|gültig bis|vence|expire|validade|scadenza",
        ),
        financial.code(
            "status", "How far it has come.", "Claim.status",
            "status|preauth status|auth status|estado|statut|stato",
        ),
        financial.money(
            "amount", "Amount that is asked for.", "Claim.total",
            "amount|fee|requested amount|total|betrag|importe|montant|valor|importo",
        ),
        financial.money(
            "approved_amount", "Amount that was approved.", "ClaimResponse.total",
            "approved amount|amount approved|ins est|ins pay est|allowed|bewilligt|importe aprobado|"
            "montant accordé",
        ),
        financial.note("note", "Words about it.", "Claim.supportingInfo", NOTE),
        *bookkeeping("Claim"),
    ),
)

CLAIM = Entity(
    "claim", AREA, "What an insurer was asked to pay.", "Claim",
    words=split("claim|claims|insurance claim|insurance claims|claim header|reclamaciones|siniestros|"
    "abrechnungen|kassenabrechnung|demandes de remboursement|feuilles de soins|guias|pedidos de reembolso|"
    "richieste di rimborso"),
    key_words=split(vocabulary.CLAIM),
    fields=(
        of_patient("Claim.patient"),
        by_provider("Provider who treated.", "Claim.careTeam(treating)", "prov treat|treating provider|"
        "rendering provider"),
        operational.ref(
            "billing_provider", "Provider who bills.", "Claim.provider",
            "billing provider|prov bill|billing provider id|bill prov|pay to provider|"
            "abrechnender behandler|facturador",
            to=("provider",),
        ),
        operational.ref(
            "referring_provider", "Provider who sent the patient.", "Claim.careTeam(referring)",
            "referring provider|referring provider id|referring prov|ref provider|referring doctor|"
            "ordering provider|überweiser|médico remitente|médecin adresseur",
            to=("provider",),
        ),
        operational.ref(
            "supervising_provider", "Provider who supervises.", "Claim.careTeam(supervising)",
            "supervising provider|supervising provider id|supervisor|supervising physician|"
            "supervising doctor",
            to=("provider",),
        ),
        at_clinic("Claim.facility"),
        operational.ref(
            "payer", "First insurer.", "Claim.insurance(primary).coverage",
            "primary patient insurance id|primary insurance id|primary insurance|primary payer|"
            f"primary payer id|primary insurance company id|{vocabulary.PAYER}",
            to=("payer", "coverage"),
        ),
        operational.ref(
            "secondary_payer", "Second insurer.", "Claim.insurance(secondary).coverage",
            "secondary patient insurance id|secondary insurance id|secondary insurance|secondary payer|"
            "secondary payer id|secondary insurance company id|secondary carrier",
            to=("payer", "coverage"),
        ),
        operational.ref(
            "plan", "Plan under which it is asked.", "Claim.insurance.coverage(plan)",
            vocabulary.PLAN,
            to=("plan",),
        ),
        operational.ref(
            "subscription", "Contract under which it is asked.", "Claim.insurance.coverage(contract)",
            vocabulary.SUBSCRIPTION,
            to=("subscription",),
        ),
        operational.ref(
            "coverage", "Coverage under which it is asked.", "Claim.insurance.coverage",
            vocabulary.COVERAGE,
            to=("coverage",),
        ),
        operational.ref(
            "encounter", "Visit or booking that it is about.", "Claim.item.encounter",
            f"appointment|appointment id|appointmentid|{vocabulary.ENCOUNTER}",
            to=("encounter", "appointment"),
        ),
        operational.text(
            "department", "Department of the clinic, as numbered.", "Claim.facility(department)",
            "department|department id|dept|dept id|abteilung|departamento|département|dipartimento|reparto",
        ),
        operational.text(
            "patient_department", "Department in which the patient is registered.",
            "Patient.managingOrganization(department)",
            "patient department|patient department id|pat dept|patient dept id",
        ),
        financial.text(
            "number", "Number that people and insurers use for the claim.", "Claim.identifier",
            "claim identifier|claim ref|claim reference|reference number|claim control number|icn|"
            "ref num string|orig ref num|belegnummer|número de reclamación|numéro de dossier",
        ),
        financial.code(
            "type", "Kind of claim: primary, secondary, preauthorisation, medical.", "Claim.type",
            "claim type|type|claim kind|healthcare claim type id 1|healthcare claim type id1|"
            "healthcareclaimtypeid1|med type|uniform bill type|tipo de reclamación|type de demande",
        ),
        financial.code(
            "secondary_type", "Kind of claim for the second insurer.", "Claim.type[1]",
            "claim type 2|secondary claim type|healthcare claim type id 2|healthcare claim type id2|"
            "healthcareclaimtypeid2",
        ),
        clinical.code(
            "diagnosis_codes", "Codes of the diagnoses.", "Claim.diagnosis.diagnosisCodeableConcept",
            "diagnosis|diagnosis 1|diagnosis 2|diagnosis 3|diagnosis 4|diagnosis 5|diagnosis 6|diagnosis 7|"
            "diagnosis 8|diagnosis1|diagnosis2|diagnosis3|diagnosis4|diagnosis5|diagnosis6|diagnosis7|"
            "diagnosis8|diagnosis code|dx|dx 1|dx code|icd code|diagnosen|diagnósticos|diagnostics|diagnosi",
            many=True,
        ),
        clinical.partial(
            "onset", "When the present illness began.", "Claim.supportingInfo(onset)",
            "current illness date|illness onset date|illness date|date illness injury preg|date of onset|"
            "onset date|date of current illness|krankheitsbeginn|fecha de inicio de enfermedad",
        ),
        clinical.date(
            "accident_date", "When an accident happened.", "Claim.accident.date",
            "accident date|date of accident|unfalldatum|fecha del accidente|date de l accident|"
            "data do acidente",
        ),
        clinical.text(
            "accident_related", "Whether an accident was the cause.", "Claim.accident.type",
            "accident related|accident|accident type|employ related|auto accident|unfall|accidente|acidente|"
            "incidente",
        ),
        financial.moment(
            "service_date", "When the service was given.", "Claim.billablePeriod.start",
            "service date|date of service|date service|dos|servicedate|from date|service from|date|"
            "leistungsdatum|fecha de servicio|date de soins|data do atendimento|data prestazione",
        ),
        financial.moment(
            "service_end", "When the service ended.", "Claim.billablePeriod.end",
            "service to|service end|to date|through date|service date to",
        ),
        financial.date(
            "sent_on", "Date on which the claim was sent.", "Claim.created",
            "date sent|sent|sent date|claim date|submitted|submission date|date submitted|date sent orig|"
            "date filed|billed date|gesendet am|fecha de envío|date d envoi|data de envio|data invio",
        ),
        financial.date(
            "received_on", "Date on which the answer came.", "ClaimResponse.created",
            "date received|received|received date|date paid|paid date|eingegangen am|fecha de recepción|"
            "date de réception|data de recebimento",
        ),
        financial.moment(
            "last_billed", "When the first insurer was last billed.", "Claim.extension(lastBilled)",
            "last billed date 1|last billed date1|lastbilleddate1|last billed date|last billed|"
            "last billed primary",
        ),
        financial.moment(
            "last_billed_secondary", "When the second insurer was last billed.",
            "Claim.extension(lastBilledSecondary)",
            "last billed date 2|last billed date2|lastbilleddate2|last billed secondary",
        ),
        financial.moment(
            "last_billed_patient", "When the patient was last billed.", "Claim.extension(lastBilledPatient)",
            "last billed date p|last billed datep|lastbilleddatep|last billed patient|last statement date",
        ),
        financial.code(
            "status", "How far the claim has come, with the first insurer.", "Claim.status",
            "status|claim status|status 1|status1|primary status|claim status primary|state|estado|statut|"
            "situação|stato",
            closed=domains.CLAIM_STATUS,
        ),
        financial.code(
            "secondary_status", "How far it has come with the second insurer.", "Claim.status(secondary)",
            "status 2|status2|secondary status|claim status secondary",
            closed=domains.CLAIM_STATUS,
        ),
        financial.code(
            "patient_status", "How far it has come with the patient.", "Claim.status(patient)",
            "status p|statusp|patient status|claim status patient|patient claim status",
            closed=domains.CLAIM_STATUS,
        ),
        financial.money(
            "total", "What is asked in all.", "Claim.total",
            "claim fee|total|total fee|claim amount|amount|total charge|total claim|billed amount|"
            "claim total|charge amount|forderungsbetrag|importe|montant|valor total|importo totale",
        ),
        financial.money(
            "estimate", "What the insurer is expected to pay.", "ExplanationOfBenefit.total(estimate)",
            "ins pay est|insurance estimate|estimated payment|estimate|insurance payment estimate|ins est",
        ),
        financial.money(
            "paid", "What the insurer paid.", "ExplanationOfBenefit.payment.amount",
            "ins pay amt|insurance paid|insurance payment|amount paid|paid|paid amount|ins paid|"
            "insurance payment amount|bezahlt|importe pagado|montant payé|valor pago|importo pagato",
        ),
        financial.money(
            "deductible", "Deductible that was applied.", "ExplanationOfBenefit.total(deductible)",
            "ded applied|deductible|deductible applied|selbstbehalt|deducible|franchise|franquia|franchigia",
        ),
        financial.money(
            "write_off", "What was written off.", "ExplanationOfBenefit.total(writeOff)",
            "write off|writeoff|insurance write off|write off amount|abschreibung|castigo|abattement",
        ),
        financial.money(
            "outstanding", "What the first insurer still owes.", "Claim.extension(outstanding)",
            "outstanding 1|outstanding1|outstanding primary|outstanding balance|outstanding|balance due|"
            "offener betrag|saldo pendiente|solde dû|saldo devedor|saldo dovuto",
        ),
        financial.money(
            "outstanding_secondary", "What the second insurer still owes.",
            "Claim.extension(outstandingSecondary)",
            "outstanding 2|outstanding2|outstanding secondary",
        ),
        financial.money(
            "outstanding_patient", "What the patient still owes.", "Claim.extension(outstandingPatient)",
            "outstanding p|outstandingp|outstanding patient|patient balance|patient responsibility",
        ),
        financial.text(
            "place_of_service", "Place of service as claims call it.", "Claim.item.locationCodeableConcept",
            "place of service|place service|pos|pos code",
        ),
        financial.text(
            "preauthorisation_number", "Number of the approval.", "Claim.insurance.preAuthRef",
            "prior authorization number|pre auth string|pre auth number|authorization number|auth number",
        ),
        financial.text(
            "rejection_reason", "Why it was refused or paid short.", "ClaimResponse.error",
            "rejection reason|denial reason|reason under paid|reject reason|denial code|ablehnungsgrund|"
            "motivo de rechazo|motif de rejet|motivo da glosa",
        ),
        financial.note(
            "note", "Words on or about the claim.", "Claim.supportingInfo",
            f"claim note|remarks on claim|narrative|{NOTE}",
        ),
        *bookkeeping("Claim"),
    ),
)

CLAIM_LINE = Entity(
    "claim_line", AREA, "One treatment on a claim and what the insurer made of it.", "Claim.item",
    words=split("claim line|claim lines|claimproc|claim proc|claim procedures|claim details|claim items|"
    "service lines|claims transactions|abrechnungspositionen|líneas de reclamación|lignes de demande|"
    "itens da guia|righe richiesta"),
    key_words=split(vocabulary.CLAIM_LINE),
    fields=(
        of_patient("Claim.patient"),
        operational.ref(
            "claim", "Claim that it stands on.", "Claim.item(claim)",
            vocabulary.CLAIM,
            to=("claim",),
        ),
        operational.ref(
            "procedure", "Treatment that it is about.", "Claim.procedure",
            vocabulary.PROCEDURE,
            to=("procedure",),
        ),
        by_provider("Provider who is credited.", "Claim.item.careTeamSequence"),
        at_clinic("Claim.item.location"),
        operational.ref(
            "plan", "Plan that pays.", "Claim.insurance.coverage(plan)",
            vocabulary.PLAN,
            to=("plan",),
        ),
        operational.ref(
            "subscription", "Contract that pays.", "Claim.insurance.coverage(contract)",
            vocabulary.SUBSCRIPTION,
            to=("subscription",),
        ),
        operational.ref(
            "payment", "Insurer's payment that settled it.", "ExplanationOfBenefit.payment",
            f"claim payment num|claim payment id|{vocabulary.PAYMENT}",
            to=("payment",),
        ),
        financial.integer(
            "line_number", "Number of the line.", "Claim.item.sequence",
            "line number|line no|line|sequence|seq|zeile|línea|ligne|linha|riga",
        ),
        financial.code(
            "code", "Procedure code as it was sent.", "Claim.item.productOrService",
            "code sent|code|procedure code|proc code|cdt|cpt|service code",
        ),
        financial.code(
            "modifier", "What modifies the code.", "Claim.item.modifier",
            "modifier|modifier 1|mod|modifiers",
            many=True,
        ),
        clinical.code(
            "diagnosis_codes", "Codes of the diagnoses.", "Claim.item.diagnosisSequence",
            "diagnosis|diagnosis code|diagnosis pointer|dx|dx code|icd code",
            many=True,
        ),
        financial.decimal(
            "quantity", "How many units.", "Claim.item.quantity",
            "quantity|qty|units|unit qty",
        ),
        financial.moment(
            "service_date", "When the service was given.", "Claim.item.servicedDate",
            "proc date|date of service|service date|dos|procedure date|date|from date|leistungsdatum|"
            "fecha de servicio",
        ),
        financial.date(
            "payment_date", "Date on which the insurer paid or answered.",
            "ExplanationOfBenefit.payment.date",
            "date cp|payment date|date paid|paid date|check date|date supp received|zahlungsdatum|"
            "fecha de pago|date de paiement",
        ),
        financial.code(
            "status", "How far the line has come.", "Claim.item(status)",
            "status|claim line status|line status|claimproc status|estado|statut|stato",
            closed=domains.CLAIM_LINE_STATUS,
        ),
        financial.money(
            "fee", "What was billed to the insurer.", "Claim.item.net",
            "fee billed|fee|billed|billed amount|charge|charge amount|amount|submitted amount|betrag|"
            "importe|montant|valor|importo",
        ),
        financial.money(
            "allowed", "What the insurer allows.", "ExplanationOfBenefit.item.adjudication(eligible)",
            "allowed|allowed amount|allowed override|eligible amount|approved amount",
        ),
        financial.money(
            "estimate", "What the insurer is expected to pay.",
            "ExplanationOfBenefit.item.adjudication(estimate)",
            "ins pay est|ins est total|base est|insurance payment estimate|estimate|insurance estimate",
        ),
        financial.money(
            "paid", "What the insurer paid.", "ExplanationOfBenefit.item.adjudication(benefit)",
            "ins pay amt|insurance payment amount|paid|amount paid|paid amount|insurance paid|ins paid|"
            "payments",
        ),
        financial.money(
            "paid_by_others", "What other insurers paid.",
            "ExplanationOfBenefit.item.adjudication(otherPaid)",
            "paid other ins|other insurance paid|cob amount",
        ),
        financial.money(
            "deductible", "Deductible that was applied.",
            "ExplanationOfBenefit.item.adjudication(deductible)",
            "ded applied|deductible|deductible applied|ded est",
        ),
        financial.money(
            "copay", "What the patient pays.", "ExplanationOfBenefit.item.adjudication(copay)",
            "copay|copay amt|copay amount|copay override|coinsurance|patient responsibility",
        ),
        financial.money(
            "write_off", "What was written off.", "ExplanationOfBenefit.item.adjudication(writeOff)",
            "write off|writeoff|insurance write off amount|write off est|insurance write off|adjustments",
        ),
        financial.decimal(
            "percent", "Share that the insurer pays.", "ExplanationOfBenefit.item.adjudication(percent)",
            "percentage|percent|coverage percentage|pct|percent override",
        ),
        financial.note("note", "Words about the line.", "Claim.item.detail", f"estimate note|remarks|{NOTE}"),
        *bookkeeping("Claim"),
    ),
)

ENTITIES = (PAYER, PLAN, SUBSCRIPTION, COVERAGE, BENEFIT, PREAUTHORISATION, CLAIM, CLAIM_LINE)
