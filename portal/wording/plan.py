"""The plan and the cost of staying in words: what makes it longer, and what a sum leaves out."""

from __future__ import annotations

from core.scope.plan import Contribution, Phase, Plan, Range, Why
from core.scope.staying import Effort
from portal.wording.figures import count, counted

PLAN = "The plan"
PLAN_WHY = (
    "It computes itself from what is named on this page. It is a range and no promise: the day of the change "
    "is yours to set on Go-live, and to move."
)
CHART_ALT = (
    "The four phases of the move, each with its likely days and the range in which it may begin and end."
)
LIKELY, RANGE = "most likely", "may begin and end"
PHASE, WORKING_DAYS, AT_LAST = "Phase", "Working days", "At the latest"
BY = "by {}"
FROM_TO = "{} to {}"
NO_DATES = "Say when you would like to begin, and the days become dates."
LONGER = "What makes it longer or shorter than the usual"
AS_USUAL = "Nothing here departs from the usual."
PHASES: dict[Phase, str] = {
    Phase.PREPARE: "Prepare",
    Phase.BRING: "Bring over",
    Phase.CHECK: "Check and learn",
    Phase.CHANGE: "Change over",
}
PHASE_WHAT: dict[Phase, str] = {
    Phase.PREPARE: "Scope, access, first exports",
    Phase.BRING: "Files, mapping, runs, decisions",
    Phase.CHECK: "Charts, money and images compared, training",
    Phase.CHANGE: "A week in both systems, then the day",
}


def days(taken: Range) -> str:
    """ "3 to 5 days", "4 days"."""
    if taken.low == taken.high:
        return counted(taken.low, "day")
    return f"{taken.low} to {counted(taken.high, 'day')}"


def likely(taken: Range) -> str:
    return counted(taken.likely, "day")


def in_all(found: Plan) -> str:
    """ "15 to 22 working days, most likely 18"."""
    told = found.days
    return f"{told.low} to {counted(told.high, 'working day')}, most likely {told.likely}"


def compared(found: Plan) -> str:
    usual = found.standard
    standard = f"the usual three to four weeks ({usual.low} to {usual.high} working days)"
    if not found.longer:
        return f"That is as long as {standard}."
    more = "longer" if found.longer > 0 else "shorter"
    return f"That is most likely {counted(abs(found.longer), 'day')} {more} than {standard}."


def contribution(each: Contribution) -> str:
    """ "Two systems instead of one: 2 to 4 days longer"."""
    return f"{_why(each)}: {_effect(each.days)}."


def _effect(added: Range) -> str:
    if added.high < 0:
        return f"{counted(-added.likely, 'day')} shorter"
    if added.low == added.high:
        return f"{counted(added.low, 'day')} longer"
    return f"{added.low} to {counted(added.high, 'day')} longer"


def _why(each: Contribution) -> str:
    number = each.count
    if each.why is Why.MORE_SOURCES:
        return f"{_NUMBERS.get(number + 1, count(number + 1))} systems instead of one"
    one, many = _WHYS[each.why]
    return one if number == 1 else many.format(count(number))


_NUMBERS = {2: "Two", 3: "Three", 4: "Four", 5: "Five"}
_WHYS: dict[Why, tuple[str, str]] = {
    Why.PAPER: (
        "Paper, which somebody has to scan or type",
        "{} paper archives, which somebody has to scan or type",
    ),
    Why.LEGACY: (
        "A program in the clinic, whose export has to be found",
        "{} programs in the clinic, whose exports have to be found",
    ),
    Why.CLOUD: (
        "A program on the internet, whose maker has to give the export",
        "{} programs on the internet, whose makers have to give the exports",
    ),
    Why.STACK: ("Several tools side by side", "{} groups of tools side by side"),
    Why.TABLES: ("One table more than usual", "{} tables more than usual"),
    Why.RECORDS: ("One record more than usual", "{} records more than usual"),
    Why.IMAGES: ("One image more than usual", "{} images more than usual"),
    Why.UNKNOWN_SIZE: ("One system whose size nobody knows yet", "{} systems whose size nobody knows yet"),
    Why.CONNECTED: ("One thing to connect again or replace", "{} things to connect again or replace"),
    Why.OPEN_INTEGRATIONS: (
        "One thing beside it that nobody has decided about",
        "{} things beside it that nobody has decided about",
    ),
    Why.UNDECIDED: (
        "One part that nobody has said moves or stays",
        "{} parts that nobody has said move or stay",
    ),
    Why.NO_SOLUTIONS_ENGINEER: ("No solutions engineer is named", ""),
    Why.NO_DATA_SHAPING_SPECIALIST: ("No data shaping specialist is named", ""),
    Why.NO_SUCCESS_ENGINEER: ("No success engineer is named", ""),
    Why.NO_CHAMPION: ("No clinic champion is named", ""),
    Why.IMAGES_STAY: ("Images stay", ""),
    Why.MONEY_STAYS: ("Money stays", ""),
}

STAYING = "What staying costs"
STAYING_WHY = "A small sum of your own figures, and no reason to buy anything. Change whatever is not so."
STAYING_STATE = "a sum of your own"
STAYING_ALT = "Hours a month that go into typing twice, hunting and reconciling, each with its range."
VISITS = "Visits a day"
TYPING = "Seconds of typing things twice, a visit"
PEOPLE = "People who look for things"
HUNTING = "Minutes of looking for things, a day and person"
RECONCILING = "Hours of matching lists and money, a month"
OPEN_DAYS = "Days open a month"
WAGE = "What an hour is paid, all charges included"
SPREAD = "How far this may be off either way, in per cent"
EFFORTS: dict[Effort, str] = {
    Effort.TYPING: "Typing twice",
    Effort.HUNTING: "Looking for things",
    Effort.RECONCILING: "Matching lists and money",
}
HOURS = "hours a month"
NO_WAGE = "This is not an amount that can be read. The sum goes on with {}."
A_MONTH = "a month"
A_YEAR = "a year"
LEAVES_OUT = (
    "Not in this sum: what the new system and the move cost, the days on which everybody is slower while "
    "they learn, licences and machines, errors and claims that were late, and what patients think of it. "
    "The hours are not money saved: people are paid for other work in them."
)
