"""Sentences of the Finances page, of its statement, and of what its services refuse."""

from __future__ import annotations

from datetime import date

from core.finances import Asked, Basis, Report
from core.money import Money
from portal.viewmodels.finances import FinancesPage, FinanceTotal, Pasted
from portal.wording.figures import counted, day

TITLE = "Finances"
WHY = "Your old system's totals beside the same totals here, to the cent, and what makes up each difference."
NO_RUN = "There is no run yet"
NO_RUN_MORE = (
    "Totals are compared with what a run made of your files. Once one has finished, type the figures of your "
    "old system's reports here."
)
TO_OVERVIEW = "Go to the overview"
NO_MONEY = "The last run has no records of money"
NO_MONEY_MORE = "Once a ledger, bills or payments are mapped, their totals are here to compare."

TOTALS = "Totals and differences"
TOTALS_WHY = "What differs and is not explained stands first. Open a total to see the entries behind ours."
NO_TOTALS = "No total is typed yet. Print the aging report and the monthly reports of your old system first."
NO_TOTALS_OTHERS = "No total is typed yet. The accountant of your clinic types them here."
TOTAL, THEIRS, OURS, DIFFERENCE, SAID = "Total", "Old system", "Here", "Difference", "Typed by"
TIES = "ties"
EXPLAINED = "explained: {}"
UNEXPLAINED = "not explained"
NO_OURS = "the last run has none"
OPEN = "See the entries"
EXPLAIN = "Explain {}"
EXPLANATION = "Why they differ"
EXPLAIN_WHY = (
    "Your name stands beside it, and it speaks for this difference only. If ours changes, it is asked again."
)
EXPLAIN_DO = "Explain it"
EXPLAINED_NOTE = "It is explained, with your name."
TAKE_OUT = "Take out"
TAKE_OUT_ONE = "Take out: {}"
TAKEN_OUT = "It is taken out."

ADD = "Type a total"
ADD_WHY = "One figure of one report. Ours is found here as you save it."
REPORT = "Which report"
CLINIC = "Clinic"
ALL_CLINICS = "All clinics"
PROVIDER = "Provider"
ALL_PROVIDERS = "All providers"
DAY = "As of"
MONTH = "Month"
ALL_TIME = "All time"
BY = "Counted by"
CURRENCY = "Currency"
AMOUNT = "The old system says"
AMOUNT_HINT = "12,345.60"
SAVE = "Save the total"
SAVED = "It is noted, with your name."
PASTE = "Paste several at once"
PASTE_REPORT = "Report of all lines"
PASTE_CURRENCY = "Currency of all lines"
PASTE_BY = "Months counted by"
PASTE_WHY = (
    "One total a line: whose, when, how much, with semicolons or tabs between. Whose is a provider, a clinic "
    "or All; when is a month (2026-05) or a day (2026-06-26)."
)
PASTE_HINT = "Ada Rootwell;2026-05;12,345.60"
PASTE_DO = "Save these totals"
GO_ON = "Go on"
REPORTS: dict[Report, str] = {
    Report.BALANCE: "Receivables in all",
    Report.AGE_0_30: "Receivables, 0 to 30 days",
    Report.AGE_31_60: "Receivables, 31 to 60 days",
    Report.AGE_61_90: "Receivables, 61 to 90 days",
    Report.AGE_OVER_90: "Receivables, over 90 days",
    Report.CREDITS: "Credits of patients",
    Report.UNAPPLIED: "Unapplied income",
    Report.PRODUCTION: "Production",
    Report.COLLECTIONS: "Collections",
    Report.ADJUSTMENTS: "Adjustments",
}
SHORT: dict[Report, str] = {
    Report.BALANCE: "Balance",
    Report.AGE_0_30: "0 to 30 days",
    Report.AGE_31_60: "31 to 60",
    Report.AGE_61_90: "61 to 90",
    Report.AGE_OVER_90: "Over 90",
    Report.CREDITS: "Credits",
    Report.UNAPPLIED: "Unapplied",
    Report.PRODUCTION: "Production",
    Report.COLLECTIONS: "Collections",
    Report.ADJUSTMENTS: "Adjustments",
}
BASES: dict[Basis, str] = {Basis.SERVICE: "day of service", Basis.ENTRY: "day of entry"}

RECEIVABLES = "Receivables by age"
RECEIVABLES_WHY = (
    "As of {}. What lowers a debt settles the treatment that it names, then the oldest debts first."
)
NO_DAYS = (
    "No entry has a day that could be read, so there are no ages yet. On Mapping, settle which way round the "
    "dates of the ledger are, and run again."
)
TO_MAPPING = "See the mapping"
NO_DAY_NAMED = "No day that could be read"
FLOWS = "Production, collections and adjustments"
FLOWS_WHY = "By month of service, in {}. Each number opens the entries behind it."
BY_PROVIDER = "Production by provider, {}"
BY_CODE = "Production by procedure, {}"
BY_MONTH = "Month"
PROVIDERS_TABLE = "By provider, all time, {}"
NO_PROVIDER = "No provider named"
NO_CODE = "No code"
NO_CLINIC = "No clinic named"
VISITS = "Missed appointments"
VISITS_WHY = "How many of the kept and missed ones were missed, by month. Cancelled ones do not count."
OWED_ALT = "Receivables by age, one bar a clinic."
BARS_ALT = "One bar each, the highest first."
VISITS_ALT = "The share of appointments that were missed, month by month."
APART = "Not counted"
APART_WHY = "These entries are not in the figures above, and are not forgotten."
WHY_APART, TOGETHER = "Why", "Together"
WHYS = {
    "voided": "struck out in the old system",
    "no amount": "without an amount",
    "no currency": "without a currency",
    "no day": "without a day that could be read: in totals of all time, in no age and no month",
}

