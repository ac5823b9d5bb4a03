"""What was found in texts, written as choices: a person changes what is wrong and gives the file back.

Rejects stand in it by their place with no cells: where somebody fills them in, they become records. Their
text is not written, since `read --to-csv` and the file itself have it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from core.choices import Topic
from core.choices.file import SCHEMA
from core.choices.model import raw_digest
from core.errors import WrongUsage
from core.tables import Intake, ReadTable, Reject

_TEXTS = ("delimited text", "fixed-width text")


def write_choices(place: Path, intake: Intake) -> None:
    """Raises WrongUsage where something is there already or the file cannot be written."""
    told = {
        "schema": SCHEMA,
        "files": list(_files(intake)),
        "repairs": intake.choices.repairs.record(),
        "corrections": [
            _rejected(sha, one) for sha, read in _places(intake) for one in read.rejects if one.end
        ],
    }
    try:
        with place.open("x", encoding="utf-8") as out:
            out.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    except OSError:
        raise WrongUsage(
            place=str(place),
            found="The file is there already, or cannot be written.",
            do="Name a new file with --choices-out.",
        ) from None


def _files(intake: Intake) -> Iterator[dict[str, Any]]:
    """Of each text the first table, which the choices of a file are about."""
    seen: set[str] = set()
    for read in intake.tables:
        if read.table.file not in seen and read.evidence.get("format") in _TEXTS:
            seen.add(read.table.file)
            yield {"path": read.table.file, **_found(read)}


def _found(read: ReadTable) -> dict[str, Any]:
    told = read.evidence
    if told["format"] != "delimited text":
        return {Topic.FORMAT.value: "fixed", Topic.ENCODING.value: told["encoding"]}
    return {
        Topic.FORMAT.value: "delimited",
        Topic.ENCODING.value: told["encoding"],
        Topic.DELIMITER.value: told["delimiter"],
        Topic.QUOTE.value: told["quote"],
        Topic.ESCAPE.value: told["escape"],
        Topic.HEADER.value: int(told["header_line"]) if told["header_line"] else "none",
    }


def _places(intake: Intake) -> Iterator[tuple[str, ReadTable]]:
    """Tables of files that came by themselves; a member of an archive is corrected where it is unpacked."""
    for read in intake.tables:
        if read.table.file in intake.digests:
            yield intake.digests[read.table.file], read


def _rejected(sha: str, one: Reject) -> dict[str, Any]:
    place = {"upload": sha, "start": one.start, "end": one.end, "raw": raw_digest(one.raw)}
    return {**place, "line": one.line, "reason": one.reason, "cells": None}
