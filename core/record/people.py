"""People: the patient and everyone and everything that stands around one."""
# fmt: off

from __future__ import annotations

from core.record import domains, vocabulary
from core.record.declaring import (
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

AREA = "people"

PATIENT = Entity(
    "patient", AREA, "A person who is, was or may become a patient of the clinic.", "Patient",
    words=split("patient|patients|pat|patient data|demographics|patient demographics|patient list|person|"
    "persons|client|clients|member|patienten|stammdaten|pacientes|paciente|pazienti|pazienti anagrafica|"
    "fichier patients"),
    key_words=split(vocabulary.PATIENT),
    fields=(
        identity.text(
            "chart_number", "Number by which people at the clinic know the chart.", "Patient.identifier(MR)",
            "chart number|chart no|chart num|chart id|mrn|medical record number|medical record no|pub pid|"
            "public id|record number|file number|folder number|hospital number|external chart id|"
            "aktennummer|karteinummer|número de historia|historia clínica|nhc|numéro de dossier|prontuário|"
            "número do prontuário|cartella|numero cartella",
        ),
        identity.text(
            "other_id", "Another number that the old system or a partner keeps for the patient.",
            "Patient.identifier",
            "external id|other id|alternate id|alt id|legacy id|old id|old patient id|previous id|import id|"
            "crosswalk id|foreign id|id externo",
        ),
        identity.text(
            "title", "Form of address before the name.", "Patient.name.prefix",
            "title|prefix|name prefix|honorific|anrede|titel|tratamiento|título|titre|civilité|titolo|"
            "pronome de tratamento",
        ),
        identity.text(
            "first_name", "Given name.", "Patient.name.given",
            "first name|first|fname|f name|given name|given names|given|forename|christian name|name first|"
            "pat first name|patient first name|first nm|vorname|nombre|nombres|primer nombre|prénom|prenom|"
            "primeiro nome|nome próprio|nome",
        ),
        identity.text(
            "middle_name", "Middle name or initial.", "Patient.name.given[1]",
            "middle name|middle|mname|m name|middle initial|middle i|mi|initial|second name|middle nm|"
            "zweiter vorname|segundo nombre|deuxième prénom|segundo nome|nome do meio|secondo nome",
        ),
        identity.text(
            "last_name", "Family name.", "Patient.name.family",
            "last name|last|lname|l name|surname|family name|name last|pat last name|patient last name|"
            "last nm|nachname|familienname|apellido|apellidos|primer apellido|nom|nom de famille|sobrenome|"
            "apelido|último nome|cognome",
        ),
        identity.text(
            "suffix", "What follows the name, such as Jr or III.", "Patient.name.suffix",
            "suffix|name suffix|generation|generational suffix|namenszusatz|sufijo|suffixe|sufixo|suffisso",
        ),
        identity.text(
            "full_name", "Whole name in one piece, where the parts are not kept apart.", "Patient.name.text",
            "full name|name|patient name|pat name|patient full name|display name|name full|complete name|"
            "patientenname|nombre completo|nombre y apellidos|nom complet|nom et prénom|nome completo|"
            "nominativo|cognome e nome",
        ),
        identity.text(
            "preferred_name", "Name the patient likes to be called by.", "Patient.name(usual).given",
            "preferred name|preferred|pref name|nick name|nickname|known as|goes by|alias|aka|usual name|"
            "called|rufname|spitzname|apodo|nombre preferido|prénom usuel|surnom|apelido preferido|"
            "nome social|soprannome",
        ),
        identity.text(
            "maiden_name", "Family name before marriage, or an earlier one.", "Patient.name(maiden).family",
            "maiden name|maiden|birth name|previous name|former name|previous last name|name at birth|"
            "geburtsname|mädchenname|apellido de soltera|nom de jeune fille|nom de naissance|"
            "nome de solteira|cognome da nubile",
        ),
        identity.text(
            "salutation", "How letters to the patient begin.", "Patient.extension(salutation)",
            "salutation|greeting|letter greeting|dear|briefanrede|saludo|formule d appel|saudação|saluto",
        ),
        identity.text(
            "mother_name", "Name of the patient's mother.", "Patient.extension(patient-mothersMaidenName)",
            "mother name|mothers name|mother|mothers maiden name|mother maiden name|name der mutter|"
            "nombre de la madre|madre|nom de la mère|nome da mãe|nome della madre",
        ),
        identity.code(
            "sex", "Sex as the old system keeps it for administration.", "Patient.gender",
            "sex|gender|administrative sex|administrative gender|legal sex|birth sex|sex at birth|sex code|"
            "gender code|geschlecht|sexo|género|sexe|genre|gênero|sesso|genere",
            closed=domains.SEX,
        ),
        identity.text(
            "gender_identity", "How the patient describes their own gender.",
            "Patient.extension(patient-genderIdentity)",
            "gender identity|identified gender|self identified gender|geschlechtsidentität|"
            "identidad de género|identité de genre|identidade de gênero|identità di genere",
        ),
        identity.text(
            "pronouns", "Pronouns the patient uses.", "Patient.extension(individual-pronouns)",
            "pronouns|pronoun|preferred pronouns|pronomen|pronombres|pronoms|pronomes|pronomi",
        ),
        identity.date(
            "birth_date", "Date of birth.", "Patient.birthDate",
            "birth date|birthdate|date of birth|dob|d o b|birthday|bday|birth day|born|geburtsdatum|"
            "geb datum|geboren am|gebdat|fecha de nacimiento|fecha nac|f nacimiento|date de naissance|"
            "naissance|ddn|data de nascimento|nascimento|dt nasc|data di nascita|nato il",
        ),
        identity.integer(
            "birth_year", "Year of birth, where the old system keeps it apart.", "Patient.birthDate",
            "year of birth|birth year|yob|geburtsjahr|jahrgang|año de nacimiento|année de naissance|"
            "ano de nascimento|anno di nascita",
        ),
        identity.text(
            "birthplace", "Where the patient was born.", "Patient.extension(patient-birthPlace)",
            "birthplace|birth place|place of birth|city of birth|born in|geburtsort|lugar de nacimiento|"
            "lieu de naissance|local de nascimento|naturalidade|luogo di nascita",
        ),
        clinical.decimal(
            "gestational_age", "Weeks of pregnancy at which the patient was born.",
            "Patient.extension(gestationalAge)",
            "gestational age|gest age|gestage|weeks gestation|gestation weeks|gestation|ga weeks|"
            "gestationsalter|schwangerschaftswoche|edad gestacional|âge gestationnel|idade gestacional|"
            "età gestazionale",
        ),
        identity.code(
            "status", "Whether the patient is active, inactive, a prospect, deceased or struck out.",
            "Patient.active",
            "status|patient status|pat status|status patient|active status|account status|state of patient|"
            "patientenstatus|estado del paciente|statut patient|situação|stato paziente",
            closed=domains.PATIENT_STATUS,
        ),
        identity.flag(
            "active", "Whether the old system marks the patient as active.", "Patient.active",
            "active|is active|active flag|activity|aktiv|activo|actif|ativo|attivo",
        ),
        identity.flag(
            "deceased", "Whether the patient has died.", "Patient.deceasedBoolean",
            "deceased|is deceased|deceased flag|dead|verstorben|fallecido|décédé|falecido|deceduto",
        ),
        identity.date(
            "death_date", "Date of death.", "Patient.deceasedDateTime",
            "death date|deathdate|date of death|dod|deceased date|date deceased|date time deceased|died on|"
            "expired date|sterbedatum|todesdatum|fecha de defunción|fecha de fallecimiento|date de décès|"
            "data de óbito|data di morte|data decesso",
        ),
        clinical.text(
            "death_reason", "Cause of death as noted.", "Patient.extension(causeOfDeath)",
            "death reason|deceased reason|cause of death|todesursache|causa de muerte|cause de décès|"
            "causa do óbito|causa di morte",
        ),
        identity.code(
            "marital_status", "Marital status.", "Patient.maritalStatus",
            "marital status|marital|marital state|civil status|married|position|familienstand|estado civil|"
            "état civil|situation familiale|situation matrimoniale|stato civile",
            closed=domains.MARITAL_STATUS,
        ),
        identity.text(
            "race", "Race as the patient or the clinic stated it.", "Patient.extension(us-core-race)",
            "race|race code|ethno racial|ethnoracial|racial group|raza|raça|race ethnicity",
        ),
        identity.text(
            "ethnicity", "Ethnic group as the patient or the clinic stated it.",
            "Patient.extension(us-core-ethnicity)",
            "ethnicity|ethnic group|ethnic|hispanic|ethnicity code|ethnie|ethnische zugehörigkeit|etnia|"
            "grupo étnico|origine ethnique|gruppo etnico",
        ),
        identity.text(
            "language", "Language the patient speaks.", "Patient.communication.language",
            "language|preferred language|primary language|spoken language|lang|mother tongue|sprache|"
            "muttersprache|idioma|lengua|langue|língua|lingua",
        ),
        identity.text(
            "interpreter", "Whether, or in what language, an interpreter is needed.",
            "Patient.extension(patient-interpreterRequired)",
            "interpreter|interpretter|interpreter needed|interpreter required|translator|dolmetscher|"
            "intérprete|interprète|interprete",
        ),
        identity.text(
            "religion", "Religion.", "Patient.extension(patient-religion)",
            "religion|faith|konfession|religión|confesión|confession|religião|religione",
        ),
        identity.text(
            "nationality", "Nationality or citizenship.", "Patient.extension(patient-nationality)",
            "nationality|citizenship|citizen|staatsangehörigkeit|nationalität|nacionalidad|nationalité|"
            "nacionalidade|nazionalità|cittadinanza",
        ),
        identity.text(
            "occupation", "What the patient does for a living.", "Patient.extension(occupation)",
            "occupation|job|job title|profession|work|beruf|ocupación|profesión|puesto|métier|profissão|"
            "ocupação|professione|occupazione",
        ),
        identity.text(
            "industry", "Line of business the patient works in.", "Patient.extension(industry)",
            "industry|industry code|branche|sector|industria|secteur|setor|settore",
        ),
        operational.ref(
            "employer", "Employer of the patient.", "Patient.extension(employer)",
            vocabulary.EMPLOYER,
            to=("employer",),
        ),
        identity.text(
            "employer_name", "Name of the employer, as typed.", "Patient.extension(employer).name",
            "employer|employer name|company|company name|work place|workplace|arbeitgeber|firma|empresa|"
            "empleador|employeur|empregador|azienda|datore di lavoro",
        ),
        identity.text(
            "employment_note", "Words about the patient's work.", "Patient.extension(employment)",
            "employment note|employment status|employment|beschäftigung|situación laboral|"
            "situation professionnelle",
        ),
        identity.text(
            "school", "School or college.", "Patient.extension(school)",
            "school|school name|college|university|schule|escuela|colegio|école|escola|scuola",
        ),
        identity.text(
            "student_status", "Whether the patient studies, full or part time.",
            "Patient.extension(studentStatus)",
            "student status|student|is student|full time student|studentenstatus|estudiante|étudiant|"
            "estudante|studente",
        ),
        identity.text(
            "grade_level", "School year.", "Patient.extension(gradeLevel)",
            "grade level|grade|school grade|school year|klassenstufe|grado escolar|niveau scolaire|"
            "série escolar",
        ),
        identity.text(
            "ssn", "National insurance, social security or tax number.", "Patient.identifier(SS)",
            "ssn|ss|ss num|social security number|social security no|soc sec|soc sec no|social security|"
            "national id|national identifier|national insurance number|nino|nhs number|tax id|"
            "sozialversicherungsnummer|svnr|versichertennummer|dni|nif|nie|número de la seguridad social|"
            "numéro de sécurité sociale|nir|insee|cpf|codice fiscale",
        ),
        identity.text(
            "drivers_licence", "Driver's licence number.", "Patient.identifier(DL)",
            "drivers license|drivers licence|driver license|driver license number|drivers license number|"
            "drivers|driver licence|dl number|dl no|dl|licence number|führerschein|führerscheinnummer|"
            "licencia de conducir|permiso de conducir|permis de conduire|cnh|carteira de motorista|patente",
        ),
        identity.text(
            "passport", "Passport number.", "Patient.identifier(PPN)",
            "passport|passport number|passport no|reisepass|pasaporte|passeport|passaporte|passaporto",
        ),
        identity.text(
            "medicaid_id", "Number in the public programme for people of low income.",
            "Patient.identifier(MA)",
            "medicaid id|medicaid number|medicaid no|medicaid|medical assistance id|medi cal id",
        ),
        identity.text(
            "medicare_id", "Number in the public programme for older people.", "Patient.identifier(MC)",
            "medicare id|medicare number|mbi|hicn|medicare beneficiary id",
        ),
        operational.ref(
            "primary_provider", "Provider who usually sees the patient.", "Patient.generalPractitioner",
            "primary provider|pri prov|primary prov|provider|provider id|primary dentist|primary doctor|"
            "preferred provider|prov id 1|pcp|primary care provider|family doctor|general practitioner|gp|"
            "usual provider|assigned provider|hauptbehandler|hausarzt|médico de cabecera|dentista principal|"
            "médecin traitant|dentiste traitant|médico responsável|medico curante",
            to=("provider",),
        ),
        operational.ref(
            "secondary_provider", "Second provider, often the hygienist.", "Patient.generalPractitioner[1]",
            "secondary provider|sec prov|secondary prov|hygienist|preferred hygienist|prov id 2|"
            "second provider|zweitbehandler|higienista|hygiéniste|igienista",
            to=("provider",),
        ),
        operational.ref(
            "clinic", "Location where the patient usually comes.", "Patient.managingOrganization",
            f"home clinic|home office|preferred location|default location|{vocabulary.CLINIC}",
            to=("clinic",),
        ),
        operational.ref(
            "fee_schedule", "Price list that applies to the patient.", "Patient.extension(feeSchedule)",
            vocabulary.FEE_SCHEDULE,
            to=("fee_schedule",),
        ),
        operational.ref(
            "pharmacy", "Pharmacy the patient prefers.", "Patient.extension(preferredPharmacy)",
            vocabulary.PHARMACY,
            to=("pharmacy",),
        ),
        identity.text(
            "family", "Number or name of the family or household the patient is filed under.",
            "Patient.extension(family)",
            "family|family id|family number|fam id|household|household id|super family|account group|"
            "familie|familia|famille|família|famiglia",
        ),
        financial.code(
            "billing_type", "Class of account, which decides how and when it is billed.", "Account.type",
            "billing type|bill type|account type|financial class|fin class|patient class|patient type|"
            "billing category|credit type|credit rating|abrechnungsart|tipo de facturación|"
            "type de facturation|tipo de cobrança|tipo fatturazione",
        ),
        financial.integer(
            "family_size", "Number of people in the household.", "Patient.extension(familySize)",
            "family size|household size|number in household|dependents|number of dependents|haushaltsgröße|"
            "tamaño de la familia|taille du foyer|tamanho da família|componenti nucleo familiare",
        ),
        financial.money(
            "monthly_income", "Household income of one month.", "Patient.extension(monthlyIncome)",
            "monthly income|income monthly|income per month|monthly household income|monatseinkommen|"
            "ingreso mensual|revenu mensuel|renda mensal|reddito mensile",
        ),
        financial.money(
            "annual_income", "Household income of one year.", "Patient.extension(annualIncome)",
            "income|annual income|yearly income|household income|income per year|jahreseinkommen|einkommen|"
            "ingresos|ingreso anual|revenu|revenu annuel|renda|renda anual|reddito|reddito annuo",
        ),
        financial.money(
            "lifetime_expenses", "All that care has cost so far, as the old system sums it.",
            "Patient.extension(lifetimeExpenses)",
            "healthcare expenses|lifetime expenses|total expenses|lifetime charges|total charges to date|"
            "lifetime cost|gesamtkosten|gastos sanitarios|dépenses de santé|despesas de saúde|"
            "spese sanitarie",
        ),
        financial.money(
            "lifetime_covered", "All that payers have covered so far, as the old system sums it.",
            "Patient.extension(lifetimeCoverage)",
            "healthcare coverage|lifetime coverage|lifetime covered amount|total covered|"
            "lifetime insurance paid|cobertura sanitaria|couverture totale",
        ),
        clinical.flag(
            "premedication", "Whether the patient must take medicine before treatment.",
            "Patient.extension(premedication)",
            "premed|premedication|pre med|premedication required|requires premed|antibiotic premed|"
            "prämedikation|premedicación|prémédication|premedicação|premedicazione",
        ),
        clinical.note(
            "medical_alert", "Medical warning shown when the chart opens.", "Flag.code.text",
            "medical alert|med alert|med urg note|medical urgent note|medical warning|medical alerts|alert|"
            "alerts|warnhinweis|alerta médica|alerte médicale|alerta médico|allerta medica",
        ),
        clinical.note(
            "appointment_note", "Words to be seen when booking the patient.",
            "Patient.extension(appointmentNote)",
            "appointment note|appt note|appt mod note|appointment notes|scheduling note|scheduling notes|"
            "terminhinweis|nota de citas|note de rendez vous",
        ),
        clinical.note(
            "general_note", "General notes about the patient.", "Patient.extension(note)",
            "note|notes|patient note|patient notes|pat note|comment|comments|remarks|memo|general note|"
            "addr note|address note|misc note|free text|bemerkung|bemerkungen|notiz|notizen|kommentar|"
            "observaciones|notas|comentarios|remarque|remarques|commentaire|observações|comentários|"
            "annotazioni|osservazioni|commenti",
        ),
        financial.note(
            "billing_note", "Notes about the account and who pays.", "Account.description",
            "billing note|billing notes|account note|account notes|financial note|fam fin urg note|"
            "family financial note|guarantor note|abrechnungshinweis|nota de facturación|"
            "note de facturation|nota de cobrança|note amministrative",
        ),
        operational.date(
            "first_visit", "Date of the first visit.", "Patient.extension(firstVisit)",
            "first visit|first visit date|date first visit|first seen|date of first visit|new patient date|"
            "erstbesuch|erster besuch|primera visita|première visite|primeira consulta|prima visita",
        ),
        operational.date(
            "last_visit", "Date of the last visit.", "Patient.extension(lastVisit)",
            "last visit|last visit date|date last visit|last seen|last appointment|letzter besuch|"
            "última visita|dernière visite|última consulta|ultima visita",
        ),
        operational.date(
            "registered", "Date on which the patient was registered.", "Patient.extension(registered)",
            "registration date|reg date|regdate|registered|registered on|date registered|date joined|"
            "patient since|enrolled on|admit date|aufnahmedatum|registrierungsdatum|fecha de alta|"
            "fecha de registro|date d inscription|data de cadastro|data di registrazione",
        ),
        operational.flag(
            "has_insurance", "Whether the old system says that the patient is insured.",
            "Patient.extension(hasInsurance)",
            "has insurance|has ins|insured|is insured|versichert|asegurado|assuré|segurado|assicurato",
        ),
        identity.flag(
            "restricted", "Whether the chart may be opened by few only.", "Patient.meta.security",
            "restricted|confidential|vip|protected|protect indicator|sensitive|break the glass|gesperrt|"
            "confidencial|confidentiel|riservato",
        ),
        identity.flag(
            "portal_access", "Whether the patient may use the portal.", "Patient.extension(portalAccess)",
            "portal access|allow patient portal|portal|patient portal|web access|portalzugang|"
            "acceso al portal|accès portail",
        ),
        identity.flag(
            "privacy_notice", "Whether the patient was given the privacy notice.", "Consent.policy(privacy)",
            "hipaa notice|privacy notice|privacy notice given|hipaa signed|hipaa|gdpr consent|"
            "data protection consent|datenschutz|aviso de privacidad|lgpd|consenso privacy|"
            "notice of privacy practices",
        ),
        identity.text(
            "homeless", "Whether the patient has no home, as noted.", "Patient.extension(homeless)",
            "homeless|homeless status|housing status|obdachlos|sin hogar|sans abri|senza dimora",
        ),
        identity.text(
            "migrant", "Whether the patient does migrant or seasonal work, as noted.",
            "Patient.extension(migrantSeasonal)",
            "migrant|seasonal|migrant seasonal|migrantseasonal|migrant worker",
        ),
        identity.text(
            "image_folder", "Folder in which the old system keeps the patient's images.",
            "Patient.extension(imageFolder)",
            "image folder|images folder|picture folder|trophy folder|photo path|bildordner|"
            "carpeta de imágenes|dossier images|pasta de imagens|cartella immagini",
        ),
        *bookkeeping("Patient"),
    ),
)

CONTACT_POINT = Entity(
    "contact_point", AREA,
    "Telephones, e-mail and how one may be reached, of a person or an organisation.", "ContactPoint",
    satellite=True,
    words=split("contact|contacts|contact point|contact info|contact information|phone|phones|phone numbers|"
    "telecom|communication|kontakt|kontaktdaten|telefon|contacto|contactos|teléfonos|coordonnées|téléphones|"
    "contatos|telefones|contatti|recapiti"),
    key_words=split("contact id|contact point id|phone id|phone number id|telecom id"),
    fields=(
        operational.ref(
            "patient", "Patient who is reached so.", "Patient.telecom",
            vocabulary.PATIENT,
            to=("patient",),
        ),
        operational.ref(
            "provider", "Provider who is reached so.", "Practitioner.telecom",
            vocabulary.PROVIDER,
            to=("provider",),
        ),
        operational.ref(
            "payer", "Insurer who is reached so.", "Organization(payer).telecom",
            vocabulary.PAYER,
            to=("payer",),
        ),
        operational.ref(
            "clinic", "Location that is reached so.", "Location.telecom",
            vocabulary.CLINIC,
            to=("clinic",),
        ),
        operational.ref(
            "guarantor", "Guarantor who is reached so.", "RelatedPerson.telecom",
            "guarantor id|guarantor record id",
            to=("guarantor",),
        ),
        operational.ref(
            "pharmacy", "Pharmacy that is reached so.", "Organization(pharmacy).telecom",
            "pharmacy id",
            to=("pharmacy",),
        ),
        operational.ref(
            "staff_member", "Member of staff who is reached so.", "Practitioner.telecom",
            vocabulary.STAFF,
            to=("staff_member",),
        ),
        operational.ref(
            "employer", "Employer who is reached so.", "Organization(employer).telecom",
            vocabulary.EMPLOYER,
            to=("employer",),
        ),
        identity.phone(
            "home_phone", "Telephone at home.", "ContactPoint(phone, home).value",
            "home phone|hm phone|phone home|home|home tel|home telephone|residence phone|res phone|landline|"
            "phone h|tel home|telefon privat|telefon|festnetz|teléfono casa|teléfono|teléfono fijo|"
            "téléphone domicile|téléphone|tél fixe|telefone residencial|telefone|telefono casa|"
            "telefono fisso",
        ),
        identity.phone(
            "mobile_phone", "Mobile telephone.", "ContactPoint(phone, mobile).value",
            "mobile phone|mobile|cell phone|cell|cellphone|cellular|wireless phone|wireless|phone cell|"
            "phone mobile|cell no|mobile no|mobile number|handy|handynummer|mobiltelefon|mobil|móvil|"
            "celular|teléfono móvil|portable|téléphone portable|mobile tél|telemóvel|cellulare",
        ),
        identity.phone(
            "work_phone", "Telephone at work.", "ContactPoint(phone, work).value",
            "work phone|wk phone|phone work|work|business phone|phone biz|office phone|phone w|bus phone|"
            "work tel|daytime phone|telefon geschäftlich|telefon dienst|teléfono trabajo|téléphone travail|"
            "téléphone professionnel|telefone comercial|telefono lavoro|telefono ufficio",
        ),
        identity.text(
            "work_extension", "Extension at work.", "ContactPoint(phone, work).extension",
            "ext|extension|phone ext|work ext|phone extension|durchwahl|extensión|poste|ramal|interno",
        ),
        identity.phone(
            "other_phone", "Another, or the only, telephone.", "ContactPoint(phone).value",
            "other phone|phone|phone number|telephone|tel|phone no|telephone number|phone 1|phone 2|"
            "alternate phone|alt phone|main phone|contact number|pager|telefon 2|telefonnummer|rufnummer|"
            "otro teléfono|número de teléfono|autre téléphone|outro telefone|altro telefono|"
            "numero di telefono",
        ),
        identity.phone(
            "fax", "Fax number.", "ContactPoint(fax).value",
            "fax|fax number|fax no|telefax|facsimile|télécopie",
        ),
        identity.email(
            "email", "E-mail address.", "ContactPoint(email).value",
            "email|e mail|email address|e mail address|mail|electronic mail|mailadresse|correo|"
            "correo electrónico|courriel|adresse mail|adresse électronique|correio eletrônico|"
            "posta elettronica|indirizzo email",
        ),
        identity.email(
            "other_email", "A second e-mail address.", "ContactPoint(email)[1].value",
            "other email|email 2|second email|alternate email|email direct|direct email|work email|"
            "secondary email",
        ),
        identity.text(
            "web", "Web address.", "ContactPoint(url).value",
            "web|website|web site|url|homepage|webseite|sitio web|site web|sito web",
        ),
        identity.flag(
            "sms_consent", "Whether text messages may be sent.", "Consent.provision(sms)",
            "sms consent|consent to sms|txt msg ok|text message ok|text ok|ok to text|allow sms|"
            "hipaa allow sms|hipaa allowsms|allow text|texting consent|sms opt in|text opt in|sms allowed|"
            "short code opt in|receives sms|sms einwilligung|acepta sms|accepte sms|aceita sms|consenso sms",
        ),
        identity.flag(
            "email_consent", "Whether e-mail may be sent.", "Consent.provision(email)",
            "email consent|consent to email|email ok|ok to email|allow email|hipaa allow email|"
            "hipaa allowemail|email opt in|email allowed|receives email|email einwilligung|acepta correo|"
            "accepte email|aceita email|consenso email",
        ),
        identity.flag(
            "voice_consent", "Whether calls and voice messages are welcome.", "Consent.provision(voice)",
            "voice consent|hipaa voice|allow voice message|allow call|ok to call|leave message|"
            "ok to leave message|allow voicemail",
        ),
        identity.flag(
            "mail_consent", "Whether post may be sent.", "Consent.provision(mail)",
            "mail consent|hipaa mail|allow mail|ok to mail|allow postal mail|post consent",
        ),
        identity.text(
            "message_recipient", "With whom a message may be left.", "ContactPoint.extension(messageWith)",
            "hipaa message|leave message with|message with",
        ),
        identity.text(
            "preferred_method", "How the person would like to be reached.", "ContactPoint.rank",
            "preferred contact method|prefer contact method|contact preference|preferred contact|"
            "preferred method|best contact|contact method|bevorzugter kontaktweg|contacto preferido|"
            "moyen de contact préféré|contato preferido|contatto preferito",
        ),
        identity.text(
            "confirm_method", "How appointments are to be confirmed.",
            "ContactPoint.extension(confirmMethod)",
            "prefer confirm method|confirmation method|confirm method|preferred confirmation method|"
            "reminder method",
        ),
        identity.text(
            "recall_method", "How recalls are to be announced.", "ContactPoint.extension(recallMethod)",
            "prefer recall method|recall method|preferred recall method",
        ),
        identity.text(
            "confidential_method", "How to reach the person in confidence.",
            "ContactPoint.extension(confidentialMethod)",
            "prefer contact confidential|confidential contact|confidential contact method",
        ),
        identity.text(
            "best_time", "When the person is best reached.", "ContactPoint.period",
            "best time|best time to call|time to call|call time|erreichbar|mejor hora|meilleur moment",
        ),
    ),
)

ADDRESS = Entity(
    "address", AREA, "Where a person lives or an organisation is found.", "Address", satellite=True,
    words=split("address|addresses|patient address|location address|adresse|adressen|anschrift|dirección|"
    "direcciones|domicilio|adresses|endereço|endereços|indirizzo|indirizzi"),
    key_words=split("address id|addr id|address num|address number"),
    fields=(
        operational.ref(
            "patient", "Patient who lives there.", "Patient.address",
            vocabulary.PATIENT,
            to=("patient",),
        ),
        operational.ref(
            "provider", "Provider who is found there.", "Practitioner.address",
            vocabulary.PROVIDER,
            to=("provider",),
        ),
        operational.ref(
            "payer", "Insurer who is found there.", "Organization(payer).address",
            vocabulary.PAYER,
            to=("payer",),
        ),
        operational.ref(
            "clinic", "Location that is found there.", "Location.address",
            vocabulary.CLINIC,
            to=("clinic",),
        ),
        operational.ref(
            "guarantor", "Guarantor who lives there.", "RelatedPerson.address",
            "guarantor id|guarantor record id",
            to=("guarantor",),
        ),
        operational.ref(
            "pharmacy", "Pharmacy that is found there.", "Organization(pharmacy).address",
            "pharmacy id",
            to=("pharmacy",),
        ),
        operational.ref(
            "staff_member", "Member of staff who lives there.", "Practitioner.address",
            vocabulary.STAFF,
            to=("staff_member",),
        ),
        operational.ref(
            "employer", "Employer that is found there.", "Organization(employer).address",
            vocabulary.EMPLOYER,
            to=("employer",),
        ),
        identity.code(
            "use", "What the address is for: home, work, billing.", "Address.use",
            "address type|address use|type of address|adressart|tipo de dirección|type d adresse|"
            "tipo de endereço|tipo indirizzo",
        ),
        identity.text(
            "line1", "Street and number.", "Address.line[0]",
            "address|address 1|address line 1|addr|addr 1|line 1|street|street address|street 1|street name|"
            "mailing address|home address|residential address|addr line 1|straße|strasse|anschrift|"
            "straße und hausnummer|dirección|calle|domicilio|adresse|adresse 1|rue|endereço|logradouro|rua|"
            "morada|indirizzo|via",
        ),
        identity.text(
            "line2", "Flat, suite, building or second line.", "Address.line[1]",
            "address 2|address line 2|addr 2|line 2|street 2|apartment|apt|apt no|unit|unit number|suite|"
            "flat|floor|building|addr line 2|adresszusatz|wohnung|piso|apartamento|departamento|complemento|"
            "complément d adresse|adresse 2|appartement|dirección 2|interno|indirizzo 2|scala",
        ),
        identity.text(
            "city", "Town or city.", "Address.city",
            "city|town|municipality|suburb|locality|city name|ort|stadt|wohnort|ciudad|población|localidad|"
            "municipio|ville|commune|cidade|município|localidade|città|comune",
        ),
        identity.text(
            "state", "State, region or province.", "Address.state",
            "state|province|region|st|state code|state province|state headquartered|bundesland|kanton|"
            "estado|provincia|comunidad autónoma|région|département|uf|província|distrito|regione",
        ),
        identity.text(
            "postal_code", "Postal code.", "Address.postalCode",
            "zip|zip code|zipcode|postal code|postcode|post code|pcode|zip 4|postleitzahl|plz|código postal|"
            "cp|code postal|cep|código postal cep|cap",
        ),
        identity.text(
            "county", "County or district.", "Address.district",
            "county|district|county name|landkreis|kreis|bezirk|condado|comarca|canton|concelho",
        ),
        identity.text(
            "county_code", "Official code of the county.", "Address.extension(countyCode)",
            "fips|fips code|county code|county fips|insee code|ags|istat",
        ),
        identity.text(
            "country", "Country.", "Address.country",
            "country|country code|nation|country name|land|staat|país|pays|paese|nazione",
        ),
        identity.decimal(
            "latitude", "Latitude in degrees.", "Address.extension(geolocation).latitude",
            "latitude|lat|geo lat|breitengrad|latitud|latitudine",
        ),
        identity.decimal(
            "longitude", "Longitude in degrees.", "Address.extension(geolocation).longitude",
            "longitude|lon|lng|long|geo lon|geo lng|längengrad|longitud|longitudine",
        ),
    ),
)

GUARANTOR = Entity(
    "guarantor", AREA, "Who answers for a patient's account.", "RelatedPerson", satellite=True,
    words=split("guarantor|guarantors|responsible party|responsible parties|account holder|bürge|"
    "zahlungspflichtige|rechnungsempfänger|garante|garantes|responsable de pago|garant|"
    "responsável financeiro|responsáveis|garanti"),
    key_words=split("guarantor id|guarantor num|guar id|account id"),
    fields=(
        of_patient("RelatedPerson.patient"),
        operational.ref(
            "guarantor", "Patient record of the one who pays the account.", "Account.guarantor.party",
            "guarantor|guarantor id|guar id|guar|guarantor patient id|guarantor number|guarantor num|"
            "head of household|hoh|head of house|bill to|account holder|garante|garant|titular de la cuenta|"
            "responsável financeiro|zahlungspflichtiger",
            to=("patient",),
        ),
        operational.ref(
            "responsible_party", "Patient record of the one who decides for the patient.",
            "RelatedPerson.identifier",
            "responsible party|respons party|resp party|responsible party id|responsible party patient id|"
            "responsible person|res party|decision maker",
            to=("patient",),
        ),
        identity.text(
            "full_name", "Name of the guarantor.", "RelatedPerson.name.text",
            "guarantor name|responsible party name|guarantor full name|account holder name|name des zahlers|"
            "nombre del responsable|nom du garant|nome do responsável|nome garante",
        ),
        identity.text(
            "first_name", "Given name of the guarantor.", "RelatedPerson.name.given",
            "guarantor first name|guarantor fname|responsible party first name",
        ),
        identity.text(
            "last_name", "Family name of the guarantor.", "RelatedPerson.name.family",
            "guarantor last name|guarantor lname|responsible party last name",
        ),
        identity.date(
            "birth_date", "Date of birth of the guarantor.", "RelatedPerson.birthDate",
            "guarantor dob|guarantor birth date|guarantor date of birth|responsible party dob",
        ),
        identity.text(
            "ssn", "National number of the guarantor.", "RelatedPerson.identifier(SS)",
            "guarantor ssn|responsible party ssn|guarantor social security number",
        ),
        identity.code(
            "relationship", "What the guarantor is to the patient.", "RelatedPerson.relationship",
            "guarantor relationship|relationship to guarantor|relation to guarantor|"
            "responsible party relationship",
            closed=domains.RELATIONSHIP,
        ),
        identity.phone(
            "phone", "Telephone of the guarantor.", "RelatedPerson.telecom(phone)",
            "guarantor phone|responsible party phone|guarantor home phone",
        ),
        identity.email(
            "email", "E-mail of the guarantor.", "RelatedPerson.telecom(email)",
            "guarantor email|responsible party email",
        ),
    ),
)

GUARDIAN = Entity(
    "guardian", AREA, "Who looks after a patient who cannot decide alone.", "RelatedPerson", satellite=True,
    words=split("guardian|guardians|legal guardian|vormund|tutor|tutores|tuteur|tutore|responsável legal"),
    key_words=split("guardian id"),
    fields=(
        of_patient("RelatedPerson.patient"),
        identity.text(
            "full_name", "Name of the guardian.", "RelatedPerson.name.text",
            "guardian name|guardians name|guardian|legal guardian|parent name|parent or guardian|vormund|"
            "nombre del tutor|tutor|nom du tuteur|nome do responsável legal|nome tutore",
        ),
        identity.text(
            "relationship", "What the guardian is to the patient.", "RelatedPerson.relationship",
            "guardian relationship|guardianrelationship|relationship of guardian",
        ),
        identity.code(
            "sex", "Sex of the guardian.", "RelatedPerson.gender",
            "guardian sex|guardian gender",
            closed=domains.SEX,
        ),
        identity.text(
            "street", "Street of the guardian.", "RelatedPerson.address.line",
            "guardian address|guardian street",
        ),
        identity.text(
            "city", "Town of the guardian.", "RelatedPerson.address.city",
            "guardian city|guardian town",
        ),
        identity.text(
            "state", "State or region of the guardian.", "RelatedPerson.address.state",
            "guardian state|guardian region",
        ),
        identity.text(
            "postal_code", "Postal code of the guardian.", "RelatedPerson.address.postalCode",
            "guardian postal code|guardian zip",
        ),
        identity.text(
            "country", "Country of the guardian.", "RelatedPerson.address.country",
            "guardian country",
        ),
        identity.phone(
            "phone", "Telephone of the guardian.", "RelatedPerson.telecom(phone)",
            "guardian phone|guardian home phone|guardian mobile",
        ),
        identity.phone(
            "work_phone", "Telephone at work of the guardian.", "RelatedPerson.telecom(phone, work)",
            "guardian work phone",
        ),
        identity.email("email", "E-mail of the guardian.", "RelatedPerson.telecom(email)", "guardian email"),
    ),
)

FAMILY_MEMBER = Entity(
    "family_member", AREA,
    "A tie between a patient and a relative or member of the same household.", "RelatedPerson",
    words=split("family member|family members|family|families|relative|relatives|family link|family links|"
    "relation|relationships|related person|household|angehörige|familie|familia|familiares|famille|família|"
    "famiglia|pat family"),
    key_words=split("family member id|family link id|relation id|related person id"),
    fields=(
        of_patient("RelatedPerson.patient"),
        operational.ref(
            "relative", "Patient record of the relative.", "RelatedPerson.identifier",
            "relative|related patient|relative id|related patient id|family member id|linked patient|"
            "other patient",
            to=("patient",),
        ),
        identity.text(
            "full_name", "Name of the relative.", "RelatedPerson.name.text",
            "relative name|family member name|member name|name|name des angehörigen|nombre del familiar|"
            "nom du proche",
        ),
        identity.text(
            "relationship", "What the relative is to the patient.", "RelatedPerson.relationship",
            "relationship|relation|relationship type|kinship|verwandtschaft|parentesco|lien de parenté|"
            "parentela",
        ),
        identity.date(
            "birth_date", "Date of birth of the relative.", "RelatedPerson.birthDate",
            "birth date|date of birth|dob|relative dob|geburtsdatum|fecha de nacimiento",
        ),
        identity.phone(
            "phone", "Telephone of the relative.", "RelatedPerson.telecom(phone)",
            "phone|relative phone|telephone",
        ),
        identity.flag(
            "head_of_household", "Whether the relative is the head of the household.",
            "RelatedPerson.extension(headOfHousehold)",
            "head of household|is head|is guarantor|hoh|haushaltsvorstand|cabeza de familia|chef de famille",
        ),
        clinical.note(
            "note", "Words about the tie.", "RelatedPerson.extension(note)",
            "note|notes|comment|bemerkung|nota|remarque",
        ),
        *bookkeeping("RelatedPerson"),
    ),
)

EMERGENCY_CONTACT = Entity(
    "emergency_contact", AREA, "Whom to call in an emergency.", "Patient.contact", satellite=True,
    words=split("emergency contact|emergency contacts|next of kin|ice|notfallkontakt|notfallkontakte|"
    "contacto de emergencia|contact d urgence|personne à prévenir|contato de emergência|"
    "contatto di emergenza"),
    key_words=split("emergency contact id|next of kin id"),
    fields=(
        of_patient("Patient.contact"),
        identity.text(
            "full_name", "Name of the person to call.", "Patient.contact.name.text",
            "emergency contact|emergency contact name|emergency name|emerg name|contact relationship|"
            "ice name|next of kin|next of kin name|nok|nok name|in case of emergency|notfallkontakt|"
            "contacto de emergencia|personne à prévenir|contato de emergência|contatto di emergenza",
        ),
        identity.text(
            "relationship", "What that person is to the patient.", "Patient.contact.relationship",
            "emergency contact relationship|emergency relationship|emergency relation|ice relationship|"
            "nok relationship|relationship of emergency contact",
        ),
        identity.phone(
            "phone", "Telephone of that person.", "Patient.contact.telecom(phone)",
            "emergency phone|emergency contact phone|emergency contact number|emerg phone|phone contact|"
            "contact phone|ice phone|nok phone|next of kin phone|notfalltelefon|notfallnummer|"
            "teléfono de emergencia|téléphone d urgence|telefone de emergência|telefono emergenza",
        ),
        identity.phone(
            "other_phone", "Second telephone of that person.", "Patient.contact.telecom(phone)[1]",
            "emergency phone 2|emergency other phone|emergency mobile|emergency work phone",
        ),
        identity.email(
            "email", "E-mail of that person.", "Patient.contact.telecom(email)",
            "emergency email|emergency contact email",
        ),
        identity.text(
            "address", "Address of that person.", "Patient.contact.address.text",
            "emergency address|emergency contact address",
        ),
    ),
)

REFERRAL = Entity(
    "referral", AREA,
    "Who sent a patient to the clinic, or to whom the clinic sent one.", "ServiceRequest", satellite=True,
    words=split("referral|referrals|ref attach|referral attach|referral log|patient referrals|"
    "referred patients|überweisung|überweisungen|derivación|derivaciones|referencias|adressage|"
    "encaminhamento|encaminhamentos|invio|invii"),
    key_words=split("referral id|ref attach num|referral attach id"),
    fields=(
        of_patient("ServiceRequest.subject"),
        operational.ref(
            "referring_provider", "Provider who sent the patient.", "ServiceRequest.requester",
            "referring provider|ref provider|ref provider id|referring doctor|referring dentist|"
            "referring physician|referred by provider|referred by doctor|referring prov|überweiser|"
            "überweisender arzt|médico remitente|médecin adresseur|médico solicitante|medico inviante",
            to=("provider",),
        ),
        operational.ref(
            "referral_source", "Known person or firm that sent the patient.",
            "ServiceRequest.requester(source)",
            vocabulary.REFERRAL_SOURCE + "|referral source record|referrer record",
            to=("referral_source",),
        ),
        operational.ref(
            "referred_to", "Provider to whom the patient was sent.", "ServiceRequest.performer",
            "referred to|refer to|referred to provider|referral to|specialist|überwiesen an|derivado a|"
            "adressé à|encaminhado para|inviato a",
            to=("provider",),
        ),
        identity.text(
            "source", "How the patient came to the clinic, in words.", "ServiceRequest.extension(source)",
            "referral source|referrer|referred by|referred from|how did you hear|how heard|heard about us|"
            "source|marketing source|lead source|ref source|herkunft|empfohlen von|empfehlung|procedencia|"
            "recomendado por|cómo nos conoció|recommandé par|adressé par|indicado por|indicação|origem|"
            "inviato da|provenienza",
        ),
        operational.code(
            "direction", "Whether the patient was sent in or out.", "ServiceRequest.category",
            "direction|referral type|in or out|is from|inbound outbound|ref type|richtung|"
            "dirección de la derivación",
        ),
        operational.date(
            "date", "Date of the referral.", "ServiceRequest.authoredOn",
            "referral date|date referred|ref date|referred on|überweisungsdatum|fecha de derivación|"
            "date d adressage|data do encaminhamento",
        ),
        clinical.note(
            "reason", "Why the patient was sent.", "ServiceRequest.reasonCode.text",
            "referral reason|reason for referral|reason referred|überweisungsgrund|motivo de derivación|"
            "motif d adressage|motivo do encaminhamento",
        ),
        operational.code(
            "status", "How far the referral has come.", "ServiceRequest.status",
            "referral status|ref status|ref to status",
        ),
        clinical.note(
            "note", "Words about the referral.", "ServiceRequest.note",
            "referral note|referral notes|referral comment",
        ),
    ),
)

RECALL = Entity(
    "recall", AREA, "When a patient is due to come again, and what for.", "Task",
    words=split("recall|recalls|continuing care|recare|hygiene recall|reminder|reminders|follow up|followups|"
    "recall list|erinnerung|wiedervorlage|recordatorio|recordatorios|revisiones|rappel|rappels|retorno|"
    "retornos|richiamo|richiami"),
    key_words=split("recall id|recall num|recall number|continuing care id|recare id"),
    fields=(
        of_patient("Task.for"),
        by_provider("Provider whom the patient should see.", "Task.owner"),
        operational.ref(
            "clinic", "Location where the patient is due.", "Task.location",
            vocabulary.CLINIC,
            to=("clinic",),
        ),
        operational.code(
            "type", "What the patient is due for.", "Task.code",
            "recall type|type|recall type num|recare type|continuing care type|reason|art der erinnerung|"
            "tipo de recordatorio|type de rappel|tipo de retorno|tipo richiamo",
        ),
        operational.date(
            "due", "Date on which the patient is due.", "Task.restriction.period.end",
            "due date|date due|due|recall date|recall due|next recall|next due|next recall date|fällig am|"
            "fällig|fecha de vencimiento|próxima revisión|date d échéance|prochain rappel|data do retorno|"
            "vencimento|scadenza|data richiamo",
        ),
        operational.date(
            "previous", "Date of the last such visit.", "Task.extension(previous)",
            "previous date|date previous|last recall|last recall date|prior date|previous recall date|"
            "last done|letzte|última revisión|dernier rappel|último retorno",
        ),
        operational.date(
            "scheduled", "Date for which the visit is booked.", "Task.executionPeriod.start",
            "scheduled date|date scheduled|appointment date|booked date|termin am|fecha programada|"
            "date prévue",
        ),
        operational.text(
            "interval", "How long between visits.", "Task.extension(interval)",
            "interval|recall interval|frequency|months|recall months|every|intervall|intervalo|intervalle|"
            "intervallo|período",
        ),
        operational.code(
            "status", "How far the reminding has come.", "Task.status",
            "status|recall status|recall stage|unsched status|stand",
        ),
        operational.flag(
            "disabled", "Whether the patient is not to be reminded.", "Task.extension(disabled)",
            "disabled|is disabled|inactive|do not recall|no recall",
        ),
        clinical.note(
            "note", "Words about the recall.", "Task.note",
            "note|notes|recall note|comment|bemerkung|nota|remarque|observação",
        ),
        *bookkeeping("Task"),
    ),
)

ENTITIES = (
    PATIENT, CONTACT_POINT, ADDRESS, GUARANTOR, GUARDIAN, FAMILY_MEMBER, EMERGENCY_CONTACT, REFERRAL, RECALL,
)
