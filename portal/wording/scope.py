"""Sentences of the Scope page: what is left, what is moved and what stays, who approves it."""

from __future__ import annotations

from core.scope import Becomes, Category, Domain, DomainName, Kind, Post, Source
from core.scope.kit import Sheet
from core.scope.regions import Topic
from portal.viewmodels.scope import Open, ScopePage
from portal.wording.figures import counted

TITLE = "Scope"
WHY = (
    "What you are leaving, what moves and what stays, who sees to it and until when. The owner approves it "
    "before it counts."
)
THE_SCOPE = "the scope"

NOT_BEGUN = "Nobody has begun the scope yet"
NOT_BEGUN_MORE = (
    "It is a short list: the systems that you leave, what moves and what stays, who helps, and when you "
    "would like to begin. A plan comes of it by itself. Nothing in it is decided for you, and it takes about "
    "ten minutes."
)
BEGIN = "Begin the scope"
BEGUN = "The scope is begun."
ASK_PREPARE = "The scope is prepared by {}."
SAVED = "Saved."
AMENDED = "Noted as an amendment. It counts once the owner has approved it."

REASON = "Why this changes"
REASON_HELP = "The scope was approved, so each change says why. It stays in the history."

SOURCES = "What you are leaving"
SOURCES_WHY = "Every place where something about patients is kept today, paper too."
NO_SOURCES = "No system is named yet."
NAME = "Name"
CATEGORY = "What kind it is"
HOLDS = "What it holds"
HOLDS_HINT = "For example: charts and money since 2009"
SIZE_WHY = "Only where you know it. What nobody knows makes the plan less certain, and nothing else."
TABLES = "Tables"
RECORDS = "Records"
IMAGES = "Images"
ADD_SOURCE = "Add this system"
TAKE_OUT = "Take out"
CATEGORIES: dict[Category, str] = {
    Category.LEGACY_PMS: "A program in the clinic",
    Category.CLOUD_SAAS: "A program on the internet",
    Category.PAPER: "Paper",
    Category.DISCONNECTED_STACK: "Several tools side by side",
}

INTEGRATIONS = "What works beside it"
INTEGRATIONS_WHY = (
    "Labs, sensors, reminders, claims, card terminals: easily forgotten, and missed on the first day."
)
NO_INTEGRATIONS = "Nothing is named yet. If there is nothing, there is nothing to do here."
KIND = "What it is"
KINDS: dict[Kind, str] = {
    Kind.LAB: "Lab",
    Kind.SENSOR: "Sensor or camera",
    Kind.REMINDER: "Reminders",
    Kind.CLAIMS: "Claims to insurers",
    Kind.TERMINAL: "Card terminal",
    Kind.OTHER: "Something else",
}
BECOMES_LABEL = "What becomes of it"
BECOMES: dict[Becomes, str] = {
    Becomes.OPEN: "Not decided yet",
    Becomes.CONNECTED: "Connected to the new system",
    Becomes.REPLACED: "Replaced by something new",
    Becomes.BESIDE: "Goes on as it is, beside",
    Becomes.ENDS: "Ends",
}
NOTE = "Note"
ADD_INTEGRATION = "Add this"
SETTLE = "Settle this"

DOMAINS_TITLE = "What moves and what stays"
DOMAINS_WHY = "Choose what moves. The rest stays in the old system and can still be read there."
WHAT_MOVES = "What moves"
DECIDE_DOMAINS = "This moves, the rest stays"
MOVES, STAYS, UNDECIDED = "moves", "stays", "not decided yet"
TOLERANCE = "What may differ"
TOLERANCE_ONE = "Change what may differ, and who accepts it"
ACCEPTS = "Who accepts it"
PART = "Part"
SAVE = "Save"
CHANGE = "Change"
WHAT = "Moves or stays"
ALL_MOVES = "All of it moves"
DOMAINS: dict[DomainName, str] = {
    DomainName.DEMOGRAPHICS: "Patients and their addresses",
    DomainName.INSURANCE: "Insurance",
    DomainName.HISTORY: "Notes and history",
    DomainName.ALLERGIES: "Allergies",
    DomainName.MEDICATIONS: "Medications",
    DomainName.APPOINTMENTS: "Appointments",
    DomainName.PROCEDURES: "Procedures",
    DomainName.MONEY: "Money",
    DomainName.IMAGES: "Images",
    DomainName.DOCUMENTS: "Documents",
    DomainName.CONSENTS: "Consents",
}
ROLES: dict[str, str] = {
    "practitioner": "Practitioner",
    "accountant": "Accountant",
    "champion": "Champion",
    "owner": "Owner",
}

TEAM = "Who sees to it"
TEAM_WHY = "One name each. Where a name is missing, the plan allows more time."
POSTS: dict[Post, str] = {
    Post.SOLUTIONS_ENGINEER: "Solutions engineer",
    Post.DATA_SHAPING_SPECIALIST: "Data shaping specialist",
    Post.SUCCESS_ENGINEER: "Success engineer",
    Post.CLINIC_CHAMPION: "Clinic champion",
}
POST_HELP: dict[Post, str] = {
    Post.SOLUTIONS_ENGINEER: "Gets the data out of the old systems and connects what works beside them.",
    Post.DATA_SHAPING_SPECIALIST: "Sees to it that every column reaches its place.",
    Post.SUCCESS_ENGINEER: "Teaches the team and stays beside it on the first days.",
    Post.CLINIC_CHAMPION: "One of your own team, whom the others ask first.",
}

