"""Files: images, photographs, scans, documents and signed forms. The bytes are kept as they came (law 4)."""
# fmt: off

from __future__ import annotations

from core.record import vocabulary
from core.record.declaring import (
    bookkeeping,
    by_provider,
    clinical,
    in_encounter,
    of_patient,
    operational,
    split,
)
from core.record.model import Entity, Field
from core.record.vocabulary import CODE_SYSTEM, NOTE

AREA = "files"

DATE = (
    "date|date taken|taken|taken at|date time|datetime|document date|doc date|"
    "file date|datum|fecha|date du document|data"
)


def stored(fhir: str) -> tuple[Field, ...]:
    """Which file it is, wherever an old system keeps that."""
    return (
        clinical.text(
            "file_name", "Name or path of the file.", f"{fhir}.url",
            "file name|filename|file|path|file path|image file name|image path|url|location|dateiname|"
            "dateipfad|nombre de archivo|ruta|nom du fichier|chemin|nome do arquivo|caminho|nome file|"
            "percorso",
        ),
        operational.text(
            "mime_type", "Format of the file.", f"{fhir}.contentType",
            "mime type|mime|mimetype|content type|file type|format|extension|file extension|media type|"
            "dateityp|tipo de archivo|type de fichier|tipo de arquivo|tipo di file",
        ),
        operational.integer(
            "size", "Length of the file in bytes.", f"{fhir}.size",
            "size|file size|bytes|length|dateigröße|tamaño|taille|tamanho|dimensione",
        ),
        operational.text(
            "digest", "Fingerprint of the file.", f"{fhir}.hash",
            "hash|digest|checksum|sha1|sha256|md5|raw hash",
        ),
    )


IMAGE = Entity(
    "image", AREA,
    "A diagnostic image with its study and series; without an image it is the study.", "ImagingStudy",
    words=split("image|images|imaging|imaging study|imaging studies|imagingstudies|radiograph|radiographs|"
    "xray|xrays|x rays|dicom|studies|series|röntgenbilder|bilder|röntgen|radiografías|imágenes|"
    "radiographies|radios|imagens|radiografias|radiografie|immagini"),
    key_words=split("image id|imaging id|imaging study id|study id|xray id|radiograph id|imaging record id"),
    fields=(
        of_patient("ImagingStudy.subject"),
        in_encounter("ImagingStudy.encounter"),
        by_provider("Provider who took or ordered it.", "ImagingStudy.referrer", "ordering provider|taken by|"
        ""),
        operational.ref(
            "procedure", "Treatment that it belongs to.", "ImagingStudy.procedureReference",
            vocabulary.PROCEDURE,
            to=("procedure",),
        ),
        operational.text(
            "study_uid", "Number of the study in DICOM.", "ImagingStudy.identifier(uid)",
            "study uid|study oid|study instance uid|dicom study uid|study",
        ),
        operational.text(
            "series_uid", "Number of the series in DICOM.", "ImagingStudy.series.uid",
            "series uid|series oid|series instance uid|dicom series uid|series",
        ),
        operational.text(
            "instance_uid", "Number of the image in DICOM.", "ImagingStudy.series.instance.uid",
            "instance uid|image oid|image uid|sop instance uid|dicom sop instance uid|instance|sop uid",
        ),
        operational.code(
            "sop_class", "Kind of DICOM object, as number.", "ImagingStudy.series.instance.sopClass",
            "sop class|sop class uid|sop code|image sop|sop|dicom sop class uid",
        ),
        operational.text(
            "sop_class_name", "Kind of DICOM object, in words.",
            "ImagingStudy.series.instance.sopClass.display",
            "sop class name|sop description|sop name",
        ),
        operational.text(
            "accession_number", "Number of the order.", "ImagingStudy.identifier(ACSN)",
            "accession number|accession no|accession|study accession number|auftragsnummer|número de acceso|"
            "numéro d accession",
        ),
        clinical.code(
            "modality", "How the image was made, as code.", "ImagingStudy.modality",
            "modality|modality code|study modality|dicom modality|image type|modalität|modalidad|modalité|"
            "modalidade|modalità",
        ),
        clinical.text(
            "modality_name", "How the image was made, in words.", "ImagingStudy.modality.display",
            "modality name|modality description",
        ),
        clinical.text(
            "study_title", "What the study is.", "ImagingStudy.description",
            "study title|study description|study name|description|title|studienbeschreibung|"
            "descripción del estudio|description de l examen",
        ),
        clinical.text(
            "series_title", "What the series is.", "ImagingStudy.series.description",
            "series title|series description|series name",
        ),
        clinical.text(
            "image_title", "What the image is.", "ImagingStudy.series.instance.title",
            "image title|image description|image name|caption|bildtitel|título de la imagen|titre de l image",
        ),
        clinical.moment(
            "study_date", "When the study was made.", "ImagingStudy.started",
            f"study date|study date time|study time|exam date|aufnahmedatum|{DATE}",
        ),
        clinical.moment(
            "image_date", "When the image was made.", "ImagingStudy.series.instance.extension(date)",
            "image date|image date time|acquisition date|content date|date of image|capture date|"
            "exposure date",
        ),
        clinical.code(
            "body_site_code", "Code of the part of the body.", "ImagingStudy.series.bodySite.code",
            "body site code|bodysite code|body part code|site code",
        ),
        clinical.text(
            "body_site", "Part of the body.", "ImagingStudy.series.bodySite",
            "body site|body part|bodysite description|body part examined|site|region|körperteil|región|"
            "région|região|regione",
        ),
        clinical.text(
            "tooth", "Teeth on the image.", "ImagingStudy.series.bodySite(tooth)",
            "tooth|teeth|tooth number|tooth numbers|zahn|zähne|diente|dientes|dent|dents|dente|dentes|denti",
        ),
        clinical.code(
            "procedure_code", "Code of the examination.", "ImagingStudy.procedureCode",
            "procedure code|proc code|exam code|study code",
        ),
        clinical.code(
            "code_system", "Code system of the codes.", "ImagingStudy.procedureCode.coding.system",
            CODE_SYSTEM,
        ),
        *stored("ImagingStudy.series.instance.extension(attachment)"),
        clinical.note("note", "Words about the image.", "ImagingStudy.note", NOTE),
        *bookkeeping("ImagingStudy"),
    ),
)

