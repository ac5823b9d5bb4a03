"""One chart on one screen: what could hurt first, then each record with the old row beside the new one.

Everything is our own HTML, escaped: patient data enters no grid, no widget and no link (design, 10).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from core.charts import Section, Standing
from core.charts.teeth import Notation
from portal import session
from portal.components import picture
from portal.components.markup import Markup, joined, tag
from portal.session import Place
from portal.viewmodels.charts import ChartView, EntryView, Line, Match, NotOver, SectionView
from portal.viewmodels.log import LogPlace
from portal.viewmodels.picture import PictureFile
from portal.wording import charts as words
from portal.wording import picture as picture_words
from portal.wording.figures import count

_MANY = 12
"""Sections with more entries than this begin folded on the screen; the summary says how many there are."""


def chart(view: ChartView, under_files: Callable[[], None]) -> None:
    """The whole chart, from top to bottom. under_files: draws what stands below images and documents."""
    parts = [_who(view)]
    if view.closed:
        parts.append(tag("p", view.closed, class_="cb-chart-closed", role="status"))
    if view.allergies is not None:
        parts.append(_allergies(view))
    if view.not_over is not None:
        parts.append(_not_over(view.not_over))
    numbers = {file.number: position for position, file in enumerate(view.pictures, start=1)}
    order = list(Section)
    until = order.index(Section.FILES)
    parts += [_section(each, numbers) for each in view.sections if order.index(each.section) <= until]
    if view.files:
        parts.append(_unnamed(view.files, numbers))
    _article(parts)
    under_files()
    rest = [_section(each, numbers) for each in view.sections if order.index(each.section) > until]
    if view.teeth:
        rest.append(_teeth(view))
    if view.rows_ask and not view.closed:
        rest.append(tag("p", words.ROWS_ASK.format(view.rows_ask), class_="cb-why"))
    _article(rest)


def _article(parts: Sequence[Markup]) -> None:
    if parts:
        st.html(tag("article", joined(*parts), class_="cb-chart").html)


def _unnamed(files: Sequence[PictureFile], numbers: Mapping[int, int]) -> Markup:
    """Files that bear the patient's number and that no record names."""
    drawn = joined(*(picture.small(each, numbers.get(each.number, 0)) for each in files))
    why = tag("p", picture_words.MORE_WHY, class_="cb-why")
    return tag("section", tag("h3", picture_words.MORE), why, drawn, class_="cb-more-files")


def _who(view: ChartView) -> Markup:
    facts = joined(*(tag("div", tag("dt", name), tag("dd", value)) for name, value in view.facts))
    place = tag("p", words.of(view.seen.place, view.of), class_="cb-over")
    return joined(place, tag("h2", view.title, class_="cb-section"), tag("dl", facts, class_="cb-facts"))


def _allergies(view: ChartView) -> Markup:
    assert view.allergies is not None
    title, why = words.ALLERGIES[view.allergies]
    said = [tag("strong", title), tag("p", why)]
    if view.contradicts:
        said.append(tag("p", words.CONTRADICTS, class_="cb-uneven"))
    return tag("section", joined(*said), class_=f"cb-allergies {view.allergies}", role="status")


def _not_over(rows: Sequence[NotOver]) -> Markup:
    """What did not come over stands before what did."""
    if not rows:
        return tag("p", words.NOTHING_LEFT_OUT, class_="cb-why")
    head = joined(tag("h3", words.NOT_OVER), tag("p", words.NOT_OVER_WHY, class_="cb-why"))
    return tag("section", head, joined(*(_old_row(each) for each in rows)), class_="cb-not-over")


def _old_row(row: NotOver) -> Markup:
    fate = f"{row.table}, line {count(row.line)}: {words.FATES.get(row.disposition, row.disposition)}."
    head = tag("p", tag("strong", fate), tag("small", row.reason) if row.reason else "")
    return tag("div", head, _cells(row.cells), class_="cb-entry")


def _cells(cells: Sequence[tuple[str, str]]) -> Markup:
    drawn = (tag("div", tag("dt", name), tag("dd", value)) for name, value in cells)
    return tag("dl", joined(*drawn), class_="cb-facts")


def _section(view: SectionView, numbers: Mapping[int, int]) -> Markup:
    number = tag("span", count(len(view.entries)), class_="cb-count")
    summary = tag("summary", words.SECTIONS[view.section], " ", number)
    body = joined(*(_entry(each, numbers) for each in view.entries))
    return tag("details", summary, body, open="" if len(view.entries) > _MANY else "open")


def _entry(view: EntryView, numbers: Mapping[int, int]) -> Markup:
    state = words.STANDINGS[view.standing]
    mark = tag("span", state, class_=f"cb-state-of {_css(view.standing)}") if state else Markup("")
    head = tag("p", tag("strong", view.title), tag("small", view.kind), mark, class_="cb-entry-head")
    lines = tag("div", _head(), joined(*(_line(each) for each in view.lines)), class_="cb-pairs")
    rest = tag("div", tag("h4", words.REST), _cells(view.rest), class_="cb-rest") if view.rest else Markup("")
    file = picture.small(view.file, numbers.get(view.file.number, 0)) if view.file else Markup("")
    whence = _whence(view.whence) if view.whence else Markup("")
    return tag("div", head, file, lines, rest, whence, class_=f"cb-entry {_css(view.standing)}")


def _whence(place: LogPlace) -> Markup:
    """From a record back to the entry of its row, where every cell of it is followed."""
    there = session.address(Place.LOG, table=str(place.table), record=str(place.record))
    return tag("p", tag("a", words.TO_LOG, href=there, target="_self"), class_="cb-whence")


def _css(standing: Standing) -> str:
    return standing.name.lower().replace("_", "-")


def _head() -> Markup:
    cells = (tag("span", each) for each in (words.FIELD, words.OLD, words.NEW))
    return tag("div", joined(*cells), class_="cb-pair cb-pair-head", aria_hidden="true")


def _line(line: Line) -> Markup:
    sign, said = words.MATCHES[line.match]
    mark = tag("i", sign, title=said, aria_label=said, role="img") if sign else Markup("")
    new = line.new or said
    return tag(
        "div",
        tag("span", line.label, class_="cb-pair-what"),
        tag("span", tag("code", line.old) if line.old else "", class_="cb-old"),
        tag("span", mark, new, class_="cb-pair-new"),
        class_=f"cb-pair {'missing' if line.match is Match.MISSING else line.match.name.lower()}",
    )


def _teeth(view: ChartView) -> Markup:
    why = {
        Notation.UNIVERSAL.value: words.TEETH_WHY,
        Notation.FDI.value: words.TEETH_FDI,
    }.get(view.notation, words.TEETH_UNTOLD)
    drawn = (
        tag(
            "li",
            tag("strong", each.number),
            tag("small", each.dentition) if each.dentition else "",
            tag("span", "; ".join(each.marks)),
        )
        for each in view.teeth
    )
    summary = tag("summary", words.TEETH, " ", tag("span", count(len(view.teeth)), class_="cb-count"))
    body = joined(tag("p", why, class_="cb-why"), tag("ul", joined(*drawn), class_="cb-teeth"))
    return tag("details", summary, body, open="open")
