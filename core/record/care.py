"""Care: visits, bookings, what was done and what is planned."""
# fmt: off

from __future__ import annotations

from core.record import domains, vocabulary
from core.record.declaring import (
    at_clinic,
    bookkeeping,
    by_provider,
    clinical,
    financial,
    in_encounter,
    of_patient,
    operational,
    split,
)
from core.record.model import Entity
from core.record.vocabulary import ACTIVE, CODE_SYSTEM, NOTE, START, STOP

AREA = "care"

ENCOUNTER = Entity(
    "encounter", AREA, "A visit: the patient was seen.", "Encounter",
    words=split("encounter|encounters|visit|visits|patient visits|form encounter|consultation|consultations|"
    "contacts|besuche|konsultationen|behandlungen|visitas|encuentros|consultas|visites|atendimentos|visite|"
    "incontri"),
    key_words=split(vocabulary.ENCOUNTER),
    fields=(
        of_patient("Encounter.subject"),
        by_provider("Provider who saw the patient.", "Encounter.participant.individual", "seen by|"
        "attending provider"),
        at_clinic("Encounter.serviceProvider"),
        operational.ref(
            "appointment", "Booking that led to the visit.", "Encounter.appointment",
            vocabulary.APPOINTMENT,
            to=("appointment",),
        ),
        operational.ref(
            "payer", "Insurer of the visit.", "Encounter.extension(payer)",
            vocabulary.PAYER,
            to=("payer",),
        ),
        operational.moment(
            "start", "When the visit began.", "Encounter.period.start",
            "visit date|encounter date|visit start|date of visit|date of service|service date|admit date|"
            "date|arrival|check in time|besuchsdatum|fecha de visita|date de visite|data da consulta|"
            f"data visita|{START}",
        ),
        operational.moment(
            "end", "When the visit ended.", "Encounter.period.end",
            f"visit end|discharge date|check out time|departure|{STOP}",
        ),
        operational.code(
            "encounter_class", "Setting of the visit: ambulatory, emergency, virtual.", "Encounter.class",
            "encounter class|encounterclass|class|class code|setting|patient class|visit class|besuchsart|"
            "clase|classe|ambito",
        ),
        clinical.code(
            "type_code", "Code of the kind of visit.", "Encounter.type.coding.code",
            "code|type code|encounter code|visit code|encounter type code|visit type code|código|codice",
        ),
        clinical.text(
            "type", "Kind of visit in words.", "Encounter.type.text",
            "type|encounter type|visit type|description|encounter description|visit category|pc catid|"
            "besuchstyp|tipo|tipo de visita|descripción|type de visite|descrição|tipo visita|descrizione",
        ),
        clinical.code(
            "code_system", "Code system of the codes.", "Encounter.type.coding.system",
            CODE_SYSTEM,
        ),
        clinical.code(
            "reason_code", "Code of the reason for the visit.", "Encounter.reasonCode.coding.code",
            "reason code|reasoncode|diagnosis code|dx code|icd code|diagnosis",
        ),
        clinical.text(
            "reason", "Reason for the visit in words.", "Encounter.reasonCode.text",
            "reason|reason description|reasondescription|chief complaint|complaint|reason for visit|"
            "diagnosis description|besuchsgrund|motivo de consulta|motivo|motif de consultation|motif|"
            "queixa principal|motivo della visita",
        ),
        operational.code(
            "status", "How far the visit has come.", "Encounter.status",
            "status|encounter status|visit status|estado|statut|stato|situação",
        ),
        operational.text(
            "disposition", "Where the patient went afterwards.",
            "Encounter.hospitalization.dischargeDisposition",
            "disposition|discharge disposition|discharged to",
        ),
        financial.money(
            "base_cost", "What the visit itself costs.", "ChargeItem.priceOverride",
            "base encounter cost|base cost|encounter cost|base charge|visit cost|visit fee|grundkosten|"
            "costo base|coût de base|custo base",
        ),
        financial.money(
            "total_cost", "What everything at the visit costs.", "Claim.total",
            "total claim cost|total cost|total charge|total charges|total|total amount|gesamtkosten|"
            "costo total|coût total|custo total|costo totale",
        ),
        financial.money(
            "payer_covered", "What the insurer covers of it.", "ExplanationOfBenefit.payment.amount",
            "payer coverage|payer covered|covered amount|insurance paid|insurance payment amount|"
            "amount covered|cobertura|montant couvert|valor coberto",
        ),
        clinical.note(
            "note", "Words about the visit.", "Encounter.text",
            f"encounter note|visit note|{NOTE}",
        ),
        *bookkeeping("Encounter"),
    ),
)

