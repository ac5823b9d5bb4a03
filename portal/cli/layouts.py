"""Where the columns of fixed-width texts begin, from a file: choices in a shorter form."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

from core.choices import Choices, FileChoices
from core.choices.file import columns_from
from core.errors import WrongUsage


def with_layouts(choices: Choices, place: Path | None) -> Choices:
    """The choices with the columns that the file names, by path as `read` names it.

    Raises WrongUsage and ChoicesInvalid.
    """
    for said in _layouts_in(place) if place else ():
        own = next((one for one in choices.files if one.path == said.path and one.upload is None), None)
        choices = choices.with_file(said if own is None else FileChoices(said.path, own.topics, said.columns))
    return choices


def _layouts_in(place: Path) -> Iterable[FileChoices]:
    try:
        told = tomllib.loads(place.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise _refused(place) from None
    if not all(isinstance(layout, dict) for layout in told.values()):
        raise _refused(place)
    return [
        FileChoices(path, columns=columns_from(layout, f"{place}: {path}")) for path, layout in told.items()
    ]


def _refused(place: Path) -> WrongUsage:
    return WrongUsage(
        place=str(place),
        found="It holds no columns of any file.",
        do='Write ["people.txt"] on a line, below it columns = [{name = "Id", start = 1, width = 6}, ...].',
    )
