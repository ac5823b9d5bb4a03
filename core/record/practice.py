"""Practice: the clinic itself, its people and rooms, and the lists that other records point into."""
# fmt: off

from __future__ import annotations

from core.record import domains, vocabulary
from core.record.declaring import at_clinic, bookkeeping, clinical, financial, identity, operational, split
from core.record.model import Entity
from core.record.vocabulary import CODE_SYSTEM, NOTE

AREA = "practice"

HIDDEN = (
    "hidden|is hidden|hide|inactive|is inactive|archived|retired|discontinued|ausgeblendet|oculto|"
    "masqué|nascosto"
)
ORDER = "item order|sort order|display order|order|sequence|sort|reihenfolge|orden|ordre|ordem|ordine"

CLINIC = Entity(
    "clinic", AREA, "One location of the clinic group.", "Location",
    words=split("clinic|clinics|location|locations|office|offices|practice|practices|facility|facilities|"
    "site|sites|organization|organizations|organisation|organisations|praxis|standorte|filialen|clínicas|"
    "sedes|sucursales|cabinets|établissements|unidades|consultórios|sedi|studi|ambulatori"),
    key_words=split(vocabulary.CLINIC),
    fields=(
        operational.text(
            "name", "Name of the location.", "Location.name",
            "name|clinic name|location name|office name|practice name|facility name|organization name|"
            "organisation name|site name|description|praxisname|standortname|nombre|nombre de la clínica|"
            "nom|nom du cabinet|nome|nome da clínica|denominazione",
        ),
        operational.text(
            "short_name", "Short name of the location.", "Location.alias",
            "abbr|abbreviation|short name|code|clinic code|location code|site code|kürzel|abreviatura|"
            "abréviation|sigla",
        ),
        operational.text(
            "zone", "Time zone of the location.", "Location.extension(timezone)",
            "time zone|timezone|zone|tz|zeitzone|zona horaria|fuseau horaire|fuso horário|fuso orario",
        ),
        operational.text(
            "currency", "Currency of the location, as three letters.", "Location.extension(currency)",
            "currency|currency code|währung|moneda|devise|moeda|valuta",
        ),
        operational.text(
            "npi", "National provider number of the location.", "Organization.identifier(NPI)",
            "npi|facility npi|clinic npi|national provider id|group npi",
        ),
        operational.text(
            "tax_id", "Tax number of the location.", "Organization.identifier(TAX)",
            "tax id|tin|ein|federal ein|steuernummer|cif|nif|siret|cnpj|partita iva|vat number",
        ),
        operational.text(
            "place_of_service", "Place of service as claims call it.", "Location.type",
            "place of service|pos|pos code|default place service",
        ),
        operational.ref(
            "default_provider", "Provider who stands in where none is named.",
            "Location.extension(defaultProvider)",
            "default provider|default prov|main provider|ins bill prov",
            to=("provider",),
        ),
        financial.money(
            "revenue", "What the location took in, as the old system sums it.", "Location.extension(revenue)",
            "revenue|income|turnover|umsatz|ingresos|chiffre d affaires|receita|fatturato",
        ),
        operational.integer(
            "visit_count", "How many visits the old system counts.", "Location.extension(visitCount)",
            "utilization|visits|visit count|number of visits|encounters|auslastung",
        ),
        operational.flag("hidden", "Whether the old system no longer offers it.", "Location.status", HIDDEN),
        clinical.note("note", "Words about the location.", "Location.extension(note)", NOTE),
        *bookkeeping("Location"),
    ),
)

OPERATORY = Entity(
    "operatory", AREA, "A treatment room or chair.", "Location(room)",
    words=split("operatory|operatories|ops|rooms|room|chairs|chair|treatment rooms|columns|resources|"
    "behandlungszimmer|zimmer|gabinetes|sillones|salles|fauteuils|consultórios|cadeiras|stanze|poltrone"),
    key_words=split(vocabulary.OPERATORY),
    fields=(
        at_clinic("Location.partOf"),
        operational.ref(
            "provider", "Provider who usually works there.", "Location.extension(provider)",
            f"{vocabulary.PROVIDER}|prov dentist",
            to=("provider",),
        ),
        operational.ref(
            "hygienist", "Hygienist who usually works there.", "Location.extension(hygienist)",
            "hygienist|prov hygienist|prov hyg",
            to=("provider",),
        ),
        operational.text(
            "name", "Name of the room.", "Location.name",
            "name|op name|operatory name|room name|chair name|description|title|bezeichnung|nombre|nom|nome",
        ),
        operational.text(
            "short_name", "Short name of the room.", "Location.alias",
            "abbr|abbrev|abbreviation|short name|code|kürzel|abreviatura|sigla",
        ),
        operational.flag(
            "hygiene", "Whether it is a hygiene room.", "Location.type",
            "is hygiene|hygiene|hygiene op",
        ),
        operational.integer("order", "Place in the list.", "Location.extension(order)", ORDER),
        operational.flag("hidden", "Whether the old system no longer offers it.", "Location.status", HIDDEN),
        *bookkeeping("Location"),
    ),
)

