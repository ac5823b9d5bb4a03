"""Money: what is owed, paid, moved and written off. Amounts are exact, their currency beside them (law 6)."""
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
from core.record.model import Entity, Field
from core.record.vocabulary import ACTIVE, CODE_SYSTEM, NOTE

AREA = "money"

AMOUNT = "amount|amt|total|value|sum|betrag|summe|importe|monto|montant|somme|valor|importo|somma"
DATE = (
    "date|posted|posted date|date posted|post date|transaction date|trans date|datum|"
    "buchungsdatum|fecha|fecha de registro|date d écriture|data|data registrazione"
)


def of_procedure(fhir: str) -> Field:
    meaning = "Treatment that it is about."
    return operational.ref("procedure", meaning, fhir, vocabulary.PROCEDURE, to=("procedure",))


INVOICE = Entity(
    "invoice", AREA, "A bill to a patient, or a statement.", "Invoice",
    words=split("invoice|invoices|bill|bills|statement|statements|rechnung|rechnungen|factura|facturas|"
    "facture|factures|fatura|faturas|notas fiscais|fattura|fatture"),
    key_words=split(vocabulary.INVOICE),
    fields=(
        of_patient("Invoice.subject"),
        operational.ref(
            "guarantor", "Patient record of the one who is billed.", "Invoice.recipient",
            "guarantor|guarantor id|bill to|billed to|recipient|payer patient|zahlungspflichtiger|"
            "destinatario|destinataire",
            to=("patient",),
        ),
        in_encounter("Invoice.extension(encounter)"),
        by_provider("Provider who is credited.", "Invoice.participant"),
        at_clinic("Invoice.issuer"),
        operational.ref(
            "payer", "Insurer, where it is billed.", "Invoice.recipient(payer)",
            vocabulary.PAYER,
            to=("payer",),
        ),
        financial.text(
            "number", "Number printed on the bill.", "Invoice.identifier",
            "number|invoice number|invoice no|bill number|bill no|statement number|document number|"
            "rechnungsnummer|rechnungs nr|número de factura|folio|numéro de facture|número da fatura|"
            "numero fattura",
        ),
        financial.date(
            "date", "Date of the bill.", "Invoice.date",
            "invoice date|bill date|billing date|statement date|date sent|rechnungsdatum|fecha de factura|"
            f"date de facture|data da fatura|data fattura|{DATE}",
        ),
        financial.date(
            "due_on", "Date on which it is due.", "Invoice.paymentTerms(due)",
            "due date|date due|due|payment due|fällig am|fälligkeitsdatum|vencimiento|fecha de vencimiento|"
            "échéance|vencimento|scadenza",
        ),
        financial.money(
            "total", "What is billed in all.", "Invoice.totalGross",
            "invoice total|invoice amount|total amount|gross total|grand total|balance total|gesamtbetrag|"
            f"importe total|montant total|valor total|totale|{AMOUNT}",
        ),
        financial.money(
            "net", "What is billed before tax.", "Invoice.totalNet",
            "net|net total|net amount|subtotal|sub total|nettobetrag|neto|total hors taxe|ht|líquido|"
            "imponibile",
        ),
        financial.money(
            "tax", "Tax on it.", "Invoice.totalPriceComponent(tax)",
            "tax|tax amount|vat|sales tax|steuer|mehrwertsteuer|mwst|impuesto|iva|taxe|tva|imposto",
        ),
        financial.money(
            "insurance_estimate", "What insurers are expected to pay of it.",
            "Invoice.extension(insuranceEstimate)",
            "insurance estimate|ins est|estimated insurance",
        ),
        financial.money(
            "paid", "What was paid of it.", "Invoice.extension(paid)",
            "paid|amount paid|paid amount|payments|bezahlt|pagado|payé|pago|pagato",
        ),
        financial.money(
            "outstanding", "What is still owed.", "Invoice.extension(outstanding)",
            "outstanding|balance|balance due|amount due|open amount|remaining|offen|offener betrag|saldo|"
            "saldo pendiente|solde|reste à payer|saldo devedor|residuo",
        ),
        financial.code(
            "status", "Whether it is open, paid or void.", "Invoice.status",
            "status|invoice status|bill status|payment status|paid status|estado|statut|situação|stato",
        ),
        financial.note("note", "Words about the bill.", "Invoice.note", NOTE),
        *bookkeeping("Invoice"),
    ),
)

