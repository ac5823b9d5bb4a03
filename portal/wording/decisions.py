"""Sentences of the Decisions page: what each group is, what can be chosen for it, and what follows."""

from __future__ import annotations

from core.decisions import GroupKind
from portal.viewmodels.decisions import DecisionsPage, GroupLine, Row, Say, Stand, Verdict
from portal.wording import findings
from portal.wording.decision_choices import lowered
from portal.wording.figures import count, counted
from portal.wording.mapping import plain

TITLE = "Decisions"
WHY = (
    "What did not fit stands here in groups, so that you decide once for everything alike. Nothing is lost "
    "while it waits, and you can take back what you decided."
)
BEFORE = "The first run shows what there is to decide"
BEFORE_MORE = (
    "A run reads your files and puts what it is sure about into the new clinic record. What does not fit "
    "then stands here."
)
BEFORE_FILES = (
    "Bring in an export from your old system first. After the first run, what does not fit stands here."
)
OLD_RUN = "The last run is from before decisions were made in groups"
OLD_RUN_MORE = "Run once more, and what waits stands here in groups."
ALL_FITS = "Everything fits"
ALL_FITS_MORE = "The last run found nothing that somebody has to decide about."
NO_MATCH = "No group matches"
NO_MATCH_MORE = "Choose Everything again to see the others."
NOTHING_OPEN = "Nothing is open"
NOTHING_OPEN_MORE = "Somebody has decided about every group. You find the decisions below."
TO_OVERVIEW = "Go to the overview"
BRING_IN = "Bring in files"
RUN = "Run with these decisions"
NEWER = "Your decisions count from the next run on."
NEWER_ASK = "What was decided counts from the next run on. Starting a run is for {}."
DURING = (
    "A run is under way with the decisions that it began with. What you decide now counts in the next one."
)

KIND = "Why it did not fit"
CLASS = "What it is about"
ANY_KIND = "Everything"
ANY_CLASS = "Everything"
OPEN_ONLY = "Only what is open"
CLASSES = {
    "operational": "Practice",
    "identity": "Who is who",
    "clinical": "Clinical data",
    "financial": "Money",
    "unclassed": "Not sorted yet",
}

OPEN, CLOSE = "Open", "Close"
SELECT = "Select {}"
EXAMPLES = "Show examples"
HIDE_EXAMPLES = "Hide examples"
TEXTS = "What stands there"
TEXTS_MORE = "and {} more"
SIDE_BY_SIDE = "Side by side"
WHICH = "What stands there now"
CORRECTED = "What should stand there"
CORRECTIONS = "Corrected so far"
SHAPES = "Values are not shown to your role, so you see their shapes: 9 stands for a digit, a for a letter."
AS_IT_STOOD = "As it stood in the old system"
MEANS = "What it means"
MEANS_NONE = "Choose a meaning"
SURVIVES = "Which number stays"
NUMBER = "Number"
CHOICE = "What should become of it"
REASON = "Why"
REASON_HINT = "A few words, or tap one below"
QUICK = "Quick reasons"
DECIDE, PROPOSE = "Decide", "Propose"
FIELD_INSTEAD = {
    GroupKind.COLUMN: "Give it a field instead",
    GroupKind.TABLE: "Say what its rows are instead",
}
ACCEPTED = "Accepted. It counts from the next run on."
TAKEN_BACK = "Taken back. The group is open again."
ACCEPT = "Accept"
PROPOSED = "Proposed:"
SET_ASIDE = "Set aside"
TAKE_BACK = "Take back"
PICKED = "{} selected"
FIRST_STAYS = "The number of the first record stays."
FIRST_OF_EACH_STAYS = "In each group the number of the first record stays."
NOT_YOURS = "This is decided by {}."
YOU_PROPOSE = "You can propose. {} decides."
BLANK = "blank"

BY_TAKING_BACK = "Taken back on the Decisions page."

Refusal = tuple[str, str]
"""What was found, and what to do."""

NO_SUCH_GROUP: Refusal = ("This group is not among those of the last run.", "Choose one from the page.")
NO_SUCH_TEXT: Refusal = ("No value of this group reads like that.", "Choose one from the list.")
NO_CHOICE: Refusal = ("It is not said yet what should become of it.", "Please choose one of the ways first.")
NO_REASON: Refusal = (
    "A decision says why, so that it can be understood in ten years.",
    "Please add a few words, or tap one of the quick reasons.",
)
ONE_AT_A_TIME: Refusal = ("Values get a meaning one at a time.", "Open one of them and say what it means.")
NO_SUCH_CODE: Refusal = ("This meaning is not one that the field can hold.", "Choose one from the list.")
NOT_READABLE: Refusal = (
    "What should stand there could not be read either.",
    "Write it as the other values of the column are written.",
)
NO_CHART: Refusal = (
    "These words cannot be a note: they are about money, or their table does not say whose they are.",
    "Keep them beside their record, or give the column a field.",
)
NO_SUCH_PERSON: Refusal = ("The number that stays is not one of theirs.", "Choose one from the list.")
STALE: Refusal = (
    "Somebody decided something in the meantime, so yours was not saved.",
    "What stands now is shown below. Please decide again.",
)
NEWER_RUN: Refusal = (
    "A newer run has finished in the meantime, so your decision was not saved.",
    "What it found is shown below. Please look again and decide.",
)
ROWS_NOT_SHOWN = "The records themselves are not shown to your role. Please ask {}."
PERSONS_NOT_SHOWN = "Who they are is not shown to your role. Please ask {}."
NOT_FOUND_AGAIN = "The records could not be found again in the file. Please tell your project team."