APPOINTMENT = Entity(
    "appointment", AREA, "A booking of a patient's time, past or to come.", "Appointment",
    words=split("appointment|appointments|appt|appts|apt|schedule of patients|bookings|calendar events|"
    "postcalendar events|termine|terminbuch|citas|turnos|agenda de citas|rendez vous|rdv|agendamentos|"
    "consultas marcadas|appuntamenti"),
    key_words=split(vocabulary.APPOINTMENT),
    fields=(
        of_patient("Appointment.participant(patient)"),
        by_provider("Provider who is booked.", "Appointment.participant(practitioner)", ""
        "appointment provider|aid|booked with|scheduled with"),
        operational.ref(
            "hygienist", "Hygienist who is booked.", "Appointment.participant(hygienist)",
            "hygienist|prov hyg|hyg|hygienist id|hygiene provider|dentalhygieniker|higienista|hygiéniste|"
            "igienista",
            to=("provider",),
        ),
        operational.ref(
            "assistant", "Assistant who is booked.", "Appointment.participant(assistant)",
            "assistant|dental assistant|assistant id|helferin|asistente|assistante|auxiliar|assistente",
            to=("staff_member", "provider"),
        ),
        at_clinic("Appointment.participant(location)"),
        operational.ref(
            "operatory", "Room or chair that is booked.", "Appointment.participant(operatory)",
            vocabulary.OPERATORY,
            to=("operatory",),
        ),
        operational.ref(
            "appointment_type", "Kind of booking in the old system's list.", "Appointment.appointmentType",
            vocabulary.APPOINTMENT_TYPE + "|appointment type|appt type|visit type|pc catid|catid",
            to=("appointment_type",),
        ),
        operational.text(
            "type", "Kind of booking, in words.", "Appointment.appointmentType.text",
            "type|appointment type name|appt type name|category|category name|reason code|terminart|"
            "tipo de cita|type de rendez vous|tipo de consulta|tipo appuntamento",
        ),
        operational.moment(
            "start", "When the booking begins, with the zone of its clinic.", "Appointment.start",
            "start|appointment date|apt date time|appt date time|appointment date time|appointment datetime|"
            "start date time|start datetime|scheduled start|scheduled at|date time|datetime|appt date|"
            "apt date|when|begin|terminbeginn|beginn|fecha y hora|fecha cita|date et heure|data e hora|"
            "data e ora",
        ),
        operational.moment(
            "end", "When the booking ends.", "Appointment.end",
            "end|end time date|end date time|end datetime|scheduled end|terminende|fin|ende|fine|término",
        ),
        operational.date(
            "date", "Day of the booking, where day and time are kept apart.", "Appointment.start(date)",
            "date|event date|appointment day|day|appt day|termindatum|datum|fecha|jour|data|giorno",
        ),
        operational.text(
            "start_time", "Clock time of the start, where kept apart.", "Appointment.start(time)",
            "start time|time|appointment time|appt time|from time|uhrzeit|startzeit|hora|hora de inicio|"
            "heure|heure de début|hora de início|ora|ora inizio",
        ),
        operational.date(
            "end_date", "Day of the end, where kept apart.", "Appointment.end(date)",
            "end date|event end date|last day",
        ),
        operational.text(
            "end_time", "Clock time of the end, where kept apart.", "Appointment.end(time)",
            "end time|to time|finish time|endzeit|hora de fin|heure de fin|hora de término|ora fine",
        ),
        operational.text(
            "duration", "How long the booking lasts, as kept.", "Appointment.minutesDuration",
            "duration|minutes|length|mins|duration minutes|appointment length|appt length|length minutes|"
            "time units|units|dauer|dauer minuten|duración|minutos|durée|duração|durata|minuti",
        ),
        operational.text(
            "pattern", "Length as a pattern of time units.", "Appointment.extension(pattern)",
            "pattern|time pattern|appt pattern|unit pattern",
        ),
        operational.code(
            "status", "What became of the booking.", "Appointment.status",
            "status|apt status|appt status|appointment status|state|appointment state|outcome|terminstatus|"
            "estado|estado de la cita|statut|statut du rendez vous|situação|stato|stato appuntamento",
            closed=domains.APPOINTMENT_STATUS,
        ),
        operational.text(
            "confirmation", "Whether and how the booking was confirmed.",
            "Appointment.extension(confirmation)",
            "confirmed|confirmation|confirmation status|confirm status|is confirmed|bestätigt|confirmada|"
            "confirmé|confirmado|confermato",
        ),
        operational.flag(
            "new_patient", "Whether it is the first booking of a new patient.",
            "Appointment.extension(newPatient)",
            "new patient|is new patient|new pt|new patient flag|first visit|neupatient|paciente nuevo|"
            "nouveau patient|paciente novo|nuovo paziente",
        ),
        operational.flag(
            "hygiene", "Whether it is a hygiene booking.", "Appointment.extension(hygiene)",
            "is hygiene|hygiene|hygiene appointment|hygiene flag|prophylaxe|higiene|hygiène|igiene",
        ),
        clinical.text(
            "description", "What the booking is for.", "Appointment.description",
            "description|proc descript|procedures|title|reason|appointment reason|reason for visit|"
            "treatment|planned treatment|subject|procedure description|grund|anlass|motivo|descripción|"
            "tratamiento|motif|objet|descrição|motivo visita",
        ),
        clinical.note(
            "note", "Words about the booking.", "Appointment.comment",
            f"appointment note|appt note|appointment notes|hometext|home text|{NOTE}",
        ),
        operational.text(
            "priority", "How urgent the booking is.", "Appointment.priority",
            "priority|asap|urgency|dringlichkeit|prioridad|priorité|prioridade|priorità",
        ),
        operational.moment(
            "arrived_at", "When the patient came in.", "Appointment.extension(arrived)",
            "arrived|arrived at|date time arrived|arrival time|time arrived|check in|checked in at|"
            "check in time|ankunft|llegada|arrivée|chegada|arrivo",
        ),
        operational.moment(
            "seated_at", "When the patient was seated.", "Appointment.extension(seated)",
            "seated|seated at|date time seated|seated time|time seated|in chair at|in room at",
        ),
        operational.moment(
            "dismissed_at", "When the patient left.", "Appointment.extension(dismissed)",
            "dismissed|dismissed at|date time dismissed|dismissed time|time dismissed|check out|"
            "checked out at|check out time|completed at|departure",
        ),
        operational.text(
            "cancel_reason", "Why the booking was cancelled or missed.", "Appointment.cancelationReason",
            "cancel reason|cancellation reason|reason cancelled|missed reason|absagegrund|"
            "motivo de cancelación|motif d annulation|motivo do cancelamento",
        ),
        financial.money(
            "fee", "What the booking is expected to bring.", "Appointment.extension(fee)",
            "fee|production|amount|estimated production|scheduled production|pc fee",
        ),
        *bookkeeping("Appointment"),
    ),
)