INVOICE_LINE = Entity(
    "invoice_line", AREA, "One charge: a treatment or article on a bill.", "ChargeItem",
    words=split("invoice line|invoice lines|invoice items|charge|charges|billing|billing lines|charge lines|"
    "charge items|statement items|bill items|rechnungspositionen|positionen|líneas de factura|cargos|"
    "lignes de facture|itens da fatura|cobranças|righe fattura|addebiti"),
    key_words=split("invoice line id|charge id|charge line id|billing id|line id|charge num|invoice item id|"
    "statement prod num"),
    fields=(
        of_patient("ChargeItem.subject"),
        operational.ref(
            "invoice", "Bill that it stands on.", "Invoice.lineItem",
            vocabulary.INVOICE,
            to=("invoice",),
        ),
        of_procedure("ChargeItem.service"),
        in_encounter("ChargeItem.context"),
        by_provider("Provider who is credited.", "ChargeItem.performer.actor"),
        at_clinic("ChargeItem.performingOrganization"),
        operational.ref(
            "payer", "Insurer who is asked to pay.", "ChargeItem.extension(payer)",
            vocabulary.PAYER,
            to=("payer",),
        ),
        financial.integer(
            "line_number", "Number of the line.", "Invoice.lineItem.sequence",
            "line number|line no|line|sequence|position|pos|zeile|línea|ligne|linha|riga",
        ),
        financial.moment(
            "service_date", "When the service was given.", "ChargeItem.occurrenceDateTime",
            "date of service|service date|dos|charge date|proc date|procedure date|leistungsdatum|"
            f"fecha de servicio|date de soins|{DATE}",
        ),
        financial.date(
            "billed_on", "Date on which it was billed.", "ChargeItem.extension(billed)",
            "bill date|billed date|billed on|date billed|invoice date|claim date",
        ),
        financial.code(
            "code", "Code of the treatment or article.", "ChargeItem.code.coding.code",
            "code|procedure code|proc code|service code|item code|cpt|cdt|charge code|leistungsnummer|"
            "código|code acte|codice",
        ),
        financial.code(
            "code_system", "Code system of that code.", "ChargeItem.code.coding.system",
            CODE_SYSTEM,
        ),
        financial.code(
            "modifier", "What modifies the code.", "ChargeItem.extension(modifier)",
            "modifier|modifier 1|mod|modifiers",
            many=True,
        ),
        financial.text(
            "description", "What is charged, in words.", "ChargeItem.code.text",
            "description|code text|procedure description|item|item description|service|text|memo|"
            "bezeichnung|leistungstext|descripción|concepto|libellé|désignation|descrição|descrizione",
        ),
        clinical.code(
            "diagnosis_codes", "Codes of the diagnoses behind it.", "ChargeItem.reason",
            "diagnosis|justify|diagnosis code|diagnosis pointer|dx|dx code|icd code",
            many=True,
        ),
        financial.decimal(
            "quantity", "How many.", "ChargeItem.quantity",
            "quantity|qty|units|unit qty|count|anzahl|menge|faktor|cantidad|quantité|quantidade|quantità",
        ),
        financial.money(
            "unit_price", "Price of one.", "ChargeItem.priceOverride(unit)",
            "unit price|price|price each|unit cost|rate|einzelpreis|precio unitario|prix unitaire|"
            "preço unitário|prezzo unitario",
        ),
        financial.money(
            "amount", "What is charged.", "ChargeItem.priceOverride",
            f"fee|charge|charge amount|line total|extended amount|procedure fee|gross|{AMOUNT}",
        ),
        financial.money(
            "discount", "What is taken off.", "ChargeItem.extension(discount)",
            "discount|discount amount|rabatt|descuento|remise|desconto|sconto",
        ),
        financial.money(
            "tax", "Tax on it.", "ChargeItem.extension(tax)",
            "tax|tax amount|vat|steuer|impuesto|iva|taxe|tva|imposto",
        ),
        clinical.text(
            "drug", "Medicine that was given, as claims write it.", "ChargeItem.product",
            "ndc|ndc info|ndc number|drug ndc info|drug ndc",
        ),
        financial.flag(
            "billed", "Whether it was billed.", "ChargeItem.status(billed)",
            "billed|is billed|billed flag|abgerechnet|facturado|facturé|faturado|fatturato",
        ),
        financial.flag("active", "Whether the old system marks it as active.", "ChargeItem.status", ACTIVE),
        financial.note("note", "Words about the charge.", "ChargeItem.note", f"note codes|{NOTE}"),
        *bookkeeping("ChargeItem"),
    ),
)

