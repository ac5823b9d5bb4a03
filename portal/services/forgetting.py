"""What this process remembers of runs is let go, since a project that was destroyed must be in no memory.

Services remember what never changes, by store and project; all of it is read anew when it is next asked for.
Other processes keep what they remember until they are started again, which the certificate says.
"""

from __future__ import annotations

import sys

from core import suggest
from portal.services import money_records, remembered, stored_bytes
from reports.charts import kept

_OURS = "portal.services."


def forget_everything_read() -> None:
    money_records.forget()
    stored_bytes.forget()
    remembered.forget()
    kept.forget()
    suggest.forget()
    for name, module in list(sys.modules.items()):
        if name.startswith(_OURS):
            for each in vars(module).values():
                if hasattr(each, "cache_clear"):
                    each.cache_clear()
