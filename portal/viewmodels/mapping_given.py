"""A mapping that comes from elsewhere: a file, or the starting map of a playbook."""

from __future__ import annotations

from dataclasses import dataclass, field

from portal.viewmodels.mapping_history import Start

NAME = "the mapping file"


@dataclass(frozen=True)
class Given:
    """start: a starting map instead of the text. name: what a refusal calls it."""

    text: str = field(default="", repr=False)
    start: Start | None = None
    name: str = NAME
