"""Decisions as a file: canonical JSON, so that a run can be made again from it anywhere (law 3).

Canonical as a mapping is: one a group in the order of the groups, keys in a settled order, one space of
indent, UTF-8, a newline at the end. Its digest is the decisions' part in a run's identity.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from core.decisions.model import CHOICES, Choice, Decision, Decisions, Group, GroupKind
from core.errors import DecisionsInvalid

SCHEMA = 1
DEFAULT_PLACE = "decisions.json"
_GROUP = ("kind", "file", "table", "column", "entity", "field", "finding", "value")
_DECISION = ("group", "choice", "to", "count", "by", "role", "reason")


def to_json(decisions: Decisions) -> str:
    """The canonical text; `from_json` gives equal decisions."""
    content = {"schema": SCHEMA, "decisions": [as_record(decision) for decision in decisions]}
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def digest(decisions: Decisions) -> str:
    """Hex SHA-256 of the canonical text."""
    return hashlib.sha256(to_json(decisions).encode()).hexdigest()


def as_record(decision: Decision) -> dict[str, Any]:
    """One decision as plain JSON."""
    group = {name: getattr(decision.group, name) for name in _GROUP}
    return {
        "group": {**group, "kind": decision.group.kind.value},
        "choice": decision.choice.value,
        "to": decision.to,
        "count": decision.count,
        "by": decision.by,
        "role": decision.role,
        "reason": decision.reason,
    }


def from_record(record: object, place: str = DEFAULT_PLACE) -> Decision:
    """The inverse of `as_record`; raises DecisionsInvalid naming `place`. No value is quoted (law 7)."""
    if not isinstance(record, dict) or set(record) != set(_DECISION):
        raise _amiss(place, f"A decision has exactly these parts: {', '.join(_DECISION)}.")
    group = record["group"]
    if not isinstance(group, dict) or set(group) != set(_GROUP):
        raise _amiss(place, f"A group has exactly these parts: {', '.join(_GROUP)}.")
    texts = [*group.values(), *(record[name] for name in ("choice", "to", "by", "role", "reason"))]
    count = record["count"]
    if not all(isinstance(text, str) for text in texts) or type(count) is not int or count < 0:
        raise _amiss(place, "All parts are texts, and the count is a whole number.")
    return _decision(record, group, place)


def _decision(record: dict[str, Any], group: dict[str, str], place: str) -> Decision:
    if group["kind"] not in set(GroupKind):
        raise _amiss(place, f"The kinds of group are: {', '.join(GroupKind)}.")
    kind = GroupKind(group["kind"])
    if record["choice"] not in set(CHOICES[kind]):
        raise _amiss(place, f"For a group of kind {kind} can be chosen: {', '.join(CHOICES[kind])}.")
    if not record["by"].strip() or not record["reason"].strip():
        raise _amiss(place, "A decision names who made it and why.")
    return Decision(
        group=Group(kind, **{name: text for name, text in group.items() if name != "kind"}),
        choice=Choice(record["choice"]),
        by=record["by"],
        role=record["role"],
        reason=record["reason"],
        to=record["to"],
        count=record["count"],
    )


def from_json(text: str, *, place: str = DEFAULT_PLACE) -> Decisions:
    """The decisions that `text` says. Raises DecisionsInvalid naming the first thing amiss."""
    try:
        content = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        raise _amiss(place, "This is not JSON.") from None
    if not isinstance(content, dict) or set(content) != {"schema", "decisions"}:
        raise _amiss(place, "A file of decisions has a schema and decisions.")
    if content["schema"] != SCHEMA or not isinstance(content["decisions"], list):
        raise _amiss(place, f"This version reads schema {SCHEMA}.")
    made = [from_record(r, f"{place}: decisions[{i}]") for i, r in enumerate(content["decisions"])]
    if len({decision.group for decision in made}) < len(made):
        raise _amiss(place, "Two decisions are about one group.")
    return Decisions.of(made)


def _amiss(place: str, found: str) -> DecisionsInvalid:
    return DecisionsInvalid(place=place, found=found, do="Correct the file, or use one that a run wrote.")