SCHEDULE_BLOCK = Entity(
    "schedule_block", AREA, "Time of a provider or room that is open, blocked or set aside.", "Slot",
    words=split("schedule|schedules|schedule block|schedule blocks|blockout|blockouts|provider schedule|"
    "working hours|opening hours|hours|dienstplan|sprechzeiten|horario|horarios|horaires|planning|horários|"
    "orari|turni"),
    key_words=split("schedule id|schedule num|block id|slot id|schedule block id|shift id"),
    fields=(
        by_provider("Provider whose time it is.", "Schedule.actor"),
        at_clinic("Schedule.actor(location)"),
        operational.ref(
            "operatory", "Room or chair whose time it is.", "Schedule.actor(operatory)",
            vocabulary.OPERATORY,
            to=("operatory",),
        ),
        operational.ref(
            "staff_member", "Member of staff whose time it is.", "Schedule.actor(staff)",
            vocabulary.STAFF,
            to=("staff_member",),
        ),
        operational.code(
            "type", "Open, blocked, lunch, holiday and so on.", "Slot.serviceType",
            "type|sched type|block type|blockout type|schedule type|reason|art|tipo|genre",
        ),
        operational.date(
            "date", "Day of the block.", "Slot.start(date)",
            "date|sched date|schedule date|day|datum|fecha|jour|data|giorno",
        ),
        operational.moment("start", "When it begins.", "Slot.start", f"start time date|{START}"),
        operational.moment("end", "When it ends.", "Slot.end", f"{STOP}"),
        operational.text(
            "start_time", "Clock time of the start, where kept apart.", "Slot.start(time)",
            "start time|time start|open time|uhrzeit von|hora de inicio|heure de début|ora inizio",
        ),
        operational.text(
            "end_time", "Clock time of the end, where kept apart.", "Slot.end(time)",
            "stop time|end time|time end|close time|uhrzeit bis|hora de fin|heure de fin|ora fine",
        ),
        operational.code(
            "status", "Whether the time is free.", "Slot.status",
            "status|sched status|estado|statut|stato",
        ),
        clinical.note("note", "Words about the block.", "Slot.comment", NOTE),
        *bookkeeping("Slot"),
    ),
)