def accepted(by: str, reason: str) -> str:
    """Why a decision was made that somebody else had proposed."""
    return f"Proposed by {by}: {reason}"


def left(page: DecisionsPage) -> str:
    """What is left for the person reading, in one sentence."""
    if page.run is None or not page.grouped:
        return ""
    if page.yours:
        others = page.open - page.yours
        more = f" {counted(others, 'more is', 'more are')} for somebody else." if others else ""
        verb = "waits" if page.yours == 1 else "wait"
        return f"Left for you: {counted(page.yours, 'group')} {verb} for your decision.{more}"
    if page.proposable:
        return f"You can propose a decision about {counted(page.proposable, 'open group')}."
    if page.open:
        return (
            f"Nothing is left for you. {counted(page.open, 'group waits', 'groups wait')} for somebody else."
        )
    return "Nothing is left to decide." if page.total else ""


def title(line: GroupLine) -> str:
    """What the group is, in a few words; the section above it says why it stands there."""
    match line.kind:
        case GroupKind.TABLE:
            return f"The table {line.table}"
        case GroupKind.REJECT:
            return f"Lines of {line.table}"
        case GroupKind.INCOMPLETE if line.field:
            return f"Records of {line.table} without {plain(line.field)}"
        case GroupKind.ORPHAN if line.column:
            return f"Records of {line.table} whose {line.column} leads nowhere"
        case GroupKind.DUPLICATE | GroupKind.INCOMPLETE:
            return f"Records of {line.table}"
        case GroupKind.PERSON if line.word:
            return f"Numbers {line.word}"
        case GroupKind.PERSON:
            return f"{counted(line.records, 'record')} of {line.table}"
        case GroupKind.VALUE if line.word:
            return f"\u201c{line.word}\u201d in {line.column}"
        case GroupKind.VALUE if line.rest:
            return f"Other words in {line.column}"
        case GroupKind.VALUE if line.codes:
            return f"A word in {line.column}"
        case _:
            return f"{line.column or 'Records'} in {line.table}"


def about(line: GroupLine) -> str:
    """ "patients.csv: this is not a date. Was to become patient: birth date."."""
    told = _told(line)
    return f"{line.file}: {lowered(told)}" if told else line.file


_OF_THE_FINDING = (GroupKind.REJECT, GroupKind.INCOMPLETE, GroupKind.PERSON)


def _told(line: GroupLine) -> str:
    """What the section does not say already."""
    if line.kind in _OF_THE_FINDING and line.finding:
        return findings.sentence(line.finding)
    if line.kind is not GroupKind.VALUE or not line.entity:
        return ""
    field = f"{plain(line.entity)}, {plain(line.field)}"
    if line.codes:
        return f"No meaning yet in the field {field}."
    return f"{findings.sentence(line.finding)} The field is {field}."


def size(line: GroupLine) -> str:
    """ "1,204 values", "12 records"."""
    if line.kind is GroupKind.REJECT:
        return counted(line.count, "line")
    return counted(line.count, "value" if line.cells else "record")


def sensitivity(name: str) -> str:
    return CLASSES.get(name, CLASSES["unclassed"])


def stand(line: GroupLine) -> str:
    """Whether the last run followed what stands."""
    match line.stand:
        case Stand.MORE if line.made is not None:
            more = line.count - line.made.count
            return f"Open again: the last run found {count(more)} more than {line.made.by} saw."
        case Stand.NEXT_RUN:
            return "Counts from the next run on."
        case Stand.FOLLOWED:
            return "The last run followed it."
        case _:
            return "Taken back. The last run still followed it." if line.dropped else ""


def mark(line: GroupLine) -> str:
    """The word beside a group."""
    if not line.open:
        return "decided"
    if line.say is Say.NONE:
        return "for others"
    if line.proposal is not None:
        return "proposed"
    return "open again" if line.stand is Stand.MORE else "open"


def may(line: GroupLine) -> str:
    """Whose decision it is, for somebody whose it is not."""
    who = line.ask[:1].upper() + line.ask[1:]
    return YOU_PROPOSE.format(who) if line.say is Say.PROPOSES else NOT_YOURS.format(line.ask)


def place(row: Row) -> str:
    return f"Record {count(row.record)}" if row.record else f"Line {count(row.line)}"


def text(told: str, times: int) -> str:
    return f"{told} ({counted(times, 'time')})"


def saved(verdict: Verdict, *, proposed: bool) -> str:
    groups = len(verdict.groups)
    if proposed:
        return "Proposed. It counts once somebody who may decide accepts it."
    about = "" if groups == 1 else f" for {counted(groups, 'group')}"
    return f"Saved{about}. It counts from the next run on."


def decide(groups: int, say: Say) -> str:
    """ "Decide", "Propose for 4 groups"."""
    verb = PROPOSE if say is Say.PROPOSES else DECIDE
    return verb if groups == 1 else f"{verb} for {counted(groups, 'group')}"


def narrowed(name: str, waiting: int) -> str:
    """ "Whole tables (2 open)"."""
    return f"{name} ({count(waiting)} open)" if waiting else name


def decided(groups: int) -> str:
    return f"Decided: {counted(groups, 'group')}"
