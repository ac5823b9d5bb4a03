"""What a person did on the practice copy, one act at a time, as it is kept beside the records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any


class ActKind(StrEnum):
    BOOK = "book"
    MOVE = "move"
    OPEN = "open"
    REVIEW = "review"
    NOTE = "note"
    FILE = "file"
    POST = "post"


@dataclass(frozen=True)
class Act:
    """day: ISO 8601. at: minutes of the day. thing: of a review, the allergy. units: in minor units."""

    kind: ActKind
    patient: str = field(default="", repr=False)
    day: str = ""
    at: int = 0
    minutes: int = 0
    room: str = ""
    thing: str = field(default="", repr=False)
    text: str = field(default="", repr=False)
    units: int = 0
    currency: str = ""


def as_facts(act: Act) -> dict[str, object]:
    """Plain JSON, without what says nothing."""
    return {name: value for name, value in asdict(act).items() if value}


def act_of(facts: Mapping[str, object]) -> Act:
    """The inverse of `as_facts`; parts that it does not know are left alone."""
    known = {each.name for each in fields(Act)}
    told: dict[str, Any] = {n: value for n, value in facts.items() if n in known and n != "kind"}
    return Act(ActKind(str(facts["kind"])), **told)
