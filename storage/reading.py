"""Reading with all that this machine has for it: the one way in which the portal reads files.

The engine has no environment; here is what it is handed (`core.sources.means`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from core import sources
from core.choices import NO_CHOICES, Choices
from core.progress import Telling
from core.sources.elsewhere import NOWHERE, Elsewhere
from core.sources.means import NO_MEANS, Means
from core.tables import Intake, Upload
from storage.access_tools import access_door


def read_uploads(
    uploads: Iterable[Upload],
    *,
    choices: Choices = NO_CHOICES,
    progress: Telling | None = None,
    means: Means = NO_MEANS,
    elsewhere: Elsewhere = NOWHERE,
) -> Intake:
    """Everything found in `uploads`. choices: what people said of them. means: what a person gave beside
    them; the programs come from here. elsewhere: who may read some of them in our place.
    """
    own = with_programs(means)
    return sources.read_uploads(uploads, choices=choices, progress=progress, means=own, elsewhere=elsewhere)


def with_programs(means: Means) -> Means:
    return replace(means, access=means.access or access_door(means.bounds.seconds))