PROVIDER = Entity(
    "provider", AREA, "A dentist, hygienist, physician or other person who treats.", "Practitioner",
    words=split("provider|providers|doctors|doctor|dentists|dentist|practitioner|practitioners|clinicians|"
    "physicians|hygienists|behandler|ärzte|zahnärzte|médicos|dentistas|doctores|profesionales|praticiens|"
    "médecins|dentistes|profissionais|medici|odontoiatri"),
    key_words=split(vocabulary.PROVIDER),
    fields=(
        operational.ref(
            "clinic", "Location where the provider works.", "PractitionerRole.location",
            vocabulary.CLINIC,
            to=("clinic",),
        ),
        operational.ref(
            "fee_schedule", "Price list of the provider.", "PractitionerRole.extension(feeSchedule)",
            vocabulary.FEE_SCHEDULE,
            to=("fee_schedule",),
        ),
        operational.text(
            "short_name", "Short code of the provider.", "Practitioner.identifier(abbreviation)",
            "abbr|abbreviation|short name|provider code|prov code|code|initials|short code|kürzel|"
            "abreviatura|abréviation|sigla",
        ),
        identity.text(
            "full_name", "Whole name of the provider.", "Practitioner.name.text",
            "name|full name|provider name|provider full name|doctor name|dentist name|practitioner name|"
            "physician name|display name|nombre completo|nom|nom complet|nome completo|nominativo",
        ),
        identity.text(
            "title", "Form of address.", "Practitioner.name.prefix",
            "title|prefix|anrede|titel|titre|título|titolo",
        ),
        identity.text(
            "first_name", "Given name.", "Practitioner.name.given",
            "first name|first|fname|f name|given name|provider first name|vorname|nombre|prénom|"
            "primeiro nome|nome",
        ),
        identity.text(
            "middle_name", "Middle name or initial.", "Practitioner.name.given[1]",
            "middle name|middle|mname|mi|middle initial|middle i",
        ),
        identity.text(
            "last_name", "Family name.", "Practitioner.name.family",
            "last name|last|lname|l name|surname|family name|provider last name|nachname|apellido|apellidos|"
            "nom de famille|sobrenome|cognome",
        ),
        identity.text(
            "suffix", "What follows the name: degree or generation.", "Practitioner.name.suffix",
            "suffix|credentials|degree|designation|title suffix|abschluss|sufijo|suffixe|sufixo",
        ),
        identity.text(
            "preferred_name", "Name the provider is called by.", "Practitioner.name(usual)",
            "preferred name|nick name|nickname|known as",
        ),
        identity.code(
            "sex", "Sex of the provider.", "Practitioner.gender",
            "sex|gender|provider sex|provider gender|geschlecht|sexo|sexe|sesso|género|genre",
            closed=domains.SEX,
        ),
        identity.date(
            "birth_date", "Date of birth of the provider.", "Practitioner.birthDate",
            "birth date|birthdate|date of birth|dob|geburtsdatum|fecha de nacimiento|date de naissance",
        ),
        operational.text(
            "specialty", "Field of work.", "PractitionerRole.specialty",
            "specialty|speciality|specialization|provider type|taxonomy|discipline|fachrichtung|fachgebiet|"
            "especialidad|spécialité|especialidade|specialità|specializzazione",
        ),
        operational.text(
            "taxonomy", "Official code of the field of work.", "PractitionerRole.specialty.coding.code",
            "taxonomy code|taxonomy code override|specialty code|provider taxonomy",
        ),
        identity.text(
            "npi", "National provider number.", "Practitioner.identifier(NPI)",
            "npi|national provider id|national prov id|national provider identifier|npi number|lanr|zanr|"
            "rpps|número de colegiado|cro|crm",
        ),
        identity.text(
            "licence", "Licence number.", "Practitioner.qualification.identifier",
            "license|licence|state license|license number|licence number|state licence|lic no|approbation|"
            "licencia|numéro d ordre|registro profissional|albo",
        ),
        identity.text(
            "licence_state", "Where the licence was given.", "Practitioner.qualification.issuer",
            "license state|state where licensed|licence state|licensed in",
        ),
        identity.text(
            "controlled_drug_number", "Number for prescribing controlled medicines.",
            "Practitioner.identifier(DEA)",
            "dea|dea num|dea number|dea no|controlled substance number|btm nummer",
        ),
        identity.text(
            "prescriber_number", "State number for prescribing.", "Practitioner.identifier(prescriber)",
            "state rx id|rx id|prescriber id|prescriber number",
        ),
        identity.text(
            "medicaid_id", "Number in the public programme.", "Practitioner.identifier(MA)",
            "medicaid id|medicaid number|medicaid provider id",
        ),
        identity.text(
            "ssn", "Social security or tax number.", "Practitioner.identifier(SS)",
            "ssn|social security number|tin|tax id|using tin|ein",
        ),
        operational.flag(
            "secondary", "Whether the provider is a hygienist or otherwise second.", "PractitionerRole.code",
            "is secondary|secondary|is hygienist|hygienist",
        ),
        operational.flag(
            "not_person", "Whether it is a firm and no person.", "Practitioner.extension(notPerson)",
            "is not person|not person|is organization|is company",
        ),
        operational.flag(
            "active", "Whether the provider still works there.", "Practitioner.active",
            "active|is active|aktiv|activo|actif|ativo|attivo",
        ),
        operational.flag(
            "hidden", "Whether the old system no longer offers the provider.", "Practitioner.active",
            HIDDEN,
        ),
        operational.date(
            "left_on", "Date on which the provider left.", "PractitionerRole.period.end",
            "date term|term date|termination date|left|end date|ausgeschieden|fecha de baja",
        ),
        operational.integer("order", "Place in the list.", "Practitioner.extension(order)", ORDER),
        operational.integer(
            "visit_count", "How many visits the old system counts.", "Practitioner.extension(visitCount)",
            "encounters|visits|visit count|number of encounters|utilization",
        ),
        operational.integer(
            "procedure_count", "How many treatments the old system counts.",
            "Practitioner.extension(procedureCount)",
            "procedures|procedure count|number of procedures",
        ),
        clinical.note(
            "note", "Words about the provider.", "Practitioner.extension(note)",
            f"sched note|{NOTE}",
        ),
        *bookkeeping("Practitioner"),
    ),
)

