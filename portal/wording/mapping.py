"""Sentences of the Mapping page, and what a mapping says of changes made there."""

from __future__ import annotations

from collections.abc import Sequence

from core.record import RECORD
from portal.viewmodels.mapping import (
    ColumnLine,
    DateEvidence,
    Home,
    Level,
    MappingPage,
    Place,
    TableLine,
    TableView,
    Why,
)
from portal.wording.figures import count, counted

TITLE = "Mapping"
WHY = (
    "Say where each column of your old system belongs. What you choose is saved at once, with your name, and "
    "counts from the next run on."
)
READING = "Reading your files and finding where each column belongs"
EMPTY = "There are no columns to map yet"
EMPTY_MORE = "Bring in an export from your old system first. Its columns then stand here, with suggestions."
NO_TABLES = "No table was found in your files"
NO_TABLES_MORE = "Images and documents are kept whole and need no mapping. Bring in a table to map it."
BRING_IN = "Bring in files"
RUN = "Run with this mapping"
SEE_RESULT = "See what the last run made of it"
READ_ONLY = "You can look at the mapping. Changing it is for {}."
MAY_NOT_RUN = "Starting a run is for {}."
NEWER = "This mapping is newer than the last run, which used version {}. Run again to see what it changes."
NEVER_RAN = "This mapping has not been run yet."
SAME = "The last run used it."
DURING = "A run is under way with the mapping that it began with. What you change now counts in the next one."

SHEET = "What of the mapping is shown"
COLUMNS, VERSIONS, FILES = "columns", "versions", "files"
SHEETS = {COLUMNS: "Columns", VERSIONS: "Versions", FILES: "Files and starting maps"}
PART = "What of the column is shown"
PLACE, WAYS, VALUES, HOLDS = "place", "ways", "values", "holds"
PARTS = {PLACE: "Where it goes", WAYS: "More ways to read it", VALUES: "Values", HOLDS: "What it holds"}
TABLE = "Table"
KIND = "Each row is one"
KIND_NONE = "Not settled: the whole table waits"
KEY = "Told apart by"
KEY_HELP = "The column with the number or name that no two records share."
KEY_NONE = "Nothing chosen: records are told apart by their place in the file"
KEY_SHARED = "Repeats, or is empty in places: {}. Records that share it are held back as duplicates."
OPEN = "Open"
CLOSE = "Close"
SAMPLES = "In your files"
SUGGESTION = "Suggestion"
USE = "Use this suggestion"
OR_USE = "Or: {}"
USE_KIND = "Use this suggestion: {}"
NEXT_TABLE = "Next table: {}"
TAKE_TABLE = "Take this table as suggested, next one"
WHERE = "Where it goes"
REASON = "Why (may stay empty)"
ON_WHOSE_WORD = "On the word of {}"
ORDER = "Dates such as 03/04/2021 mean"
ORDERS = {"mdy": "March 4: the month first", "dmy": "3 April: the day first", "": "not settled, they wait"}
MARK = "Decimal places follow a"
MARKS = {".": "point, as in 1,234.50", ",": "comma, as in 1.234,50"}
PREVIEW = "Old beside new"
OLD = "In your files"
OLD_SHAPE = "Shape of the value"
NEW = "In the new record"
TIMES = "Times"
NOT_READ = "cannot be read"
ABSENT = "nothing"
WHY_SHOWN = "Shown because"
SHAPES = "Values are not shown to your role, so you see their shapes: 9 stands for a digit, a for a letter."
SAVED = "Saved as version {}."

PLACES = {
    Place.WAITING: "Leave it waiting",
    Place.ARCHIVED: "Keep it in the archive, beside its record",
    Place.DECLINED: "Leave it out of the new record",
    Place.KEY: "Only tell the records apart by it",
}
STAND = {
    Place.WAITING: "waits",
    Place.ARCHIVED: "kept in the archive",
    Place.DECLINED: "left out",
    Place.KEY: "tells the records apart",
}
LEVELS = {Level.SURE: "Sure", Level.LIKELY: "Likely", Level.NOT_SURE: "Not sure"}
WHYS = {Why.FAILING: "cannot be read", Why.EXTREME: "unusual", Why.TYPICAL: "typical"}
NO_FIELD = "No field of the new record"

