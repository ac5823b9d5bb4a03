"""Sentences of the Files page, and of what its services refuse."""

from __future__ import annotations

from collections.abc import Mapping

from core.files.consents import Fallen, Fault, State
from core.files.model import Grade, Kind, Reason, Suspicion, Verdict
from core.spotchecks import FileSaid
from portal.viewmodels.files import FilesPage, FileSums
from portal.wording.figures import count, counted, size

TITLE = "Files"
WHY = "Every image, photograph, scan and consent form: what came, whose it is, and what speaks against it."
PLACE = "files"

NOT_RUN = "There is no run yet"
NOT_RUN_MORE = "Files stand here once a run has read them. Start one first."
TO_OVERVIEW = "Go to the overview"
NO_FILES = "No files came, and none is named"
NO_FILES_MORE = (
    "Bring images, scans and papers to the uploads, as a folder or an archive. They stand here after a run."
)
NOTHING_LEFT = "Nothing is left for you here."
LOOK_FIRST = {
    True: "may be another patient's. Look at it first.",
    False: "may be another patient's. Look at these first.",
}
NO_TAGS = (
    "This run was made before tags of images were kept. Start a run again to see what the images say of "
    "themselves."
)

SUMS = "The sum of the files"
RECEIVED = "files received"
COUNTED = "The uploads hold {} files that are no tables, counted when they came."
NOT_COUNTED = "These uploads were not counted apart from the run."
UNEVEN = "The uploads hold {} files, and this list has {}. Please tell your project team."
MISSING = "Beside them, the old database names {} that did not arrive."

SEARCH = "Search"
SEARCH_HINT = "Patient number or name of the file"
KIND, ANY_KIND = "What", "Everything"
VERDICT, ANY_VERDICT = "How it stands", "All"
NO_MATCH = "No file matches"
NO_MATCH_MORE = "Try fewer words, or choose everything again."
LIST = "The files"
OPEN = "Open"
OPEN_FIRST = "Look at the first one"
CLOSE = "Back to the list"
NEXT = "Open the next one"
FEW_ONLY = "A file for few"
CLOSED = (
    "This patient's chart may be opened by few only, as the old system says. It is left to the practitioner."
)
CLOSED_DO = "Leave it to the practitioner."
CHANGED = "Another run came in between, so this list is not the newest any more."
CHANGED_DO = "Look at the list as it is now."

FILED_UNDER = "Filed under"
TAGS_SAY = "Tags say"
NOBODY = "Nobody"
NOTHING_TOLD = "Nothing about a patient."
BY_TAGS = "The old database does not name this file; its own tags do."
OTHER = "Who that is"
PICTURE = "The picture"
FACTS = ("Number", "Name", "Birth date", "Sex")
ABOUT = ("File", "What", "Size", "Fingerprint", "Made with", "Taken")
TWINS = "The same bytes stand at: {}."

VERDICT_ASKS = "Is this file with the right patient?"
SAID: dict[FileSaid, str] = {
    FileSaid.RIGHT: "Right patient",
    FileSaid.WRONG: "Wrong patient",
    FileSaid.UNSURE: "Cannot tell",
}
SAID_SIGNS = {FileSaid.RIGHT: "✓", FileSaid.WRONG: "!", FileSaid.UNSURE: "?"}
SAID_HELP = {
    FileSaid.RIGHT: "You are sure that it belongs to the patient under whom it is filed.",
    FileSaid.WRONG: "It belongs to somebody else. Somebody has to see to it before going live.",
    FileSaid.UNSURE: "It stays among those to look at, with your word on it.",
}
SAID_BY = "{said}, said {by}, {at}."
NOTE = "Note, if you like"
NOTE_WHY = "Note, and why it is not the wrong patient if you say so now"
NOTE_READ_BY_ALL = (
    "Such a reason may be read by everybody and is printed in the readiness document. Name no patient."
)
SAID_BEFORE = "Said before"
OWNER = "Who sees to it, if it is the wrong patient"
SAVED = "File {}: {}."
SAVED_WRONG = (
    "File {}: wrong patient. It is a concern now, and stands in the way of going live until it is settled."
)
MAY_JUDGE = "Whether it is the right patient is said by {}."

CONCERNS = "Concerns about files"
CONCERNS_WHY = "Each stands in the way of going live until it is settled."
UNANSWERED = (
    "File {} is said to be with the wrong patient and has no concern of its own. Say it once more there."
)
UNANSWERED_GONE = "A file that is gone was said to be with the wrong patient and has no concern of its own."