PAYMENT = Entity(
    "payment", AREA, "Money that came in.", "PaymentReconciliation",
    words=split("payment|payments|receipts|patient payments|collections|claimpayment|insurance payments|"
    "zahlung|zahlungen|zahlungseingänge|pago|pagos|cobros|paiement|paiements|règlements|encaissements|"
    "pagamento|pagamentos|recebimentos|pagamenti|incassi"),
    key_words=split(vocabulary.PAYMENT),
    fields=(
        of_patient("PaymentReconciliation.detail.submitter"),
        in_encounter("PaymentReconciliation.extension(encounter)"),
        by_provider("Provider who is credited.", "PaymentReconciliation.detail.payee"),
        at_clinic("PaymentReconciliation.requestor"),
        operational.ref(
            "payer", "Insurer who paid.", "PaymentReconciliation.paymentIssuer",
            vocabulary.PAYER,
            to=("payer",),
        ),
        operational.ref(
            "claim", "Claim that it settles.", "PaymentReconciliation.detail.request",
            vocabulary.CLAIM,
            to=("claim",),
        ),
        operational.ref(
            "invoice", "Bill that it settles.", "PaymentReconciliation.detail.request(invoice)",
            vocabulary.INVOICE,
            to=("invoice",),
        ),
        operational.ref(
            "deposit", "Bank deposit that it went with.", "PaymentReconciliation.extension(deposit)",
            vocabulary.DEPOSIT,
            to=("deposit",),
        ),
        financial.moment(
            "date", "When it was paid.", "PaymentReconciliation.paymentDate",
            "pay date|payment date|date pay|paid|date paid|paid date|received|date received|receipt date|"
            f"dtime|zahlungsdatum|fecha de pago|date de paiement|data do pagamento|data pagamento|{DATE}",
        ),
        financial.money(
            "amount", "How much was paid.", "PaymentReconciliation.paymentAmount",
            "pay amt|payment amount|payment|amount paid|paid amount|amount 1|amount1|amount received|"
            f"zahlbetrag|importe pagado|montant payé|valor pago|importo pagato|{AMOUNT}",
        ),
        financial.money(
            "amount_previous", "How much of it was for an earlier balance.",
            "PaymentReconciliation.extension(previousBalance)",
            "amount 2|amount2|previous balance amount|amount previous balance|prior balance payment",
        ),
        financial.money(
            "posted", "How much was posted.", "PaymentReconciliation.detail.amount",
            "posted 1|posted1|posted amount|amount posted|posted amount today",
        ),
        financial.money(
            "posted_previous", "How much was posted to an earlier balance.",
            "PaymentReconciliation.detail.amount(previous)",
            "posted 2|posted2|posted amount previous balance|posted previous",
        ),
        financial.code(
            "method", "How it was paid.", "PaymentReconciliation.formCode",
            "method|payment method|pay type|payment type|pay method|tender|tender type|payment form|type|"
            "zahlungsart|zahlungsmethode|método de pago|forma de pago|mode de paiement|mode de règlement|"
            "forma de pagamento|metodo di pagamento|modalità di pagamento",
            closed=domains.PAYMENT_METHOD,
        ),
        financial.text(
            "reference", "Number of the cheque, or other reference.",
            "PaymentReconciliation.paymentIdentifier",
            "check num|check number|check no|cheque number|cheque no|reference|reference number|ref|ref no|"
            "ref number|payment reference|source|transaction id|transaction number|authorization code|"
            "schecknummer|verwendungszweck|número de cheque|referencia|numéro de chèque|référence|"
            "número do cheque|referência|numero assegno|riferimento",
        ),
        financial.text(
            "bank", "Bank and branch.", "PaymentReconciliation.extension(bank)",
            "bank|bank branch|bank name|bank routing|banco|banque|banca",
        ),
        financial.text(
            "card", "What is kept of the card: brand and last digits.",
            "PaymentReconciliation.extension(card)",
            "card type|card brand|last four|last 4|card last 4|card number masked|kartentyp|tipo de tarjeta|"
            "type de carte",
        ),
        financial.money(
            "merchant_fee", "What the card firm took.", "PaymentReconciliation.extension(merchantFee)",
            "merchant fee|processing fee|card fee|transaction fee|gebühr|comisión|commission|taxa",
        ),
        financial.code(
            "status", "Whether it stands, failed or was taken back.", "PaymentReconciliation.outcome",
            "status|payment status|process status|estado|statut|situação|stato",
        ),
        financial.text(
            "receipt", "Text or number of the receipt.", "PaymentReconciliation.extension(receipt)",
            "receipt|receipt text|receipt number|receipt no|quittung|recibo|reçu|ricevuta",
        ),
        financial.note(
            "note", "Words about the payment.", "PaymentReconciliation.processNote",
            f"pay note|payment note|{NOTE}",
        ),
        *bookkeeping("PaymentReconciliation"),
    ),
)

