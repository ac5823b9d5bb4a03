"""Clinical: what is known of a patient's health. An allergy statement is never an allergy."""
# fmt: off

from __future__ import annotations

from core.record import domains, vocabulary
from core.record.declaring import (
    bookkeeping,
    by_provider,
    clinical,
    financial,
    in_encounter,
    of_patient,
    operational,
    split,
)
from core.record.model import Entity, Field
from core.record.vocabulary import ACTIVE, CODE_SYSTEM, NOTE, START, STOP

AREA = "clinical"

def reason(resource: str) -> tuple[Field, ...]:
    """Why something was done, as code and in words."""
    return (
        clinical.code(
            "reason_code", "Code of the reason.", f"{resource}.reasonCode.coding.code",
            "reason code|reasoncode|diagnosis code|dx code|diag code|indication code|diagnosis|icd code",
        ),
        clinical.text(
            "reason", "The reason in words.", f"{resource}.reasonCode.text",
            "reason description|reasondescription|diagnosis description|dx description|reason text|reason|"
            "indication|reason for|grund|motivo|motif|indikation|motif de consultation|indicação",
        ),
    )


ALLERGY = Entity(
    "allergy", AREA, "A real allergy or intolerance of a patient.", "AllergyIntolerance",
    words=split("allergy|allergies|allergy intolerance|allergyintolerance|patient allergies|allergy list|"
    "adverse reactions|allergien|allergie|unverträglichkeiten|alergia|alergias|intolérances|"
    "allergies patient|allergia|allergie paziente"),
    key_words=split("allergy id|allergy num|allergy record id|allergy number|intolerance id"),
    fields=(
        of_patient("AllergyIntolerance.patient"),
        in_encounter("AllergyIntolerance.encounter"),
        by_provider("Provider who recorded it.", "AllergyIntolerance.recorder", "recorded by provider|"
        "recorder"),
        clinical.text(
            "substance", "What the patient is allergic to.", "AllergyIntolerance.code.text",
            "substance|allergen|allergy|allergy name|allergen name|agent|causative agent|description|name|"
            "title|allergy description|medication allergy|drug|allergie gegen|substanz|allergen bezeichnung|"
            "alérgeno|sustancia|alergia a|allergène|alérgeno nome|substância|allergene|sostanza",
        ),
        clinical.code(
            "substance_code", "Code of what the patient is allergic to.",
            "AllergyIntolerance.code.coding.code",
            "code|substance code|allergen code|allergy code|diagnosis|rxnorm|rx norm|unii code|unii|ndf rt|"
            "snomed code of allergen",
        ),
        clinical.code(
            "code_system", "Code system of the substance code.", "AllergyIntolerance.code.coding.system",
            CODE_SYSTEM,
        ),
        operational.ref(
            "allergen", "Entry in the old system's list of allergens.", "AllergyIntolerance.code(definition)",
            vocabulary.ALLERGEN,
            to=("allergen",),
        ),
        clinical.code(
            "type", "Whether it is an allergy or an intolerance.", "AllergyIntolerance.type",
            "type|allergy type|allergy or intolerance|reaction type|allergieart|tipo|type d allergie|"
            "tipo de alergia",
            closed=domains.ALLERGY_TYPE,
        ),
        clinical.code(
            "category", "What kind of substance it is: medicine, food, environment.",
            "AllergyIntolerance.category",
            "category|allergy category|allergen type|allergy class|substance type|allergen category|"
            "kategorie|categoría|catégorie|categoria",
            closed=domains.ALLERGY_CATEGORY,
        ),
        clinical.text(
            "reaction", "How the body reacts.", "AllergyIntolerance.reaction.manifestation.text",
            "reaction|reactions|reaction description|allergy reaction|manifestation|symptom|symptoms|"
            "reaction text|description 1|description 2|description1|description2|reaktion|symptome|reacción|"
            "réaction|reação|reazione",
            many=True,
        ),
        clinical.code(
            "reaction_code", "Code of the reaction.", "AllergyIntolerance.reaction.manifestation.coding.code",
            "reaction code|reaction snomed|snomed reaction|snomed|reaction 1|reaction 2|reaction1|reaction2|"
            "manifestation code",
            many=True,
        ),
        clinical.code(
            "reaction_severity", "How strong each reaction is.", "AllergyIntolerance.reaction.severity",
            "reaction severity|severity 1|severity 2|severity1|severity2|severity of reaction",
            closed=domains.ALLERGY_SEVERITY, many=True,
        ),
        clinical.code(
            "severity", "How strong the allergy is.", "AllergyIntolerance.reaction.severity(overall)",
            "severity|allergy severity|severity al|severity level|intensity|criticality|schweregrad|"
            "severidad|gravedad|sévérité|gravité|gravidade|gravità",
            closed=domains.ALLERGY_SEVERITY,
        ),
        clinical.partial(
            "onset", "Since when the allergy is known.", "AllergyIntolerance.onsetDateTime",
            "onset|onset date|date noted|noted|date of onset|date identified|date adverse reaction|"
            f"date of reaction|reaction date|allergy date|date|{START}",
        ),
        clinical.partial(
            "end", "When the allergy ended.", "AllergyIntolerance.extension(abatement)",
            f"date resolved|resolved date|resolution date|{STOP}",
        ),
        clinical.code(
            "status", "Whether the allergy is active, inactive or resolved.",
            "AllergyIntolerance.clinicalStatus",
            "status|allergy status|clinical status|prob status|estado|statut|stato",
            closed=domains.ALLERGY_STATUS,
        ),
        clinical.flag(
            "active", "Whether the old system marks the allergy as active.",
            "AllergyIntolerance.clinicalStatus",
            ACTIVE,
        ),
        clinical.code(
            "verification", "How sure the allergy is; a refuted one is never active.",
            "AllergyIntolerance.verificationStatus",
            "verification|verification status|confirmed|certainty|verifizierung|verificación|vérification|"
            "verificação|verifica",
            closed=domains.VERIFICATION,
        ),
        clinical.text(
            "occurrence", "Whether it happened once or again.", "AllergyIntolerance.extension(occurrence)",
            "occurrence|recurrence|first or recurrent",
        ),
        clinical.text(
            "outcome", "What came of it.", "AllergyIntolerance.extension(outcome)",
            "outcome|result|ausgang|resultado|résultat|esito",
        ),
        operational.text(
            "referred_by", "Who sent the patient about it.", "AllergyIntolerance.asserter",
            "referred by|referredby|referring provider|informant|source of information",
        ),
        clinical.note("note", "Words about the allergy.", "AllergyIntolerance.note", NOTE),
        *bookkeeping("AllergyIntolerance"),
    ),
)

