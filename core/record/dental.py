"""Clinical, of the mouth: perio measurements and what stands on the tooth chart."""
# fmt: off

from __future__ import annotations

from core.record import domains, vocabulary
from core.record.declaring import (
    bookkeeping,
    by_provider,
    clinical,
    in_encounter,
    of_patient,
    operational,
    split,
)
from core.record.model import Entity
from core.record.vocabulary import NOTE

AREA = "clinical"

TOOTH = (
    "tooth|tooth number|tooth num|tooth no|int tooth|tooth id|zahn|zahnnummer|diente|pieza|dent|"
    "numéro de dent|dente|número do dente|numero dente"
)

PERIO_EXAM = Entity(
    "perio_exam", AREA, "One examination of the gums.", "DiagnosticReport(perio)",
    words=split("perio exam|perio exams|perioexam|periodontal exam|periodontal charting|pa status|"
    "parodontalstatus|periodontograma|periodontogramas|examen parodontal|"
    "exame periodontal|esame parodontale"),
    key_words=split(vocabulary.PERIO_EXAM),
    fields=(
        of_patient("DiagnosticReport.subject"),
        in_encounter("DiagnosticReport.encounter"),
        by_provider("Provider who examined.", "DiagnosticReport.performer", "examiner|examined by"),
        clinical.moment(
            "examined_at", "When the gums were examined.", "DiagnosticReport.effectiveDateTime",
            "exam date|date|examined|date of exam|untersuchungsdatum|fecha|date d examen|data do exame|"
            "data esame",
        ),
        clinical.text(
            "diagnosis", "What was found, stage and grade.", "DiagnosticReport.conclusion",
            "diagnosis|perio diagnosis|stage|grade|classification|diagnose|diagnóstico|diagnostic|diagnosi",
        ),
        clinical.note("note", "Words about the examination.", "DiagnosticReport.conclusion(note)", NOTE),
        *bookkeeping("DiagnosticReport"),
    ),
)

PERIO_MEASUREMENT = Entity(
    "perio_measurement", AREA, "Figures measured around one tooth.", "Observation(perio)",
    words=split("perio measure|perio measures|periomeasure|perio measurement|perio measurements|"
    "probing depths|perio chart entries|sondierungstiefen|sondajes|sondages|sondagens|sondaggi"),
    key_words=split("perio measure id|perio measure num|perio measurement id"),
    fields=(
        operational.ref(
            "patient", "Patient whose gums were measured.", "Observation.subject",
            vocabulary.PATIENT,
            to=("patient",),
        ),
        operational.ref(
            "perio_exam", "Examination that it belongs to.", "Observation.partOf",
            vocabulary.PERIO_EXAM,
            to=("perio_exam",),
        ),
        clinical.moment(
            "taken_at", "When it was measured.", "Observation.effectiveDateTime",
            "date|exam date|measured at|datum|fecha|data",
        ),
        clinical.text("tooth", "Tooth number as the old system writes it.", "Observation.bodySite", TOOTH),
        clinical.code(
            "measure", "What is measured: probing, recession, mobility, bleeding.", "Observation.code",
            "measure|measurement type|sequence type|type|measure type|messart|tipo de medida|type de mesure|"
            "tipo misura",
        ),
        clinical.integer(
            "tooth_value", "Value of the whole tooth.", "Observation.valueQuantity",
            "tooth value|value|mobility|mobility value|wert|valor|valeur|valore",
        ),
        clinical.integer(
            "mesiobuccal", "Value mesiobuccal, in millimetres.", "Observation.component(mb)",
            "mesiobuccal|mb|mb value|mbvalue|mesio buccal|mesial buccal",
        ),
        clinical.integer(
            "buccal", "Value buccal, in millimetres.", "Observation.component(b)",
            "buccal|b|b value|bvalue|facial|mid buccal",
        ),
        clinical.integer(
            "distobuccal", "Value distobuccal, in millimetres.", "Observation.component(db)",
            "distobuccal|db|db value|dbvalue|disto buccal|distal buccal",
        ),
        clinical.integer(
            "mesiolingual", "Value mesiolingual, in millimetres.", "Observation.component(ml)",
            "mesiolingual|ml|ml value|mlvalue|mesio lingual|mesial lingual",
        ),
        clinical.integer(
            "lingual", "Value lingual, in millimetres.", "Observation.component(l)",
            "lingual|l|l value|lvalue|palatal|mid lingual",
        ),
        clinical.integer(
            "distolingual", "Value distolingual, in millimetres.", "Observation.component(dl)",
            "distolingual|dl|dl value|dlvalue|disto lingual|distal lingual",
        ),
        clinical.text(
            "bleeding", "Where it bled.", "Observation.component(bleeding)",
            "bleeding|bop|bleeding on probing|blutung|sangrado|saignement|sangramento|sanguinamento",
        ),
        clinical.text(
            "furcation", "Furcation as graded.", "Observation.component(furcation)",
            "furcation|furkation|furca|furcación|furcação|forcazione",
        ),
        clinical.note("note", "Words about the figures.", "Observation.note", NOTE),
        *bookkeeping("Observation"),
    ),
)

TOOTH_CHART_ENTRY = Entity(
    "tooth_chart_entry", AREA,
    "What is marked on one tooth of the chart: missing, primary, moved.", "Observation(tooth)",
    words=split("tooth chart|tooth chart entry|tooth chart entries|tooth initial|toothinitial|"
    "tooth conditions|odontogram|odontograma|zahnschema|zahnbefund|zahnstatus|schéma dentaire|mappa dentale"),
    key_words=split("tooth initial num|tooth chart id|tooth condition id"),
    fields=(
        of_patient("Observation.subject"),
        by_provider("Provider who charted it.", "Observation.performer"),
        clinical.text(
            "tooth", "Tooth number as the old system writes it.", "Observation.bodySite(tooth)",
            TOOTH,
        ),
        clinical.code(
            "dentition", "Permanent, primary or supernumerary tooth.", "Observation.bodySite(dentition)",
            "dentition|tooth type|gebiss|dentición|dentição|dentizione",
            closed=domains.DENTITION,
        ),
        clinical.text(
            "surface", "Surfaces of the tooth.", "Observation.bodySite(surface)",
            "surface|surfaces|surf|fläche|superficie|cara|face|superfície",
        ),
        clinical.code(
            "kind", "What is marked.", "Observation.code",
            "type|initial type|condition|kind|finding|mark|chart condition|befund|hallazgo|constatation|"
            "achado|reperto",
        ),
        clinical.text(
            "value", "How much: movement, rotation, drawing.", "Observation.value",
            "value|movement|drawing segment|draw text|amount|wert|valor|valeur|valore",
        ),
        clinical.partial(
            "date", "When it was found.", "Observation.effectiveDateTime",
            "date|charted|date charted|date found|datum|fecha|data",
        ),
        clinical.note("note", "Words about the entry.", "Observation.note", NOTE),
        *bookkeeping("Observation"),
    ),
)

ENTITIES = (PERIO_EXAM, PERIO_MEASUREMENT, TOOTH_CHART_ENTRY)
