"""The spot-checks as they leave: what was drawn, what was found in it, concerns and their answers.

Charts are named by the id of the patient's record. All draws and verdicts are there, oldest first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from core.spotchecks import Checking, Concern, Draw, FileVerdict, Verdict
from reports.handover.beside_schema import CHECKS
from reports.handover.texts import File, as_json, as_table, instant

FORMAT = 1
_CHARTS = {
    "draw": pl.Int64,
    "run": pl.String,
    "seed": pl.String,
    "by": pl.String,
    "at": pl.String,
    "reason": pl.String,
    "seed_chosen": pl.Boolean,
    "place": pl.Int64,
    "patient": pl.String,
}
_VERDICTS = dict.fromkeys(("patient", "looked_at", "found", "by", "at", "run", "reason"), pl.String)
_CONCERNS = {
    "number": pl.Int64,
    **dict.fromkeys(
        ("patient", "file", "text", "owner", "by", "at", "answer", "settled_by", "settled_at"), pl.String
    ),
}
_FILES = dict.fromkeys(("path", "sha256", "patient", "said", "note", "by", "at"), pl.String)


def checks_files(checking: Checking) -> Iterator[File]:
    told = _told(checking)
    yield as_json("spot-checks/spot-checks.json", told)
    yield as_json("spot-checks/spot-checks.schema.json", CHECKS)
    yield as_table("spot-checks/charts.csv", _CHARTS, _charts(told["draws"]))
    yield as_table("spot-checks/verdicts.csv", _VERDICTS, told["verdicts"])
    yield as_table("spot-checks/concerns.csv", _CONCERNS, told["concerns"])
    yield as_table("spot-checks/files.csv", _FILES, told["files"])


def _told(checking: Checking) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "draws": [_draw(number, each) for number, each in enumerate(checking.draws, start=1)],
        "chosen": list(checking.golden),
        "verdicts": [_verdict(each) for each in checking.verdicts],
        "concerns": [_concern(each) for each in checking.concerns],
        "files": [_file(each) for each in checking.files],
    }


def _draw(number: int, drawn: Draw) -> dict[str, Any]:
    return {
        "number": number,
        "run": drawn.run,
        "seed": drawn.seed,
        "asked": drawn.asked,
        "by": drawn.by,
        "at": instant(drawn.at),
        "reason": drawn.reason,
        "seed_chosen": drawn.typed,
        "charts": list(drawn.patients),
        "kept": list(drawn.kept),
        "carried": list(drawn.carried),
    }


def _verdict(said: Verdict) -> dict[str, Any]:
    return {
        "patient": said.patient,
        "looked_at": said.scope.value,
        "found": said.found.value,
        "by": said.by,
        "at": instant(said.at),
        "run": said.run,
        "reason": said.reason,
    }


def _concern(raised: Concern) -> dict[str, Any]:
    return {
        "number": raised.number,
        "patient": raised.patient,
        "file": raised.file,
        "text": raised.text,
        "owner": raised.owner,
        "by": raised.by,
        "at": instant(raised.at),
        "answer": raised.answer,
        "settled_by": raised.settled_by,
        "settled_at": instant(raised.settled_at),
    }


def _file(said: FileVerdict) -> dict[str, Any]:
    return {
        "path": said.path,
        "sha256": said.digest,
        "patient": said.patient,
        "said": said.said.value,
        "note": said.note,
        "by": said.by,
        "at": instant(said.at),
    }


def _charts(draws: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """A line for each chart that chance drew, in the order in which they were to be looked at."""
    for drawn in draws:
        for place, patient in enumerate(drawn["charts"], start=1):
            yield {**drawn, "draw": drawn["number"], "place": place, "patient": patient}