ALLERGY_STATEMENT = Entity(
    "allergy_statement", AREA,
    "What was said about allergies as a whole: some, none known, not asked, blank.", "AllergyIntolerance",
    words=split("allergy statement|allergy statements|allergy review|no known allergies|nka|nkda|"
    "allergiestatus|estado de alergias|statut allergique|declaração de alergias|dichiarazione allergie"),
    key_words=split("allergy statement id|allergy review id"),
    fields=(
        of_patient("AllergyIntolerance.patient"),
        in_encounter("AllergyIntolerance.encounter"),
        clinical.code(
            "statement", "Present, none known, not asked or blank.", "AllergyIntolerance.code(negation)",
            "statement|allergy statement|allergy status|has allergies|no known allergies|nka|nkda|"
            "allergies reviewed|allergies known|alergias conocidas|allergies connues|alergias conhecidas",
            closed=domains.ALLERGY_STATEMENT,
        ),
        clinical.text(
            "scope", "What the statement is about: everything, medicines, food, the environment.",
            "AllergyIntolerance.category",
            "scope|type|category|allergy type|allergy category|geltungsbereich|ámbito|âmbito|ambito",
        ),
        clinical.text(
            "text", "The statement as it was written.", "AllergyIntolerance.code.text",
            "text|allergen|allergy|description|name|title|statement text|wortlaut|texto|texte|testo",
        ),
        clinical.code(
            "code", "Code of the statement.", "AllergyIntolerance.code.coding.code",
            "code|statement code|allergen code|snomed code",
        ),
        clinical.code(
            "code_system", "Code system of that code.", "AllergyIntolerance.code.coding.system",
            CODE_SYSTEM,
        ),
        clinical.partial(
            "recorded", "When it was said.", "AllergyIntolerance.recordedDate",
            f"recorded|recorded date|date|date noted|reviewed on|date reviewed|{START}",
        ),
        clinical.partial("end", "Until when it held.", "AllergyIntolerance.extension(end)", STOP),
        clinical.note("note", "Words about the statement.", "AllergyIntolerance.note", NOTE),
        *bookkeeping("AllergyIntolerance"),
    ),
)

ALERT = Entity(
    "alert", AREA, "A warning that opens with the chart.", "Flag", words=split("alert|alerts|medical alert|"
    "medical alerts|popup|popups|pop up|flag|flags|warning|warnings|warnhinweise|alertas|alertas médicas|"
    "alertes|avvisi|allerte"),
    key_words=split("alert id|alert num|popup num|flag id|medical alert id"),
    fields=(
        of_patient("Flag.subject"),
        in_encounter("Flag.encounter"),
        clinical.code(
            "code", "Code of the warning.", "Flag.code.coding.code",
            "code|alert code|flag code|warning code",
        ),
        clinical.note(
            "text", "The warning in words.", "Flag.code.text",
            "text|alert|alert text|description|alert description|message|warning|popup text|name|title|"
            "hinweis|texto|mensaje|texte|mensagem|messaggio",
        ),
        clinical.code(
            "category", "What the warning is about.", "Flag.category",
            "category|alert type|type|alert category|flag type|level|kategorie|categoría|catégorie|categoria",
        ),
        clinical.partial(
            "start", "Since when the warning stands.", "Flag.period.start",
            f"alert date|date|{START}",
        ),
        clinical.partial(
            "end", "Until when the warning stands.", "Flag.period.end",
            f"disabled date|date disabled|expires|{STOP}",
        ),
        clinical.flag("active", "Whether the warning is active.", "Flag.status", f"enabled|{ACTIVE}"),
        *bookkeeping("Flag"),
    ),
)

CONDITION = Entity(
    "condition", AREA, "A problem, diagnosis or finding of a patient.", "Condition",
    words=split("condition|conditions|problem|problems|problem list|medical problems|disease|diseases|"
    "diagnosis|diagnoses|dx|medical history|medical conditions|diagnosen|diagnose|probleme|problemas|"
    "condiciones|diagnósticos|problèmes|diagnostics|antécédents|condições|diagnosi|patologie|problemi"),
    key_words=split("condition id|problem id|disease num|diagnosis id|condition record id|problem num|"
    "disease id"),
    fields=(
        of_patient("Condition.subject"),
        in_encounter("Condition.encounter"),
        by_provider("Provider who recorded the problem.", "Condition.recorder", "diagnosing provider|"
        "recorder"),
        clinical.text(
            "name", "What the problem is called.", "Condition.code.text",
            "name|description|condition|condition name|problem|problem name|diagnosis|diagnosis description|"
            "disease|disease name|title|dx|dx name|dx description|problem description|bezeichnung|diagnose|"
            "diagnosetext|diagnóstico|enfermedad|descripción|diagnostic|maladie|libellé|descrição|doença|"
            "diagnosi|descrizione|malattia",
        ),
        clinical.code(
            "code", "Code of the problem.", "Condition.code.coding.code",
            "code|condition code|problem code|diagnosis code|dx code|snomed|snomed code|snomed ct|icd|"
            "icd code|icd10|icd 10|icd 10 code|icd9|icd 9 code|diagnosis|diagnosecode|código|código cie|"
            "cie 10|code cim|cim 10|cid|codice|codice icd",
        ),
        clinical.code(
            "code_system", "Code system of that code.", "Condition.code.coding.system",
            CODE_SYSTEM,
        ),
        operational.ref(
            "definition", "Entry in the old system's list of problems.", "Condition.code(definition)",
            vocabulary.CONDITION_DEFINITION,
            to=("condition_definition",),
        ),
        clinical.code(
            "category", "What kind of entry it is: problem, diagnosis, finding.", "Condition.category",
            "category|type|problem type|condition type|snomed problem type|kategorie|categoría|catégorie|"
            "categoria|classification|subtype",
        ),
        clinical.text(
            "severity", "How bad it is.", "Condition.severity",
            "severity|problem severity|schweregrad|gravedad|sévérité|gravidade|gravità",
        ),
        clinical.text(
            "body_site", "Where on the body.", "Condition.bodySite",
            "body site|site|location|laterality|injury part|körperstelle|localización|localisation|"
            "localização|sede",
        ),
        clinical.partial(
            "onset", "Since when.", "Condition.onsetDateTime",
            f"onset|onset date|date of onset|diagnosed|diagnosis date|date diagnosed|noted|date|{START}",
        ),
        clinical.partial(
            "abatement", "Until when.", "Condition.abatementDateTime",
            f"abatement|resolved|resolved date|date resolved|resolution date|{STOP}",
        ),
        clinical.code(
            "status", "Whether the problem is active, inactive or resolved.", "Condition.clinicalStatus",
            "status|prob status|problem status|condition status|clinical status|estado|statut|stato|situação",
            closed=domains.CONDITION_STATUS,
        ),
        clinical.flag(
            "active", "Whether the old system marks the problem as active.", "Condition.clinicalStatus",
            ACTIVE,
        ),
        clinical.code(
            "verification", "How sure the diagnosis is.", "Condition.verificationStatus",
            "verification|verification status|certainty|diagnosensicherheit|verificación|vérification|"
            "verificação|verifica",
            closed=domains.VERIFICATION,
        ),
        clinical.text(
            "occurrence", "Whether it is the first time, an early or a late recurrence.",
            "Condition.extension(occurrence)",
            "occurrence|recurrence|episode|first or recurrent",
        ),
        clinical.text(
            "outcome", "What came of it.", "Condition.extension(outcome)",
            "outcome|result|ausgang|resultado|résultat|desfecho|esito",
        ),
        operational.text(
            "referred_by", "Who sent the patient about it.", "Condition.asserter",
            "referred by|referredby|referring provider",
        ),
        clinical.partial(
            "return_date", "When the patient could return to work or sport.", "Condition.extension(return)",
            "return date|returndate|return to work|return to play",
        ),
        clinical.text(
            "function_status", "Whether it is a disability or hampers daily life.",
            "Condition.extension(functionStatus)",
            "function status|functional status|disability",
        ),
        clinical.note("note", "Words about the problem.", "Condition.note", NOTE),
        *bookkeeping("Condition"),
    ),
)

