"""Where the columns of fixed-width texts begin, from a file that a person wrote."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from core.errors import WrongUsage
from core.sources.fixed_width.layout import FixedLayout, given_layout


def layouts_in(place: Path | None) -> Mapping[str, FixedLayout]:
    """Path of a file as `read` names it -> its columns. Raises WrongUsage and LayoutInvalid."""
    if place is None:
        return {}
    try:
        told = tomllib.loads(place.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise _refused(place) from None
    if not all(isinstance(layout, dict) for layout in told.values()):
        raise _refused(place)
    return {path: given_layout(layout, f"{place}: {path}") for path, layout in told.items()}


def _refused(place: Path) -> WrongUsage:
    return WrongUsage(
        place=str(place),
        found="It holds no columns of any file.",
        do='Write ["people.txt"] on a line, below it columns = [{name = "Id", start = 1, width = 6}, ...].',
    )