ALLOCATION = Entity(
    "allocation", AREA, "Which part of a payment goes to what.", "PaymentReconciliation.detail",
    words=split("allocation|allocations|paysplit|pay split|payment splits|split|splits|applied payments|"
    "payment allocation|payment details|zuordnungen|zahlungszuordnungen|aplicaciones de pago|asignaciones|"
    "affectations|ventilations|alocações|rateios|allocazioni|ripartizioni"),
    key_words=split("split num|allocation id|split id|pay split num|payment allocation id"),
    fields=(
        of_patient("PaymentReconciliation.detail.submitter"),
        operational.ref(
            "payment", "Payment that it is part of.", "PaymentReconciliation.detail",
            vocabulary.PAYMENT,
            to=("payment",),
        ),
        of_procedure("PaymentReconciliation.detail.request"),
        operational.ref(
            "invoice", "Bill that it settles.", "PaymentReconciliation.detail.request(invoice)",
            vocabulary.INVOICE,
            to=("invoice",),
        ),
        operational.ref(
            "adjustment", "Adjustment that it settles.", "PaymentReconciliation.detail.predecessor",
            vocabulary.ADJUSTMENT,
            to=("adjustment",),
        ),
        operational.ref(
            "payment_plan", "Payment plan that it settles.", "PaymentReconciliation.detail.extension(plan)",
            vocabulary.PAYMENT_PLAN,
            to=("payment_plan",),
        ),
        by_provider("Provider who is credited.", "PaymentReconciliation.detail.payee"),
        at_clinic("PaymentReconciliation.detail.extension(location)"),
        financial.money(
            "amount", "How much.", "PaymentReconciliation.detail.amount",
            f"split amt|split amount|allocated amount|applied amount|amount applied|{AMOUNT}",
        ),
        financial.date(
            "date", "Date of the allocation.", "PaymentReconciliation.detail.date",
            f"date pay|payment date|split date|applied date|allocated on|{DATE}",
        ),
        financial.date(
            "service_date", "Date of the treatment that it settles.",
            "PaymentReconciliation.detail.extension(serviceDate)",
            "proc date|procedure date|service date|date of service",
        ),
        financial.code(
            "unearned_type", "Why it is held as a prepayment.", "PaymentReconciliation.detail.type",
            "unearned type|prepayment type|prepayment|unearned|vorauszahlung|anticipo|acompte|adiantamento|"
            "acconto",
        ),
        financial.note(
            "note", "Words about the allocation.", "PaymentReconciliation.detail.extension(note)",
            NOTE,
        ),
        *bookkeeping("PaymentReconciliation"),
    ),
)

