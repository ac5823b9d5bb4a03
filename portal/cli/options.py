"""Arguments and options by type, so that `commands.py` reads as a page and starts without the engine."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Category(StrEnum):
    """The four kinds of systems that clinics leave."""

    PAPER = "paper"
    LEGACY_PMS = "legacy_pms"
    CLOUD_SAAS = "cloud_saas"
    DISCONNECTED_STACK = "disconnected_stack"


class Accept(StrEnum):
    """Which suggestions become rules: those that are sure, the others waiting, or all of them."""

    SURE = "sure"
    ALL = "all"


class DemoKind(StrEnum):
    """The exports in which the invented group can be had."""

    LEGACY = "legacy"
    PAPER = "paper"
    CLOUD = "cloud"
    STACK = "stack"


class PlantName(StrEnum):
    """Faults that can be planted in them."""

    FLIPPED_SIGN = "flipped-sign"
    MISSING_PAYMENTS = "missing-payments"
    WRONG_IMAGE = "wrong-image"
    REFUTED_ALLERGY = "refuted-allergy"
    MISSING_CONSENT_VERSION = "missing-consent-version"


class Form(StrEnum):
    """How the clinic record is printed."""

    TABLE = "table"
    JSON = "json"
    MARKDOWN = "markdown"


def _option(name: str, metavar: str, says: str) -> object:
    return typer.Option(name, metavar=metavar, help=says, show_default=False)


Sources = Annotated[
    list[Path],
    typer.Argument(metavar="FILE|FOLDER...", help="What the old system exported.", show_default=False),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
WithValues = Annotated[bool, typer.Option("--values", help="Print values too, not only their formats.")]
ToCsv = Annotated[Path | None, _option("--to-csv", "DIR", "Write each table there as CSV, as parsed.")]
ToParquet = Annotated[
    Path | None, _option("--to-parquet", "DIR", "Write each table there as Parquet, as parsed.")
]
Repair = Annotated[
    bool, typer.Option("--repair", help="Apply every repair of a damaged row that is proposed.")
]
Passwords = Annotated[
    Path | None, _option("--passwords", "FILE", "Passwords of sealed files, by path, one a line (TOML).")
]
Layouts = Annotated[
    Path | None, _option("--layouts", "FILE", "Where the columns of fixed-width texts begin (TOML).")
]
ChoicesFile = Annotated[
    Path | None, _option("--choices", "FILE", "What people said of how files are read (JSON).")
]
ChoicesOut = Annotated[
    Path | None, _option("--choices-out", "FILE", "Write what was found as choices, to be changed there.")
]
RejectsOut = Annotated[
    Path | None, _option("--rejects-out", "FILE", "Write what could not be read as a workbook to correct.")
]
Corrections = Annotated[
    Path | None, _option("--corrections", "FILE", "That workbook, with what stands in the rows filled in.")
]
Out = Annotated[Path | None, _option("--out", "DIR", "Folder for the records in clear; new or empty.")]
DescriptionFile = Annotated[
    Path,
    typer.Argument(metavar="DESCRIPTION", help="TOML file that says what to take.", show_default=False),
]
ExtractOut = Annotated[
    Path, typer.Option("--out", metavar="DIR", help="Folder for it; new, empty or begun.", show_default=False)
]
NoExport = Annotated[bool, typer.Option("--no-export", help="Write no clear files: only the sealed run.")]
CategoryOf = Annotated[
    Category | None,
    _option("--category", "C", "What is left: paper, legacy_pms, cloud_saas or disconnected_stack."),
]
MappingFile = Annotated[Path | None, _option("--mapping", "FILE", "Use this mapping and suggest nothing.")]
DecisionsFile = Annotated[
    Path | None, _option("--decisions", "FILE", "Follow these decisions about what does not map.")
]
AcceptWhich = Annotated[
    Accept | None,
    _option("--accept", "sure|all", "Which suggestions become rules; sure, and all else waits, by default."),
]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 5 when something waits or was refused.")]
Currency = Annotated[str | None, _option("--currency", "CODE", "Of amounts that name none, such as USD.")]
Zone = Annotated[str | None, _option("--zone", "NAME", "Of times that name none, such as Europe/Oslo.")]
Country = Annotated[
    str | None, _option("--country", "CODE", "Of telephone numbers without a country code, such as US.")
]
System = Annotated[str | None, _option("--system", "NAME", "Short name of the old system, used in ids.")]
PrintedAs = Annotated[
    Form, typer.Option("--format", metavar="table|json|markdown", help="How to print it.", show_default=False)
]
DemoFolder = Annotated[
    Path, typer.Argument(metavar="DIR", help="Folder to write to; new or empty.", show_default=False)
]
SmallDemo = Annotated[
    bool, typer.Option("--small", help="A group of 60 patients instead of 1,200, with the same tables.")
]
OfKind = Annotated[
    DemoKind, typer.Option("--kind", help="Whose export: an on-premise system's, or another's.")
]
Plants = Annotated[
    list[PlantName] | None,
    typer.Option("--plant", help="Plant this fault in one known place; may be given several times."),
]
CompleteDemo = Annotated[
    bool, typer.Option("--complete", help="Also play the whole journey with it, up to a signed document.")
]
Email = Annotated[str, _option("--email", "ADDRESS", "The email address of the first owner.")]
Project = Annotated[str | None, _option("--project", "NAME", "Only this project, by its name or id.")]
OfProject = Annotated[
    str | None, _option("--project", "NAME", "Which project, by its name or id, where there are several.")
]
CheckSandbox = Annotated[
    bool, typer.Option("--check", help="Open every record and compare it with the run; exits with 1 if not.")
]
KeyAbove = Annotated[
    bool, typer.Option("--project-key", help="Also the project's key above them, which seals nothing itself.")
]
KeyTo = Annotated[
    str, _option("--to", "KEY", "The master key from now on: file:PATH, env:VARIABLE or kms:KEY.")
]
KeyFrom = Annotated[
    str | None, _option("--from", "KEY", "The one until now, written alike; that of the settings by default.")
]
Certificate = Annotated[
    Path,
    typer.Argument(metavar="FILE", help="Where the certificate goes; a new file.", show_default=False),
]
WhichProject = Annotated[str, _option("--project", "NAME", "Which project, by its name or id.")]
Reason = Annotated[str, _option("--reason", "TEXT", "Why, for the certificate.")]
HandoverFolder = Annotated[
    Path, typer.Argument(metavar="DIR", help="A folder that is new or empty.", show_default=False)
]
Finances = Annotated[bool, typer.Option("--finances", help="Only the finances: no names, no charts.")]
CheckIt = Annotated[bool, typer.Option("--check", help="Write nothing: check the handover in DIR.")]
Document = Annotated[
    Path, typer.Argument(metavar="FILE", help="A readiness document as PDF.", show_default=False)
]
TrustFile = Annotated[
    Path | None, _option("--trust", "PEM", "The clinic's trust file, which names the roots to believe.")
]

Production = Annotated[
    bool,
    typer.Option("--production", help="Refuse to start without a server for the database and for files."),
]
PlaceOfCopy = Annotated[
    str, typer.Argument(metavar="PLACE", help="A folder, or s3://bucket/prefix.", show_default=False)
]
OneMapping = Annotated[str, typer.Argument(help="A mapping file, or the number of a version.", metavar="A")]
OtherMapping = Annotated[str, typer.Argument(help="What it is compared with, of the same kind.", metavar="B")]
MappingTo = Annotated[
    Path, typer.Argument(help="Where to write it; nothing may lie there yet.", metavar="FILE")
]
MappingFrom = Annotated[Path, typer.Argument(help="The mapping file.", metavar="FILE")]
WithWords = Annotated[bool, typer.Option("--values", help="Print words of value maps too; they are cells.")]
OfVersion = Annotated[int, _option("--version", "N", "Which version; the newest by default.")]
TakeIt = Annotated[bool, typer.Option("--take", help="Take it too, as the next version.")]