STAFF_MEMBER = Entity(
    "staff_member", AREA,
    "Someone who works at the clinic, or an account of the old system.", "Practitioner(staff)",
    words=split("staff|staff member|staff members|employee|employees|user|users|team|userod|user accounts|"
    "mitarbeiter|personal|empleados|usuarios|employés|utilisateurs|personnel|funcionários|colaboradores|"
    "usuários|dipendenti|utenti"),
    key_words=split(vocabulary.STAFF),
    fields=(
        operational.ref(
            "clinic", "Location where they work.", "PractitionerRole.location",
            vocabulary.CLINIC,
            to=("clinic",),
        ),
        operational.ref(
            "provider", "Provider record of the same person.", "Practitioner.identifier(provider)",
            vocabulary.PROVIDER,
            to=("provider",),
        ),
        identity.text(
            "user_name", "Name of the account.", "Practitioner.identifier(login)",
            "user name|username|login|login name|account|benutzername|nombre de usuario|identifiant|"
            "nome de usuário|nome utente",
        ),
        identity.text(
            "full_name", "Whole name.", "Practitioner.name.text",
            "name|full name|employee name|display name|staff name|nombre completo|nom complet|nome completo|"
            "nominativo",
        ),
        identity.text(
            "first_name", "Given name.", "Practitioner.name.given",
            "first name|first|fname|f name|given name|vorname|nombre|prénom|primeiro nome|nome",
        ),
        identity.text(
            "last_name", "Family name.", "Practitioner.name.family",
            "last name|last|lname|l name|surname|family name|nachname|apellido|nom|sobrenome|cognome",
        ),
        operational.text(
            "role", "What they do.", "PractitionerRole.code",
            "role|position|job title|title|job|type|user group|group name|funktion|rolle|puesto|cargo|rôle|"
            "fonction|função|ruolo|mansione",
        ),
        operational.date(
            "hired_on", "Date on which they began.", "PractitionerRole.period.start",
            "date hired|hire date|start date|hired|eintrittsdatum|fecha de alta|date d embauche|"
            "data de admissão|data assunzione",
        ),
        operational.date(
            "left_on", "Date on which they left.", "PractitionerRole.period.end",
            "date terminated|termination date|term date|end date|austrittsdatum|fecha de baja|"
            "date de départ|data de demissão",
        ),
        operational.flag(
            "hidden", "Whether the old system no longer offers the account.", "Practitioner.active",
            HIDDEN,
        ),
        *bookkeeping("Practitioner"),
    ),
)

