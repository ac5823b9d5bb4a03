"""What is named one by one in a scope: the systems being left, and what works beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.scope import Becomes, Category, Declaration, Integration, Kind, Source
from portal.components.choices import pick
from portal.components.markup import tag
from portal.components.scope_form import Entered, Key, part_form, text
from portal.viewmodels.scope import Open, ScopePage
from portal.visit import Portal
from portal.wording import scope as words

_LONGEST_NAME, _LONGEST_TEXT = 60, 200
T = TypeVar("T")


def sources(portal: Portal, view: ScopePage, declared: Declaration) -> None:
    st.caption(words.SOURCES_WHY)
    if not declared.sources:
        st.html(tag("p", words.NO_SOURCES, class_="cb-why").html)
    for at, source in enumerate(declared.sources):
        told = " · ".join(part for part in (words.source(source), source.holds) if part)
        with _line(source.name, told, key=f"cb-source-{at}"):
            if view.may_prepare:
                with st.popover(words.CHANGE, key=f"cb-source-door-{at}-{view.version}"):
                    _source_form(portal, view, declared, at)
    if view.may_prepare:
        _source_form(portal, view, declared, len(declared.sources))


def _source_form(portal: Portal, view: ScopePage, declared: Declaration, at: int) -> None:
    """at: its position; one past the last for a new one."""
    there = declared.sources[at] if at < len(declared.sources) else None

    def draw(key: Key) -> None:
        st.text_input(words.NAME, there.name if there else "", key=key("name"), max_chars=_LONGEST_NAME)
        pick(words.CATEGORY, words.CATEGORIES, key=key("category"), start=there.category if there else None)
        st.text_input(
            words.HOLDS,
            there.holds if there else "",
            key=key("holds"),
            placeholder=words.HOLDS_HINT,
            max_chars=_LONGEST_TEXT,
        )
        sizes = {words.TABLES: "tables", words.RECORDS: "records", words.IMAGES: "images"}
        st.caption(words.SIZE_WHY)
        for (label, field), column in zip(sizes.items(), st.columns(3), strict=True):
            with column:
                size: int | None = getattr(there, field) if there else None
                st.number_input(label, min_value=0, value=size, step=1, key=key(field))

    def saved(entered: Entered) -> Declaration:
        made = Source(
            text(entered("name")),
            Category(entered("category")),
            text(entered("holds")),
            *(entered(field) for field in ("tables", "records", "images")),
        )
        return replace(declared, sources=_with(declared.sources, at, made))

    if there is None:
        main = view.next is Open.SOURCES
        part_form(portal, view, f"source-{at}", draw, (words.ADD_SOURCE, saved), main=main)
        return
    part_form(
        portal,
        view,
        f"source-{at}",
        draw,
        (words.SAVE, saved),
        (words.TAKE_OUT, lambda _: replace(declared, sources=_without(declared.sources, at))),
    )


def integrations(portal: Portal, view: ScopePage, declared: Declaration) -> None:
    st.caption(words.INTEGRATIONS_WHY)
    if not declared.integrations:
        st.html(tag("p", words.NO_INTEGRATIONS, class_="cb-why").html)
    for at, each in enumerate(declared.integrations):
        told = [words.KINDS[each.kind], words.BECOMES[each.becomes], each.note]
        with _line(each.name, " · ".join(filter(None, told)), key=f"cb-beside-{at}"):
            if view.may_prepare:
                with st.popover(words.CHANGE, key=f"cb-beside-door-{at}-{view.version}"):
                    _integration_form(portal, view, declared, at)
    if view.may_prepare:
        _integration_form(portal, view, declared, len(declared.integrations))


def _integration_form(portal: Portal, view: ScopePage, declared: Declaration, at: int) -> None:
    there = declared.integrations[at] if at < len(declared.integrations) else None

    def draw(key: Key) -> None:
        st.text_input(words.NAME, there.name if there else "", key=key("name"), max_chars=_LONGEST_NAME)
        left, right = st.columns(2)
        with left:
            pick(words.KIND, words.KINDS, key=key("kind"), start=there.kind if there else None)
        with right:
            becomes = there.becomes if there else None
            pick(words.BECOMES_LABEL, words.BECOMES, key=key("becomes"), start=becomes)
        st.text_input(words.NOTE, there.note if there else "", key=key("note"), max_chars=_LONGEST_TEXT)

    def saved(entered: Entered) -> Declaration:
        made = Integration(
            text(entered("name")), Kind(entered("kind")), Becomes(entered("becomes")), text(entered("note"))
        )
        return replace(declared, integrations=_with(declared.integrations, at, made))

    if there is None:
        part_form(portal, view, f"beside-{at}", draw, (words.ADD_INTEGRATION, saved))
        return
    part_form(
        portal,
        view,
        f"beside-{at}",
        draw,
        (words.SAVE, saved),
        (words.TAKE_OUT, lambda _: replace(declared, integrations=_without(declared.integrations, at))),
    )


def _line(name: str, told: str, *, key: str) -> DeltaGenerator:
    """One of a list, with room for its door at the right."""
    row = st.container(horizontal=True, vertical_alignment="center", gap="small", key=key)
    row.html(tag("p", tag("strong", name), tag("small", told), class_="cb-task").html)
    return row


def _with(all_: Sequence[T], at: int, made: T) -> tuple[T, ...]:
    return (*all_[:at], made, *all_[at + 1 :])


def _without(all_: Sequence[T], at: int) -> tuple[T, ...]:
    return (*all_[:at], *all_[at + 1 :])
