"""Damaged lines by what happened to them: each beside its repair, accepted alone or all of a kind (law 2).

Lines and cells are our own HTML; what a button carries is the name of a proposal, and keys hold places in
lists.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from portal.components.heading import section
from portal.components.markup import Markup, joined, tag
from portal.components.reading_opened import Asked
from portal.components.reading_rows import cell, raw_line
from portal.components.table import paging
from portal.viewmodels.reading import AcceptRepairs, FileReading, RepairGroup, RepairView, TableReading
from portal.wording import reading_repairs as words
from portal.wording.figures import count, counted

_A_PAGE = 3
_MANY = 2
"""From as many groups on, all of a file can be accepted at once."""


def repairs(asked: Asked, file: FileReading, table: TableReading, *, main: bool) -> None:
    """main: whether accepting the first kind that is open is the page's one main action."""
    if not table.repairs:
        return
    section(words.TITLE, words.WHY)
    if asked.may_change and not asked.may_repair:
        st.caption(words.UNSEEN)
    placed = [(f"{asked.key(file)}-{place}", group) for place, group in enumerate(table.repairs)]
    waiting = [(key, group) for key, group in placed if group.applied < group.count]
    for key, group in waiting:
        with st.container(border=True, key=f"cb-reading-group-{key}"):
            _group(asked, file, table, group, key=key, main=main and group is waiting[0][1])
    if asked.may_repair and len(waiting) >= _MANY:
        label = words.ACCEPT_FILE.format(count(_waiting(file)))
        every = AcceptRepairs(file.path)
        st.button(label, key=f"cb-repair-file-{asked.key(file)}", on_click=asked.change, args=(every,))
    for key, group in placed:
        if group.applied == group.count:
            title = f"{words.kind(group)[0]}: {words.size(group)}"
            with st.expander(title, key=f"cb-reading-done-{key}"):
                _group(asked, file, table, group, key=key, main=False)


def _waiting(file: FileReading, *, kind: str = "") -> int:
    """How many proposals of the file nobody has accepted, of this kind or of all."""
    groups = (group for table in file.tables for group in table.repairs if kind in ("", group.kind))
    return sum(group.count - group.applied for group in groups)


def _group(
    asked: Asked, file: FileReading, table: TableReading, group: RepairGroup, *, key: str, main: bool
) -> None:
    title, meaning = words.kind(group)
    size = tag("span", words.size(group), class_="cb-count")
    why = tag("p", meaning, class_="cb-why")
    told = why if group.applied == group.count else joined(tag("h3", title, size), why)
    st.html(told.html)
    if asked.may_repair:
        _together(asked, file, group, key=key, main=main)
    _examples(asked, table, group, key=key)


def _together(asked: Asked, file: FileReading, group: RepairGroup, *, key: str, main: bool) -> None:
    """What holds for a kind holds for the whole file; its number says so where there are more tables."""
    with st.container(horizontal=True, key=f"cb-repair-acts-{key}"):
        if group.applied < group.count:
            st.button(
                words.accept_all(_waiting(file, kind=group.kind)),
                type="primary" if main else "secondary",
                key=f"cb-repair-all-{key}",
                on_click=asked.change,
                args=(AcceptRepairs(file.path, kind=group.kind),),
            )
        if group.applied > 1:
            back = AcceptRepairs(file.path, kind=group.kind, accept=False)
            label = f"cb-repair-back-all-{key}"
            st.button(words.BACK_ALL, type="tertiary", key=label, on_click=asked.change, args=(back,))


def _examples(asked: Asked, table: TableReading, group: RepairGroup, *, key: str) -> None:
    """Those that nobody has accepted stand first."""
    here = st.container(key=f"cb-repair-examples-{key}")
    page = paging(-(-len(group.examples) // _A_PAGE), key=f"cb-repair-page-{key}")
    examples = sorted(group.examples, key=lambda each: each.applied)
    with here:
        for place in range((page - 1) * _A_PAGE, min(page * _A_PAGE, len(examples))):
            _one(asked, table, examples[place], key=f"{key}-{place}", alone=group.count == 1)
    if 0 < len(group.examples) < group.count:
        st.caption(words.MORE.format(shown=count(len(group.examples)), all=count(group.count)))


def _one(asked: Asked, table: TableReading, view: RepairView, *, key: str, alone: bool) -> None:
    """alone: the button above does the same already."""
    st.html(_drawn(view, [column.name for column in table.columns]).html)
    if not asked.may_repair or (alone and not view.applied):
        return
    change = AcceptRepairs(table.path, id=view.id, accept=not view.applied)
    st.button(
        words.BACK if view.applied else words.ACCEPT,
        type="tertiary" if view.applied else "secondary",
        key=f"cb-repair-{key}",
        on_click=asked.change,
        args=(change,),
    )


def _drawn(view: RepairView, names: Sequence[str]) -> Markup:
    done = tag("span", tag("i", "✓", aria_hidden="true"), words.ACCEPTED, class_="cb-mark person")
    head = tag(
        "p",
        tag("strong", words.LINE.format(count(view.line))),
        tag("span", words.sure(view.confidence), class_="cb-repair-sure"),
        done if view.applied else "",
        class_="cb-entry-head",
    )
    raw = tag("div", tag("small", words.AS_STANDS), raw_line(view.raw), class_="cb-raw-line")
    why = tag("p", view.why, class_="cb-why") if view.why else Markup("")
    return tag("article", head, why, raw, _pairs(view, names), class_="cb-repair")


def _pairs(view: RepairView, names: Sequence[str]) -> Markup:
    """Old on the left, new on the right; cells that stay as they are lie folded below."""
    width = max(len(view.before), len(view.after))
    lines = [_pair(view, names, place) for place in range(width)]
    changed = [line for line, differs in lines if differs]
    same = [line for line, differs in lines if not differs]
    head = tag(
        "div",
        *(tag("span", each) for each in (words.COLUMN, words.WAS, words.NOW)),
        class_="cb-pair cb-pair-head",
    )
    drawn = tag("div", head, joined(*changed), class_="cb-pairs") if changed else Markup("")
    if not same:
        return drawn
    summary = tag("summary", words.SAME.format(counted(len(same), "value")))
    return drawn + tag("details", summary, tag("div", joined(*same), class_="cb-pairs"), class_="cb-same")


def _pair(view: RepairView, names: Sequence[str], place: int) -> tuple[Markup, bool]:
    before = view.before[place] if place < len(view.before) else None
    after = view.after[place] if place < len(view.after) else None
    differs = before != after
    name = names[place] if place < len(names) else words.BEYOND
    sign = tag("i", "≠", aria_hidden="true") if differs else Markup("")
    drawn = tag(
        "div",
        tag("span", name, class_="cb-pair-what"),
        tag("span", cell(before), class_="cb-old"),
        tag("span", sign, cell(after), class_="cb-pair-new"),
        class_="cb-pair differs" if differs else "cb-pair",
    )
    return drawn, differs