KINDS: dict[Kind, tuple[str, str]] = {
    Kind.IMAGE: ("image", "images"),
    Kind.PHOTOGRAPH: ("photograph", "photographs"),
    Kind.SCAN: ("scan", "scans"),
    Kind.DOCUMENT: ("document", "documents"),
    Kind.CONSENT: ("consent form", "consent forms"),
    Kind.OTHER: ("other file", "other files"),
}
VERDICTS: dict[Verdict, tuple[str, str]] = {
    Verdict.SUSPICIOUS: ("may be another patient's", "Something says that it is not this patient's."),
    Verdict.UNREADABLE: ("cannot be read", "Its bytes are kept as they came, and say nothing."),
    Verdict.NOT_HERE: ("did not arrive", "The old database names it, and no such file came."),
    Verdict.NOBODYS: ("nobody's", "It came, and nothing says whose it is."),
    Verdict.SAME_BYTES: ("same bytes twice", "The same file stands there twice for this patient."),
    Verdict.FILED: ("filed", "It is with its patient, and nothing speaks against it."),
}
PARTS: dict[Verdict, str] = {
    Verdict.SUSPICIOUS: "waiting",
    Verdict.UNREADABLE: "declined",
    Verdict.NOBODYS: "flagged",
    Verdict.SAME_BYTES: "merged",
    Verdict.FILED: "imported",
    Verdict.NOT_HERE: "skipped",
}
"""Verdict -> the part of the house's palette that it is drawn in."""

GRADES: dict[Grade, str] = {
    Grade.ANOTHER: "Another patient",
    Grade.DISAGREES: "Does not agree",
    Grade.CLOSE: "Nearly agrees",
    Grade.AGREES: "Agrees",
    Grade.SILENT: "Says nothing",
}
REASONS: dict[Reason, str] = {
    Reason.NUMBER_OF_ANOTHER: "The number in the image is that of another patient.",
    Reason.NAME_OF_ANOTHER: "The name and birth date in the image are those of another patient.",
    Reason.PATH_OF_ANOTHER: "The number in the folder or file name is that of another patient.",
    Reason.BYTES_OF_ANOTHER: "The very same file is filed under another patient as well.",
    Reason.FILED_TWICE: "The old database files it under several patients.",
    Reason.NUMBER_UNKNOWN: "The number in the image is nobody's in this clinic.",
    Reason.PATH_UNKNOWN: "The number in the folder or file name is nobody's in this clinic.",
    Reason.NAME_DIFFERS: "The name in the image is not this patient's.",
    Reason.NAMESAKE: "The name in the image is that of another patient.",
    Reason.BIRTH_DIFFERS: "The birth date in the image is not this patient's.",
    Reason.NAME_CLOSE: "The name in the image is spelled otherwise, or is an earlier one.",
    Reason.BIRTH_CLOSE: "The birth date in the image differs by a digit, or by day and month.",
    Reason.SEX_DIFFERS: "The sex in the image is not that of the record.",
    Reason.ALL_AGREES: "What the file says of its patient agrees.",
    Reason.NOTHING_SAID: "The file says nothing about its patient.",
    Reason.NOT_FILED: "Nothing says whose it is.",
}

FORMS = "Consent forms"
FORMS_WHY = "Each form with its versions in order. What is missing stands first."
NO_FORMS = "The old database has no consent forms."
NO_HISTORY = "The old database keeps no versions of consent forms, so none can be missing."
NO_TITLE = "Consent form"
VERSION = "Version {}"
UNDATED = "no date"
VERSION_MISSING = "not in the old database"
STATES: dict[State, str] = {
    State.WITHDRAWN: "withdrawn",
    State.REPLACED: "replaced",
    State.EARLIER: "earlier",
    State.CURRENT: "in force",
    State.UNTOLD: "the last",
}
FAULTS: dict[Fault, str] = {
    Fault.MISSING: "Version {} is missing.",
    Fault.NOT_THERE: "It is signed under version {}, which is not there.",
    Fault.TWO_CURRENT: "Two versions are in force at once.",
    Fault.TWICE: "Version {} stands there twice.",
    Fault.UNDATED: "Version {} has no date.",
    Fault.OUT_OF_ORDER: "By their dates, the versions stand in another order than by their numbers.",
}


def left(view: FilesPage) -> str:
    """ "3 images name another patient. Look at these first." """
    waiting = len(view.left)
    if not waiting or not view.may_judge:
        return NOTHING_LEFT if view.ran and not view.faulty else faulty(view.faulty)
    said = f"{counted(waiting, 'file')} {LOOK_FIRST[waiting == 1]}"
    return f"{said} {faulty(view.faulty)}" if view.faulty else said


def faulty(forms: int) -> str:
    if not forms:
        return ""
    return f"{counted(forms, 'consent form has', 'consent forms have')} something amiss in the versions."


def fault(fallen: Fallen) -> str:
    return FAULTS[fallen.fault].format(fallen.number)


def because(suspicion: Suspicion) -> str:
    return f"{GRADES[suspicion.grade]}: {REASONS[suspicion.reason]}"


def kinds(found: Mapping[Kind, int], whole: int) -> str:
    """ "240 images, 89 photographs and 211 documents: 12 MB in all." """
    told = [
        f"{count(n)} {KINDS[kind][n != 1]}" for kind, n in sorted(found.items(), key=lambda each: -each[1])
    ]
    listed = " and ".join(filter(None, (", ".join(told[:-1]), *told[-1:])))
    return f"{listed}: {size(whole)} in all."


def kind(of: Kind) -> str:
    return KINDS[of][0]


def tally(sums: FileSums) -> str:
    if sums.counted is None:
        return NOT_COUNTED
    return COUNTED.format(count(sums.counted))


def missing(sums: FileSums) -> str:
    return MISSING.format(counted(sums.missing, "file")) if sums.missing else ""


def showing(matching: int) -> str:
    return f"{counted(matching, 'file')}."