MEDICATION = Entity(
    "medication", AREA, "A medicine that a patient takes or took.", "MedicationStatement",
    words=split("medication|medications|meds|med|patient medication|patient medications|medication list|"
    "current medications|drug list|medicationpat|medication pat|medication statement|medikamente|medikation|"
    "medicamentos|medicación|médicaments|traitements|medicações|farmaci|terapie"),
    key_words=split(vocabulary.MEDICATION),
    fields=(
        of_patient("MedicationStatement.subject"),
        in_encounter("MedicationStatement.context"),
        by_provider("Provider who prescribed it.", "MedicationStatement.informationSource", ""
        "prescribing provider|prescriber|prescribed by|ordering provider|verordner|prescriptor|prescripteur|"
        "prescritor|prescrittore"),
        operational.ref(
            "payer", "Insurer who covered it.", "MedicationStatement.extension(payer)",
            vocabulary.PAYER,
            to=("payer",),
        ),
        operational.ref(
            "drug", "Entry in the old system's list of medicines.", "MedicationStatement.medicationReference",
            vocabulary.DRUG,
            to=("drug",),
        ),
        clinical.text(
            "name", "Name and strength of the medicine.",
            "MedicationStatement.medicationCodeableConcept.text",
            "name|medication|medication name|med name|drug|drug name|description|med descript|"
            "medication description|title|brand name|trade name|medicine|product|medikament|"
            "medikamentenname|arzneimittel|präparat|medicamento|fármaco|nombre del medicamento|médicament|"
            "nom du médicament|medicamento nome|remédio|farmaco|nome farmaco",
        ),
        clinical.code(
            "code", "Code of the medicine, often RxNorm.",
            "MedicationStatement.medicationCodeableConcept.coding.code",
            "code|medication code|drug code|rx norm|rxnorm|rx cui|rxcui|rxnorm code|rxnorm drugcode|rxn|ndc|"
            "ndc code|ndc number|atc|atc code|pzn|drug id code|código|code cip|codice aic",
        ),
        clinical.code(
            "code_system", "Code system of that code.",
            "MedicationStatement.medicationCodeableConcept.coding.system",
            CODE_SYSTEM,
        ),
        clinical.note(
            "instructions", "How to take it, as written.", "MedicationStatement.dosage.text",
            "instructions|sig|directions|patient instructions|dosage instructions|how to take|dosing|"
            "dosierungsanweisung|einnahme|indicaciones|posología|posologie|instructions de prise|posologia|"
            "modo de usar|istruzioni",
        ),
        clinical.text(
            "dose", "How much at a time.", "MedicationStatement.dosage.doseAndRate.doseQuantity.value",
            "dose|dosage|dose quantity|dose amount|q to take value|amount to take|take|dosis|dosierung|"
            "dose par prise|dosagem|dosaggio",
        ),
        clinical.text(
            "dose_unit", "Unit of the dose.", "MedicationStatement.dosage.doseAndRate.doseQuantity.unit",
            "dose unit|dose units|q to take unit|unit|units|dosiseinheit|unidad|unidad de dosis|unité|"
            "unité de dose|unidade|unità",
        ),
        clinical.text(
            "strength", "Strength of one tablet, millilitre and so on.", "Medication.ingredient.strength",
            "strength|size|concentration|drug strength|stärke|wirkstärke|concentración|dosage unitaire|"
            "concentração|concentrazione",
        ),
        clinical.text(
            "form", "Tablet, syrup, cream and so on.", "Medication.form",
            "form|dosage form|dose form|drug form|darreichungsform|forma|forma farmacéutica|forme|"
            "forme galénique|forma farmacêutica|forma farmaceutica",
        ),
        clinical.text(
            "route", "By mouth, on the skin and so on.", "MedicationStatement.dosage.route",
            "route|route of administration|administration route|verabreichungsweg|vía|vía de administración|"
            "voie|voie d administration|via de administração|via di somministrazione",
        ),
        clinical.text(
            "frequency", "How often, as a figure or in words.",
            "MedicationStatement.dosage.timing.repeat.frequency",
            "frequency|frequency value|interval|times per day|how often|freq|häufigkeit|frecuencia|"
            "fréquence|frequência|frequenza|intervalo",
        ),
        clinical.text(
            "frequency_unit", "What the frequency counts: per day, per week.",
            "MedicationStatement.dosage.timing.repeat.periodUnit",
            "frequency unit|frequency units|interval unit|per|period unit",
        ),
        clinical.decimal(
            "quantity", "How much was dispensed.", "MedicationDispense.quantity.value",
            "quantity|quantity dispensed|qty|q|amount|amount dispensed|dispense quantity|disp|menge|"
            "packungsgröße|cantidad|quantité|quantidade|quantità",
        ),
        clinical.decimal(
            "days_supply", "How many days it lasts.", "MedicationDispense.daysSupply",
            "days supply|days|day supply|supply days|duration days|duration|tage|días|jours|durée|dias|"
            "giorni",
        ),
        clinical.integer(
            "refills", "How often it may be refilled.",
            "MedicationRequest.dispenseRequest.numberOfRepeatsAllowed",
            "refills|refill|number of refills|repeats|refills allowed|wiederholungen|reposiciones|"
            "renouvellements|renovações|ripetizioni",
        ),
        clinical.integer(
            "dispenses", "How often it was dispensed.", "MedicationStatement.extension(dispenses)",
            "dispenses|number of dispenses|dispense count|times dispensed|fills|fill count|abgaben|"
            "dispensaciones|délivrances|dispensações",
        ),
        clinical.partial(
            "start", "Since when the patient takes it.", "MedicationStatement.effectivePeriod.start",
            f"prescribed date|date prescribed|rx date|medication start|med start|date|{START}",
        ),
        clinical.partial(
            "end", "Until when the patient took it.", "MedicationStatement.effectivePeriod.end",
            f"discontinued|discontinued date|date discontinued|dc date|medication end|{STOP}",
        ),
        clinical.code(
            "status", "Whether it is taken, stopped or finished.", "MedicationStatement.status",
            "status|medication status|med status|rx status|estado|statut|stato|situação",
            closed=domains.MEDICATION_STATUS,
        ),
        clinical.flag(
            "active", "Whether the old system marks the medicine as active.", "MedicationStatement.status",
            ACTIVE,
        ),
        financial.money(
            "unit_cost", "Cost of one dispense.", "ChargeItem.priceOverride",
            "base cost|unit cost|unit price|price|cost|cost per dispense|stückpreis|precio|precio unitario|"
            "prix|prix unitaire|preço|prezzo",
        ),
        financial.money(
            "payer_covered", "What the insurer covered.", "ExplanationOfBenefit.payment.amount",
            "payer coverage|payer covered|covered amount|insurance paid|insurance payment|amount covered|"
            "cobertura|montant couvert|valor coberto",
        ),
        financial.money(
            "total_cost", "Cost of all dispenses.", "ChargeItem.extension(total)",
            "total cost|totalcost|total charge|total price|gesamtkosten|costo total|coût total|custo total|"
            "costo totale",
        ),
        *reason("MedicationStatement"),
        clinical.code(
            "verification", "How sure it is that the patient takes it.",
            "MedicationStatement.extension(verification)",
            "verification|verification status|reconciled|reviewed",
        ),
        clinical.text(
            "outcome", "What came of it.", "MedicationStatement.extension(outcome)",
            "outcome|result",
        ),
        operational.text(
            "referred_by", "Who sent the patient about it.", "MedicationStatement.extension(referredBy)",
            "referred by|referredby",
        ),
        clinical.note(
            "note", "Words about the medicine.", "MedicationStatement.note",
            f"medication note|med note|{NOTE}",
        ),
        *bookkeeping("MedicationStatement"),
    ),
)