LEDGER_ENTRY = Entity(
    "ledger_entry", AREA,
    "One line of an account that holds charges, payments and adjustments together.", "ChargeItem(ledger)",
    words=split("ledger|ledger entry|ledger entries|transactions|transaction|account history|"
    "account transactions|financial transactions|trans|kontobewegungen|buchungen|kontoauszug|movimientos|"
    "transacciones|libro mayor|écritures|mouvements|lançamentos|transações|movimenti|estratto conto"),
    key_words=split("ledger id|ledger entry id|entry num|entry id|transaction id|trans num|trans id|"
    "transaction number"),
    fields=(
        of_patient("ChargeItem.subject"),
        operational.ref(
            "guarantor", "Patient record of the one whose account it is.", "Account.guarantor",
            "guarantor|guarantor id|guar id|account holder|account id",
            to=("patient",),
        ),
        of_procedure("ChargeItem.service"),
        operational.ref(
            "claim", "Claim that it belongs to.", "ChargeItem.extension(claim)",
            vocabulary.CLAIM,
            to=("claim",),
        ),
        by_provider("Provider who is credited.", "ChargeItem.performer.actor"),
        at_clinic("ChargeItem.performingOrganization"),
        financial.date(
            "date", "Date of the entry.", "ChargeItem.occurrenceDateTime",
            f"ledger date|entry date|{DATE}",
        ),
        financial.code(
            "type", "Charge, payment, adjustment and so on.", "ChargeItem.extension(type)",
            "type|entry type|transaction type|trans type|ledger type|category|kind|buchungsart|tipo|"
            "tipo de movimiento|type d écriture|type|tipo de lançamento|tipo movimento",
            closed=domains.LEDGER_TYPE,
        ),
        financial.money(
            "amount", "Amount, signed as the old system signs it.", "ChargeItem.priceOverride",
            AMOUNT,
        ),
        financial.money(
            "charge", "Amount that is owed, where kept apart.", "ChargeItem.priceOverride(debit)",
            "debit|charge|charges|charge amount|soll|débito|cargo|debe|débit|dare|addebito",
        ),
        financial.money(
            "credit", "Amount that was paid or taken off, where kept apart.",
            "ChargeItem.priceOverride(credit)",
            "credit|credits|credit amount|payment amount|haben|crédito|abono|haber|crédit|avere|accredito",
        ),
        financial.money(
            "running_balance", "Balance after the entry.", "Account.extension(runningBalance)",
            "balance|running balance|account balance|saldo|solde",
        ),
        financial.code(
            "code", "Code of the treatment.", "ChargeItem.code.coding.code",
            "code|procedure code|proc code|ada code|trans code|transaction code",
        ),
        financial.text(
            "description", "What it is, in words.", "ChargeItem.code.text",
            "description|item|text|details|memo|buchungstext|descripción|concepto|libellé|descrição|"
            "histórico|descrizione|causale",
        ),
        clinical.text(
            "tooth", "Tooth number as the old system writes it.", "ChargeItem.bodysite",
            "tooth|tooth number|tooth num|zahn|diente|dent|dente",
        ),
        financial.code(
            "method", "How it was paid.", "PaymentReconciliation.formCode",
            "method|payment method|pay method|pay type|tender|zahlungsart|método de pago|mode de paiement|"
            "forma de pagamento|metodo di pagamento",
            closed=domains.PAYMENT_METHOD,
        ),
        financial.text(
            "reference", "Number of the cheque, or other reference.",
            "PaymentReconciliation.paymentIdentifier",
            "check num|check number|check no|cheque number|reference|ref|reference number|schecknummer|"
            "número de cheque|referencia|numéro de chèque|référence|numero assegno",
        ),
        financial.note("note", "Words about the entry.", "ChargeItem.note", NOTE),
        *bookkeeping("ChargeItem"),
    ),
)

REFUND = Entity(
    "refund", AREA, "Money that was given back.", "PaymentNotice(refund)",
    words=split("refund|refunds|rückerstattungen|erstattungen|reembolsos|devoluciones|remboursements|"
    "estornos|rimborsi"),
    key_words=split("refund id|refund num|refund number"),
    fields=(
        of_patient("PaymentNotice.recipient"),
        operational.ref(
            "payment", "Payment that is given back.", "PaymentNotice.payment",
            vocabulary.PAYMENT,
            to=("payment",),
        ),
        at_clinic("PaymentNotice.provider"),
        operational.ref(
            "payer", "Insurer to whom it goes.", "PaymentNotice.payee",
            vocabulary.PAYER,
            to=("payer",),
        ),
        financial.date(
            "date", "Date of the refund.", "PaymentNotice.paymentDate",
            f"refund date|refunded on|{DATE}",
        ),
        financial.money("amount", "How much.", "PaymentNotice.amount", f"refund amount|refunded|{AMOUNT}"),
        financial.code(
            "method", "How it was given back.", "PaymentNotice.extension(method)",
            "method|refund method|payment method|pay type|zahlungsart|método|mode de paiement",
            closed=domains.PAYMENT_METHOD,
        ),
        financial.text(
            "reason", "Why.", "PaymentNotice.extension(reason)",
            "reason|refund reason|grund|motivo|motif",
        ),
        financial.text(
            "reference", "Number of the cheque, or other reference.", "PaymentNotice.identifier",
            "check num|check number|reference|ref|reference number",
        ),
        financial.note("note", "Words about the refund.", "PaymentNotice.extension(note)", NOTE),
        *bookkeeping("PaymentNotice"),
    ),
)

