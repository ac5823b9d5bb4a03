"""What people did beside the records, as JSON Schema 2020-12: scope, spot-checks and training."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from core.scope import Section
from core.spotchecks import FileSaid, Found
from core.spotchecks import Scope as LookedAt
from core.training import Kind, Proof
from reports.handover.schema import DIALECT, object_schema

_TEXT = {"type": "string"}
_WHOLE = {"type": "integer"}
_AT = {"type": "string", "format": "date-time", "description": "ISO 8601 in UTC."}
_AT_OR_NOT = {**_AT, "type": ["string", "null"]}
_TEXT_OR_NOT = {"type": ["string", "null"]}
_NUMBER_OR_NOT = {"type": ["integer", "null"]}
_WORD = {"by": _TEXT, "at": _AT}


def _one_of(values: type[StrEnum]) -> dict[str, Any]:
    return {"enum": [each.value for each in values]}


def _list(items: dict[str, Any], description: str) -> dict[str, Any]:
    return {"type": "array", "items": items, "description": description}


def _all(properties: dict[str, Any], description: str) -> dict[str, Any]:
    """An object of just these, each of which is there."""
    return object_schema(properties, required=list(properties), description=description)


def _file(title: str, properties: dict[str, Any], description: str) -> dict[str, Any]:
    whole = {"format": {"const": 1}, **properties}
    return {"$schema": DIALECT, "title": title, **_all(whole, description)}


_DECLARATION: dict[str, Any] = {
    "type": ["object", "null"],
    "description": "What moves and what stays, from which systems, with whom and from when on.",
    "required": ["domains", "sources", "integrations", "team", "country", "start", "closed", "noted"],
}
_SIGNATURE: dict[str, Any] = {
    "type": ["object", "null"],
    "description": "The files of the owner's signature: what was signed, the signature, its certificates.",
    "properties": dict.fromkeys(("signed", "signature", "certificates"), _TEXT),
    "required": ["signed", "signature", "certificates"],
    "additionalProperties": False,
}
_CHANGE = _all(
    {"section": _one_of(Section), "name": _TEXT, "before": {}, "after": {}},
    "One part: what it was and what it is, null where it was not or is no more.",
)
SCOPE = _file(
    "scope",
    {
        "approved": {
            "type": "boolean",
            "description": "Whether the owner has agreed to all that stands now.",
        },
        "declaration": _DECLARATION,
        "terms": _list(_all({"number": _WHOLE, "text": _TEXT, **_WORD}, "One version of the terms."), "All."),
        "approvals": _list(
            _all(
                {
                    "number": _WHOLE,
                    **_WORD,
                    "terms": {**_WHOLE, "description": "The version of the terms that was agreed to."},
                    "declaration": _DECLARATION,
                    "signature": _SIGNATURE,
                },
                "What an owner agreed to. The last one counts.",
            ),
            "Oldest first.",
        ),
        "amendments": _list(
            _all(
                {
                    "number": _WHOLE,
                    **_WORD,
                    "role": _TEXT,
                    "reason": _TEXT,
                    "approval": {**_NUMBER_OR_NOT, "description": "The approval of it; null while it waits."},
                    "changes": _list(_CHANGE, "Part by part."),
                },
                "One change after an approval.",
            ),
            "Oldest first.",
        ),
    },
    "What was agreed on before and during the move.",
)
_PATIENT = {**_TEXT, "description": "The id of the patient's record."}
CHECKS = _file(
    "spot-checks",
    {
        "draws": _list(
            _all(
                {
                    "number": _WHOLE,
                    "run": {**_TEXT, "description": "The run that was drawn from."},
                    "seed": _TEXT,
                    "asked": {**_WHOLE, "description": "How many were wanted."},
                    **_WORD,
                    "reason": {
                        **_TEXT_OR_NOT,
                        "description": "Why others were drawn. Empty for the first, null if nobody asked.",
                    },
                    "seed_chosen": {
                        "type": ["boolean", "null"],
                        "description": "Whether a person chose the seed; null where that was not kept.",
                    },
                    "charts": _list(_PATIENT, "In the order in which they were to be looked at."),
                    "kept": _list(_PATIENT, "Drawn before from the same run; they stay to be looked at."),
                    "carried": _list(_PATIENT, "Found faulty in a draw of another run; they stay too."),
                },
                "One draw.",
            ),
            "Oldest first. Those of one run are one sample.",
        ),
        "chosen": _list(_PATIENT, "Charts that somebody chose by hand."),
        "verdicts": _list(
            _all(
                {
                    "patient": _PATIENT,
                    "looked_at": _one_of(LookedAt),
                    "found": _one_of(Found),
                    **_WORD,
                    "run": {**_TEXT, "description": "The run in which the chart was seen so."},
                    "reason": {
                        **_TEXT_OR_NOT,
                        "description": "Why it is milder than the one before; null where nobody was asked.",
                    },
                },
                "What one person found in one chart.",
            ),
            "Oldest first. The last one for a chart counts, as long as the chart has not changed since.",
        ),
        "concerns": _list(
            _all(
                {
                    "number": _WHOLE,
                    "patient": _PATIENT,
                    "file": {**_TEXT, "description": "The file that it is about; empty for a chart."},
                    "text": _TEXT,
                    "owner": {**_TEXT, "description": "Who was to see to it."},
                    **_WORD,
                    "answer": {**_TEXT, "description": "Empty while it is open."},
                    "settled_by": _TEXT,
                    "settled_at": _AT_OR_NOT,
                },
                "Something that somebody had to see to.",
            ),
            "Oldest first.",
        ),
        "files": _list(
            _all(
                {
                    "path": _TEXT,
                    "sha256": _TEXT,
                    "patient": _PATIENT,
                    "said": _one_of(FileSaid),
                    "note": _TEXT,
                    **_WORD,
                },
                "Whether a file is with the right patient.",
            ),
            "Oldest first.",
        ),
    },
    "Which charts were drawn, what people found in them, and what came of it.",
)
_STEP = _all(
    {
        "id": _TEXT,
        "kind": _one_of(Kind),
        "title": _TEXT,
        "proof": {**_one_of(Proof), "description": "How it is known."},
        **_WORD,
    },
    "A lesson that was read or a task that was done. by: on whose word.",
)
TRAINING = _file(
    "training",
    {
        "people": _list(
            _all(
                {
                    "person": _TEXT,
                    "role": _TEXT,
                    "path": {**_TEXT, "description": "The title of the path."},
                    "steps": {**_WHOLE, "description": "How many the path has."},
                    "completed": _list(_STEP, "In the order of the path."),
                    "ready": {**_AT_OR_NOT, "description": "When the person said so, the path being done."},
                    "certificates": _list(_TEXT, "Where they lie here, oldest first."),
                },
                "One person in one role.",
            ),
            "Everybody who has a path.",
        )
    },
    "What people have learned.",
)