BY_CHANGING = "Changed on the Mapping page."
BY_ACCEPTING = "Accepted as suggested on the Mapping page."

Refusal = tuple[str, str]
"""What was found, and what to do."""

NO_SUCH_TABLE: Refusal = ("This table is not among your files.", "Choose one of the tables on the page.")
NO_SUCH_COLUMN: Refusal = ("The table has no such column.", "Choose one of its columns.")
NO_SUCH_FIELD: Refusal = ("The new record has no such field.", "Choose one from the list.")
NO_SUCH_OPTION: Refusal = ("Nothing of the kind can be settled here.", "Choose one of the ways on the page.")
OTHER_CLASS: Refusal = (
    "This field may be seen by other people than the field that takes the rest of the cell.",
    "Choose one that the same people may see.",
)
ONE_FIELD_FIRST: Refusal = (
    "Several fields take a piece of this column.",
    "Choose one field for it first, under Where it goes.",
)
NO_SUCH_CODE: Refusal = ("This meaning is not one that the field can hold.", "Choose one from the list.")
NO_VALUES: Refusal = ("No value was named.", "Choose at least one in the list.")
KIND_FIRST: Refusal = (
    "Nobody has said yet what a row of this table is.",
    "Say that first; the columns can be placed after.",
)
KEY_STAYS: Refusal = (
    "The records of this table are told apart by this column.",
    "Choose another column for that first.",
)
NOT_THE_KEY: Refusal = (
    "The records of this table are not told apart by this column.",
    "Choose it under Told apart by.",
)
NO_SUBSTANCE: Refusal = (
    "Without a column that says what the allergy is to, a note that there is none would become an allergy.",
    "Give that field a column first.",
)
STALE: Refusal = (
    "Somebody saved another version of the mapping in the meantime, so your change was not saved.",
    "The newest version is shown now. Please make your change there.",
)
_LIKELY = 0.7


def by_kind(person: str) -> str:
    """On whose word columns stand that follow from what a person said a row is."""
    return f"rule: accept sure suggestions, once {person} had said what a row is"


def automatic(by: str) -> bool:
    """Whether a rule and no person stands behind it."""
    return by.startswith(("rule:", "default:", "suggestion ("))


def level(confidence: float, *, sure: bool) -> Level:
    if sure:
        return Level.SURE
    return Level.LIKELY if confidence >= _LIKELY else Level.NOT_SURE


def plain(name: str) -> str:
    return name.replace("_", " ")


def kind(entity: str | None) -> str:
    return plain(entity).capitalize() if entity else KIND_NONE


def kinds(*first: str | None) -> list[str]:
    """Every kind of record, "" for none, what is there and what is suggested first."""
    told = [entity.name for entity in RECORD.entities]
    return list(dict.fromkeys([*(name for name in first if name), "", *sorted(told)]))


def kind_choice(entity: str | None) -> str:
    """ "Recall: a reminder that a patient is due"."""
    return f"{kind(entity)} · {RECORD.entity(entity).meaning}" if entity else KIND_NONE


def home(to: Home | Place | None) -> str:
    """ "Patient: birth date"."""
    if to is None:
        return NO_FIELD
    return f"{kind(to.entity)}: {plain(to.field)}" if isinstance(to, Home) else STAND[to]


def choice(to: Home | Place) -> str:
    """ "Patient: birth date · The day the patient was born."."""
    if isinstance(to, Place):
        return PLACES[to]
    return f"{home(to)} · {RECORD.entity(to.entity).field(to.field).meaning}"