PHOTOGRAPH = Entity(
    "photograph", AREA, "A photograph of a patient.", "Media",
    words=split("photograph|photographs|photo|photos|patient photos|pictures|intraoral photos|fotos|"
    "fotografías|photographies|fotografias|fotografie"),
    key_words=split("photo id|photograph id|picture id"),
    fields=(
        of_patient("Media.subject"),
        in_encounter("Media.encounter"),
        clinical.text(
            "title", "What the photograph shows.", "Media.content.title",
            "title|description|caption|name|view|category|bezeichnung|título|titre|titolo",
        ),
        clinical.moment("taken_at", "When it was taken.", "Media.createdDateTime", DATE),
        clinical.text(
            "tooth", "Teeth on the photograph.", "Media.bodySite",
            "tooth|teeth|tooth numbers|body site|zahn|diente|dent|dente",
        ),
        *stored("Media.content"),
        clinical.note("note", "Words about the photograph.", "Media.note", NOTE),
        *bookkeeping("Media"),
    ),
)

SCAN = Entity(
    "scan", AREA, "A paper that was scanned, or a three-dimensional scan.", "DocumentReference(scan)",
    words=split("scan|scans|scanned documents|scanned document|3d scans|intraoral scans|impressions|"
    "gescannte dokumente|escaneos|documentos escaneados|numérisations|digitalizações|scansioni"),
    key_words=split("scan id|scanned document id"),
    fields=(
        of_patient("DocumentReference.subject"),
        in_encounter("DocumentReference.context.encounter"),
        clinical.text(
            "title", "What was scanned.", "DocumentReference.description",
            "title|description|name|scan name|category|bezeichnung|título|titre|titolo",
        ),
        clinical.moment(
            "scanned_at", "When it was scanned.", "DocumentReference.date",
            f"scanned|scan date|scanned on|date scanned|{DATE}",
        ),
        operational.integer(
            "pages", "Number of pages.", "DocumentReference.extension(pages)",
            "pages|page count|number of pages|seiten|páginas|pagine",
        ),
        *stored("DocumentReference.content.attachment"),
        clinical.note("note", "Words about the scan.", "DocumentReference.extension(note)", NOTE),
        *bookkeeping("DocumentReference"),
    ),
)

DOCUMENT = Entity(
    "document", AREA, "A letter, report or other document of a patient.", "DocumentReference",
    words=split("document|documents|docs|letters|reports|attachments|files|patient documents|correspondence|"
    "doc references|dokumente|briefe|befunde|documentos|cartas|informes|adjuntos|courriers|pièces jointes|"
    "anexos|documenti|lettere|allegati"),
    key_words=split("document id|doc id|doc num|document num|attachment id|document number"),
    fields=(
        of_patient("DocumentReference.subject"),
        in_encounter("DocumentReference.context.encounter"),
        by_provider("Provider who wrote or filed it.", "DocumentReference.author", "author"),
        operational.ref(
            "procedure", "Treatment that it belongs to.", "DocumentReference.context.related",
            vocabulary.PROCEDURE,
            to=("procedure",),
        ),
        clinical.text(
            "title", "What the document is.", "DocumentReference.description",
            "title|description|name|document title|subject|document name|doc title|bezeichnung|betreff|"
            "título|asunto|nombre del documento|titre|objet|assunto|titolo|oggetto",
        ),
        clinical.text(
            "kind", "Kind of document.", "DocumentReference.type",
            "type|kind|category|document type|doc type|doc category|document category|folder|img type|art|"
            "kategorie|dokumentart|tipo|tipo de documento|categoría|type de document|tipo documento|"
            "categoria",
        ),
        clinical.moment("date", "Date of the document.", "DocumentReference.date", DATE),
        clinical.text(
            "tooth", "Teeth that it is about.", "DocumentReference.context.extension(tooth)",
            "tooth|teeth|tooth numbers|zahn|diente|dent|dente",
        ),
        *stored("DocumentReference.content.attachment"),
        clinical.note(
            "text", "Text of the document, where the table holds it.",
            "DocumentReference.content.attachment.data",
            "text|content|body|raw base64|document text|inhalt|contenido|texto|contenu|texte|conteúdo|"
            "contenuto|testo",
        ),
        clinical.note("note", "Words about the document.", "DocumentReference.extension(note)", NOTE),
        *bookkeeping("DocumentReference"),
    ),
)

