"""What a person may settle of each transform on the Mapping page, and what each may be settled as."""

from __future__ import annotations

from core.mapping.model import Rule, Step
from core.mapping.readings import readings_of, step_of
from core.record import RECORD
from core.transforms import names, teeth
from portal.viewmodels.mapping import OptionName

OPTIONS = {
    "date": (OptionName.ORDER,),
    "partial_date": (OptionName.ORDER,),
    "datetime": (OptionName.ORDER,),
    "decimal": (OptionName.DECIMAL_MARK,),
    "money": (OptionName.DECIMAL_MARK,),
    "name_part": (OptionName.NAME_ORDER, OptionName.WORDS_BETWEEN),
    "text": (OptionName.READING,),
    "tooth": (OptionName.READING, OptionName.NOTATION),
    "surfaces": (OptionName.READING,),
}
"""By transform; their names are those of the options in the mapping."""

VALUES = {
    OptionName.ORDER: ("mdy", "dmy", ""),
    OptionName.DECIMAL_MARK: (".", ","),
    OptionName.NAME_ORDER: (*names.ORDERS, ""),
    OptionName.WORDS_BETWEEN: (*names.BETWEEN, ""),
    OptionName.NOTATION: (*teeth.NOTATIONS, ""),
}
"""What each but a reading may be; "" takes it away, and then what depends on it waits."""


def shown(step: Step, name: OptionName) -> str:
    """What stands for the option now, "" where it is not settled."""
    if name is OptionName.READING:
        return step.transform
    value = step.options.get(name.value, "." if name is OptionName.DECIMAL_MARK else "")
    return value if isinstance(value, str) else ""


def read_so(step: Step, rule: Rule, reading: str, *, country: str) -> Step | None:
    """The step in place of `step` that reads its column so; None where the field is not read in this way."""
    if reading == step.transform:
        return step
    ways = readings_of(RECORD.entity(rule.entity).field(rule.field))
    return step_of(reading, country=country) if reading in ways and len(ways) > 1 else None