def taken(to: Home, columns: tuple[str, ...]) -> Refusal:
    holder = f'Column "{columns[0]}"' if columns else "A rule"
    return (
        f"{holder} already feeds {home(to)}, which holds one value.",
        "Move that one first, or choose another field.",
    )


def not_held(to: Home) -> Refusal:
    return (
        f"A row of this table cannot also hold a field of {plain(to.entity)}.",
        "Choose one from the list, or say first what a row of the table is.",
    )


def left(page: MappingPage) -> str:
    """What is left for the person reading, in one sentence."""
    if not page.tables:
        return ""
    tables = sum(bool(table.open) for table in page.tables)
    if not page.open:
        return "Every column has its place. You can still change any of them."
    where = f" in {counted(tables, 'table')}" if len(page.tables) > 1 else ""
    verb = "wants" if page.open == 1 else "want"
    if not page.may_map:
        return f"Nothing is left for you here. {counted(page.open, 'column')}{where} still {verb} a look."
    return f"Left for you: {counted(page.open, 'column')}{where} {verb} a look."


def version(page: MappingPage) -> str:
    return f"Version {page.version}" if page.version else "Suggested, not saved yet"


def table(line: TableLine, *, alike: bool) -> str:
    """ "patients · 3 of 19 columns want a look"; with its file where two tables have one name."""
    name = f"{line.source[0]} / {line.source[1]}" if alike else line.source[1]
    if not line.open:
        return f"{name} · all {counted(line.columns, 'column')} placed"
    verb = "wants" if line.open == 1 else "want"
    return f"{name} · {line.open} of {counted(line.columns, 'column')} {verb} a look"


def about_table(view: TableView) -> str:
    told = f"{LEVELS[view.level]}. {view.reason}"
    other = f" It might also be {plain(view.runner_up)}." if view.runner_up and view.level != "sure" else ""
    return f"{counted(view.line.records, 'record')}. {told}{other}"


def stands(line: ColumnLine) -> str:
    """ "Patient: birth date", "waits"; several fields are all said, a key that feeds a field says both."""
    entity = line.to.entity if isinstance(line.to, Home) else ""
    also = (plain(each.field) if each.entity == entity else home(each) for each in line.also)
    said = ", ".join([home(line.to), *also])
    both = line.in_key and isinstance(line.to, Home)
    return f"{said}, and tells the records apart" if both else said


def mark(line: ColumnLine) -> str:
    """The word beside a column: whether it is settled, and by whom."""
    if line.by_person:
        return "yours" if line.to is not Place.WAITING else "waits"
    if line.open:
        return LEVELS[line.suggested.level].lower()
    return "sure"


def filled(column_filled: int, rows: int, distinct: int) -> str:
    return f"{count(column_filled)} of {counted(rows, 'row')} filled, {counted(distinct, 'different value')}"


def use_all(columns: Sequence[ColumnLine]) -> str:
    return f"Use these {counted(len(columns), 'suggestion')}"


def taking_table(kind: str | None, columns: Sequence[ColumnLine], *, waiting: int) -> str:
    """What one tap takes, and what goes on waiting: "Each row is one Recall. 3 columns. 2 columns wait." """
    said = [f"{KIND} {plain(kind)}."] if kind else []
    said += [f"{counted(len(columns), 'likely column')} with it."] if columns else []
    said += [f"{counted(waiting, 'column')} will wait for a decision."] if waiting > 0 else []
    return " ".join(said)


def suggestions(columns: Sequence[ColumnLine]) -> str:
    """ "Likely: GroupName is plan: group name; Currency is plan: currency."."""
    told = (f"{column.name} is {lowered(home(column.suggested.home))}" for column in columns)
    return f"{LEVELS[Level.LIKELY]}: {'; '.join(told)}."


def lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def evidence(told: DateEvidence) -> str:
    if not (told.month_first or told.day_first or told.both):
        return "No date in this column depends on it."
    return (
        f"{counted(told.month_first, 'date')} can only have the month first, "
        f"{count(told.day_first)} only the day, {count(told.both)} fit both ways."
    )
