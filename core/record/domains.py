"""The closed code sets, with the words of other systems for each code.

Digits stand for nothing here: 0 and 1 mean male and female in one system and the reverse in the next, so a
column of digits is settled once by a value map, with evidence (law 2). A word belongs to one code only.
"""

from __future__ import annotations

from core.record.declaring import domain

SEX = domain(
    male="m|male|man|boy|männlich|maennlich|mann|masculino|varón|hombre|h|masculin|homme|homem|maschio|"
    "maschile|uomo",
    female="f|female|woman|girl|weiblich|w|frau|femenino|mujer|féminin|feminin|femme|feminino|mulher|femmina|"
    "femminile|donna|fem",
    other="o|oth|other|x|divers|diverse|d|non binary|nonbinary|intersex|indeterminate|otro|autre|outro|altro",
    unknown="u|unk|unknown|unspecified|not specified|undisclosed|not stated|unbekannt|desconocido|inconnu|"
    "desconhecido|sconosciuto|undifferentiated|un",
)
PATIENT_STATUS = domain(
    active="a|active|current|patient|aktiv|activo|activa|actif|active patient|ativo|attivo|existing|"
    "recurring",
    inactive="i|inactive|inaktiv|inactivo|inactif|inativo|inattivo|dismissed|former|left|moved|"
    "transferred out",
    prospective="prospect|prospective|lead|new|new patient|interessent|neu|nuevo|nouveau|novo|nuovo|"
    "pre registered",
    non_patient="nonpatient|non-patient|non patient|contact|guarantor only|kein patient|no paciente|"
    "non paziente",
    deceased="deceased|dead|died|expired|verstorben|gestorben|fallecido|difunto|décédé|falecido|deceduto",
    archived="archived|archive|archiviert|archivado|archivé|arquivado|archiviato",
    deleted="deleted|removed|void|purged|gelöscht|eliminado|borrado|supprimé|excluído|eliminato|cancellato",
)
MARITAL_STATUS = domain(
    single="s|single|never married|unmarried|ledig|soltero|soltera|soltero/a|célibataire|solteiro|solteira|"
    "celibe|nubile",
    married="m|married|verheiratet|casado|casada|casado/a|marié|mariée|marié(e)|coniugato|coniugata|sposato|"
    "sposata",
    divorced="d|divorced|geschieden|divorciado|divorciada|divorcé|divorcée|divorziato|divorziata",
    widowed="w|widowed|widow|widower|verwitwet|viudo|viuda|veuf|veuve|viúvo|viúva|vedovo|vedova",
    separated="sep|separated|legally separated|getrennt|getrennt lebend|separado|separada|séparé|séparée|"
    "separato|separata|l",
    partnered="p|partner|partnered|domestic partner|domestic partnership|common law|cohabiting|civil union|"
    "lebenspartnerschaft|pareja de hecho|unión libre|pacsé|pacs|concubinage|união estável|convivente|"
    "unito civilmente",
    child="c|child|minor|kind",
    unknown="u|unk|unknown|unbekannt|desconocido|inconnu|desconhecido|sconosciuto",
)
APPOINTMENT_STATUS = domain(
    scheduled="scheduled|sched|booked|pending|open|new|unconfirmed|geplant|gebucht|vereinbart|programada|"
    "pendiente|planifié|prévu|agendado|marcado|programmato|prenotato",
    confirmed="confirmed|conf|bestätigt|confirmada|confirmado|confirmé|confermato",
    arrived="arrived|checked in|check in|checked-in|here|waiting|in waiting room|angekommen|wartezimmer|"
    "llegó|en espera|arrivé|en attente|chegou|em espera|arrivato|in attesa",
    in_progress="in progress|seated|in chair|in operatory|in room|in behandlung|en curso|en cours|"
    "em andamento|in corso",
    completed="completed|complete|done|fulfilled|checked out|checked-out|dismissed|seen|attended|erledigt|"
    "abgeschlossen|completada|completado|realizada|terminé|effectué|concluído|completato|eseguito",
    cancelled="cancelled|canceled|cancel|cancellation|cancelled by patient|cancelled by clinic|abgesagt|"
    "storniert|cancelada|cancelado|anulada|annulé|desmarcado|annullato|cancellato|disdetto",
    no_show="no show|no-show|noshow|missed|broken|failed|did not attend|dna|did not arrive|nicht erschienen|"
    "no asistió|no se presentó|absent|non venu|faltou|não compareceu|non presentato|fta|failed to attend",
    rescheduled="rescheduled|moved|verschoben|reprogramada|reprogramado|reporté|remarcado|rimandato|spostato",
    unscheduled="unscheduled|unsched|unsched list|asap|asap list|waitlist|waiting list|short call|warteliste",
    planned="planned|proposed|vorgesehen|planeada",
    note="ptnote|pt note|ptnotecompleted|note only",
)
PROCEDURE_STATUS = domain(
    planned="tp|tx|tx plan|treatment planned|treatment plan|planned|proposed|p|geplant|planificado|pendiente|"
    "planifié|planejado|pianificato|estimate|treatment plan inactive|tpi",
    in_progress="in progress|started|ip|begonnen|in arbeit|en curso|en cours|em andamento|in corso",
    completed="c|complete|completed|done|performed|finished|comp|erledigt|abgeschlossen|durchgeführt|"
    "realizado|completado|terminé|réalisé|effectué|concluído|completato|eseguito",
    existing_ours="ec|existing current provider|existing ours|existing current|existing (current)|"
    "existing this office",
    existing_other="eo|existing other provider|existing other|existing (other)|existing elsewhere|vorhanden|"
    "existente|existant|esistente|existing",
    referred="r|referred|referred out|ref|ro|überwiesen|derivado|référé|adressé|encaminhado|inviato",
    declined="declined|refused|rejected by patient|abgelehnt|rechazado|refusé|recusado|rifiutato",
    condition="cn|condition|cond",
    cancelled="cancelled|canceled|abandoned|stopped|storniert|cancelado|annulé|annullato",
    deleted="d|deleted|del|void|voided|entered in error|gelöscht|eliminado|supprimé|excluído|eliminato",
)
DENTITION = domain(
    permanent="permanent|adult|secondary|bleibend|permanente|définitive|dauergebiss",
    primary="primary|deciduous|baby|milk|milchzahn|milchgebiss|temporal|temporaria|decidua|lait|decídua|"
    "da latte",
    supernumerary="supernumerary|extra tooth|überzählig|supernumerario|surnuméraire|supranumerário|"
    "soprannumerario",
)
ALLERGY_TYPE = domain(
    allergy="allergy|allergic|allergie|alergia|allergia|true allergy|hypersensitivity",
    intolerance="intolerance|intoleranz|intolerancia|intolérance|intolerância|intolleranza|side effect|"
    "adverse reaction|unverträglichkeit|non allergic",
)
ALLERGY_CATEGORY = domain(
    medication="medication|drug|drugclass|drug class|drug allergy|med|medicine|medikament|arzneimittel|"
    "medicamento|fármaco|médicament|medicação|farmaco|da|ma",
    food="food|food allergy|nahrungsmittel|lebensmittel|alimento|alimentaria|aliment|alimentaire|alimentar|"
    "cibo|alimentare|fa",
    environment="environment|environmental|env|ea|umwelt|ambiental|ambiente|environnement|environnemental|"
    "ambientale|pollen|animal|plant|la|aa|pa",
    biologic="biologic|biological|biologisch|biológico|biologique|biologico|blood product|vaccine",
    material="material|latex|metal|contact|contact allergy|dental material|werkstoff|matériau|materiale",
    other="other|oth|miscellaneous|misc|sonstige|otro|autre|outro|altro",
)
ALLERGY_SEVERITY = domain(
    mild="mild|low|minor|slight|leicht|mild reaction|leve|légère|léger|ligera|lieve|baixa",
    moderate="moderate|mod|medium|mittel|mittelschwer|mäßig|moderada|moderado|modérée|modéré|moderata|"
    "moderato",
    severe="severe|high|serious|major|schwer|grave|severa|severo|sévère|alta|moderate to severe",
    life_threatening="life threatening|life-threatening|fatal|anaphylaxis|anaphylactic|critical|"
    "lebensbedrohlich|mortal|potencialmente mortal|vital|pronostic vital|risco de vida|pericolo di vita",
    unknown="unknown|unk|unassigned|undetermined|unbekannt|desconocida|inconnue|desconhecida|sconosciuta",
)
ALLERGY_STATUS = domain(
    active="active|a|current|aktiv|activa|activo|actif|active allergy|ativa|ativo|attiva|attivo",
    inactive="inactive|i|inaktiv|inactiva|inactivo|inactif|inativa|inativo|inattiva|inattivo|discontinued|"
    "past",
    resolved="resolved|gone|abgeklungen|behoben|resuelta|résolu|résolue|resolvida|risolta",
)
VERIFICATION = domain(
    unconfirmed="unconfirmed|unverified|not verified|reported|patient reported|unbestätigt|sin confirmar|"
    "non confirmé|não confirmado|non confermato",
    provisional="provisional|presumed|suspected|probable|possible|working|verdacht|verdachtsdiagnose|"
    "sospecha|probabile|suspicion",
    differential="differential|differential diagnosis|differenzialdiagnose|diagnóstico diferencial",
    confirmed="confirmed|verified|proven|bestätigt|gesichert|confirmado|confirmada|confirmé|confermato",
    refuted="refuted|ruled out|disproven|negated|widerlegt|ausgeschlossen|descartado|descartada|réfuté|"
    "écarté|refutado|smentito|escluso",
    entered_in_error="entered in error|entered-in-error|error|erroneous|irrtümlich|error de registro|"
    "saisie erronée|erro de registro|errore di inserimento",
)
ALLERGY_STATEMENT = domain(
    present="present|positive|allergy|has allergies|yes|vorhanden|positiv|positivo|sí|oui|sim|sì",
    none_known="none known|negative|no known allergies|no known allergy|nka|nkda|nkfa|"
    "no known drug allergies|no allergies|none|no|negativ|keine bekannt|keine allergien|"
    "keine bekannten allergien|negativo|negado|sin alergias conocidas|ninguna conocida|aucune|aucune connue|"
    "aucune allergie connue|sem alergias conhecidas|nega alergias|nessuna|nessuna allergia nota",
    not_asked="not asked|unknown|not assessed|not reviewed|unable to obtain|nicht erfragt|unbekannt|"
    "no preguntado|desconocido|non demandé|inconnu|não perguntado|desconhecido|non chiesto|sconosciuto",
    blank="blank|empty|leer|vacío|vide|vazio|vuoto",
)
CONDITION_STATUS = domain(
    active="active|a|current|ongoing|chronic|aktiv|bestehend|activo|activa|actif|ativo|attivo",
    recurrence="recurrence|recurrent|relapse|rezidiv|recidiva|recaída|récidive|recorrência",
    remission="remission|in remission|remisión|rémission|remissão|remissione",
    inactive="inactive|i|past|history of|historical|inaktiv|inactivo|inactif|inativo|inattivo",
    resolved="resolved|cured|healed|closed|behoben|geheilt|ausgeheilt|resuelto|curado|résolu|guéri|resolvido|"
    "risolto",
)
MEDICATION_STATUS = domain(
    active="active|a|current|taking|aktiv|activo|activa|actif|ativo|attivo|in corso",
    completed="completed|finished|complete|abgeschlossen|completado|terminé|concluído|completato",
    stopped="stopped|discontinued|dc|d/c|inactive|i|ended|abgesetzt|suspendido|interrumpido|arrêté|"
    "interrompido|interrotto|sospeso",
    on_hold="on hold|on-hold|held|paused|pausiert|en pausa|en pause|suspenso|in pausa",
    intended="intended|planned|not started|geplant|prévu|previsto",
    entered_in_error="entered in error|entered-in-error|error|void|deleted",
    unknown="unknown|unk|unbekannt|desconocido|inconnu|desconhecido|sconosciuto",
)
IMMUNISATION_STATUS = domain(
    completed="completed|complete|given|administered|dose given|dosegiven|done|verabreicht|geimpft|"
    "administrada|aplicada|administré|fait|administrado|aplicado|somministrato|eseguito|"
    "http://smarthealthit.org/terms/codes/immunizationadministrationstatus#dosegiven",
    not_done="not done|not-done|not given|refused|declined|deferred|contraindicated|not administered|"
    "nicht verabreicht|abgelehnt|no administrada|rechazada|refusé|recusado|rifiutato|"
    "http://smarthealthit.org/terms/codes/immunizationadministrationstatus#notadministered",
    partially_done="partial|partial dose|partially administered|teilweise|parcial|partiel|parziale|"
    "http://smarthealthit.org/terms/codes/immunizationadministrationstatus#partialdose",
    entered_in_error="entered in error|entered-in-error|error|void|deleted",
)
NOTE_STATUS = domain(
    draft="draft|unsigned|open|in progress|preliminary|pending|entwurf|offen|borrador|brouillon|rascunho|"
    "bozza",
    signed="signed|final|completed|complete|authenticated|unterschrieben|abgeschlossen|firmado|firmada|signé|"
    "assinado|firmato",
    locked="locked|closed|gesperrt|bloqueado|verrouillé|bloccato",
    amended="amended|corrected|addended|addendum|geändert|enmendado|amendé|corrigido|corretto",
    entered_in_error="entered in error|entered-in-error|error|void|voided|deleted|retracted",
)
COVERAGE_ORDER = domain(  # The one set in which a digit means itself: the first, second and third insurer.
    primary="1|primary|p|pri|prim|first|primary insurance|primär|haupt|hauptversicherung|primario|primaria|"
    "principal|primaire|primário",
    secondary="2|secondary|s|sec|second|secondary insurance|sekundär|zusatz|zusatzversicherung|secundario|"
    "secundaria|secondaire|complémentaire|secundário|secondario|secondaria|supplemental",
    tertiary="3|tertiary|t|third|tertiary insurance|tertiär|terciario|terciaria|tertiaire|terciário|"
    "terziario|terziaria",
    further="4|quaternary|fourth|other|additional|weitere",
)
RELATIONSHIP = domain(
    self="self|subscriber|insured|holder|policyholder|selbst|versicherter|titular|él mismo|assuré|soi même|"
    "lui même|próprio|sé stesso|stesso|intestatario",
    spouse="spouse|husband|wife|ehepartner|ehegatte|ehemann|ehefrau|cónyuge|esposo|esposa|marido|conjoint|"
    "mari|épouse|cônjuge|coniuge|marito|moglie",
    partner="partner|life partner|domestic partner|lifepartner|significant other|lebenspartner|pareja|"
    "concubin|companheiro|companheira|convivente",
    child="child|son|daughter|dependent child|kind|sohn|tochter|hijo|hija|enfant|fils|fille|filho|filha|"
    "figlio|figlia|stepchild|step child",
    parent="parent|mother|father|elternteil|mutter|vater|padre|madre|mère|père|pai|mãe|genitore",
    guardian="guardian|ward|legal guardian|vormund|tutor|tuteur|tutore",
    dependent="dependent|dependant|handicap dep|handicapped dependent|angehöriger|dependiente|ayant droit|"
    "dependente|a carico",
    employee="employee|arbeitnehmer|empleado|employé|empregado|dipendente",
    other="other|oth|andere|sonstige|otro|autre|outro|altro|sig other|injured plaintiff|inj plaintiff",
    unknown="unknown|unk|unbekannt|desconocido|inconnu|desconhecido|sconosciuto",
)
CLAIM_STATUS = domain(
    draft="draft|unsent|u|not sent|created|new|entwurf|borrador|brouillon|rascunho|bozza",
    held="held|hold|on hold|h|hold until pri received|w|waiting|waiting to send|zurückgestellt|en espera|"
    "en attente|em espera|in attesa|probably sent|p",
    sent="sent|s|billed|submitted|filed|transmitted|pending|outstanding|open|gesendet|eingereicht|enviado|"
    "enviada|presentada|envoyé|soumis|inviato|enviada ao convênio",
    received="received|r|accepted|processed|acknowledged|eingegangen|recibido|reçu|recebido|ricevuto|"
    "estimate|adjudicated",
    partly_paid="partly paid|partially paid|partial|teilweise bezahlt|pagado parcialmente|partiellement payé|"
    "parcialmente pago|pagato in parte",
    paid="paid|paid in full|settled|bezahlt|pagado|payé|réglé|pago|pagato",
    denied="denied|rejected|refused|declined|abgelehnt|rechazado|denegado|rejeté|refusé|negado|glosado|"
    "respinto|negato",
    appealed="appealed|appeal|resubmitted|in appeal|widerspruch|apelado|contesté|recurso|in appello",
    closed="closed|complete|completed|finalized|geschlossen|abgeschlossen|cerrado|clos|clôturé|fechado|"
    "chiuso",
    void="void|voided|cancelled|canceled|deleted|storniert|anulado|annulé|cancelado|annullato",
)
CLAIM_LINE_STATUS = domain(
    not_received="not received|notreceived|pending|sent|open|offen|pendiente|en attente|pendente|in attesa",
    received="received|paid|processed|closed|eingegangen|bezahlt|recibido|reçu|recebido|ricevuto",
    estimate="estimate|preauth|predetermination|kostenvoranschlag|estimación|devis|estimativa|preventivo",
    adjustment="adjustment|adjusted|korrektur|ajuste|ajustement|rettifica",
    supplemental="supplemental|supplement|nachzahlung|complementario|complément|suplementar|supplementare",
    capitation="capitation|capclaim|capcomplete|capestimate|cap claim|cap complete|cap estimate",
    denied="denied|rejected|abgelehnt|denegado|rejeté|negado|negato|respinto",
    void="void|voided|deleted|storniert|anulado|annulé|annullato",
)
PAYMENT_METHOD = domain(
    cash="cash|bar|bargeld|efectivo|espèces|liquide|dinheiro|contanti|contante",
    cheque="check|cheque|chk|ck|personal check|bank check|scheck|chèque|assegno",
    credit_card="credit card|credit|cc|card|visa|mc|mastercard|master card|amex|american express|discover|"
    "kreditkarte|tarjeta|tarjeta de crédito|carte|carte de crédit|cartão|cartão de crédito|carta di credito|"
    "carta",
    debit_card="debit card|debit|ec karte|girocard|tarjeta de débito|carte bancaire|cb|carte de débit|"
    "cartão de débito|bancomat|carta di debito|eftpos",
    bank_transfer="bank transfer|transfer|eft|ach|wire|wire transfer|überweisung|transferencia|virement|"
    "transferência|pix|bonifico|electronic",
    direct_debit="direct debit|autopay|auto debit|lastschrift|domiciliación|prélèvement|débito automático|"
    "addebito diretto",
    insurance="insurance|insurance check|insurance payment|insurance eft|versicherung|kasse|seguro|"
    "aseguradora|assurance|tiers payant|mutuelle|convênio|assicurazione",
    online="online|web|portal|paypal|stripe|apple pay|google pay|online payment",
    financing="financing|care credit|carecredit|third party financing|finanzierung|financiación|financement|"
    "financiamento|finanziamento|payment plan",
    voucher="voucher|gift card|gift certificate|coupon|gutschein|bono|bon|chèque cadeau|vale|buono",
    other="other|oth|misc|sonstige|otro|autre|outro|altro",
)
LEDGER_TYPE = domain(
    charge="charge|procedure|proc|chg|fee|service|leistung|cargo|honoraires|cobrança|addebito|débit|"
    "production",
    payment="payment|pmt|pay|patient payment|pt payment|pt pmt|pat pmt|zahlung|pago|paiement|règlement|"
    "pagamento|receipt",
    insurance_payment="insurance payment|ins pmt|ins payment|ins pay|insurance|carrier payment|kassenzahlung|"
    "versicherungszahlung|pago del seguro|paiement assurance|pagamento do convênio|pagamento assicurazione|"
    "ins check",
    adjustment="adjustment|adj|korrektur|ajuste|ajustement|rettifica|credit adjustment|debit adjustment",
    write_off="write off|write-off|writeoff|wo|w/o|insurance write off|ausbuchung|abschreibung|castigo|"
    "passage en perte|baixa contábil|stralcio",
    refund="refund|ref|rückerstattung|erstattung|reembolso|devolución|remboursement|rimborso|estorno",
    discount="discount|disc|courtesy|rabatt|nachlass|skonto|descuento|remise|desconto|sconto",
    finance_charge="finance charge|interest|late charge|billing charge|service charge|mahngebühr|zinsen|"
    "interés|intérêts|juros|interessi|fin chg|late fee",
    deposit="deposit|prepayment|prepay|unearned|advance|anzahlung|vorauszahlung|anticipo|acompte|"
    "adiantamento|acconto",
    transfer="transfer|balance transfer|umbuchung|traspaso|transfert|transferência|trasferimento|"
    "opening balance|balance forward",
    credit="credit|gutschrift|abono|avoir|crédito|accredito",
)
TREATMENT_PLAN_STATUS = domain(
    draft="draft|entwurf|borrador|brouillon|rascunho|bozza",
    active="active|proposed|presented|saved|open|aktiv|offen|activo|proposé|ativo|attivo",
    accepted="accepted|approved|signed|angenommen|genehmigt|aceptado|accepté|aceito|accettato",
    declined="declined|rejected|refused|abgelehnt|rechazado|refusé|recusado|rifiutato",
    completed="completed|complete|done|abgeschlossen|completado|terminé|concluído|completato",
    inactive="inactive|revoked|cancelled|canceled|expired|inaktiv|inactivo|cancelado|annulé|inativo|"
    "annullato",
)