ADJUSTMENT = Entity(
    "adjustment", AREA, "A change of what is owed, up or down, with its reason.", "ChargeItem(adjustment)",
    words=split("adjustment|adjustments|account adjustments|adj|korrekturen|ajustes|ajustements|rettifiche"),
    key_words=split(vocabulary.ADJUSTMENT),
    fields=(
        of_patient("ChargeItem.subject"),
        of_procedure("ChargeItem.service"),
        operational.ref(
            "invoice", "Bill that it changes.", "ChargeItem.extension(invoice)",
            vocabulary.INVOICE,
            to=("invoice",),
        ),
        by_provider("Provider who is credited.", "ChargeItem.performer.actor"),
        at_clinic("ChargeItem.performingOrganization"),
        financial.date(
            "date", "Date of the adjustment.", "ChargeItem.occurrenceDateTime",
            f"adj date|adjustment date|{DATE}",
        ),
        financial.date(
            "service_date", "Date of the treatment that it changes.", "ChargeItem.extension(serviceDate)",
            "proc date|procedure date|procedure date of service|service date|date of service",
        ),
        financial.money(
            "amount", "How much, signed as the old system signs it.", "ChargeItem.priceOverride",
            f"adj amt|adjustment amount|adj amount|{AMOUNT}",
        ),
        financial.text(
            "type", "Kind or reason of the adjustment.", "ChargeItem.code",
            "adj type|adjustment type|type|reason|adjustment reason|code|category|grund|tipo de ajuste|"
            "motivo|type d ajustement|motif|tipo rettifica",
        ),
        financial.note(
            "note", "Words about the adjustment.", "ChargeItem.note",
            f"adj note|adjustment note|{NOTE}",
        ),
        *bookkeeping("ChargeItem"),
    ),
)

WRITE_OFF = Entity(
    "write_off", AREA, "What will never be paid.", "ChargeItem(writeOff)",
    words=split("write off|write offs|writeoff|writeoffs|bad debt|bad debts|ausbuchungen|abschreibungen|"
    "castigos|incobrables|pertes|baixas|stralci"),
    key_words=split("write off id|writeoff id|write off num"),
    fields=(
        of_patient("ChargeItem.subject"),
        of_procedure("ChargeItem.service"),
        operational.ref(
            "claim", "Claim that it belongs to.", "ChargeItem.extension(claim)",
            vocabulary.CLAIM,
            to=("claim",),
        ),
        operational.ref(
            "invoice", "Bill that it belongs to.", "ChargeItem.extension(invoice)",
            vocabulary.INVOICE,
            to=("invoice",),
        ),
        by_provider("Provider who bears it.", "ChargeItem.performer.actor"),
        at_clinic("ChargeItem.performingOrganization"),
        financial.date(
            "date", "Date of the write-off.", "ChargeItem.occurrenceDateTime",
            f"write off date|written off on|{DATE}",
        ),
        financial.money(
            "amount", "How much.", "ChargeItem.priceOverride",
            f"write off|write off amount|written off|{AMOUNT}",
        ),
        financial.text(
            "reason", "Why.", "ChargeItem.reason",
            "reason|write off reason|type|grund|motivo|motif",
        ),
        financial.note("note", "Words about the write-off.", "ChargeItem.note", NOTE),
        *bookkeeping("ChargeItem"),
    ),
)

DEPOSIT = Entity(
    "deposit", AREA, "What was taken to the bank at once.", "PaymentReconciliation(deposit)",
    words=split("deposit|deposits|bank deposits|deposit slips|einzahlungen|depósitos bancarios|"
    "remises en banque|depósitos|versamenti"),
    key_words=split(vocabulary.DEPOSIT),
    fields=(
        at_clinic("PaymentReconciliation.requestor"),
        financial.date(
            "date", "Date of the deposit.", "PaymentReconciliation.created",
            f"deposit date|date deposit|deposited on|{DATE}",
        ),
        financial.money(
            "amount", "How much.", "PaymentReconciliation.paymentAmount",
            f"deposit amount|{AMOUNT}",
        ),
        financial.text(
            "account", "Account at the bank.", "PaymentReconciliation.extension(account)",
            "bank account|bank account info|account|account number|konto|iban|cuenta|compte|conta|conto",
        ),
        financial.text(
            "batch", "Number of the batch.", "PaymentReconciliation.identifier",
            "batch|batch number|batch no|slip number|lote|lot|lotto",
        ),
        financial.note(
            "note", "Words about the deposit.", "PaymentReconciliation.processNote",
            f"memo|{NOTE}",
        ),
        *bookkeeping("PaymentReconciliation"),
    ),
)