NOBODY = "nobody yet"
SAVE_TEAM = "Save the names"

DAYS = "When you begin"
DAYS_WHY = "The first day of work on the move, and the days on which the clinic is closed."
START = "First day"
NO_START = "not set yet"
SAVE_START = "Begin on this day"
CLOSED = "Closed from and to"
ADD_CLOSED = "Add these closed days"
NO_CLOSED = "All closed days out"
CLOSED_DAYS = "Closed days"

POINTS = "Points to check in your country"
POINTS_WHY = (
    "Pointers to where the rules are written, as a reminder to check them. This is not legal advice: please "
    "ask somebody who gives it."
)
COUNTRY = "Country, two letters"
SAID_IN = "Where it is said: {}"
SET_COUNTRY = "Show its points"
NO_POINTS = (
    "There are no points for this country here. Please ask your association how long records are kept, what "
    "consent a text message needs, how prescriptions are sent, and which fee schedules apply."
)
NOTED = "What you have checked"
SAVE_NOTED = "Save what is checked"
TOPICS: dict[Topic, str] = {
    Topic.RETENTION: "How long records are kept",
    Topic.TEXTING: "Consent to texts",
    Topic.PRESCRIBING: "Sending prescriptions",
    Topic.FEES: "Fee schedules",
    Topic.LANGUAGES: "Languages",
}

TERMS = "The terms"
TERMS_WHY = "What is delivered, what it costs, when it is paid and what ends it. Each version stays."
NO_TERMS_YET = "Nothing is written yet. A frame to fill in is ready below."
EARLIER_TERMS = "Earlier versions"
NEW_TERMS = "Write a new version"
TERMS_TEXT = "The text"
WRITE_TERMS = "Keep as version {}"
VERSION = "Version {number}, by {by}, {at}"
TERMS_OPEN = "The terms still have brackets to fill in. You would approve them as they are."
BLANKS = "There are still brackets to fill in."

KIT = "Telling the team"
KIT_WHY = "Filled from the names and the day above. Copy a sheet, or take it along and change what you like."
SHEETS: dict[Sheet, str] = {
    Sheet.ANNOUNCEMENT: "Announcement",
    Sheet.FIRST_DAY: "The first day",
    Sheet.WHOM_TO_ASK: "Whom to ask",
}
KIT_STATE = "three sheets"
TAKE_KIT = "Take this sheet along"

APPROVE_TITLE = "Approve the scope"
APPROVE_CHANGES = "Approve what changed"
APPROVE_WHY = (
    "You agree to this, with your name. It can be amended later, with a reason, and you approve that too."
)
APPROVE = "Approve as {}"
APPROVED_NOTE = "Approved, with your name."
PHRASE = "Your signing passphrase"
WAITS_FOR = "This waits for {}."
COMES = "What comes next: {}"
NOT_READY = "Not ready to be approved"
AGREED = "Approved by {by}, {at}, under version {terms} of the terms."
SIGNED_AND_CHECKED = (
    "Signed with the owner's key. The signature was checked as the page was opened, and fits."
)
NOT_SIGNED = "An approval does not bear its owner's signature of what stands there."
NOT_SIGNED_DO = "Please rely on none of it, and tell your project team."

CHANGED = "What changed since it was approved"
CHANGED_WHY = "What was agreed stands until the owner has approved these too."
AS_AGREED, TO_BE = "As agreed", "To be"
HISTORY = "How the scope came about"
AMENDMENT = "Amendment {number}"
APPROVAL = "Approval {number}"


def left(view: ScopePage) -> str:
    """What is left for the person reading, in one line."""
    step = view.next
    if step is Open.NOTHING:
        return "Nothing is left here. Everything that stands is approved."
    if step is Open.APPROVE:
        if view.may_approve:
            return (
                "What is left: read it and approve it."
                if not view.amends
                else "What is left: approve what changed."
            )
        return f"It is ready and waits for {view.ask_approve}."
    if not view.may_prepare and step is Open.BEGIN:
        return "Nothing is left for you yet."
    if not view.may_prepare:
        return f"It is not complete yet. It is prepared by {view.ask_prepare}."
    return COMES.format(NEXT[step])


NEXT: dict[Open, str] = {
    Open.BEGIN: "begin it.",
    Open.SOURCES: "name the systems that you are leaving.",
    Open.DOMAINS: "say what moves and what stays.",
    Open.INTEGRATIONS: "say what becomes of what works beside it.",
    Open.TEAM: "name who sees to it.",
    Open.DAYS: "say when you would like to begin.",
    Open.TERMS: "write down the terms.",
}


def source(each: Source) -> str:
    """ "A program in the clinic · 30 tables, 90,000 records, size of images not known"."""
    sizes = [
        counted(size, one)
        for size, one in ((each.tables, "table"), (each.records, "record"), (each.images, "image"))
        if size is not None
    ]
    return " · ".join((CATEGORIES[each.category], ", ".join(sizes) or "size not known"))


def moves(domain: Domain) -> str:
    return {True: MOVES, False: STAYS, None: UNDECIDED}[domain.moves]


def tolerance(domain: Domain) -> str:
    """ "Every note with its author and date. Accepted by the practitioner"."""
    if domain.moves is None:
        return UNDECIDED.capitalize()
    told = [domain.tolerance.rstrip(".")] if domain.tolerance else []
    return ". ".join([*told, f"Accepted by the {domain.accepts}"] if domain.accepts else told)
