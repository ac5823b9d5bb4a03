"""Reading with all that this machine has for it: the one way in which the portal reads files.

The engine has no environment; here is what it is handed (`core.sources.means`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from core import sources
from core.repairs import NO_REPAIRS, Repairs
from core.sources.means import Means
from core.tables import Intake, Upload
from storage.access_tools import access_door


def read_uploads(
    uploads: Iterable[Upload],
    *,
    repairs: Repairs = NO_REPAIRS,
    progress: Callable[[str], None] | None = None,
    passwords: Mapping[str, str] | None = None,
) -> Intake:
    """Everything found in `uploads`. repairs: those that were accepted. passwords: path -> password; "" for
    every sealed file.
    """
    means = Means(passwords=passwords or {}, access=access_door())
    return sources.read_uploads(uploads, repairs=repairs, progress=progress, means=means)
