"""What changed in a scope, part by part, as an owner reads it: what it was and what it is to be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.scope import Difference, DomainName, Post, Section
from portal.wording import figures
from portal.wording import scope as words

NOT_THERE = "not there"
_SECTIONS: dict[Section, str] = {
    Section.COUNTRY: "Country",
    Section.START: "First day",
    Section.CLOSED: "Closed days",
    Section.NOTED: "Points checked",
    Section.TERMS: "The terms",
}


def part(each: Difference) -> str:
    """What it is about, as the page calls it."""
    if each.section is Section.DOMAIN:
        return words.DOMAINS[DomainName(each.name)]
    if each.section is Section.TEAM:
        return words.POSTS[Post(each.name)]
    return _SECTIONS.get(each.section, each.name)


def told(each: Difference) -> tuple[str, str]:
    """(what it was, what it is to be)."""
    tell = _TOLD[each.section]
    before, after = (NOT_THERE if side is None else tell(side) for side in (each.before, each.after))
    return before, after


def _source(each: Any) -> str:
    return " · ".join(text for text in (words.source(each), each.holds) if text)


def _integration(each: Any) -> str:
    return ". ".join(text for text in (words.BECOMES[each.becomes], each.note) if text)


def _domain(each: Any) -> str:
    return f"{words.moves(each).capitalize()}. {words.tolerance(each)}" if each.moves else words.moves(each)


def _days(each: Any) -> str:
    return ", ".join(figures.day(day) for day in each) or "none"


_TOLD: dict[Section, Callable[[Any], str]] = {
    Section.SOURCE: _source,
    Section.INTEGRATION: _integration,
    Section.DOMAIN: _domain,
    Section.TEAM: lambda name: name or "nobody",
    Section.COUNTRY: lambda code: code or "none",
    Section.START: figures.day,
    Section.CLOSED: _days,
    Section.NOTED: lambda names: ", ".join(names) or "none",
    Section.TERMS: lambda number: f"version {number}",
}