FEE_SCHEDULE = Entity(
    "fee_schedule", AREA, "A price list.", "ChargeItemDefinition(schedule)",
    words=split("fee schedule|fee schedules|feesched|fee sched|price list|price lists|price levels|"
    "preislisten|gebührenordnung|listas de precios|tarifarios|grilles tarifaires|tabelas de preços|listini"),
    key_words=split(vocabulary.FEE_SCHEDULE),
    fields=(
        financial.text(
            "name", "Name of the price list.", "ChargeItemDefinition.title",
            "name|description|fee schedule name|schedule name|title|bezeichnung|nombre|nom|nome",
        ),
        financial.code(
            "type", "Kind of price list.", "ChargeItemDefinition.extension(type)",
            "type|fee sched type|fee schedule type|tipo",
        ),
        financial.date(
            "start", "Since when it holds.", "ChargeItemDefinition.effectivePeriod.start",
            "start date|effective date|effective|valid from|gültig ab|vigente desde",
        ),
        financial.date(
            "end", "Until when it holds.", "ChargeItemDefinition.effectivePeriod.end",
            "end date|expires|valid to|valid until|gültig bis|vigente hasta",
        ),
        operational.integer("order", "Place in the list.", "ChargeItemDefinition.extension(order)", ORDER),
        operational.flag(
            "hidden", "Whether the old system no longer offers it.", "ChargeItemDefinition.status",
            HIDDEN,
        ),
        *bookkeeping("ChargeItemDefinition"),
    ),
)

FEE = Entity(
    "fee", AREA, "What one treatment costs by one price list.", "ChargeItemDefinition",
    words=split("fee|fees|prices|price items|fee amounts|preise|gebühren|precios|honorarios|tarifs|"
    "honoraires|preços|prezzi|tariffe"),
    key_words=split("fee id|fee num|price id"),
    fields=(
        operational.ref(
            "fee_schedule", "Price list that it stands in.", "ChargeItemDefinition.partOf",
            vocabulary.FEE_SCHEDULE,
            to=("fee_schedule",),
        ),
        operational.ref(
            "procedure_code", "Treatment that it prices.", "ChargeItemDefinition.code(definition)",
            vocabulary.PROCEDURE_CODE,
            to=("procedure_code",),
        ),
        operational.ref(
            "provider", "Provider for whom it holds.", "ChargeItemDefinition.applicability(provider)",
            vocabulary.PROVIDER,
            to=("provider",),
        ),
        operational.ref(
            "clinic", "Location for which it holds.", "ChargeItemDefinition.applicability(location)",
            vocabulary.CLINIC,
            to=("clinic",),
        ),
        financial.code(
            "code", "Code of the treatment.", "ChargeItemDefinition.code",
            "code|procedure code|proc code|ada code|cdt|service code|leistungsnummer|código|codice",
        ),
        financial.money(
            "amount", "Price.", "ChargeItemDefinition.propertyGroup.priceComponent.amount",
            "amount|fee|price|fee amount|standard fee|ucr|ucr fee|betrag|preis|importe|precio|montant|prix|"
            "tarif|valor|preço|importo|prezzo",
        ),
        *bookkeeping("ChargeItemDefinition"),
    ),
)

