"""What `migrate` was asked for, checked as a whole before any work begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import available_timezones

from core.choices import Choices
from core.decisions import NO_DECISIONS, Decisions
from core.decisions.file import from_json
from core.errors import WrongUsage
from core.sources.means import Means
from portal.cli.beside import Beside
from portal.cli.gathering import spelled
from portal.cli.options import Accept, Category
from portal.settings import Settings
from reports.clear_export import refuse_unusable

CURRENCY = re.compile(r"[A-Z]{3}")
COUNTRY = re.compile(r"[A-Z]{2}")
SYSTEM = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


@dataclass(frozen=True)
class Request:
    """out: where the clear export goes; None for none. mapping: the text of the one to use, or None.

    choices, means: what is said of the files, from those beside them.
    """

    sources: Sequence[Path]
    out: Path | None
    category: Category | None
    mapping: str | None
    decisions: Decisions
    accept: Accept
    beside: Beside
    choices: Choices
    means: Means
    currency: str
    zone: str
    country: str
    system: str
    strict: bool


@dataclass(frozen=True)
class Said:
    """The options as typed, None where nothing was said."""

    sources: Sequence[Path]
    out: Path | None
    export: bool
    category: Category | None
    mapping: Path | None
    decisions: Path | None
    accept: Accept | None
    beside: Beside
    currency: str | None
    zone: str | None
    country: str | None
    system: str | None
    strict: bool


def settled(said: Said, settings: Settings) -> Request:
    """The request with its defaults. Raises WrongUsage, naming the option, for what cannot be meant."""
    _refuse_contradictions(said)
    request = Request(
        sources=said.sources,
        out=said.out if said.export else None,
        category=said.category,
        mapping=None if said.mapping is None else _text_of(said.mapping, *_MAPPING),
        decisions=_decisions(said.decisions),
        accept=said.accept or Accept.SURE,
        beside=said.beside,
        choices=said.beside.said(),
        means=said.beside.means(),
        currency=(said.currency or settings.currency).upper(),
        zone=said.zone or settings.zone,
        country=(said.country or settings.country).upper(),
        system=said.system or "source",
        strict=said.strict,
    )
    _refuse_unknown(request)
    if request.out is not None:
        _refuse_out_among_sources(request.out, request.sources)
        refuse_unusable(request.out)
    return request


def _refuse_contradictions(said: Said) -> None:
    if said.export and said.out is None:
        raise WrongUsage(
            place="--out",
            found="It is missing, so there is no folder for the records in clear.",
            do="Name a new folder with --out, or say --no-export to keep only the sealed run.",
        )
    if said.mapping is None:
        return
    options = {
        "--accept": said.accept,
        "--currency": said.currency,
        "--country": said.country,
        "--zone": said.zone,
        "--system": said.system,
    }
    for name, value in options.items():
        if value is not None:
            raise WrongUsage(
                place=name,
                found="It was given together with --mapping, which settles this by itself.",
                do="Leave one of the two away.",
            )


_MAPPING = ("The mapping could not be read as a text file.", "Name the mapping.json of an earlier export.")
_DECISIONS = (
    "The decisions could not be read as a text file.",
    "Name the decisions.json of an earlier export or of a handover.",
)


def _decisions(told: Path | None) -> Decisions:
    """Those in the file, none where there is no file. Raises DecisionsInvalid for one that is broken."""
    return NO_DECISIONS if told is None else from_json(_text_of(told, *_DECISIONS), place=spelled(str(told)))


def _text_of(file: Path, found: str, do: str) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as refused:
        raise WrongUsage(place=spelled(str(file)), found=found, do=do) from refused


def _refuse_unknown(request: Request) -> None:
    if not CURRENCY.fullmatch(request.currency):
        raise WrongUsage(
            place="--currency", found="This is no currency code.", do="Use one of three letters, such as USD."
        )
    if not COUNTRY.fullmatch(request.country):
        raise WrongUsage(
            place="--country",
            found="This is no country code.",
            do="Use one of two letters, such as US or DE.",
        )
    if request.zone not in available_timezones():
        raise WrongUsage(
            place="--zone",
            found="There is no time zone of this name.",
            do="Use a name such as America/Chicago or Europe/Oslo.",
        )
    if not SYSTEM.fullmatch(request.system):
        raise WrongUsage(
            place="--system",
            found="This cannot stand in the ids of records.",
            do="Use up to 40 lower-case letters, digits, - and _, such as open_dental.",
        )


def _refuse_out_among_sources(out: Path, sources: Sequence[Path]) -> None:
    """An export among its sources would be read as a source the next time."""
    for source in sources:
        if out.resolve().is_relative_to(source.resolve()):
            raise WrongUsage(
                place=str(out),
                found="It lies in what is to be read.",
                do="Name a folder elsewhere with --out.",
            )
