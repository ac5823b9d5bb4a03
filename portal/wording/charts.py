"""Sentences of the Charts page, and of what its services refuse."""

from __future__ import annotations

from core.charts import Allergies, Section, Standing
from core.spotchecks import Found, Scope
from core.spotchecks.wording import percent, proven
from portal.viewmodels.charts import ChartLine, ChartsPage, ConcernLine, Match, Result
from portal.wording.figures import count, counted

TITLE = "Charts"
WHY = "A sample of charts, each beside its old rows, shows how far the new record can be relied on."
PLACE = "charts"

NOT_RUN = "There is no run yet"
NOT_RUN_MORE = "Charts can be compared once a run has made them of your files. Start one first."
TO_OVERVIEW = "Go to the overview"
NOT_DRAWN = "No sample of charts is drawn yet"
NOT_DRAWN_MORE = "Once {} has drawn one, what is yours to check stands here."
NOBODY = "The last run has no patients"
NOBODY_MORE = "There is nobody whose chart could be compared. Look at the mapping of your patients first."

DRAW = "Draw a sample of charts"
DRAW_WHY = (
    "Chance decides which, so that nobody can choose the easy ones. Charts with allergies, medicines, images "
    "or money, of minors and of several old records are each represented."
)
HOW_MANY = "How many"
SEED = "Your own starting number"
SEED_HELP = "Leave it empty, and chance gives one. From the same number anybody draws the same charts again."
DRAW_DO = "Draw the sample"
DRAW_AGAIN = "Draw another sample"
DRAW_AGAIN_WHY = (
    "More charts come in, and none goes. Those drawn from this run stay, and those found faulty before. Once "
    "a faulty one was found, more charts of the same run make the result no better. A newer run does, once "
    "it is mended."
)
DRAWN = "The sample is drawn."
CHOOSE = "Add a patient you know"
CHOOSE_WHY = "They are looked at as well, and do not count for what the sample shows."
CHOOSE_NUMBER = "Chart number"
CHOOSE_DO = "Add the chart"
CHOSEN = "The chart is added."

LIST = "The charts"
LIST_WHY = "Whose chart it is, you see once you open it. Each look is kept in the audit trail."
OPEN_NEXT = "Open the next chart"
OPEN = "Open"
LOOK_AGAIN = "Look again"
CLOSE = "Back to the list"
OLD, NEW, FIELD = "Old system", "New record", "What"
REST = "Also in the old row"
NOT_OVER = "In the old system, and not in this chart"
NOT_OVER_WHY = "These rows name this patient and gave nothing new. Look at them first."
NOTHING_LEFT_OUT = "Every old row that names this patient is in the chart."
TO_LOG = "Where this came from, in the migration log"
ROWS_ASK = "The old rows as a whole are shown to others. To see more, ask {}."
CLOSED = "The old system lets only a few people open this chart. It is left to the practitioner."
GONE = "The last run has no such patient any more. Say whether that is right."
NO_NAME = "No name"
TEETH = "Teeth"
TEETH_WHY = "Numbers are Universal, 1 to 32 and A to T."
TEETH_FDI = "Numbers are FDI, 11 to 48 and 51 to 85."
TEETH_UNTOLD = "Numbers stand as the old system writes them."

VERDICT = "What do you find?"
VERDICT_OF = {
    Scope.CHART: "Is this chart as it was?",
    Scope.IMAGES: "Are the images and documents as they were?",
    Scope.APPOINTMENTS: "Are the person and the appointments as they were?",
}
FOUND: dict[Found, str] = {
    Found.RIGHT: "Right",
    Found.SMALL: "Small difference",
    Found.SERIOUS: "Serious",
}
FOUND_HELP: dict[Found, str] = {
    Found.RIGHT: "Everything that matters is there and says the same.",
    Found.SMALL: "Something differs that could not harm anybody.",
    Found.SERIOUS: "Something is missing or wrong that could harm this patient.",
}
SIGNS: dict[Found, str] = {Found.RIGHT: "✓", Found.SMALL: "≈", Found.SERIOUS: "!"}
SAVED = "Chart {}: {}."
SAVED_SERIOUS = "Chart {}: serious. Please say below what somebody has to see to."
ALL_DONE = "That was the last one. Thank you."

CONCERN = "A concern about this chart"
CONCERN_WHY = "Say what is wrong and who sees to it. It stays open until it is settled."
CONCERN_TEXT = "What is wrong"
CONCERN_OWNER = "Who sees to it"
CONCERN_DO = "Raise the concern"
CONCERN_RAISED = "The concern is raised."
CONCERNS = "Concerns"
CONCERNS_WHY = "Each stands in the way of going live until it is settled."
CONCERN_LINE = "Concern {number}, {about}"
CONCERN_ABOUT = {
    (False, True): "chart {}", (False, False): "chart of an earlier sample",
    (True, True): "file {}", (True, False): "a file",
}  # fmt: skip
"""By whether it is about a file, and whether its place is known."""
CONCERN_FOR = "For the {owner}. Raised by {by}, {at}."
CONCERN_SETTLED = "Settled by {by}, {at}."
CONCERN_HIDDEN = "What it says is for those who see charts."
UNANSWERED = "Chart {} has a serious difference that no concern was raised about yet."
UNANSWERED_DO = "Raise a concern beside that chart first. Then another sample can be drawn."
SETTLE = "Settle it"
SETTLE_HOW = "How it was settled"
SETTLED = "The concern is settled."
OWNERS = ("vendor team", "practitioner", "champion", "assistant", "receptionist", "accountant", "owner")
"""Who may be named to see to a concern, by role."""

