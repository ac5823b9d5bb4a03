"""Insurance, claims, the ledger and payment plans as the old system writes them, each row in its currency."""

from __future__ import annotations

from core.demonstration.faults import CELL_TOO_MANY, NO_SUCH_CURRENCY, NOBODY, Fault, Line, written
from core.demonstration.group import Group
from core.demonstration.insurance import CARRIERS, Claim
from core.demonstration.money import Entry, Instalment, PaymentPlan
from core.demonstration.sheets.forms import trailing_minus, written_day, written_money
from core.demonstration.sheets.model import Row, Sheet, flag, sheet
from core.demonstration.treatment import FEES


def fees() -> Sheet:
    return Sheet(
        ("Clinic No", "Code", "Description", "Fee", "Currency"),
        tuple(
            (str(t.clinic.number), t.code, t.words, written_money(t.fee), t.clinic.currency)
            for offered in FEES.values()
            for t in offered
        ),
    )


def carriers() -> Sheet:
    return sheet("CarrierNum CarrierName ElectID", ((str(c.number), c.name, c.electronic) for c in CARRIERS))


def plans(group: Group) -> Sheet:
    return sheet(
        "PlanNum CarrierNum GroupName GroupNum AnnualMax Deductible Currency",
        (
            (
                str(p.number), str(p.carrier.number), p.group, p.group_number, written_money(p.yearly),
                written_money(p.deductible), p.carrier.clinic.currency,
            )
            for p in group.plans
        ),
    )  # fmt: skip


def coverages(group: Group) -> Sheet:
    return sheet(
        "PatNum PlanNum SubscriberNum SubscriberID Relationship Ordinal DateEffective DateVerified",
        (
            (
                str(c.patient), str(c.plan.number), str(c.subscriber), c.member, c.relationship, "1",
                written_day(c.since, place),
                f"{c.verified.month:02d}/{c.verified.day:02d}/{c.verified.year}" if c.verified else "",
            )
            for place, c in enumerate(group.coverages)
        ),
    )  # fmt: skip


def claims(group: Group) -> Sheet:
    return sheet(
        "ClaimNum PatNum PlanNum ClinicNum DateService DateSent DateReceived ClaimStatus ClaimFee InsPayAmt "
        "WriteOff Currency",
        (_claim(claim, place) for place, claim in enumerate(group.claims)),
    )


def _claim(claim: Claim, place: int) -> Row:
    visit = claim.visit
    return (
        str(claim.number), str(visit.patient), str(claim.plan.number), str(visit.clinic.number),
        written_day(visit.day, place), written_day(claim.sent, place),
        written_day(claim.received, place) if claim.received else "", claim.status,
        written_money(claim.fee), written_money(claim.paid), trailing_minus(-claim.written_off),
        visit.clinic.currency,
    )  # fmt: skip


def ledger(group: Group) -> Sheet:
    places = {line.item.number: place for place, line in reversed([*enumerate(group.ledger)])}
    return sheet(
        "EntryNum PatNum ProcNum ClinicNum EntryDate EntryType Amount Currency PayMethod Note IsDeleted",
        (_entry(line, places[line.item.number]) for line in written(group.ledger)),
    )


def _entry(line: Line[Entry], place: int) -> Row:
    entry, fault = line.item, line.fault
    row = (
        str(entry.number), str(NOBODY if fault is Fault.NOBODY else entry.patient),
        str(entry.procedure or ""), str(entry.clinic.number), written_day(entry.day, place), entry.kind,
        written_money(entry.amount),
        NO_SUCH_CURRENCY if fault is Fault.UNKNOWN_CURRENCY else entry.clinic.currency,
        entry.method, entry.note, flag(entry.struck_out),
    )  # fmt: skip
    return (*row, CELL_TOO_MANY) if fault is Fault.CELL_TOO_MANY else row


def payment_plans(group: Group) -> Sheet:
    return sheet(
        "PayPlanNum PatNum Guarantor ClinicNum PlanDate TotalAmt DownPay PayAmt NumPayments PayInterval "
        "Currency",
        (_payment_plan(plan, place) for place, plan in enumerate(group.payment_plans)),
    )


def _payment_plan(plan: PaymentPlan, place: int) -> Row:
    who = plan.patient
    return (
        str(plan.number), str(who.number), str(who.guarantor), str(who.clinic.number),
        written_day(plan.day, place), written_money(plan.total), written_money(plan.down),
        written_money(plan.each), str(plan.count), "Monthly", who.clinic.currency,
    )  # fmt: skip


def instalments(group: Group) -> Sheet:
    return sheet(
        "InstalmentNum PayPlanNum PatNum InstNo DueDate AmtDue AmtPaid Currency",
        (_instalment(each, place) for place, each in enumerate(group.instalments)),
    )


def _instalment(each: Instalment, place: int) -> Row:
    who = each.plan.patient
    return (
        str(each.number), str(each.plan.number), str(who.number), str(each.place),
        written_day(each.due, place), written_money(each.amount), written_money(each.paid),
        who.clinic.currency,
    )  # fmt: skip