PROCEDURE = Entity(
    "procedure", AREA, "A treatment of a patient: planned, done, existing or declined.", "Procedure",
    words=split("procedure|procedures|procedure log|procedurelog|procs|completed procedures|treatments|"
    "treatment|services|service lines|charted procedures|leistungen|behandlungen|eingriffe|procedimientos|"
    "tratamientos|actes|soins|procedimentos|tratamentos|prestazioni|trattamenti"),
    key_words=split(vocabulary.PROCEDURE),
    fields=(
        of_patient("Procedure.subject"),
        in_encounter("Procedure.encounter"),
        operational.ref(
            "appointment", "Booking at which it was or is to be done.", "Procedure.extension(appointment)",
            vocabulary.APPOINTMENT,
            to=("appointment",),
        ),
        by_provider("Provider who did or is to do it.", "Procedure.performer.actor", "performed by|"
        "treated by"),
        at_clinic("Procedure.location"),
        operational.ref(
            "treatment_plan", "Treatment plan that it belongs to.", "Procedure.basedOn",
            vocabulary.TREATMENT_PLAN,
            to=("treatment_plan",),
        ),
        operational.ref(
            "procedure_code", "Entry in the old system's list of procedure codes.",
            "Procedure.code(definition)",
            vocabulary.PROCEDURE_CODE,
            to=("procedure_code",),
        ),
        clinical.code(
            "code", "Code of the treatment, such as CDT or CPT.", "Procedure.code.coding.code",
            "code|procedure code|proc code|ada code|cdt|cdt code|ada|treatment code|service code|snomed|"
            "snomed code|leistungsnummer|leistungsziffer|goz|bema|gebührennummer|código|"
            "código de procedimiento|code acte|code ccam|código do procedimento|tuss|codice|"
            "codice prestazione",
        ),
        clinical.code(
            "medical_code", "Medical code beside the dental one.", "Procedure.code.coding[1].code",
            "medical code|cpt|cpt code|cpt4|hcpcs|med code",
        ),
        clinical.code("code_system", "Code system of the code.", "Procedure.code.coding.system", CODE_SYSTEM),
        clinical.code(
            "modifier", "What modifies the code.", "Procedure.extension(modifier)",
            "modifier|code mod|code mod 1|code mod1|modifier 1|mod 1|mod|modifiers",
            many=True,
        ),
        clinical.text(
            "description", "What is done, in words.", "Procedure.code.text",
            "description|procedure|procedure description|procedure name|name|treatment|service|"
            "service description|descript|code text|leistungstext|bezeichnung|behandlung|descripción|"
            "procedimiento|nombre|libellé|acte|descrição|procedimento|descrizione|prestazione",
        ),
        clinical.text(
            "tooth", "Tooth number as the old system writes it.", "Procedure.bodySite(tooth)",
            "tooth|tooth number|tooth num|tooth no|tth|teeth|zahn|zahnnummer|diente|pieza|número de diente|"
            "dent|numéro de dent|dente|número do dente|numero dente",
        ),
        clinical.text(
            "tooth_range", "Several teeth at once.", "Procedure.bodySite(range)",
            "tooth range|range of teeth|teeth range|tooth from to|zahnbereich|rango de dientes",
        ),
        clinical.text(
            "surface", "Surfaces of the tooth.", "Procedure.bodySite(surface)",
            "surface|surfaces|surf|tooth surface|tooth surfaces|zahnfläche|flächen|superficie|superficies|"
            "cara|face|faces|face dentaire|superfície|faces do dente|superficie dentale",
        ),
        clinical.text(
            "quadrant", "Quadrant or arch of the mouth.", "Procedure.bodySite(quadrant)",
            "quadrant|quad|arch|area|mouth area|oral cavity|area of mouth|kiefer|cuadrante|quadrante|arcade|"
            "arco",
        ),
        clinical.code(
            "dentition", "Permanent, primary or supernumerary tooth.", "Procedure.bodySite(dentition)",
            "dentition|tooth type|gebiss|dentición|dentition type|dentição|dentizione",
            closed=domains.DENTITION,
        ),
        clinical.text(
            "body_site", "Where on the body, outside the mouth.", "Procedure.bodySite",
            "body site|snomed body site|körperstelle|localización|localisation|localização",
        ),
        clinical.text(
            "materials", "What was used.", "Procedure.usedCode",
            "materials|material|materials used|shade|werkstoff|materiales|matériaux|materiais|materiali",
        ),
        clinical.code(
            "status", "Planned, done, existing, referred or declined.", "Procedure.status",
            "status|proc status|procedure status|treatment status|chart status|stat|leistungsstatus|estado|"
            "statut|situação|stato",
            closed=domains.PROCEDURE_STATUS,
        ),
        clinical.flag(
            "active", "Whether the old system marks the entry as active.", "Procedure.status",
            ACTIVE,
        ),
        clinical.moment(
            "start", "When it was done or began; the date of service.", "Procedure.performedPeriod.start",
            "date|procedure date|proc date|date of service|service date|dos|performed|performed on|"
            "treatment date|leistungsdatum|behandlungsdatum|fecha|fecha de servicio|date de l acte|"
            f"data do procedimento|data prestazione|{START}",
        ),
        clinical.moment("end", "When it was over.", "Procedure.performedPeriod.end", f"proc time end|{STOP}"),
        clinical.text(
            "start_time", "Clock time of the start, where kept apart.",
            "Procedure.performedPeriod.start(time)",
            "proc time|procedure time|start time|time of service|uhrzeit|hora|heure|ora",
        ),
        clinical.date(
            "planned_on", "Date on which it was planned.", "Procedure.extension(planned)",
            "date tp|date treatment planned|treatment planned date|plan date|tp date|date planned|"
            "planned date|geplant am|fecha de planificación",
        ),
        clinical.date(
            "completed_on", "Date on which it was completed.", "Procedure.extension(completed)",
            "date complete|completed date|date completed|completion date|complete date|abgeschlossen am|"
            "fecha de finalización",
        ),
        clinical.partial(
            "original_date", "When the first prosthesis was placed.",
            "Procedure.extension(originalProsthesis)",
            "date original prosth|original prosthesis date|prior placement date",
        ),
        financial.money(
            "fee", "What is charged for it.", "ChargeItem.priceOverride",
            "fee|proc fee|procedure fee|amount|charge|charge amount|base cost|cost|price|ucr fee|"
            "billed amount|honorar|gebühr|betrag|preis|honorarios|importe|precio|honoraires|montant|prix|"
            "valor|preço|onorario|importo|prezzo|tariffa",
        ),
        financial.decimal(
            "quantity", "How many units.", "ChargeItem.quantity",
            "quantity|qty|units|unit qty|unit quantity|number of units|anzahl|faktor|cantidad|unidades|"
            "quantité|quantidade|quantità",
        ),
        financial.money(
            "discount", "What is taken off.", "ChargeItem.extension(discount)",
            "discount|discount amount|disc|discount plan amt|rabatt|nachlass|descuento|remise|desconto|"
            "sconto",
        ),
        financial.money(
            "tax", "Tax on it.", "ChargeItem.extension(tax)",
            "tax|tax amount|tax amt|vat|sales tax|steuer|mehrwertsteuer|impuesto|iva|taxe|tva|imposto",
        ),
        clinical.code(
            "reason_code", "Code of the diagnosis behind it.", "Procedure.reasonCode.coding.code",
            "reason code|reasoncode|diagnosis code|diagnostic code|diagnostic code 2|diagnostic code 3|"
            "diagnostic code 4|dx code|icd code|icd10|icd 10|diagnosis pointer",
            many=True,
        ),
        clinical.text(
            "reason", "The diagnosis behind it in words.", "Procedure.reasonCode.text",
            "reason description|reasondescription|reason|diagnosis|dx|diagnosis description|indication|"
            "motivo|motif|diagnose|diagnóstico|diagnostic|diagnosi",
        ),
        clinical.text(
            "outcome", "What came of it.", "Procedure.outcome",
            "outcome|result|ausgang|resultado|résultat|desfecho|esito",
        ),
        clinical.text(
            "prognosis", "How well it is expected to last.", "Procedure.extension(prognosis)",
            "prognosis|prognose|pronóstico|pronostic|prognóstico|prognosi",
        ),
        operational.text(
            "priority", "In what order it is to be done.", "Procedure.extension(priority)",
            "priority|phase|priorität|prioridad|priorité|prioridade|priorità",
        ),
        financial.text(
            "place_of_service", "Place of service as claims call it.", "Claim.item.locationCodeableConcept",
            "place of service|place service|pos|pos code",
        ),
        financial.note(
            "claim_note", "Words for the insurer.", "Claim.supportingInfo",
            "claim note|claim remarks|insurance note|narrative",
        ),
        financial.note(
            "billing_note", "Words about billing it.", "ChargeItem.note",
            "billing note|billing remarks|invoice note",
        ),
        clinical.note(
            "note", "Words about the treatment.", "Procedure.note",
            f"procedure note|proc note|treatment note|{NOTE}",
        ),
        *bookkeeping("Procedure"),
    ),
)