PROCEDURE_CODE = Entity(
    "procedure_code", AREA, "One entry of the list of treatments.", "ActivityDefinition",
    words=split("procedure code|procedure codes|procedurecode|proc codes|service codes|code list|"
    "treatment codes|ada codes|cdt codes|leistungskatalog|leistungsverzeichnis|códigos de procedimiento|"
    "catálogo de tratamientos|nomenclature|codes actes|códigos de procedimento|nomenclatore|"
    "codici prestazioni"),
    key_words=split(vocabulary.PROCEDURE_CODE),
    fields=(
        operational.code(
            "code", "Code of the treatment.", "ActivityDefinition.code.coding.code",
            "code|proc code|procedure code|ada code|ada|cdt|cdt code|service code|leistungsnummer|código|"
            "code acte|codice",
        ),
        operational.text(
            "description", "What it is.", "ActivityDefinition.title",
            "description|descript|procedure description|name|procedure name|desc|bezeichnung|leistungstext|"
            "descripción|libellé|descrição|descrizione",
        ),
        operational.text(
            "short_description", "What it is, in short.", "ActivityDefinition.shortTitle",
            "abbr desc|abbreviation|short description|abbr|short name|abbreviated description|kurztext|"
            "abreviatura|libellé court|abreviação|abbreviazione",
        ),
        operational.text(
            "lay_description", "What it is, in plain words.", "ActivityDefinition.usage",
            "layman term|lay description|plain language|patient friendly name|laymans term|"
            "patient description",
        ),
        operational.text(
            "category", "Group of treatments.", "ActivityDefinition.topic",
            "category|proc cat|procedure category|class|group|kategorie|categoría|catégorie|categoria",
        ),
        operational.text(
            "area", "What it is done to: tooth, surface, quadrant, mouth.", "ActivityDefinition.bodySite",
            "treat area|treatment area|area|tooth area|behandlungsbereich|área|zone|zona",
        ),
        operational.code(
            "code_system", "Code system of the code.", "ActivityDefinition.code.coding.system",
            CODE_SYSTEM,
        ),
        operational.code(
            "medical_code", "Medical code beside it.", "ActivityDefinition.code.coding[1].code",
            "medical code|cpt|cpt code",
        ),
        operational.code(
            "alternate_code", "Another code for the same.", "ActivityDefinition.code.coding[2].code",
            "alternate code|alternate code 1|alt code|substitution code|user code|old code",
        ),
        operational.text(
            "duration", "How long it takes, as kept.", "ActivityDefinition.timingDuration",
            "proc time|time|time pattern|duration|minutes|default time|dauer|duración|durée|duração|durata",
        ),
        operational.flag(
            "hygiene", "Whether hygienists do it.", "ActivityDefinition.participant(hygiene)",
            "is hygiene|hygiene|hygiene flag",
        ),
        operational.flag(
            "prosthesis", "Whether it makes a prosthesis.", "ActivityDefinition.extension(prosthesis)",
            "is prosth|prosthesis|is prosthesis|prosthetic",
        ),
        operational.flag(
            "radiology", "Whether it is an image.", "ActivityDefinition.extension(radiology)",
            "is radiology|radiology|x ray|xray",
        ),
        financial.flag(
            "not_billed", "Whether it is never billed to insurers.",
            "ActivityDefinition.extension(notBilled)",
            "no bill ins|do not bill insurance|not billable",
        ),
        financial.flag(
            "taxed", "Whether it is taxed.", "ActivityDefinition.extension(taxed)",
            "is taxed|taxable|taxed",
        ),
        financial.money(
            "fee", "Usual price.", "ChargeItemDefinition.propertyGroup.priceComponent.amount",
            "fee|standard fee|default fee|price|amount|ucr|ucr fee|preis|precio|prix|preço|prezzo",
        ),
        operational.date(
            "valid_from", "Since when the code holds.", "ActivityDefinition.effectivePeriod.start",
            "valid from|effective date|start date|gültig ab",
        ),
        operational.date(
            "valid_to", "Until when the code holds.", "ActivityDefinition.effectivePeriod.end",
            "valid to|end date|expires|gültig bis",
        ),
        clinical.note(
            "default_note", "Words that the old system fills in.", "ActivityDefinition.description",
            f"default note|{NOTE}",
        ),
        operational.flag(
            "hidden", "Whether the old system no longer offers it.", "ActivityDefinition.status",
            HIDDEN,
        ),
        *bookkeeping("ActivityDefinition"),
    ),
)

