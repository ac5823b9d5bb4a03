"""Sentences of the Mapping page about how the cells of a column are read."""

from __future__ import annotations

from collections.abc import Mapping

from core.mapping.readings import readings_of
from core.record import RECORD
from core.transforms.teeth import ToothEvidence
from portal.viewmodels.mapping import (
    ColumnLine,
    Home,
    OptionName,
    Place,
)
from portal.viewmodels.mapping_cells import BlankWord, LookupOffer
from portal.wording.figures import count, counted
from portal.wording.mapping import NO_SUCH_OPTION, Refusal
from portal.wording.scope_said import listed

USE_SEVERAL = "Use several fields: {}"
SEVERAL = "Several fields"
JOIN = "Put together with"
JOIN_HELP = "Such as a date with its time of day. The cells follow each other in the order of the file."
NOT_JOINED = "Nothing: it is read alone"
MARK = "Between them stands"
MARKS = {" ": "a space", ", ": "a comma", "-": "a dash", "": "nothing"}
ALSO = "Another field takes the next piece"
ALSO_NONE = "No other field"
ONLY = "Read only rows by"
ONLY_ALL = "All rows"
ONLY_VALUES = "Rows where it is"
ONLY_HELP = "Cells of other rows are kept in the archive, where nothing else reads them."
OTHER_ROWS = "In rows of another kind it goes to"
OTHER_ROWS_NONE = "Nothing in those rows"
BLANKS = "Words that mean blank"
BLANKS_NONE = "None: every cell is read"
BLANKS_HELP = (
    "Cells with these words become empty in the new record, and are counted as such. Take a word away where "
    "it means something in your clinic."
)
LOOKUP = "Take the text from another table"
LOOKUP_HELP = "Where this column holds codes and another table says what each of them is called."
NO_LOOKUP = "No: the cell itself is read"
LOOKUP_VALUE = "The text stands in"
LOOKUP_CHOOSE = "Choose a column"
WIDTHS_HELP = "Numbers with commas between them. What is left over is the last piece."
NO_WIDTHS: Refusal = ("These are no widths.", "Write numbers with commas between them, such as 8,2.")
UNSETTLED = "not settled, they wait"

LABELS = {
    OptionName.NAME_ORDER: "In a name without a comma, such as Ana Lee, the family name is",
    OptionName.WORDS_BETWEEN: "In a name such as Ana Lopez Garcia, the word in the middle is",
    OptionName.READING: "How it is read",
    OptionName.NOTATION: "Your files number the teeth",
    OptionName.CREDITS: "Amounts marked CR, such as 20.00 CR, are",
    OptionName.SIGN: "An amount below zero in your files is",
    OptionName.NUMBER: "Which piece it takes",
    OptionName.WIDTHS: "How many characters each piece has",
}
ONE_FIELD = frozenset({OptionName.READING, OptionName.NUMBER})
"""What a column that feeds several fields no longer asks."""
_READINGS = {
    "text": "as it stands",
    "tooth": "as tooth numbers",
    "surfaces": "as surfaces of a tooth, such as MOD",
    "split,": "cut into pieces at commas",
    "split;": "cut into pieces at semicolons",
    "split/": "cut into pieces at slashes",
    "split-": "cut into pieces at dashes",
    "split|": "cut into pieces at upright bars",
    "split ": "cut into pieces at spaces",
    "widths": "cut into pieces of so many characters",
}
CHOICES: Mapping[OptionName, Mapping[str, str]] = {
    OptionName.NAME_ORDER: {
        "given_first": "the last word",
        "family_first": "the first word",
        "": UNSETTLED,
    },
    OptionName.WORDS_BETWEEN: {
        "middle": "a middle name",
        "given": "part of the first name",
        "family": "part of the family name",
        "": UNSETTLED,
    },
    OptionName.READING: _READINGS,
    OptionName.NOTATION: {
        "universal": "1 to 32, first teeth A to T (Universal)",
        "fdi": "11 to 48, first teeth 51 to 85 (FDI)",
        "palmer": "by quadrant, such as UR6 (Palmer)",
        "": UNSETTLED,
    },
    OptionName.CREDITS: {
        "negative": "below zero, and those marked DR above",
        "positive": "above zero, and those marked DR below",
        "": UNSETTLED,
    },
    OptionName.SIGN: {
        "": "below zero in the new record too",
        "turned": "above zero in the new record: its signs are turned",
    },
    OptionName.NUMBER: {
        str(number): word
        for number, word in enumerate(
            ("the first", "the second", "the third", "the fourth", "the fifth", "the sixth", "the seventh"),
            start=1,
        )
    },
}
"""By option: what it may be settled as, in the words of the page."""


def choices(name: OptionName, to: Home | Place) -> Mapping[str, str]:
    """What the option may be settled as for a column that feeds `to`."""
    if name is not OptionName.READING:
        return CHOICES[name]
    ways = readings_of(RECORD.entity(to.entity).field(to.field)) if isinstance(to, Home) else ()
    return {way: _READINGS[way] for way in ways}


def not_so(option: OptionName) -> Refusal:
    return NO_WIDTHS if option is OptionName.WIDTHS else NO_SUCH_OPTION


def blank(told: BlankWord) -> str:
    """ "none · 12 times"."""
    return f"{told.text} · {counted(told.count, 'time')}"


def offer(told: LookupOffer) -> str:
    """ "providers, by ProvNum: 12 of 14 different codes are there"."""
    where = f"{told.of[1]}, by {told.key}"
    if not told.codes:
        return where
    return f"{where}: {count(told.found)} of {counted(told.codes, 'different code')} are there"


def fields(homes: tuple[Home, ...]) -> str:
    """ "last name, first name and middle name"."""
    return listed([home.field.replace("_", " ") for home in homes])


def use_several(line: ColumnLine) -> str:
    told = line.suggested.several
    return USE_SEVERAL.format(fields(told.homes)) if told else ""


def teeth(told: ToothEvidence) -> str:
    """ "12 cells can only be Universal numbers, 0 only FDI, 0 only Palmer, 31 fit more than one way."."""
    neither = f" {counted(told.neither, 'cell')} fit none of them." if told.neither else ""
    return (
        f"{counted(told.universal, 'cell')} can only be Universal numbers, {count(told.fdi)} only FDI, "
        f"{count(told.palmer)} only Palmer, {count(told.several)} fit more than one way.{neither}"
    )