DISPENSE = Entity(
    "dispense", AREA, "One dispense or refill of a medicine.", "MedicationDispense",
    words=split("dispense|dispenses|refill|refills|dispensing|fills|medication dispense|pharmacy fills|"
    "abgabe|abgaben|dispensación|dispensaciones|délivrance|délivrances|dispensação|erogazioni"),
    key_words=split("dispense id|refill id|fill id|fill number"),
    fields=(
        of_patient("MedicationDispense.subject"),
        in_encounter("MedicationDispense.context"),
        operational.ref(
            "medication", "Medicine record that it belongs to.", "MedicationDispense.authorizingPrescription",
            "medication|medication id|med id|patient medication id|medication pat num",
            to=("medication", "prescription"),
        ),
        operational.ref(
            "prescription", "Prescription that it fills.", "MedicationDispense.authorizingPrescription",
            vocabulary.PRESCRIPTION,
            to=("prescription",),
        ),
        operational.ref(
            "pharmacy", "Pharmacy that dispensed.", "MedicationDispense.performer",
            vocabulary.PHARMACY,
            to=("pharmacy",),
        ),
        clinical.text(
            "name", "Name of the medicine.", "MedicationDispense.medicationCodeableConcept.text",
            "name|medication name|drug|drug name|description|medikament|medicamento|médicament|farmaco",
        ),
        clinical.code(
            "code", "Code of the medicine.", "MedicationDispense.medicationCodeableConcept.coding.code",
            "code|rxn|rxnorm|rx norm|rxcui|rx cui|ndc|drug code|medication code",
        ),
        clinical.code(
            "code_system", "Code system of that code.",
            "MedicationDispense.medicationCodeableConcept.coding.system",
            CODE_SYSTEM,
        ),
        clinical.moment(
            "dispensed_at", "When it was dispensed.", "MedicationDispense.whenHandedOver",
            "date|dispense date|date dispensed|fill date|filled date|refill date|filled on|dispensed|"
            "abgabedatum|fecha de dispensación|date de délivrance|data da dispensação",
        ),
        clinical.decimal(
            "quantity", "How much was dispensed.", "MedicationDispense.quantity.value",
            "quantity|qty|q|quantity dispensed|amount|menge|cantidad|quantité|quantidade|quantità",
        ),
        clinical.text(
            "unit", "Unit of the quantity.", "MedicationDispense.quantity.unit",
            "unit|units|quantity unit|einheit|unidad|unité|unidade|unità",
        ),
        clinical.decimal(
            "days_supply", "How many days it lasts.", "MedicationDispense.daysSupply",
            "days|days supply|day supply|supply days|tage|días|jours|dias|giorni",
        ),
        clinical.code(
            "status", "How far the dispense has come.", "MedicationDispense.status",
            "status|dispense status|fill status",
        ),
        clinical.note("note", "Words about the dispense.", "MedicationDispense.note", NOTE),
        *bookkeeping("MedicationDispense"),
    ),
)

SURGERY = Entity(
    "surgery", AREA, "An operation in the patient's history, done elsewhere or before.", "Procedure(history)",
    words=split("surgery|surgeries|surgical history|past surgeries|operations|past surgical history|psh|"
    "operationen|cirugías|antecedentes quirúrgicos|chirurgies|antécédents chirurgicaux|cirurgias|interventi"),
    key_words=split("surgery id|surgical history id|operation id"),
    fields=(
        of_patient("Procedure.subject"),
        in_encounter("Procedure.encounter"),
        clinical.text(
            "name", "What was done.", "Procedure.code.text",
            "name|surgery|surgery name|operation|procedure|description|title|eingriff|cirugía|chirurgie|"
            "cirurgia|intervento",
        ),
        clinical.code(
            "code", "Code of the operation.", "Procedure.code.coding.code",
            "code|procedure code|surgery code|cpt|snomed|snomed code|diagnosis",
        ),
        clinical.code(
            "code_system", "Code system of that code.", "Procedure.code.coding.system",
            CODE_SYSTEM,
        ),
        clinical.partial(
            "date", "When it was done.", "Procedure.performedDateTime",
            f"date|surgery date|date of surgery|operation date|year|performed|{START}",
        ),
        clinical.partial("end", "When it was over.", "Procedure.performedPeriod.end", STOP),
        clinical.text(
            "body_site", "Where on the body.", "Procedure.bodySite",
            "body site|site|laterality|side|körperstelle|localización|localisation|localização|sede",
        ),
        clinical.text(
            "surgeon", "Who operated.", "Procedure.performer.actor",
            "surgeon|performed by|operateur|cirujano|chirurgien|cirurgião|chirurgo",
        ),
        clinical.text(
            "facility", "Where it was done.", "Procedure.location",
            "facility|hospital|place|krankenhaus|klinik|hôpital|ospedale",
        ),
        clinical.text(
            "outcome", "What came of it.", "Procedure.outcome",
            "outcome|result|complications|ausgang|resultado|résultat|desfecho|esito",
        ),
        clinical.flag(
            "active", "Whether the old system marks the entry as active.", "Procedure.status",
            ACTIVE,
        ),
        operational.text(
            "referred_by", "Who sent the patient for it.", "Procedure.asserter",
            "referred by|referredby|referring provider",
        ),
        clinical.note("note", "Words about the operation.", "Procedure.note", NOTE),
        *bookkeeping("Procedure"),
    ),
)

FAMILY_HISTORY = Entity(
    "family_history", AREA, "A problem in the patient's family.", "FamilyMemberHistory",
    words=split("family history|familyhistory|family medical history|fh|fhx|family member history|"
    "familienanamnese|antecedentes familiares|antécédents familiaux|histórico familiar|anamnesi familiare"),
    key_words=split("family history id|family health num|fh id"),
    fields=(
        of_patient("FamilyMemberHistory.patient"),
        clinical.text(
            "relationship", "Who in the family.", "FamilyMemberHistory.relationship.text",
            "relationship|relative|relative title|relation|family member|relative name|verwandter|"
            "verwandtschaftsgrad|parentesco|familiar|parenté|lien|grau de parentesco|parentela",
        ),
        clinical.code(
            "relationship_code", "Code of the relationship.", "FamilyMemberHistory.relationship.coding.code",
            "relative code|relationship code|relation code",
        ),
        clinical.text(
            "relative_name", "Name of the relative.", "FamilyMemberHistory.name",
            "person name|name of relative|family member name",
        ),
        clinical.code(
            "relative_sex", "Sex of the relative.", "FamilyMemberHistory.sex",
            "relative sex|relative gender|sex of relative",
            closed=domains.SEX,
        ),
        clinical.partial(
            "birth_date", "When the relative was born.", "FamilyMemberHistory.bornDate",
            "date of birth|birth date|dob|relative dob|born|geburtsdatum|fecha de nacimiento|"
            "date de naissance|data de nascimento|data di nascita",
        ),
        clinical.partial(
            "death_date", "When the relative died.", "FamilyMemberHistory.deceasedDate",
            "date of death|death date|died|relative death date|sterbedatum|fecha de defunción|date de décès|"
            "data de óbito|data di morte",
        ),
        clinical.text(
            "problem", "What the relative has or had.", "FamilyMemberHistory.condition.code.text",
            "problem|problem title|condition|disease|diagnosis|problem name|condition name|disease name|"
            "description|erkrankung|enfermedad|maladie|doença|malattia",
        ),
        clinical.code(
            "problem_code", "Code of that problem.", "FamilyMemberHistory.condition.code.coding.code",
            "problem code|condition code|diagnosis code|snomed code|icd code",
        ),
        clinical.code(
            "code_system", "Code system of that code.", "FamilyMemberHistory.condition.code.coding.system",
            CODE_SYSTEM,
        ),
        clinical.text(
            "onset_age", "Age of the relative when it began.", "FamilyMemberHistory.condition.onsetAge",
            "onset age|age at onset|age of onset|age",
        ),
        clinical.decimal(
            "relative_height", "Height of the relative in centimetres.",
            "FamilyMemberHistory.extension(height)",
            "height cm|relative height|height of relative|height",
        ),
        clinical.note("note", "Words about the entry.", "FamilyMemberHistory.note", NOTE),
        *bookkeeping("FamilyMemberHistory"),
    ),
)