TREATMENT_PLAN = Entity(
    "treatment_plan", AREA, "What is proposed to a patient, as one offer.", "CarePlan(treatment)",
    words=split("treatment plan|treatment plans|treatplan|treat plan|tx plan|estimates|behandlungspläne|"
    "kostenvoranschläge|planes de tratamiento|presupuestos|plans de traitement|devis|planos de tratamento|"
    "orçamentos|piani di trattamento|preventivi"),
    key_words=split(vocabulary.TREATMENT_PLAN),
    fields=(
        of_patient("CarePlan.subject"),
        by_provider("Provider who proposes it.", "CarePlan.author", "presenter|presented by"),
        at_clinic("CarePlan.extension(location)"),
        clinical.text(
            "title", "What the plan is called.", "CarePlan.title",
            "title|heading|name|description|plan name|case name|bezeichnung|título|nombre|titre|nom|"
            "descrição|titolo",
        ),
        clinical.date(
            "date", "Date of the plan.", "CarePlan.created",
            "date|date tp|plan date|presented date|date presented|treatment plan date|datum|fecha|data",
        ),
        clinical.date(
            "signed_on", "Date on which the patient signed.", "CarePlan.extension(signed)",
            "date signed|signed date|signature date|date t signed|accepted date|fecha de firma|"
            "date de signature",
        ),
        clinical.code(
            "status", "Proposed, accepted, declined or done.", "CarePlan.status",
            "status|tp status|plan status|case status|estado|statut|situação|stato",
            closed=domains.TREATMENT_PLAN_STATUS,
        ),
        financial.money(
            "total", "What the plan costs in all.", "Claim(predetermination).total",
            "total|total fee|total amount|amount|estimate|plan total|gesamtbetrag|importe total|"
            "montant total|valor total|importo totale",
        ),
        financial.money(
            "insurance_estimate", "What the insurer is expected to pay.",
            "ExplanationOfBenefit(predetermination).total",
            "insurance estimate|ins est|ins estimate|estimated insurance|insurance portion",
        ),
        financial.money(
            "patient_estimate", "What the patient is expected to pay.",
            "ExplanationOfBenefit(predetermination).total(patient)",
            "patient estimate|pat est|patient portion|estimated patient portion|eigenanteil",
        ),
        clinical.note("note", "Words about the plan.", "CarePlan.note", NOTE),
        *bookkeeping("CarePlan"),
    ),
)