BEHIND = "What makes up this figure"
BACK = "Back to all totals"
NO_ENTRIES = "No entry makes up this figure"
NO_ENTRIES_MORE = "Look at the places named above, or at another month or clinic."
LEADS = "Where to look first"
NO_LEADS = "Nothing stands out. Compare the days below with your old system's list."
DAYS = "By day"
ENTRIES = "Entries"
ENTRY_HEADS = ("Day", "Kind", "Amount", "Clinic", "Provider", "Patient", "Where it comes from")
AGAINST = "its plus or minus does not fit its kind"
KINDS = {
    "charge": "charge",
    "payment": "payment",
    "insurance_payment": "insurance payment",
    "adjustment": "adjustment",
    "write_off": "write-off",
    "refund": "refund",
    "discount": "discount",
    "finance_charge": "finance charge",
    "deposit": "deposit",
    "transfer": "transfer",
    "credit": "credit",
    "": "no kind named",
}

NO_AMOUNT = "This is not an amount that can be read."
NO_AMOUNT_DO = "Please write it like 12,345.60 or -500.00."
NO_CURRENCY = "The last run has no money in this currency. It has {}."
NO_CURRENCY_DO = "Please choose one of these, or bring in the files that are missing."
NO_PERIOD = "This is no month and no day."
NO_PERIOD_DO = "Please write a month like 2026-05 or a day like 2026-06-26."
NO_SUCH = "The last run has nobody and no clinic of this name."
NO_SUCH_DO = "It has: {}."
NOT_THREE = "A line needs three parts: whose, when and how much."
NOT_STANDING = "This total does not stand any more."
NOT_STANDING_DO = "Look at how it stands now."
OTHER_DIFFERENCE = "Look at the difference as it is now, and explain that one."
SEVERAL_CURRENCIES = (
    "The run has several currencies, so a line for all clinics needs its currency at the end."
)

PAPER = "Statement of finances"
PAPER_WHY = (
    "The totals, every difference with its explanation, and what did not count; signed by the accountant."
)
WRITE = "Write the statement"
WRITE_AGAIN = "Write a new statement"
WRITTEN = "The statement is written and sealed. The accountant signs it."
OPEN_FIRST = "{} not explained yet. The statement says so, and it is signed only once each is explained."
NO_TOTALS_YET = "Type at least one total first."
OUTDATED_RUN = "A newer run has finished since."
OUTDATED_TOTALS = "Totals or explanations were changed since."
NO_PAPER = "No statement is written yet. The accountant writes it here."
SIGNED = "Signed by {} on {}."
WAITS = "It waits for the signature of {}."
NOT_YOURS = "This statement names {} as the one who signs."
WRITE_ANEW = "Please write a new statement and sign that."
NO_SUCH_PAPER = "There is no such statement here."
COUNTS = "yes"


def measure(name: str) -> str:
    return REPORTS[Report(name)] if name in set(Report) else name


def subject(asked: Asked, *, clinic: str, provider: str) -> str:
    """ "Collections, May 2026, Ada Rootwell, by day of entry, USD": whole enough to tell two totals apart."""
    when = period(asked.period)
    flow = "" if asked.report.of_a_day else f"by {BASES[asked.basis]}"
    parts = [REPORTS[asked.report], when, provider, clinic, flow, asked.currency]
    return ", ".join(part for part in parts if part)


def period(told: str) -> str:
    """A day or a month as people write it; "" for all time."""
    if not told:
        return ""
    if len(told) == len("2026-05"):
        return day(date.fromisoformat(f"{told}-01")).split(" ", 1)[1]
    return day(date.fromisoformat(told))


def month(told: str) -> str:
    return period(told) or NO_DAY_NAMED


def left(view: FinancesPage) -> str:
    """What is left for the person reading, in one sentence."""
    if view.run is None:
        return ""
    if not view.totals:
        return "Type the first total of your old system's reports." if view.may_state else NO_TOTALS_OTHERS
    if view.open:
        stand = counted(len(view.open), "difference is", "differences are")
        return f"{stand} not explained."
    return (
        f"{counted(len(view.totals), 'total is', 'totals are')} compared, and every difference is explained."
    )


def difference(money: Money) -> str:
    return f"+{money}" if money.minor_units > 0 else str(money)


def other_day(theirs: date, newest: date) -> str:
    return (
        f"Your total is of {day(theirs)}; the newest entry in this run is of {day(newest)}. "
        "Is it the report of the day on which the files were taken?"
    )


def month_beyond(theirs: str, newest: date) -> str:
    return (
        f"Your total is of {period(theirs)}; the newest entry in this run is of {day(newest)}. "
        "Does the report go further than the files?"
    )


def other_clinic(clinic: str, theirs: str, own: str) -> str:
    return f"{clinic} has no money in {theirs} in this run; it has {own}. Is it the report of this clinic?"


def explain(total: FinanceTotal) -> str:
    gap = total.difference
    return EXPLAIN.format(difference(gap) if gap else total.statement.subject)


def still_open(number: int) -> str:
    say = counted(number, "difference is", "differences are")
    return f"{say} not explained yet. Please explain each, then write a new statement."


def missed(number: int, of: int) -> str:
    return f"{number:,} of {of:,} missed"


def open_first(number: int) -> str:
    return OPEN_FIRST.format(counted(number, "difference is", "differences are"))


def kept(number: int) -> str:
    return f"{counted(number, 'total is', 'totals are')} noted, with your name."


def not_kept(found: Pasted) -> str:
    left = counted(len(found.refused), "line was", "lines were")
    return f"{kept(found.kept)} {left} not taken. Please mend them and paste them again."
