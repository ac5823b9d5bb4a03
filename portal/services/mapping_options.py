"""What a person may settle of each transform on the Mapping page, and what each may be settled as."""

from __future__ import annotations

from core.transforms import names
from portal.viewmodels.mapping import OptionName

OPTIONS = {
    "date": (OptionName.ORDER,),
    "partial_date": (OptionName.ORDER,),
    "datetime": (OptionName.ORDER,),
    "decimal": (OptionName.DECIMAL_MARK,),
    "money": (OptionName.DECIMAL_MARK,),
    "value_map": (OptionName.MAP,),
    "name_part": (OptionName.NAME_ORDER, OptionName.WORDS_BETWEEN),
}
"""By transform; their names are those of the options in the mapping."""

VALUES = {
    OptionName.ORDER: ("mdy", "dmy", ""),
    OptionName.DECIMAL_MARK: (".", ","),
    OptionName.NAME_ORDER: (*names.ORDERS, ""),
    OptionName.WORDS_BETWEEN: (*names.BETWEEN, ""),
}
"""What each but a value map may be; "" takes it away, and then what depends on it waits."""
