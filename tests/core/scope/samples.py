"""A small clinic's declaration, whole and without anything open, and what people say about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from core.scope import (
    Becomes,
    Category,
    Declaration,
    Integration,
    Kind,
    Post,
    Scope,
    Source,
    Word,
    approve,
    blank,
    declare,
    set_terms,
)

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
OWNER = Word("Robin", "owner", AT)
CHAMPION = Word("Casey", "champion", AT)
TEAM = {
    Post.SOLUTIONS_ENGINEER: "Sol",
    Post.DATA_SHAPING_SPECIALIST: "Dana",
    Post.SUCCESS_ENGINEER: "Suri",
    Post.CLINIC_CHAMPION: "Casey",
}
OLD = Source("Old desk", Category.LEGACY_PMS, "Charts and money", tables=30, records=90_000, images=4_000)
LAB = Integration("Smile Lab", Kind.LAB, Becomes.BESIDE)
BEGUN = blank("us")
WHOLE: Declaration = replace(
    BEGUN,
    sources=(OLD,),
    integrations=(LAB,),
    domains=tuple(replace(each, moves=True) for each in BEGUN.domains),
    team=TEAM,
    start=date(2026, 3, 2),
)


def declared(declaration: Declaration = WHOLE, terms: str = "Pay later") -> Scope:
    begun = declare(Scope(), declaration)
    assert isinstance(begun, Scope)
    after = set_terms(begun, terms, reason="", word=CHAMPION)
    assert isinstance(after, Scope)
    return after


def approved(declaration: Declaration = WHOLE) -> Scope:
    after = approve(declared(declaration), word=OWNER)
    assert isinstance(after, Scope)
    return after