APPOINTMENT_TYPE = Entity(
    "appointment_type", AREA, "One kind of booking.", "HealthcareService",
    words=split("appointment type|appointment types|visit types|appointment categories|appt types|"
    "calendar categories|terminarten|tipos de cita|types de rendez vous|tipos de consulta|"
    "tipi di appuntamento"),
    key_words=split(vocabulary.APPOINTMENT_TYPE),
    fields=(
        operational.text(
            "name", "Name of the kind.", "HealthcareService.name",
            "name|appointment type name|description|type|category name|catname|bezeichnung|nombre|nom|nome",
        ),
        operational.text(
            "duration", "How long it takes, as kept.", "HealthcareService.extension(duration)",
            "duration|minutes|pattern|length|default length|dauer|duración|durée|duração|durata",
        ),
        operational.text(
            "colour", "Colour on the screen.", "HealthcareService.extension(colour)",
            "color|colour|appointment type color|farbe|couleur|cor|colore",
        ),
        operational.flag(
            "hidden", "Whether the old system no longer offers it.", "HealthcareService.active",
            HIDDEN,
        ),
        *bookkeeping("HealthcareService"),
    ),
)

ALLERGEN = Entity(
    "allergen", AREA, "One entry of the old system's list of allergens.", "Substance",
    words=split("allergen|allergens|allergy def|allergydef|allergy definitions|allergy list items|allergene|"
    "alérgenos|allergènes|allergeni"),
    key_words=split(vocabulary.ALLERGEN),
    fields=(
        clinical.text(
            "name", "Name of the allergen.", "Substance.code.text",
            "name|description|allergen|allergen name|allergy name|bezeichnung|nombre|nom|nome",
        ),
        clinical.code(
            "code", "Code of the allergen, often UNII.", "Substance.code.coding.code",
            "unii code|unii|code|allergen code|rxnorm|rx norm",
        ),
        clinical.code(
            "snomed_code", "Code in SNOMED CT.", "Substance.code.coding(snomed).code",
            "snomed type|snomed|snomed code|snomed allergy type",
        ),
        operational.ref(
            "drug", "Medicine that it stands for.", "Substance.ingredient",
            f"medication|medication id|{vocabulary.DRUG}",
            to=("drug",),
        ),
        operational.flag("hidden", "Whether the old system no longer offers it.", "Substance.status", HIDDEN),
        *bookkeeping("Substance"),
    ),
)

CONDITION_DEFINITION = Entity(
    "condition_definition", AREA, "One entry of the old system's list of problems.", "CodeSystem.concept",
    words=split("condition definition|condition definitions|disease def|diseasedef|problem definitions|"
    "problem def|diagnosis list|diagnosis codes|icd codes|diagnosekatalog|catálogo de diagnósticos"),
    key_words=split(vocabulary.CONDITION_DEFINITION),
    fields=(
        clinical.text(
            "name", "What the problem is called.", "CodeSystem.concept.display",
            "name|disease name|problem name|condition name|description|diagnosis|bezeichnung|nombre|nom|nome",
        ),
        clinical.code(
            "icd9_code", "Code in ICD-9.", "CodeSystem.concept.code(icd9)",
            "icd 9 code|icd9 code|icd9|icd 9",
        ),
        clinical.code(
            "icd10_code", "Code in ICD-10.", "CodeSystem.concept.code(icd10)",
            "icd 10 code|icd10 code|icd10|icd 10|cie 10|cim 10|cid 10",
        ),
        clinical.code(
            "snomed_code", "Code in SNOMED CT.", "CodeSystem.concept.code(snomed)",
            "snomed code|snomed|snomed ct|sct",
        ),
        operational.integer("order", "Place in the list.", "CodeSystem.concept.property(order)", ORDER),
        operational.flag(
            "hidden", "Whether the old system no longer offers it.", "CodeSystem.concept.property(inactive)",
            HIDDEN,
        ),
        *bookkeeping("CodeSystem"),
    ),
)

