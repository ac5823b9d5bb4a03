"""Sentences of the Mapping page about how the cells of a column are read."""

from __future__ import annotations

from portal.viewmodels.mapping import ColumnLine, Home, OptionName
from portal.wording.scope_said import listed

USE_SEVERAL = "Use several fields: {}"
SEVERAL = "Several fields"

LABELS = {
    OptionName.NAME_ORDER: "In a name without a comma, such as Ana Lee, the family name is",
    OptionName.WORDS_BETWEEN: "In a name such as Ana Lopez Garcia, the word in the middle is",
}
CHOICES = {
    OptionName.NAME_ORDER: {
        "given_first": "the last word",
        "family_first": "the first word",
        "": "not settled, they wait",
    },
    OptionName.WORDS_BETWEEN: {
        "middle": "a middle name",
        "given": "part of the first name",
        "family": "part of the family name",
        "": "not settled, they wait",
    },
}
"""By option: what it may be settled as, in the words of the page."""


def fields(homes: tuple[Home, ...]) -> str:
    """ "last name, first name and middle name"."""
    return listed([home.field.replace("_", " ") for home in homes])


def use_several(line: ColumnLine) -> str:
    told = line.suggested.several
    return USE_SEVERAL.format(fields(told.homes)) if told else ""