CREDIT = Entity(
    "credit", AREA, "Money of a patient that is not yet used: prepaid or overpaid.", "Account(credit)",
    words=split("credit|credits|prepayment|prepayments|unearned income|patient deposits|unapplied credits|"
    "unapplied payments|guthaben|vorauszahlungen|anticipos|saldo a favor|avoirs|acomptes|créditos|"
    "adiantamentos|crediti|acconti"),
    key_words=split("credit id|credit num|prepayment id|unearned id"),
    fields=(
        of_patient("Account.subject"),
        operational.ref(
            "payment", "Payment that it came from.", "Account.extension(payment)",
            vocabulary.PAYMENT,
            to=("payment",),
        ),
        by_provider("Provider for whom it is held.", "Account.extension(provider)"),
        at_clinic("Account.servicePeriod(location)"),
        financial.date(
            "date", "Since when it is held.", "Account.servicePeriod.start",
            f"credit date|{DATE}",
        ),
        financial.money(
            "amount", "How much came in.", "Account.extension(amount)",
            f"credit amount|prepayment amount|{AMOUNT}",
        ),
        financial.money(
            "remaining", "How much is left.", "Account.extension(remaining)",
            "remaining|balance|unapplied|unapplied amount|available|rest|saldo|solde|restante|residuo",
        ),
        financial.code("type", "Why it is held.", "Account.type", "type|credit type|unearned type|tipo"),
        financial.note("note", "Words about the credit.", "Account.description", NOTE),
        *bookkeeping("Account"),
    ),
)

BALANCE = Entity(
    "balance", AREA,
    "What a patient or family owes, as the old system sums it, by age.", "Account", satellite=True,
    words=split("balance|balances|account balance|account balances|ageing|aging|aging report|"
    "accounts receivable|ar|receivables|salden|offene posten|saldos|cuentas por cobrar|antigüedad|soldes|"
    "balances agées|contas a receber|saldi|crediti clienti"),
    key_words=split("balance id|account id|account number"),
    fields=(
        of_patient("Account.subject"),
        financial.date(
            "as_of", "Day for which the figures hold.", "Account.servicePeriod.end",
            "as of|as of date|balance date|aging date|report date|stichtag|fecha de corte|date d arrêté",
        ),
        financial.money(
            "total", "What is owed in all.", "Account.extension(balance)",
            "balance|bal total|total balance|balance total|account balance|patient balance|current balance|"
            "balance due|amount due|amount owed|total due|family balance|kontostand|saldo|offener saldo|"
            "saldo total|solde|solde total|saldo devedor",
        ),
        financial.money(
            "estimated", "What the patient owes after insurance, as estimated.",
            "Account.extension(estimatedBalance)",
            "est balance|estimated balance|estimated patient balance|patient portion|pat balance est|"
            "estimated patient portion",
        ),
        financial.money(
            "days_0_30", "Owed since up to 30 days.", "Account.extension(aging0to30)",
            "bal 0 30|balance 0 30|0 30|0 30 days|current|aging 0 30|days 0 30|age 0 30|1 30 days",
        ),
        financial.money(
            "days_31_60", "Owed since 31 to 60 days.", "Account.extension(aging31to60)",
            "bal 31 60|balance 31 60|31 60|31 60 days|aging 31 60|days 31 60|age 31 60|over 30",
        ),
        financial.money(
            "days_61_90", "Owed since 61 to 90 days.", "Account.extension(aging61to90)",
            "bal 61 90|balance 61 90|61 90|61 90 days|aging 61 90|days 61 90|age 61 90|over 60",
        ),
        financial.money(
            "days_over_90", "Owed for more than 90 days.", "Account.extension(agingOver90)",
            "bal over 90|balance over 90|over 90|90|over 90 days|90 plus|aging over 90|days over 90|"
            "age over 90",
        ),
        financial.money(
            "insurance_estimate", "What insurers are expected to pay of it.",
            "Account.extension(insuranceEstimate)",
            "ins est|insurance estimate|estimated insurance|ins estimate|insurance portion|"
            "estimated insurance portion|pending insurance",
        ),
        financial.money(
            "payment_plan_due", "What is due by payment plan.", "Account.extension(planDue)",
            "pay plan due|payment plan due|contract due",
        ),
        financial.date(
            "last_payment_on", "Date of the last payment.", "Account.extension(lastPaymentDate)",
            "last payment date|last pay date|date last payment|last paid",
        ),
        financial.money(
            "last_payment", "Amount of the last payment.", "Account.extension(lastPayment)",
            "last payment|last payment amount|last pay amount",
        ),
    ),
)