SOCIAL_HISTORY = Entity(
    "social_history", AREA,
    "How a patient lives: smoking, drinking, work and home.", "Observation(social-history)", satellite=True,
    words=split("social history|socialhistory|lifestyle|smoking|smoking status|habits|sh|history data|"
    "sozialanamnese|antecedentes sociales|hábitos|antécédents sociaux|mode de vie|histórico social|"
    "anamnesi sociale"),
    key_words=split("social history id|smoking status id|lifestyle id"),
    fields=(
        of_patient("Observation.subject"),
        in_encounter("Observation.encounter"),
        clinical.text(
            "smoking_status", "Whether the patient smokes, in words.",
            "Observation(72166-2).valueCodeableConcept.text",
            "smoking status|smoking|tobacco|smoker|tobacco use|cigarettes|raucher|rauchen|rauchstatus|"
            "tabaquismo|fumador|tabac|fumeur|tabagismo|fumante|fumo|fumatore",
        ),
        clinical.code(
            "smoking_status_code", "Code of the smoking status.",
            "Observation(72166-2).valueCodeableConcept.coding.code",
            "smoking status code|smokingstatuscode|smoking code|smoking snomed|smoking sno med|tobacco code",
        ),
        clinical.text(
            "smoking_amount", "How much the patient smokes or smoked.", "Observation(8664-5).value",
            "packs per day|cigarettes per day|pack years|smoking amount|zigaretten pro tag|"
            "cigarrillos al día",
        ),
        clinical.text(
            "alcohol", "How much alcohol the patient drinks.", "Observation(11331-6).value",
            "alcohol|alcohol use|drinks per week|drinking|etoh|alkohol|alcool|álcool",
        ),
        clinical.text(
            "drugs", "Other drugs the patient uses.", "Observation(74204-9).value",
            "recreational drugs|drug use|substance use|drugs|illicit drugs|drogen|drogas|drogues|droghe",
        ),
        clinical.text(
            "exercise", "How active the patient is.", "Observation(exercise).value",
            "exercise|exercise patterns|physical activity|sport|fitness|ejercicio|activité physique|"
            "atividade física|attività fisica",
        ),
        clinical.text(
            "diet", "How the patient eats.", "Observation(diet).value",
            "diet|nutrition|ernährung|dieta|régime alimentaire",
        ),
        clinical.text(
            "sexual_history", "Sexual history as noted.", "Observation(sexual-history).value",
            "sexual history|sexual orientation|sexually active|sexualanamnese|orientación sexual",
        ),
        clinical.text(
            "living_situation", "With whom and how the patient lives.", "Observation(living-situation).value",
            "living situation|living arrangement|lives with|housing|wohnsituation|situación de vivienda|"
            "situation de vie",
        ),
        clinical.text(
            "education", "Schooling of the patient.", "Observation(82589-3).value",
            "education|education level|highest education|bildung|nivel educativo|niveau d études|"
            "escolaridade|istruzione",
        ),
        clinical.partial(
            "recorded", "When it was asked.", "Observation.effectiveDateTime",
            f"recorded|date recorded|date|assessed|{START}",
        ),
        clinical.partial("end", "Until when it held.", "Observation.effectivePeriod.end", STOP),
        clinical.note("note", "Words about the entry.", "Observation.note", "social history note|" + NOTE),
    ),
)

VITAL_SIGN = Entity(
    "vital_sign", AREA, "What was measured on a patient at one time.", "Observation(vital-signs)",
    words=split("vital|vitals|vital sign|vital signs|form vitals|measurements|vitalparameter|vitalwerte|"
    "signos vitales|constantes|signes vitaux|sinais vitais|parametri vitali"),
    key_words=split("vital id|vital sign id|vitals id|vitalsign num|measurement id"),
    fields=(
        of_patient("Observation.subject"),
        in_encounter("Observation.encounter"),
        by_provider("Provider who measured.", "Observation.performer"),
        clinical.text(
            "encounter_type", "Kind of visit at which it was measured.", "Encounter.class",
            "encounter type|visit type|encounter class|setting",
        ),
        clinical.moment(
            "taken_at", "When it was measured.", "Observation.effectiveDateTime",
            "timestamp|time stamp|taken at|date taken|date|date time|datetime|measured at|observation date|"
            "recorded at|vitals date|gemessen am|messzeitpunkt|fecha|fecha de medición|date de mesure|"
            "data da medição|data misurazione",
        ),
        clinical.moment(
            "period_start", "Start of the visit or period of measuring.", "Observation.effectivePeriod.start",
            START,
        ),
        clinical.moment(
            "period_end", "End of the visit or period of measuring.", "Observation.effectivePeriod.end",
            STOP,
        ),
        clinical.decimal(
            "heart_rate", "Heartbeats in a minute.", "Observation(8867-4).valueQuantity",
            "heart rate|pulse|hr|bpm|pulse rate|heartrate|puls|herzfrequenz|frecuencia cardíaca|pulso|"
            "fréquence cardiaque|pouls|frequência cardíaca|frequenza cardiaca|polso",
        ),
        clinical.decimal(
            "respiratory_rate", "Breaths in a minute.", "Observation(9279-1).valueQuantity",
            "respiratory rate|respiration|resp|rr|resp rate|breathing rate|atemfrequenz|"
            "frecuencia respiratoria|fréquence respiratoire|frequência respiratória|frequenza respiratoria",
        ),
        clinical.decimal(
            "temperature", "Body temperature.", "Observation(8310-5).valueQuantity",
            "temperature|temp|body temperature|temperatur|körpertemperatur|temperatura|température",
        ),
        clinical.text(
            "temperature_method", "Where the temperature was taken.", "Observation(8310-5).method",
            "temperature method|temp method|temp site|temperature site",
        ),
        clinical.decimal(
            "weight", "Body weight.", "Observation(29463-7).valueQuantity",
            "weight|wt|body weight|weight kg|weight lb|weight lbs|gewicht|körpergewicht|peso|poids",
        ),
        clinical.text(
            "weight_unit", "Unit of the weight.", "Observation(29463-7).valueQuantity.unit",
            "weight unit|weight units|wt unit",
        ),
        clinical.decimal(
            "height", "Body height.", "Observation(8302-2).valueQuantity",
            "height|ht|body height|height cm|height in|length|stature|größe|körpergröße|talla|altura|"
            "estatura|taille|altezza|statura",
        ),
        clinical.text(
            "height_unit", "Unit of the height.", "Observation(8302-2).valueQuantity.unit",
            "height unit|height units|ht unit",
        ),
        clinical.decimal(
            "bmi", "Body mass index.", "Observation(39156-5).valueQuantity",
            "bmi|body mass index|imc|body mass",
        ),
        clinical.text(
            "bmi_status", "What the body mass index means, as noted.", "Observation(39156-5).interpretation",
            "bmi status|weight code|bmi category",
        ),
        clinical.integer(
            "systolic", "Upper blood pressure.", "Observation(8480-6).valueQuantity",
            "systolic|bps|bp systolic|systolic bp|sbp|sys|systolic blood pressure|systolisch|sistólica|"
            "presión sistólica|systolique|sistolica",
        ),
        clinical.integer(
            "diastolic", "Lower blood pressure.", "Observation(8462-4).valueQuantity",
            "diastolic|bpd|bp diastolic|diastolic bp|dbp|dia|diastolic blood pressure|diastolisch|"
            "diastólica|presión diastólica|diastolique|diastolica",
        ),
        clinical.text(
            "blood_pressure", "Blood pressure as one piece, such as 120/80.",
            "Observation(85354-9).component",
            "blood pressure|bp|blutdruck|rr wert|presión arterial|tensión arterial|tension artérielle|"
            "pression artérielle|pressão arterial|pressione arteriosa",
        ),
        clinical.text(
            "bp_site", "Where blood pressure was taken.", "Observation(85354-9).bodySite",
            "bp site|blood pressure site|bp location|site|cuff site",
        ),
        clinical.text(
            "bp_method", "How blood pressure was taken.", "Observation(85354-9).method",
            "bp method|blood pressure method|method",
        ),
        clinical.text(
            "bp_position", "Whether the patient sat, stood or lay.",
            "Observation(85354-9).extension(bodyPosition)",
            "bp position|blood pressure position|position|posture",
        ),
        clinical.decimal(
            "oxygen_saturation", "Oxygen saturation in percent.", "Observation(59408-5).valueQuantity",
            "oxygen saturation|o2 saturation|spo2|sao2|o2 sat|pulse ox|oximetry|sauerstoffsättigung|"
            "saturación de oxígeno|saturation en oxygène|saturação de oxigênio|saturazione",
        ),
        clinical.decimal(
            "head_circumference", "Round the head.", "Observation(9843-4).valueQuantity",
            "head circumference|head circ|hc|ofc|kopfumfang|perímetro cefálico|périmètre crânien|"
            "circonferenza cranica",
        ),
        clinical.decimal(
            "waist_circumference", "Round the waist.", "Observation(8280-0).valueQuantity",
            "waist circumference|waist circ|waist|taillenumfang|perímetro abdominal|tour de taille",
        ),
        clinical.decimal(
            "pain", "Pain from none to worst.", "Observation(72514-3).valueQuantity",
            "pain|pain score|pain level|pain severity|schmerz|dolor|douleur|dor|dolore",
        ),
        clinical.decimal(
            "glucose", "Blood sugar measured at the chair.", "Observation(2339-0).valueQuantity",
            "glucose|blood glucose|blood sugar|blutzucker|glucemia|glycémie|glicemia",
        ),
        clinical.note("note", "Words about the measuring.", "Observation.note", NOTE),
        *bookkeeping("Observation"),
    ),
)