DRUG = Entity(
    "drug", AREA, "One entry of the old system's list of medicines.", "Medication",
    words=split("drug|drugs|medication definitions|medication def|medication list items|formulary|drug list|"
    "rxdef|rx def|arzneimittelliste|vademécum|formulaire|formulário|prontuario farmaci"),
    key_words=split(f"{vocabulary.DRUG}|medication id|med id"),
    fields=(
        clinical.text(
            "name", "Name of the medicine.", "Medication.code.text",
            "name|med name|medication name|drug name|drug|description|bezeichnung|nombre|nom|nome",
        ),
        operational.ref(
            "generic", "Entry of the same medicine without a brand.", "Medication.ingredient.itemReference",
            "generic|generic num|generic id|generic medication id|generic drug id",
            to=("drug",),
        ),
        clinical.code(
            "code", "Code of the medicine, often RxNorm.", "Medication.code.coding.code",
            "code|rx cui|rxcui|rxnorm|rx norm|rxnorm code|ndc|ndc number|drug code|atc|pzn",
        ),
        clinical.code(
            "code_system", "Code system of that code.", "Medication.code.coding.system",
            CODE_SYSTEM,
        ),
        clinical.text("form", "Tablet, syrup, cream and so on.", "Medication.form", "form|dosage form"),
        clinical.text(
            "strength", "Strength of one tablet, millilitre and so on.", "Medication.ingredient.strength",
            "strength|size|concentration",
        ),
        clinical.note("note", "Words about the medicine.", "Medication.extension(note)", NOTE),
        operational.flag(
            "hidden", "Whether the old system no longer offers it.", "Medication.status",
            HIDDEN,
        ),
        *bookkeeping("Medication"),
    ),
)

PHARMACY = Entity(
    "pharmacy", AREA, "A pharmacy that prescriptions go to.", "Organization(pharmacy)",
    words=split("pharmacy|pharmacies|apotheken|farmacias|pharmacies list|farmácias|farmacie"),
    key_words=split(vocabulary.PHARMACY),
    fields=(
        operational.text(
            "name", "Name of the pharmacy.", "Organization.name",
            "name|pharmacy name|store name|description|nombre|nom|nome",
        ),
        operational.text(
            "ncpdp_id", "Number in the register of pharmacies.", "Organization.identifier(NCPDP)",
            "ncpdp|ncpdp id|pharm id|store number|pharmacy number",
        ),
        operational.text(
            "npi", "National provider number of the pharmacy.", "Organization.identifier(NPI)",
            "npi|pharmacy npi",
        ),
        clinical.note("note", "Words about the pharmacy.", "Organization.extension(note)", NOTE),
        *bookkeeping("Organization"),
    ),
)

EMPLOYER = Entity(
    "employer", AREA, "An employer of patients or subscribers.", "Organization(employer)",
    words=split("employer|employers|companies|arbeitgeber|empleadores|empresas|employeurs|empregadores|"
    "aziende|datori di lavoro"),
    key_words=split(vocabulary.EMPLOYER),
    fields=(
        identity.text(
            "name", "Name of the employer.", "Organization.name",
            "name|emp name|employer name|company|company name|description|firma|nombre|nom|nome",
        ),
        *bookkeeping("Organization"),
    ),
)

REFERRAL_SOURCE = Entity(
    "referral_source", AREA,
    "A person or firm that sends patients, or to whom the clinic sends them.", "Practitioner(referrer)",
    words=split("referral source|referral sources|referring doctors|referring providers|referrers|"
    "referral list|überweiser|zuweiser|fuentes de referencia|adresseurs|fontes de indicação|invianti"),
    key_words=split(vocabulary.REFERRAL_SOURCE),
    fields=(
        identity.text(
            "full_name", "Whole name.", "Practitioner.name.text",
            "name|full name|referral name|source|description|nombre|nom|nome",
        ),
        identity.text(
            "first_name", "Given name.", "Practitioner.name.given",
            "first name|first|fname|f name|vorname|prénom",
        ),
        identity.text(
            "last_name", "Family name.", "Practitioner.name.family",
            "last name|last|lname|l name|nachname|apellido|cognome",
        ),
        operational.text(
            "specialty", "Field of work.", "PractitionerRole.specialty",
            "specialty|speciality|fachrichtung|especialidad|spécialité|especialidade|specialità",
        ),
        identity.text(
            "npi", "National provider number.", "Practitioner.identifier(NPI)",
            "npi|national provider id|national prov id",
        ),
        operational.flag(
            "hidden", "Whether the old system no longer offers it.", "Practitioner.active",
            HIDDEN,
        ),
        clinical.note("note", "Words about them.", "Practitioner.extension(note)", NOTE),
        *bookkeeping("Practitioner"),
    ),
)

ENTITIES = (
    CLINIC, OPERATORY, PROVIDER, STAFF_MEMBER, FEE_SCHEDULE, PROCEDURE_CODE, FEE, APPOINTMENT_TYPE, ALLERGEN,
    CONDITION_DEFINITION, DRUG, PHARMACY, EMPLOYER, REFERRAL_SOURCE,
)