LAB_CASE = Entity(
    "lab_case", AREA, "Work ordered from a dental laboratory.", "ServiceRequest(lab)",
    words=split("lab case|lab cases|labcase|laboratory case|dental lab|laborauftrag|laboraufträge|"
    "casos de laboratorio|trabajos de laboratorio|travaux de laboratoire|casos de laboratório|"
    "lavori di laboratorio"),
    key_words=split("lab case id|lab case num|case number"),
    fields=(
        of_patient("ServiceRequest.subject"),
        by_provider("Provider who ordered it.", "ServiceRequest.requester"),
        operational.ref(
            "appointment", "Booking for which it is needed.", "ServiceRequest.extension(appointment)",
            vocabulary.APPOINTMENT,
            to=("appointment",),
        ),
        operational.ref(
            "procedure", "Treatment that it belongs to.", "ServiceRequest.extension(procedure)",
            vocabulary.PROCEDURE,
            to=("procedure",),
        ),
        operational.text(
            "laboratory", "Which laboratory makes it.", "ServiceRequest.performer",
            "laboratory|lab|laboratory name|lab name|laboratory num|labor|laboratorio|laboratoire|"
            "laboratório",
        ),
        clinical.note(
            "instructions", "What is to be made.", "ServiceRequest.note",
            f"instructions|lab instructions|description|shade|{NOTE}",
        ),
        operational.date(
            "sent_on", "Date on which it was sent.", "ServiceRequest.authoredOn",
            "date time sent|sent|date sent|sent date|gesendet|enviado|envoyé|inviato",
        ),
        operational.date(
            "due_on", "Date on which it is due.", "ServiceRequest.occurrenceDateTime",
            "date time due|due|due date|date due|fällig|fecha de entrega|échéance|scadenza",
        ),
        operational.date(
            "received_on", "Date on which it came.", "ServiceRequest.extension(received)",
            "date time recd|received|date received|received date|eingegangen|recibido|reçu|ricevuto",
        ),
        operational.date(
            "checked_on", "Date on which it was checked.", "ServiceRequest.extension(checked)",
            "date time checked|checked|date checked|quality checked",
        ),
        operational.code(
            "status", "How far it has come.", "ServiceRequest.status",
            "status|case status|lab status|estado|statut|stato",
        ),
        financial.money(
            "fee", "What the laboratory charges.", "ChargeItem.priceOverride",
            "lab fee|fee|cost|amount|laborkosten|costo|coût|custo",
        ),
        *bookkeeping("ServiceRequest"),
    ),
)