LAB_RESULT = Entity(
    "lab_result", AREA,
    "One laboratory value, or other observation, of a patient.", "Observation(laboratory)",
    words=split("lab|labs|lab result|lab results|laboratory|test results|results|observation|observations|"
    "procedure result|labor|laborwerte|laboratorio|resultados|analíticas|laboratoire|résultats|exames|esami|"
    "referti"),
    key_words=split("lab id|lab result id|lab result num|observation id|result id|test id"),
    fields=(
        of_patient("Observation.subject"),
        in_encounter("Observation.encounter"),
        by_provider("Provider who ordered or reported.", "Observation.performer", "ordering provider"),
        clinical.text(
            "name", "What was tested.", "Observation.code.text",
            "name|test|test name|description|lab name|analyte|component|result name|observation|"
            "untersuchung|parameter|prueba|nombre|examen|analyse|exame|esame",
        ),
        clinical.code(
            "code", "Code of the test, often LOINC.", "Observation.code.coding.code",
            "code|loinc|loinc code|test code|test id|result code|lab code|código|codice",
        ),
        clinical.code(
            "code_system", "Code system of that code.", "Observation.code.coding.system",
            CODE_SYSTEM,
        ),
        clinical.text(
            "panel", "Group of tests it belongs to.", "DiagnosticReport.code",
            "panel|panel name|battery|order name|test group|profile|perfil|bilan|pannello",
        ),
        clinical.code(
            "category", "Kind of observation.", "Observation.category",
            "category|observation category|type|kategorie|categoría|catégorie|categoria",
        ),
        clinical.code(
            "scale", "Whether the value is a number, an order, or words.", "Observation.extension(scale)",
            "scale|scale type|value type|result type|data type|numeric or text",
        ),
        clinical.text(
            "value", "The result.", "Observation.value",
            "value|result|result value|obs value|observation value|test result|wert|ergebnis|messwert|valor|"
            "resultado|valeur|résultat|valore|risultato",
        ),
        clinical.text(
            "unit", "Unit of the result.", "Observation.valueQuantity.unit",
            "unit|units|uom|unit of measure|obs units|einheit|unidad|unidades|unité|unités|unidade|unità",
        ),
        clinical.text(
            "low", "Lower end of the normal range.", "Observation.referenceRange.low",
            "low|range low|ref low|reference low|normal low|lower limit|min|untergrenze|límite inferior|"
            "borne inférieure|limite inferior|limite inferiore",
        ),
        clinical.text(
            "high", "Upper end of the normal range.", "Observation.referenceRange.high",
            "high|range high|ref high|reference high|normal high|upper limit|max|obergrenze|límite superior|"
            "borne supérieure|limite superior|limite superiore",
        ),
        clinical.text(
            "range", "Normal range in words.", "Observation.referenceRange.text",
            "range|reference range|normal range|obs range|referenzbereich|normbereich|rango|"
            "intervalo de referencia|valeurs de référence|faixa de referência|intervallo di riferimento",
        ),
        clinical.text(
            "abnormal", "Whether the result is outside the range.", "Observation.interpretation",
            "abnormal|abnormal flag|flag|interpretation|auffällig|anormal|anormale|anormalidade|anomalo",
        ),
        clinical.moment(
            "taken_at", "When the sample was taken or the value measured.", "Observation.effectiveDateTime",
            "date|date time|datetime|collected|collection date|date collected|specimen date|test date|"
            "result date|observation date|date time test|entnahmedatum|datum|fecha|fecha de toma|"
            "date de prélèvement|date du résultat|data da coleta|data prelievo",
        ),
        clinical.text(
            "specimen", "What was tested: blood, urine, saliva.", "Observation.specimen",
            "specimen|sample|specimen type|probe|material|muestra|échantillon|amostra|campione",
        ),
        clinical.text(
            "laboratory", "Which laboratory.", "Observation.performer(laboratory)",
            "laboratory|lab|performing lab|facility|labor|laboratorio|laboratoire|laboratório",
        ),
        clinical.code(
            "status", "Whether the result is final.", "Observation.status",
            "status|result status|obs status|report status",
        ),
        clinical.note("note", "Words about the result.", "Observation.note", NOTE),
        *bookkeeping("Observation"),
    ),
)