CONSENT_FORM = Entity(
    "consent_form", AREA, "A form that a patient signed or is to sign.", "Consent",
    words=split("consent form|consent forms|consents|consent|forms|sheets|patient forms|einwilligungen|"
    "einwilligung|consentimientos|consentimiento|consentements|termos de consentimento|consensi|moduli"),
    key_words=split(vocabulary.CONSENT_FORM),
    fields=(
        of_patient("Consent.patient"),
        in_encounter("Consent.extension(encounter)"),
        by_provider("Provider who explained it.", "Consent.performer", "witness provider|explained by"),
        operational.ref(
            "procedure", "Treatment that it is about.", "Consent.provision.data",
            vocabulary.PROCEDURE,
            to=("procedure",),
        ),
        clinical.text(
            "title", "What the form is called.", "Consent.category.text",
            "title|description|name|form name|form title|consent type|form type|type|bezeichnung|título|"
            "nombre|titre|nome do termo|titolo",
        ),
        clinical.text(
            "version", "Version that is in force.", "Consent.policyRule",
            "version|form version|revision|versión|versão|versione",
        ),
        clinical.code(
            "status", "Whether it is given, refused or withdrawn.", "Consent.status",
            "status|consent status|signed|state|estado|statut|stato",
        ),
        clinical.moment(
            "signed_at", "When it was signed.", "Consent.dateTime",
            "signed at|signed date|date signed|signature date|consent date|unterschrieben am|"
            f"fecha de firma|date de signature|data da assinatura|data firma|{DATE}",
        ),
        clinical.text(
            "signed_by", "Who signed.", "Consent.performer.display",
            "signed by|signer|signature name|signatory|unterschrieben von|firmado por|signé par|"
            "assinado por|firmato da",
        ),
        clinical.date(
            "expires_on", "Until when it holds.", "Consent.provision.period.end",
            "expires|expiration date|valid until|gültig bis|vence|expire|validade|scadenza",
        ),
        *stored("Consent.sourceAttachment"),
        clinical.note(
            "text", "Text of the form, where the table holds it.", "Consent.sourceAttachment.data",
            "text|form text|content|consent text|inhalt|texto|texte|testo",
        ),
        clinical.note("note", "Words about the form.", "Consent.extension(note)", NOTE),
        *bookkeeping("Consent"),
    ),
)

CONSENT_FORM_VERSION = Entity(
    "consent_form_version", AREA, "An earlier or later version of one consent form.", "Consent(version)",
    words=split("consent form version|consent form versions|consent versions|consent history|form versions|"
    "form history|versiones de consentimiento"),
    key_words=split("consent version id|form version id|consent form version id"),
    fields=(
        of_patient("Consent.patient"),
        operational.ref(
            "consent_form", "Form of which it is a version.", "Consent.identifier",
            vocabulary.CONSENT_FORM,
            to=("consent_form",),
        ),
        clinical.text(
            "version", "Which version.", "Consent.meta.versionId",
            "version|version number|revision|rev|versión|versão|versione",
        ),
        clinical.moment(
            "changed_at", "When this version came about.", "Consent.meta.lastUpdated(version)",
            f"changed|version date|revised|{DATE}",
        ),
        clinical.moment(
            "signed_at", "When this version was signed.", "Consent.dateTime",
            "signed|signed at|signed date|date signed|signature date",
        ),
        clinical.text(
            "signed_by", "Who signed this version.", "Consent.performer.display",
            "signed by|signer|signature name",
        ),
        clinical.code(
            "status", "Whether it was given, refused or withdrawn.", "Consent.status",
            "status|consent status|state",
        ),
        *stored("Consent.sourceAttachment"),
        clinical.note(
            "text", "Text of this version.", "Consent.sourceAttachment.data",
            "text|form text|content|consent text",
        ),
        *bookkeeping("Consent"),
    ),
)

ENTITIES = (IMAGE, PHOTOGRAPH, SCAN, DOCUMENT, CONSENT_FORM, CONSENT_FORM_VERSION)
