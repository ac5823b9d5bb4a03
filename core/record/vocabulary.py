"""What other systems call the keys that tables share, said once for key and reference alike."""

from __future__ import annotations

ANY_KEY = "id|uuid|guid|uid|key|record id|row id|rec id|record number|primary key|object id|pk|oid"

PATIENT = (
    "patient|patient id|patient key|patient number|patient no|pat num|pat id|pat no|patient num|patid|"
    "patnum|pid|pt id|pt|pt no|patient uuid|patient guid|patient record|person id|client id|client|"
    "member key|patienten id|patientennummer|patienten nr|pat nr|paciente|id paciente|número de paciente|"
    "nº paciente|patient numéro|id patient|numéro patient|id do paciente|codice paziente|paziente|"
    "id paziente"
)
PROVIDER = (
    "provider|provider id|prov|prov num|prov id|provider number|provider no|provider key|doctor|doctor id|"
    "dentist|dentist id|clinician|clinician id|practitioner|practitioner id|physician|physician id|"
    "treating provider|attending|rendering provider|dr|behandler|arzt|zahnarzt|médico|dentista|"
    "doctor tratante|praticien|médecin|dentiste|profissional|medico|odontoiatra"
)
CLINIC = (
    "clinic|clinic id|clinic num|clinic number|location|location id|office|office id|practice|practice id|"
    "facility|facility id|site|site id|site num|organization|organization id|organisation|organisation id|"
    "branch|branch id|department of clinic|praxis|standort|filiale|clínica|consultorio|sede|sucursal|cabinet|"
    "clinique|établissement|unidade|studio|ambulatorio"
)
OPERATORY = (
    "operatory|operatory id|op|op num|room|room id|chair|chair id|surgery room|treatment room|column|"
    "resource|behandlungszimmer|behandlungsraum|zimmer|stuhl|sillón|gabinete|sala|fauteuil|salle|cadeira|"
    "consultório|poltrona|stanza"
)
STAFF = (
    "staff|staff id|employee|employee id|employee num|user id|user num|team member|mitarbeiter|empleado|"
    "personal id|employé|personnel id|funcionário|colaborador|dipendente|personale"
)
ENCOUNTER = (
    "encounter|encounter id|encounter number|encounter num|visit|visit id|visit number|visit num|"
    "contact serial|pat enc csn|csn|besuch|besuch id|fall|konsultation|visita|id visita|consulta|encuentro|"
    "visite|consultation|id consultation|atendimento|incontro"
)
APPOINTMENT = (
    "appointment|appointment id|apt num|appt num|appt id|apt id|appointment num|appointment number|appt|"
    "booking id|termin|termin id|terminnummer|cita|id cita|turno|rendez vous|rdv|id rdv|agendamento|"
    "appuntamento"
)
PROCEDURE = (
    "procedure|procedure id|proc num|proc id|procedure num|procedure number|procedure log id|treatment id|"
    "service id|leistung|leistung id|behandlung id|tratamiento id|procedimiento|acte|id acte|procedimento|"
    "prestazione"
)
PAYER = (
    "payer|payer id|payer number|insurance company|insurance company id|carrier|carrier num|carrier id|"
    "insurance id|insurer|insurer id|insurance|payor|payor id|ins co id|krankenkasse|versicherung|kasse|"
    "aseguradora|mutua|assureur|mutuelle|caisse|seguradora|convênio|assicurazione|assicuratore"
)
PLAN = (
    "plan|plan id|plan num|insurance plan|insurance plan id|ins plan|ins plan id|benefit plan|policy plan|"
    "tarif|plan de seguro|régime|plano|plano de saúde|piano assicurativo"
)
SUBSCRIPTION = (
    "subscription|subscription id|ins sub|ins sub num|ins sub id|subscriber record|policy record|police|"
    "póliza|contrat|apólice|polizza"
)
COVERAGE = (
    "coverage|coverage id|pat plan|pat plan num|patient plan|patient plan id|patient insurance id|"
    "insurance data id|policy id|versicherungsverhältnis|cobertura|couverture|copertura"
)
CLAIM = (
    "claim|claim id|claim num|claim number|claim no|claim key|reclamación|siniestro|"
    "demande de remboursement|antrag|abrechnungsfall|pedido de reembolso|guia|richiesta di rimborso"
)
CLAIM_LINE = (
    "claim line|claim line id|claim proc num|claim proc|claim item|claim detail id|claim service line"
)
PREAUTHORISATION = (
    "preauthorisation|preauthorization id|pre auth id|prior authorization id|predetermination id|preauth num"
)
PROCEDURE_CODE = (
    "procedure code id|code num|proc code id|code id|service code id|fee code id|leistungsnummer id"
)
FEE_SCHEDULE = (
    "fee schedule|fee sched|fee schedule id|fee sched num|price level|price list|tariff|honorarordnung|"
    "preisliste|lista de precios|tarifa|grille tarifaire|tabela de preços|listino prezzi|tariffario"
)
INVOICE = (
    "invoice|invoice id|invoice number|invoice no|invoice num|bill|bill id|bill number|statement id|"
    "statement num|rechnung|rechnungsnummer|factura|número de factura|facture|numéro de facture|fatura|"
    "fattura|numero fattura"
)
PAYMENT = (
    "payment|payment id|pay num|pay id|payment num|payment number|receipt id|zahlung|zahlung id|pago|"
    "id pago|paiement|règlement|pagamento|id pagamento"
)
ADJUSTMENT = "adjustment|adjustment id|adj num|adj id|adjustment num|korrektur|ajuste|ajustement|rettifica"
DEPOSIT = (
    "deposit|deposit id|deposit num|bank deposit|bank deposit id|einzahlung|depósito|remise en banque|"
    "versamento"
)
PAYMENT_PLAN = (
    "payment plan|payment plan id|pay plan num|pay plan id|pay plan|ratenplan|ratenzahlung|plan de pago|"
    "échéancier|plano de pagamento|piano di pagamento"
)
MEDICATION = (
    "medication|medication id|medication pat num|patient medication id|med id|medikation|medikament id|"
    "medicación|médication|medicação|terapia id"
)
DRUG = (
    "drug id|medication num|medication definition id|drug code id|med def id|rx def num|formulary id|"
    "arzneimittel id"
)
PRESCRIPTION = (
    "prescription|prescription id|rx num|rx id|rx number|script id|rezept|receta|ordonnance|receita|ricetta"
)
ALLERGEN = "allergen id|allergy def num|allergy definition id|allergen code id|allergen key"
CONDITION_DEFINITION = "condition definition id|disease def num|problem definition id|diagnosis definition id"
TREATMENT_PLAN = (
    "treatment plan|treatment plan id|treat plan num|tp num|tx plan id|tx plan|behandlungsplan|"
    "heil und kostenplan|plan de tratamiento|plan de traitement|plano de tratamento|piano di trattamento"
)
CARE_PLAN = "care plan|care plan id|pflegeplan|plan de cuidados|plan de soins|plano de cuidados|piano di cura"
EMPLOYER = "employer id|employer num|employer key|arbeitgeber id|empleador id|employeur id|datore id"
PHARMACY = "pharmacy|pharmacy id|pharmacy num|preferred pharmacy|apotheke|farmacia|pharmacie|farmácia"
APPOINTMENT_TYPE = "appointment type id|appointment type num|appt type id|visit type id|terminart id"
PERIO_EXAM = "perio exam|perio exam id|perio exam num|perio chart id"
REFERRAL_SOURCE = "referral num|referral source id|referrer id|referring doctor id|überweiser id"
CONSENT_FORM = "consent form|consent form id|consent id|form id|sheet num|einwilligung id"

CODE_SYSTEM = (
    "code system|system|coding system|code type|vocabulary|terminology|code set|codesystem|"
    "kodiersystem|sistema de codificación|système de codage|sistema de códigos|sistema di codifica"
)
ACTIVE = "active|is active|active flag|activity|status is active|current|aktiv|activo|actif|ativo|attivo"
NOTE = (
    "note|notes|comment|comments|remarks|pat note|bemerkung|bemerkungen|notiz|kommentar|nota|notas|"
    "observaciones|comentario|remarque|remarques|commentaire|observação|observações|annotazioni|osservazioni"
)
START = (
    "start|start date|date start|started|begin|begin date|beg date|begdate|from|from date|startdatum|"
    "beginn|inicio|fecha de inicio|fecha inicio|début|date de début|data de início|início|inizio|data inizio"
)
STOP = (
    "stop|stop date|date stop|end|end date|enddate|ended|to|to date|until|thru date|enddatum|ende|bis|fin|"
    "fecha de fin|fecha fin|date de fin|término|data final|data de término|fine|data fine"
)