CLINICAL_NOTE = Entity(
    "clinical_note", AREA,
    "What was written about a patient, with its author, time and signature.", "DocumentReference(note)",
    words=split("clinical note|clinical notes|clinicalnotes|progress note|progress notes|chart note|"
    "chart notes|note|notes|procnote|proc notes|soap|soap notes|commlog|encounter notes|treatment notes|"
    "behandlungsnotizen|verlauf|verlaufsnotizen|karteieintrag|notas clínicas|evolución|evoluciones|"
    "notes cliniques|observations cliniques|evoluções|notas|note cliniche|diario clinico"),
    key_words=split("note id|clinical note id|progress note id|proc note num|commlog num|note num|"
    "chart note id"),
    fields=(
        of_patient("DocumentReference.subject"),
        in_encounter("DocumentReference.context.encounter"),
        operational.ref(
            "procedure", "Procedure that the note is about.", "DocumentReference.context.related",
            vocabulary.PROCEDURE,
            to=("procedure",),
        ),
        by_provider("Provider who wrote the note.", "DocumentReference.author", "author|author id|written by|"
        "note author|signed provider"),
        clinical.text(
            "author_name", "Name of the one who wrote the note, as typed.",
            "DocumentReference.author.display",
            "author name|entered by name|note author name|autor|verfasser|auteur|autore",
        ),
        clinical.text(
            "title", "Heading of the note.", "DocumentReference.description",
            "title|subject|heading|note title|description|summary|betreff|überschrift|título|asunto|titre|"
            "objet|assunto|titolo|oggetto",
        ),
        clinical.code(
            "kind", "Kind of note.", "DocumentReference.type",
            "type|note type|category|kind|note category|note class|notizart|tipo|tipo de nota|type de note|"
            "tipo di nota",
        ),
        clinical.note(
            "text", "The note itself.", "DocumentReference.content.attachment.data",
            "text|note|notes|note text|body|content|progress note|soap note|narrative|memo|clinical note|"
            "subjective|objective|assessment|plan|text des eintrags|notiz|eintrag|texto|nota|contenido|"
            "texte|contenu|anotação|evolução|testo|contenuto",
            many=True,
        ),
        clinical.moment(
            "written_at", "When the note was written.", "DocumentReference.date",
            "date|note date|date time|datetime|written|written at|entry date time|date written|note time|"
            "comm date time|datum|fecha|fecha de la nota|date de la note|data da nota|data nota",
        ),
        clinical.moment(
            "signed_at", "When the note was signed.", "DocumentReference.authenticator(date)",
            "signed at|signed date|date signed|signature date|signed on|sig date|unterschrieben am|"
            "fecha de firma|date de signature|data da assinatura|data firma",
        ),
        clinical.text(
            "signed_by", "Who signed the note.", "DocumentReference.authenticator",
            "signed by|signature|signer|authenticated by|cosigner|cosigned by|unterschrieben von|"
            "firmado por|signé par|assinado por|firmato da",
        ),
        clinical.code(
            "status", "Draft, signed, locked or amended.", "DocumentReference.docStatus",
            "status|note status|doc status|signed status|estado|statut|stato|situação",
            closed=domains.NOTE_STATUS,
        ),
        clinical.flag(
            "locked", "Whether the note can no longer be changed.", "DocumentReference.extension(locked)",
            "locked|is locked|closed|read only|gesperrt|bloqueada|verrouillé|bloqueado|bloccato",
        ),
        clinical.flag(
            "restricted", "Whether the note may be read by few only.", "DocumentReference.securityLabel",
            "restricted|confidential|private|sensitive|psychotherapy note|vertraulich|confidencial|"
            "confidentiel|riservato",
        ),
        clinical.text(
            "mime_type", "Format of the note's file.", "DocumentReference.content.attachment.contentType",
            "mime type|mime|content type|file type|format|media type|dateityp|tipo de archivo|"
            "type de fichier|tipo de arquivo|tipo di file",
        ),
        clinical.text(
            "file_name", "File that holds the note.", "DocumentReference.content.attachment.url",
            "file name|filename|file|path|file path|document name|dateiname|nombre de archivo|"
            "nom du fichier|nome do arquivo|nome file",
        ),
        *bookkeeping("DocumentReference"),
    ),
)

IMMUNISATION = Entity(
    "immunisation", AREA, "A vaccination that was given, or not and why.", "Immunization",
    words=split("immunisation|immunisations|immunization|immunizations|vaccine|vaccines|vaccination|"
    "vaccinations|vaccinepat|shots|impfung|impfungen|vacuna|vacunas|inmunizaciones|vaccin|vaccins|"
    "vaccinations patient|vacina|vacinas|vaccini|vaccinazioni"),
    key_words=split("immunization id|immunisation id|vaccine id|vaccine pat num|vaccination id"),
    fields=(
        of_patient("Immunization.patient"),
        in_encounter("Immunization.encounter"),
        by_provider("Provider who gave the vaccine.", "Immunization.performer", "administered by|given by|"
        "vaccinator"),
        clinical.text(
            "name", "Name of the vaccine.", "Immunization.vaccineCode.text",
            "name|vaccine|vaccine name|description|cvx title|immunization|immunization name|title|impfstoff|"
            "impfung|vacuna|nombre de la vacuna|vaccin|nom du vaccin|vacina|nome da vacina|vaccino",
        ),
        clinical.code(
            "code", "Code of the vaccine, often CVX.", "Immunization.vaccineCode.coding.code",
            "code|cvx|cvx code|vaccine code|immunization code|código|codice",
        ),
        clinical.code(
            "code_system", "Code system of that code.", "Immunization.vaccineCode.coding.system",
            CODE_SYSTEM,
        ),
        clinical.code(
            "group_code", "Code of the group of vaccines.",
            "Immunization.protocolApplied.targetDisease.coding.code",
            "vg|vg2|vaccine group|vaccine group code|vg code",
            many=True,
        ),
        clinical.text(
            "group", "Group of vaccines.", "Immunization.protocolApplied.targetDisease.text",
            "vg title|vg2 title|vaccine group title|vaccine group name|vaccine family|disease",
            many=True,
        ),
        clinical.moment(
            "given_at", "When it was given.", "Immunization.occurrenceDateTime",
            "date|administered date|date administered|administration date|given|given date|date given|"
            "immunization date|vaccine date|shot date|date time start|impfdatum|fecha|fecha de vacunación|"
            "date de vaccination|data da vacinação|data vaccinazione",
        ),
        clinical.code(
            "status", "Whether it was given.", "Immunization.status",
            "status|administration status|completion status|immunization status|given status|estado|statut|"
            "stato",
            closed=domains.IMMUNISATION_STATUS,
        ),
        clinical.text(
            "refusal_reason", "Why it was not given.", "Immunization.statusReason",
            "refusal reason|reason not given|not given reason|reason refused|ablehnungsgrund|"
            "motivo de rechazo|motif de refus|motivo da recusa|motivo rifiuto",
        ),
        clinical.text(
            "lot", "Lot number.", "Immunization.lotNumber",
            "lot|lot number|lot no|batch|batch number|chargennummer|lote|numéro de lot|lotto",
        ),
        clinical.text(
            "manufacturer", "Who made it.", "Immunization.manufacturer",
            "manufacturer|mvx|drug manufacturer|maker|hersteller|fabricante|fabricant|produttore",
        ),
        clinical.date(
            "expires", "Date until which the vaccine was good.", "Immunization.expirationDate",
            "expiration date|expires|expiry|exp date|ablaufdatum|caducidad|péremption|validade|scadenza",
        ),
        clinical.text(
            "dose_number", "Which dose in the series.", "Immunization.protocolApplied.doseNumber",
            "dose number|dose no|series|dose in series|impfdosis nummer|número de dosis|rang vaccinal",
        ),
        clinical.text(
            "dose", "How much was given.", "Immunization.doseQuantity.value",
            "dose|amount administered|administered amt|dose amount|dosis",
        ),
        clinical.text(
            "dose_unit", "Unit of the dose.", "Immunization.doseQuantity.unit",
            "dose unit|dose units|unit|units",
        ),
        clinical.text(
            "route", "How it was given.", "Immunization.route",
            "route|administration route|vía|voie|via",
        ),
        clinical.text(
            "site", "Where on the body it was given.", "Immunization.site",
            "site|administration site|body site|injection site|impfstelle|lugar|zona|local|sede",
        ),
        financial.money(
            "cost", "Cost of the vaccine.", "ChargeItem.priceOverride",
            "base cost|cost|price|charge|fee|kosten|preis|costo|precio|coût|prix|custo|preço|prezzo",
        ),
        clinical.note("note", "Words about the vaccination.", "Immunization.note", NOTE),
        *bookkeeping("Immunization"),
    ),
)