RESULT = "What this shows so far"
RESULT_WHY = (
    "From all charts that were drawn from one run and compared by a practitioner. Those added by hand do not "
    "count."
)
SAMPLE_NAMES = ("found faulty", "may be faulty at most")
CHART_ALT = "The share of charts found faulty, and the most that all charts may be by this sample."
MAY_CHECK = "Charts are compared by {}."
AGAIN = "It has changed since it was checked, so it is asked about again."

LOOK_THERE = "Look for it in the list of charts."
NO_SUCH_NUMBER = "No one patient of the last run has this chart number."
NO_SUCH_NUMBER_DO = "Look at the number again. It is the one on the chart in the old system."
NO_OWNER = "A concern needs somebody who sees to it."
NO_OWNER_DO = "Choose one from the list."
NO_RUN = "There is no run whose charts could be looked at."
NO_RUN_DO = "Start a run on the overview first."
CHANGED = "Another run or another sample came in between, so nothing was kept about this chart."
CHANGED_DO = "Look at the chart as it is now, and say again what you find."

SECTIONS: dict[Section, str] = {
    Section.ALERTS: "Allergies and warnings",
    Section.WHO: "Who it is",
    Section.PROBLEMS: "Problems",
    Section.MEDICINES: "Medicines",
    Section.IMMUNISATIONS: "Immunisations",
    Section.TIMELINE: "Visits and treatments",
    Section.TEETH: "Tooth chart",
    Section.NOTES: "Notes",
    Section.HISTORY: "Measurements and history",
    Section.FILES: "Images and documents",
    Section.INSURANCE: "Insurance",
    Section.LEDGER: "Account",
}
ALLERGIES: dict[Allergies, tuple[str, str]] = {
    Allergies.PRESENT: ("Allergies", "This patient has allergies. They stand below."),
    Allergies.NONE_KNOWN: ("No known allergies", "The patient was asked and knows of none."),
    Allergies.NOT_ASKED: ("Allergies: not asked", "The old system says that nobody asked about allergies."),
    Allergies.BLANK: (
        "Allergies: blank",
        "Nothing stands here about allergies. That does not mean there are none.",
    ),
}
CONTRADICTS = "The chart says both that there are allergies and that there are none. Please look."
STANDINGS: dict[Standing, str] = {
    Standing.ACTIVE: "active",
    Standing.PAST: "over",
    Standing.HELD: "on hold",
    Standing.REFUTED: "ruled out",
    Standing.STRUCK_OUT: "struck out",
    Standing.PLAIN: "",
}
MATCHES: dict[Match, tuple[str, str]] = {
    Match.SAME: ("=", "the same in both"),
    Match.OTHERWISE: ("", "written otherwise"),
    Match.MISSING: ("!", "not in the new record"),
    Match.ADDED: ("+", "not in the old row"),
}
FATES = {"waiting": "waits for a decision", "skipped": "left out", "merged": "merged into another"}


def left(page: ChartsPage) -> str:
    """ "12 of 20 charts are left for you"."""
    if not page.ran or page.draw is None:
        return ""
    if page.scope is None:
        return MAY_CHECK.format(page.ask)
    mine = [line for line in page.lines if not line.closed]
    if not page.left:
        return "Nothing is left for you here." if page.scope is Scope.CHART else "Yours are all checked."
    are = "is" if len(page.left) == 1 else "are"
    return f"{count(len(page.left))} of {counted(len(mine), 'chart')} {are} left for you."


def size(number: int, share: float) -> str:
    """ "59 charts: if all of these are right, fewer than 1 chart in 20 is faulty"."""
    return f"{number} charts: if all of these are right, {proven(share)}"


def result(found: Result) -> str:
    """ "With 59 charts and no faulty one you can be 95 % sure: fewer than 1 chart in 20 is faulty"."""
    if not found.checked:
        return "No chart of the sample was compared yet, so nothing can be said."
    faulty = "no faulty one" if not found.errors else counted(found.errors, "faulty one", "faulty ones")
    said = f"With {counted(found.checked, 'chart')} and {faulty} you can be 95 % sure: {proven(found.bound)}"
    return f"{said} ({percent(found.bound)} at most)."


def newer(found: Result) -> str:
    """What the draw cannot speak for, or ""."""
    if not found.newcomers:
        return ""
    who = counted(found.newcomers, "patient", "patients")
    told = f"It says nothing of {who} who came with a newer run, after it was drawn."
    return f"{told} Draw another sample to count them in."


def serious(found: Result) -> str:
    """The same for serious differences alone, where the two differ."""
    if not found.checked or found.serious == found.errors:
        return ""
    return f"Of serious differences alone: {proven(found.bound_of_serious)}."


def line(each: ChartLine) -> str:
    name = f"Chart {each.place}"
    if each.earlier:
        return f"{name}, from an earlier sample"
    return f"{name}, added by hand" if each.golden else name


def state(each: ChartLine) -> str:
    if each.closed:
        return "for the practitioner only"
    if each.again:
        return "changed since, to look at again"
    return FOUND[each.found].lower() if each.found else "to look at"


def of(place: int, whole: int) -> str:
    return f"Chart {place} of {whole}"


def concern(line: ConcernLine) -> str:
    """ "Concern 2, chart 4", "Concern 3, file 17"."""
    about = CONCERN_ABOUT[line.of_file, bool(line.place)].format(line.place)
    return CONCERN_LINE.format(number=line.number, about=about)
