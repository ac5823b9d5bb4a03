"""What a person may settle of each transform on the Mapping page, and what each may be settled as."""

from __future__ import annotations

from core.mapping.model import Rule, Step
from core.mapping.option_checks import WIDTHS
from core.mapping.readings import reading_of, readings_of, step_of
from core.record import RECORD
from core.transforms import names, numbers, teeth
from core.transforms.blanks import said
from portal.viewmodels.mapping import OptionName

OPTIONS = {
    "date": (OptionName.ORDER,),
    "partial_date": (OptionName.ORDER,),
    "datetime": (OptionName.ORDER,),
    "decimal": (OptionName.DECIMAL_MARK,),
    "money": (OptionName.DECIMAL_MARK, OptionName.CREDITS, OptionName.SIGN),
    "name_part": (OptionName.NAME_ORDER, OptionName.WORDS_BETWEEN),
    "text": (OptionName.READING,),
    "tooth": (OptionName.READING, OptionName.NOTATION),
    "surfaces": (OptionName.READING,),
    "split": (OptionName.READING, OptionName.WIDTHS, OptionName.NUMBER),
}
"""By transform; their names are those of the options in the mapping."""

VALUES = {
    OptionName.ORDER: ("mdy", "dmy", ""),
    OptionName.DECIMAL_MARK: (".", ","),
    OptionName.NAME_ORDER: (*names.ORDERS, ""),
    OptionName.WORDS_BETWEEN: (*names.BETWEEN, ""),
    OptionName.NOTATION: (*teeth.NOTATIONS, ""),
    OptionName.CREDITS: (*numbers.CREDITS, ""),
    OptionName.SIGN: (*numbers.SIGNS, ""),
    OptionName.NUMBER: tuple(str(number) for number in range(1, 8)),
}
"""What each but a reading may be; "" takes it away, and then what depends on it waits."""


def may_be(option: OptionName, value: str, step: Step) -> bool:
    """Whether the option may be settled so; widths only where the step cuts by them."""
    if option is OptionName.WIDTHS:
        return option.value in step.options and bool(WIDTHS.fullmatch(value))
    return value in VALUES[option]


ONE_FIELD = frozenset({OptionName.READING, OptionName.NUMBER})
"""What is settled only while no other field takes a piece of the column."""


def shown(step: Step, name: OptionName) -> str:
    """What stands for the option now, "" where it is not settled."""
    if name is OptionName.READING:
        return reading_of(step)
    value = step.options.get(name.value, "." if name is OptionName.DECIMAL_MARK else "")
    return str(value) if isinstance(value, str | int) else ""


def read_so(step: Step, rule: Rule, reading: str, *, country: str) -> Step | None:
    """The step in place of `step` that reads its column so; None where the field is not read in this way."""
    if reading == reading_of(step):
        return step
    ways = readings_of(RECORD.entity(rule.entity).field(rule.field))
    if reading not in ways or len(ways) < 2:
        return None
    read = step_of(reading, country=country)
    return Step(read.transform, {**read.options, **said([step.options])})