DEVICE = Entity(
    "device", AREA, "An implant or device in or on a patient, or used for one.", "Device",
    words=split("device|devices|implant|implants|implantable devices|implantate|implantes|dispositivos|"
    "dispositifs|implants patient|dispositivi|impianti"),
    key_words=split("device id|implant id|ehr device num"),
    fields=(
        of_patient("Device.patient"),
        in_encounter("DeviceUseStatement.derivedFrom"),
        by_provider("Provider who placed it.", "DeviceUseStatement.source", "placed by|implanted by"),
        clinical.text(
            "name", "What it is.", "Device.deviceName.name",
            "name|description|device|device name|implant|implant name|type description|gerät|implantat|"
            "dispositivo|implante|dispositif|impianto",
        ),
        clinical.code(
            "code", "Code of the device.", "Device.type.coding.code",
            "code|device code|type code|snomed code|código|codice",
        ),
        clinical.code("code_system", "Code system of that code.", "Device.type.coding.system", CODE_SYSTEM),
        clinical.text(
            "udi", "Unique device identifier.", "Device.udiCarrier.carrierHRF",
            "udi|unique device identifier|device identifier|udi carrier",
        ),
        clinical.text(
            "serial_number", "Serial number.", "Device.serialNumber",
            "serial number|serial no|serial|seriennummer|número de serie|numéro de série|número de série|"
            "numero di serie",
        ),
        clinical.text("lot", "Lot number.", "Device.lotNumber", "lot|lot number|batch|charge|lote|lotto"),
        clinical.text(
            "manufacturer", "Who made it.", "Device.manufacturer",
            "manufacturer|maker|brand|hersteller|fabricante|fabricant|produttore",
        ),
        clinical.text(
            "model", "Model or size.", "Device.modelNumber",
            "model|model number|size|modell|modelo|modèle|modello",
        ),
        clinical.text(
            "body_site", "Where on the body, or which tooth.", "DeviceUseStatement.bodySite",
            "body site|site|tooth|location|körperstelle|localización|localisation|sede",
        ),
        clinical.partial(
            "start", "Since when it is in use.", "DeviceUseStatement.timingPeriod.start",
            f"implant date|date implanted|placed|placement date|date|{START}",
        ),
        clinical.partial(
            "end", "Until when it was in use.", "DeviceUseStatement.timingPeriod.end",
            f"explant date|removed date|removal date|date removed|{STOP}",
        ),
        clinical.code(
            "status", "Whether it is still in place.", "Device.status",
            "status|device status|estado|statut|stato",
        ),
        clinical.note("note", "Words about the device.", "Device.note", NOTE),
        *bookkeeping("Device"),
    ),
)

SUPPLY_USE = Entity(
    "supply_use", AREA, "Material that was used for, or handed to, a patient.", "SupplyDelivery",
    words=split("supply|supplies|supply use|materials used|consumables|verbrauchsmaterial|materialien|"
    "suministros|insumos|fournitures|consommables|forniture|materiali"),
    key_words=split("supply id|supply use id|supply num"),
    fields=(
        of_patient("SupplyDelivery.patient"),
        in_encounter("SupplyDelivery.extension(encounter)"),
        clinical.text(
            "name", "What was used.", "SupplyDelivery.suppliedItem.itemCodeableConcept.text",
            "name|description|supply|item|material|product|artikel|bezeichnung|suministro|artículo|"
            "fourniture|article|insumo|item nome|articolo",
        ),
        clinical.code(
            "code", "Code of the material.", "SupplyDelivery.suppliedItem.itemCodeableConcept.coding.code",
            "code|supply code|item code|product code|código|codice",
        ),
        clinical.code(
            "code_system", "Code system of that code.",
            "SupplyDelivery.suppliedItem.itemCodeableConcept.coding.system",
            CODE_SYSTEM,
        ),
        clinical.decimal(
            "quantity", "How many.", "SupplyDelivery.suppliedItem.quantity",
            "quantity|qty|amount|count|number|menge|anzahl|cantidad|quantité|quantidade|quantità",
        ),
        clinical.text(
            "unit", "Unit of the quantity.", "SupplyDelivery.suppliedItem.quantity.unit",
            "unit|units|einheit|unidad|unité|unidade|unità",
        ),
        clinical.text(
            "lot", "Lot number.", "SupplyDelivery.extension(lot)",
            "lot|lot number|batch|lote|lotto",
        ),
        clinical.moment(
            "used_at", "When it was used.", "SupplyDelivery.occurrenceDateTime",
            "date|date used|used on|date time|supply date|datum|fecha|data",
        ),
        clinical.note("note", "Words about the use.", "SupplyDelivery.extension(note)", NOTE),
        *bookkeeping("SupplyDelivery"),
    ),
)

CARE_PLAN = Entity(
    "care_plan", AREA, "A plan of care over time.", "CarePlan",
    words=split("care plan|care plans|careplan|careplans|plan of care|pflegepläne|planes de cuidados|"
    "plans de soins|planos de cuidados|piani di cura"),
    key_words=split(vocabulary.CARE_PLAN),
    fields=(
        of_patient("CarePlan.subject"),
        in_encounter("CarePlan.encounter"),
        by_provider("Provider who made the plan.", "CarePlan.author"),
        clinical.text(
            "name", "What the plan is.", "CarePlan.title",
            "name|description|title|plan|care plan|plan name|activity|bezeichnung|descripción|nombre|"
            "libellé|descrição|descrizione",
        ),
        clinical.code(
            "code", "Code of the plan.", "CarePlan.category.coding.code",
            "code|plan code|care plan code|snomed code|código|codice",
        ),
        clinical.code(
            "code_system", "Code system of that code.", "CarePlan.category.coding.system",
            CODE_SYSTEM,
        ),
        clinical.partial("start", "Since when the plan runs.", "CarePlan.period.start", f"date|{START}"),
        clinical.partial("end", "Until when the plan ran.", "CarePlan.period.end", STOP),
        *reason("CarePlan"),
        clinical.text(
            "goal", "What the plan is to reach.", "CarePlan.goal",
            "goal|goals|target|ziel|objetivo|objectif|obiettivo",
        ),
        clinical.code(
            "status", "Whether the plan is active.", "CarePlan.status",
            "status|plan status|estado|statut|stato",
        ),
        clinical.note("note", "Words about the plan.", "CarePlan.note", f"instructions|{NOTE}"),
        *bookkeeping("CarePlan"),
    ),
)

ENTITIES = (
    ALLERGY, ALLERGY_STATEMENT, ALERT, CONDITION, MEDICATION, DISPENSE, SURGERY, FAMILY_HISTORY,
    SOCIAL_HISTORY, VITAL_SIGN, LAB_RESULT, CLINICAL_NOTE, IMMUNISATION, DEVICE, SUPPLY_USE, CARE_PLAN,
)