PAYMENT_PLAN = Entity(
    "payment_plan", AREA, "What a patient agreed to pay in instalments.", "Contract(paymentPlan)",
    words=split("payment plan|payment plans|payplan|pay plan|pay plans|financial agreements|"
    "payment agreements|ratenpläne|ratenzahlungen|planes de pago|échéanciers|planos de pagamento|"
    "parcelamentos|piani di pagamento"),
    key_words=split(vocabulary.PAYMENT_PLAN),
    fields=(
        of_patient("Contract.subject"),
        operational.ref(
            "guarantor", "Patient record of the one who pays.", "Contract.signer",
            "guarantor|guarantor id|responsible party",
            to=("patient",),
        ),
        by_provider("Provider who is credited.", "Contract.extension(provider)"),
        at_clinic("Contract.site"),
        financial.date(
            "start", "Date on which it begins.", "Contract.applies.start",
            f"pay plan date|plan date|start date|start|agreement date|first payment date|{DATE}",
        ),
        financial.money(
            "total", "What is to be paid in all.", "Contract.term.asset.valuedItem.net",
            f"total amount|plan total|principal|financed amount|completed amt|{AMOUNT}",
        ),
        financial.money(
            "down_payment", "What is paid first.", "Contract.extension(downPayment)",
            "down payment|initial payment|first payment|anzahlung|entrada|pago inicial|apport|acconto",
        ),
        financial.money(
            "instalment", "What is paid each time.", "Contract.term.asset.valuedItem.payment",
            "pay amt|payment amount|instalment|installment|installment amount|monthly payment|"
            "period payment|rate|ratenbetrag|cuota|mensualité|parcela|rata",
        ),
        financial.integer(
            "instalment_count", "How many times.", "Contract.extension(count)",
            "number of payments|number of installments|payments count|terms|num payments|anzahl raten|"
            "número de cuotas|nombre de mensualités|número de parcelas|numero rate",
        ),
        financial.text(
            "interval", "How often.", "Contract.extension(interval)",
            "frequency|interval|payment schedule|payment interval|pay frequency|frecuencia|fréquence|"
            "periodicidade|frequenza",
        ),
        financial.decimal(
            "interest", "Interest per year, in percent.", "Contract.extension(interest)",
            "apr|interest|interest rate|zinssatz|interés|intérêt|juros|interesse",
        ),
        financial.money(
            "remaining", "What is still to be paid.", "Contract.extension(remaining)",
            "remaining|balance|remaining balance|restbetrag|saldo|solde|restante|residuo",
        ),
        financial.code(
            "status", "Whether it is open or closed.", "Contract.status",
            "status|plan status|is closed|closed|estado|statut|stato",
        ),
        financial.note("note", "Words about the plan.", "Contract.term.text", NOTE),
        *bookkeeping("Contract"),
    ),
)

INSTALMENT = Entity(
    "instalment", AREA, "One payment that falls due under a payment plan.", "Contract.term.asset.valuedItem",
    words=split("instalment|instalments|installment|installments|payplancharge|pay plan charge|"
    "pay plan charges|scheduled payments|raten|cuotas|mensualités|parcelas|rate"),
    key_words=split("instalment id|installment id|pay plan charge num|charge num"),
    fields=(
        of_patient("Contract.subject"),
        operational.ref(
            "payment_plan", "Payment plan that it belongs to.", "Contract.term",
            vocabulary.PAYMENT_PLAN,
            to=("payment_plan",),
        ),
        by_provider("Provider who is credited.", "Contract.extension(provider)"),
        financial.integer(
            "number", "Which one.", "Contract.term.identifier",
            "number|installment number|instalment number|sequence|nummer|número|numéro|numero",
        ),
        financial.date(
            "due_on", "Date on which it is due.", "Contract.term.asset.valuedItem.paymentDate",
            "due date|due|charge date|date due|fällig am|vencimiento|échéance|vencimento|scadenza|date",
        ),
        financial.money(
            "amount", "How much is due.", "Contract.term.asset.valuedItem.net",
            f"principal|installment amount|instalment amount|{AMOUNT}",
        ),
        financial.money(
            "interest", "Interest in it.", "Contract.term.asset.valuedItem.extension(interest)",
            "interest|zinsen|interés|intérêts|juros|interessi",
        ),
        financial.money(
            "paid", "What was paid of it.", "Contract.term.asset.valuedItem.extension(paid)",
            "paid|amount paid|bezahlt|pagado|payé|pago|pagato",
        ),
        financial.code(
            "status", "Whether it is paid.", "Contract.term.asset.valuedItem.extension(status)",
            "status|charge type|estado|statut|stato",
        ),
        financial.note("note", "Words about it.", "Contract.term.text", NOTE),
        *bookkeeping("Contract"),
    ),
)

ENTITIES = (
    INVOICE, INVOICE_LINE, PAYMENT, ALLOCATION, LEDGER_ENTRY, REFUND, ADJUSTMENT, WRITE_OFF, DEPOSIT, CREDIT,
    BALANCE, PAYMENT_PLAN, INSTALMENT,
)
