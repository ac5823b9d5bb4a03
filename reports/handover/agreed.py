"""The scope as it leaves: every version of it and of the terms, who approved which, and the signatures.

A signature can be checked with other programs: what was signed lies beside it (docs/handover.md).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import polars as pl

from core.scope import Amendment, Approval, Declaration
from reports.handover.beside import Agreed
from reports.handover.beside_schema import SCOPE
from reports.handover.texts import File, as_json, as_table, instant
from reports.signing import signed_bytes, trust_file

FORMAT = 1
_APPROVALS = {"number": pl.Int64, "by": pl.String, "at": pl.String, "terms": pl.Int64, "signed": pl.Boolean}
_PARTS = {
    "approval": pl.Int64,
    "part": pl.String,
    "moves": pl.Boolean,
    "tolerance": pl.String,
    "accepts": pl.String,
}
_CHANGES = {
    "amendment": pl.Int64,
    "by": pl.String,
    "role": pl.String,
    "at": pl.String,
    "reason": pl.String,
    "approval": pl.Int64,
    "section": pl.String,
    "name": pl.String,
    "before": pl.String,
    "after": pl.String,
}


def agreed_files(agreed: Agreed) -> Iterator[File]:
    told = _told(agreed)
    yield as_json("scope/scope.json", told)
    yield as_json("scope/scope.schema.json", SCOPE)
    rows = [{**each, "signed": each["signature"] is not None} for each in told["approvals"]]
    yield as_table("scope/approvals.csv", _APPROVALS, rows)
    yield as_table("scope/parts.csv", _PARTS, _parts(agreed))
    yield as_table("scope/amendments.csv", _CHANGES, _changes(told["amendments"]))
    yield from _signatures(agreed)


def _told(agreed: Agreed) -> dict[str, Any]:
    scope = agreed.scope
    return {
        "format": FORMAT,
        "approved": scope.approved,
        "declaration": plain(scope.declaration),
        "terms": [
            {"number": each.number, "text": each.text, "by": each.by, "at": instant(each.at)}
            for each in scope.terms
        ],
        "approvals": [
            _approval(number, each, signed=agreed.signed[number - 1] is not None)
            for number, each in enumerate(scope.approvals, start=1)
        ],
        "amendments": [_amendment(each, scope.approvals) for each in scope.amendments],
    }


def _approval(number: int, given: Approval, *, signed: bool) -> dict[str, Any]:
    return {
        "number": number,
        "by": given.by,
        "at": instant(given.at),
        "terms": given.terms.number,
        "declaration": plain(given.declaration),
        "signature": _places(number) if signed else None,
    }


def _amendment(made: Amendment, approvals: tuple[Approval, ...]) -> dict[str, Any]:
    return {
        "number": made.number,
        "by": made.by,
        "role": made.role,
        "at": instant(made.at),
        "reason": made.reason,
        "approval": approvals.index(made.approved) + 1 if made.approved else None,
        "changes": [plain(each) for each in made.changes],
    }


def _places(number: int) -> dict[str, str]:
    ends = {"signed": "signed", "signature": "sig", "certificates": "pem"}
    return {name: f"scope/approval-{number}.{end}" for name, end in ends.items()}


def _signatures(agreed: Agreed) -> Iterator[File]:
    for number, signed in enumerate(agreed.signed, start=1):
        if signed is not None:
            places = _places(number)
            yield places["signed"], iter([signed_bytes(signed.content)])
            yield places["signature"], iter([signed.signature.signature])
            yield places["certificates"], iter([trust_file(signed.signature.chain)])


def _parts(agreed: Agreed) -> Iterator[Mapping[str, Any]]:
    """What moves, by approval; what stands now where the owner has not agreed to it, under no number."""
    for number, each in enumerate(agreed.scope.approvals, start=1):
        yield from _of(number, each.declaration)
    if agreed.scope.declaration is not None and not agreed.scope.approved:
        yield from _of(None, agreed.scope.declaration)


def _of(approval: int | None, declared: Declaration) -> Iterator[Mapping[str, Any]]:
    for domain in declared.domains:
        said = {"moves": domain.moves, "tolerance": domain.tolerance, "accepts": domain.accepts}
        yield {"approval": approval, "part": domain.name.value, **said}


def _changes(amendments: list[dict[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for made in amendments:
        for change in made["changes"]:
            sides = {side: _written(change[side]) for side in ("before", "after")}
            place = {"section": change["section"], "name": change["name"]}
            yield {**made, "amendment": made["number"], **place, **sides}


def _written(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def plain(value: Any) -> Any:
    """A frozen value of the scope as JSON knows it: days as ISO 8601, posts by their name."""
    if is_dataclass(value):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
