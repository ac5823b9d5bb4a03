"""The strip with both sums of law 1. It stands wherever records are shown.

A tick is drawn only where both sums are even and nothing waits; an uneven sum is said first and in words.
"""

from __future__ import annotations

import streamlit as st

from portal import session
from portal.components.markup import Markup, joined, tag
from portal.viewmodels.conservation import Conservation, Standing, Sum
from portal.wording import parts as words
from portal.wording.figures import count

_SIGNS = {Standing.SETTLED: "✓", Standing.WAITING: "◔", Standing.UNEVEN: "!"}


def conservation_strip(sums: Conservation) -> None:
    standing = standing_mark(sums.standing)
    records = _sum(words.RECORDS, words.IN_FILES, sums.records, links=True)
    cells = _sum(words.CELLS, words.CELLS_IN_FILES, sums.cells, links=False)
    st.html(tag("section", standing, records, cells, class_="cb-strip", aria_label="Both sums").html)


def standing_mark(standing: Standing) -> Markup:
    """Whether a sum is even, in a sign and in words; the tick stands here and nowhere else."""
    sign = tag("i", _SIGNS[standing], aria_hidden="true")
    return tag("span", sign, words.STANDINGS[standing], class_=f"cb-standing {standing}")


def _sum(name: str, of_what: str, whole: Sum, *, links: bool) -> Markup:
    head = tag("p", tag("strong", count(whole.total)), f" {name.lower()} {of_what}", class_="cb-total")
    terms = [_term(part, n, links=links) for part, n in whole.parts if n or part == "waiting"]
    body = joined(head, _bar(name, whole), tag("ul", joined(*terms), class_="cb-terms"))
    if whole.standing is Standing.UNEVEN:
        body += tag("p", words.missing(name, whole), class_="cb-uneven", role="alert")
    return tag("div", body, class_="cb-sum")


def _bar(name: str, whole: Sum) -> Markup:
    """Parts too small to see keep a sliver: a few waiting records must not vanish among thousands."""
    slices = [
        tag("span", class_=f"cb-slice {part}", style=f"flex:{n} 0 4px") for part, n in whole.parts if n > 0
    ]
    if whole.missing > 0:
        slices.append(tag("span", class_="cb-slice missing", style=f"flex:{whole.missing} 0 4px"))
    return tag("div", joined(*slices), class_="cb-bar", role="img", aria_label=words.as_sentence(name, whole))


def _term(part: str, number: int, *, links: bool) -> Markup:
    text = joined(dot(part), tag("strong", count(number)), f" {words.SHORT[part]}")
    meaning = words.MEANINGS[part]
    if links and number:
        there = session.address(session.Place.LOG, disposition=part)
        return tag("li", tag("a", text, href=there, target="_self", title=meaning))
    return tag("li", tag("span", text, title=meaning))


def dot(part: str) -> Markup:
    return tag("i", class_=f"cb-dot {part}", aria_hidden="true")
