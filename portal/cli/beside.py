"""Files that say how others are to be read: choices, passwords, columns; the same for every command."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from core.choices import NO_CHOICES, Choices, Correction
from core.choices.file import from_json
from core.errors import WrongUsage
from core.repairs import ALL_REPAIRS
from core.sources.corrected_rows import corrections_in
from core.sources.means import Means
from portal.cli.layouts import with_layouts
from portal.cli.passwords import passwords_in


@dataclass(frozen=True)
class Beside:
    """None where there is none. repair: every repair that is proposed counts as accepted."""

    choices: Path | None = None
    passwords: Path | None = None
    layouts: Path | None = None
    repair: bool = False
    corrections: Path | None = None

    def places(self) -> list[Path]:
        """Those that are there; none of them is itself an export."""
        return [place for place in (self.choices, self.passwords, self.layouts, self.corrections) if place]

    def said(self) -> Choices:
        """Everything but the passwords. Raises WrongUsage and ChoicesInvalid."""
        told = from_json(_text(self.choices), str(self.choices)) if self.choices else NO_CHOICES
        whole = with_layouts(told, self.layouts)
        for one in _corrections(self.corrections) if self.corrections else ():
            whole = whole.with_correction(one)
        return whole.with_repairs(ALL_REPAIRS) if self.repair else whole

    def means(self) -> Means:
        return Means(passwords=passwords_in(self.passwords))


def _corrections(place: Path) -> Iterable[Correction]:
    try:
        return corrections_in(place.name, place.read_bytes())
    except OSError:
        raise WrongUsage(
            place=str(place),
            found="It could not be read.",
            do="Name the workbook that `chartbridge read --rejects-out FILE` wrote.",
        ) from None


def _text(place: Path) -> str:
    try:
        return place.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise WrongUsage(
            place=str(place),
            found="It could not be read as a text file.",
            do="Begin with what `chartbridge read --choices-out FILE` writes.",
        ) from None