PRESCRIPTION = Entity(
    "prescription", AREA,
    "A prescription that was written; an imported one never becomes active by itself.", "MedicationRequest",
    words=split("prescription|prescriptions|rx|rxpat|rx pat|scripts|erx|medication request|medication order|"
    "rezepte|verordnungen|recetas|prescripciones|ordonnances|prescriptions patient|receitas|prescrições|"
    "ricette|prescrizioni"),
    key_words=split(vocabulary.PRESCRIPTION),
    fields=(
        of_patient("MedicationRequest.subject"),
        in_encounter("MedicationRequest.encounter"),
        by_provider("Provider who prescribed it.", "MedicationRequest.requester", "prescribing provider|"
        "prescriber|prescribed by|verordner|prescriptor|prescripteur|prescritor"),
        operational.ref(
            "pharmacy", "Pharmacy to which it went.", "MedicationRequest.dispenseRequest.performer",
            vocabulary.PHARMACY,
            to=("pharmacy",),
        ),
        operational.ref(
            "drug", "Entry in the old system's list of medicines.", "MedicationRequest.medicationReference",
            vocabulary.DRUG,
            to=("drug",),
        ),
        clinical.text(
            "name", "Name of the medicine.", "MedicationRequest.medicationCodeableConcept.text",
            "drug|drug name|name|medication|medication name|description|rx|medicine|medikament|arzneimittel|"
            "medicamento|médicament|farmaco",
        ),
        clinical.code(
            "code", "Code of the medicine.", "MedicationRequest.medicationCodeableConcept.coding.code",
            "code|rxnorm|rx norm|rxcui|rx cui|rxnorm code|rxnorm drugcode|rxnorm drug code|ndc|drug code|"
            "atc|pzn",
        ),
        clinical.code(
            "code_system", "Code system of that code.",
            "MedicationRequest.medicationCodeableConcept.coding.system",
            CODE_SYSTEM,
        ),
        clinical.note(
            "instructions", "How to take it, as written.", "MedicationRequest.dosageInstruction.text",
            "sig|instructions|directions|patient instructions|dosierungsanweisung|indicaciones|posología|"
            "posologie|posologia|istruzioni",
        ),
        clinical.text(
            "dose", "How much at a time.",
            "MedicationRequest.dosageInstruction.doseAndRate.doseQuantity.value",
            "dose|dosage|dose quantity|dosis|dosagem|dosaggio",
        ),
        clinical.text(
            "dose_unit", "Unit of the dose.",
            "MedicationRequest.dosageInstruction.doseAndRate.doseQuantity.unit",
            "unit|dose unit|units|unidad|unité|unidade|unità",
        ),
        clinical.text(
            "strength", "Strength of one tablet, millilitre and so on.", "Medication.ingredient.strength",
            "strength|size|concentration|stärke|concentración|concentração|concentrazione",
        ),
        clinical.text(
            "form", "Tablet, syrup, cream and so on.", "Medication.form",
            "form|dosage form|dose form|darreichungsform|forma farmacéutica|forme galénique|"
            "forma farmacêutica|forma",
        ),
        clinical.text(
            "route", "By mouth, on the skin and so on.", "MedicationRequest.dosageInstruction.route",
            "route|route of administration|vía|voie|via|verabreichungsweg",
        ),
        clinical.text(
            "frequency", "How often.", "MedicationRequest.dosageInstruction.timing",
            "frequency|interval|times per day|freq|häufigkeit|frecuencia|fréquence|frequência|frequenza",
        ),
        clinical.text(
            "quantity", "How much is to be dispensed.", "MedicationRequest.dispenseRequest.quantity",
            "quantity|qty|disp|dispense|amount|menge|cantidad|quantité|quantidade|quantità",
        ),
        clinical.decimal(
            "days_supply", "How many days it lasts.",
            "MedicationRequest.dispenseRequest.expectedSupplyDuration",
            "days supply|days|duration|tage|días|jours|dias|giorni",
        ),
        clinical.integer(
            "refills", "How often it may be refilled.",
            "MedicationRequest.dispenseRequest.numberOfRepeatsAllowed",
            "refills|number of refills|repeats|wiederholungen|reposiciones|renouvellements|renovações|"
            "ripetizioni",
        ),
        clinical.text(
            "per_refill", "How much is given at each refill.",
            "MedicationRequest.dispenseRequest.initialFill",
            "per refill|refill quantity|quantity per refill",
        ),
        clinical.flag(
            "substitution", "Whether another brand may be given.",
            "MedicationRequest.substitution.allowedBoolean",
            "substitute|substitution|generic allowed|daw|dispense as written|aut idem",
        ),
        clinical.partial(
            "start", "Date of the prescription.", "MedicationRequest.authoredOn",
            f"rx date|prescription date|date written|written date|date|prescribed|{START}",
        ),
        clinical.partial(
            "end", "Until when it is to be taken.",
            "MedicationRequest.dosageInstruction.timing.repeat.boundsPeriod.end",
            STOP,
        ),
        clinical.partial(
            "filled_on", "Date on which it was filled.", "MedicationDispense.whenHandedOver",
            "filled date|fill date|date filled|filled",
        ),
        clinical.code(
            "status", "Whether it is active, stopped or finished.", "MedicationRequest.status",
            "status|rx status|prescription status|send status|estado|statut|stato",
            closed=domains.MEDICATION_STATUS,
        ),
        clinical.flag(
            "active", "Whether the old system marks it as active.", "MedicationRequest.status",
            ACTIVE,
        ),
        clinical.flag(
            "controlled", "Whether the medicine is controlled by law.",
            "MedicationRequest.extension(controlled)",
            "controlled|is controlled|controlled substance|dea schedule|schedule ii|betäubungsmittel|btm|"
            "estupefaciente|stupéfiant",
        ),
        clinical.flag(
            "as_needed", "Whether it is taken only when needed.",
            "MedicationRequest.dosageInstruction.asNeededBoolean",
            "prn|as needed|bei bedarf|si necesario|si besoin|al bisogno",
        ),
        clinical.text(
            "reason", "What it is for.", "MedicationRequest.reasonCode.text",
            "indication|reason|diagnosis|grund|motivo|motif|indicación|indicação",
        ),
        clinical.note("note", "Words about the prescription.", "MedicationRequest.note", NOTE),
        *bookkeeping("MedicationRequest"),
    ),
)

ENTITIES = (ENCOUNTER, APPOINTMENT, SCHEDULE_BLOCK, PROCEDURE, TREATMENT_PLAN, LAB_CASE, PRESCRIPTION)
