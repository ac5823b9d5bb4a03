"""Consent forms: each with its versions in order, a missing one in the place where it would stand."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from core.files.consents import Form, Number, State, Version
from portal.components.heading import section
from portal.components.markup import Markup, joined, tag
from portal.viewmodels.files import FilesPage, FormLine
from portal.wording import files as words
from portal.wording.figures import day


def forms(view: FilesPage) -> None:
    """Those with something amiss stand first."""
    section(words.FORMS, words.FORMS_WHY if view.forms_all else words.NO_FORMS)
    if view.forms_all and not view.history:
        st.caption(words.NO_HISTORY)
    for line in view.forms:
        st.html(_form(line).html)


def history(form: Form) -> None:
    """Of one form, beside an opened file of it."""
    st.html(tag("div", *_amiss(form), _versions(form), class_="cb-form").html)


def _form(line: FormLine) -> Markup:
    head = tag("h3", line.form.title or words.NO_TITLE, " ", tag("code", line.number or "–"))
    kind = "cb-form amiss" if line.form.amiss else "cb-form"
    return tag("article", head, *_amiss(line.form), _versions(line.form), class_=kind)


def _amiss(form: Form) -> list[Markup]:
    return [tag("p", words.fault(each), class_="cb-uneven") for each in form.amiss]


def _versions(form: Form) -> Markup:
    return tag("ol", joined(*_in_order(form)), class_="cb-versions")


def _in_order(form: Form) -> Iterator[Markup]:
    """What is missing stands before the first version of a higher number."""
    missing = [Number(int(each)) for each in form.missing]
    for version in form.versions:
        while missing and version.number and missing[0] < version.number:
            yield _missing(missing.pop(0))
        yield _version(version)
    yield from map(_missing, missing)


def _missing(number: Number) -> Markup:
    return tag(
        "li",
        tag("strong", words.VERSION.format(number)),
        tag("small", words.VERSION_MISSING),
        class_="missing",
    )


def _version(version: Version) -> Markup:
    when = day(version.day) if version.day else words.UNDATED
    over = version.state in (State.WITHDRAWN, State.REPLACED)
    return tag(
        "li",
        tag("strong", words.VERSION.format(version.number or version.text or "–")),
        tag("small", f"{when}, {words.STATES[version.state]}"),
        class_="over" if over else "" if version.day else "undated",
    )
