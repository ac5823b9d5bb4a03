"""Files: what came and whose it is, what is suspicious about it first, and a verdict by one tap.

Made for an assistant with a phone. What is open is kept as a place in the list, which tells
nobody whose it is.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from core.files.model import Kind, Verdict
from portal import session
from portal.components import concerns, consent_forms, file_opened, files_ledger, states
from portal.components.choices import pick
from portal.components.heading import heading, section
from portal.components.table import paging
from portal.components.to_top import to_top
from portal.session import Place
from portal.viewmodels.files import FileSeen, FilesPage, FilesQuery
from portal.visit import Portal
from portal.wording import files as words

_OPENED = "files.place"


def render(portal: Portal) -> None:
    whole = portal.files(FilesQuery())
    heading(words.TITLE, words.WHY, over=whole.project, left=words.left(whole))
    refusal = session.take_refusal()
    if refusal is not None:
        states.failure(*refusal)
    if not whole.ran or whole.sums is None:
        _before_a_run()
        return
    opened = _opened(whole)
    if opened is not None:
        _file(portal, whole, opened)
        return
    _ledger(portal, whole)


def _before_a_run() -> None:
    states.empty(words.NOT_RUN, words.NOT_RUN_MORE)
    if st.button(words.TO_OVERVIEW, type="primary", key="cb-files-overview"):
        session.go_to(Place.OVERVIEW)


def _opened(view: FilesPage) -> int | None:
    """The place that this person has open, where it is one of the list of this run."""
    run, _, place = session.remembered(_OPENED).partition(".")
    return int(place) if run == view.run and place.isdigit() else None


def _open(run: str, place: int) -> None:
    session.remember(_OPENED, f"{run}.{place}")


def _file(portal: Portal, view: FilesPage, place: int) -> None:
    rest = [each for each in view.left if each != place]
    with st.container(horizontal=True, vertical_alignment="center", key="cb-file-way"):
        st.button(
            words.CLOSE,
            key="cb-close-file",
            type="tertiary",
            icon=":material/arrow_back:",
            on_click=session.remember,
            args=(_OPENED, ""),
        )
        if rest and view.may_judge:
            st.button(
                words.NEXT, key="cb-next-file", type="tertiary", on_click=_open, args=(view.run, rest[0])
            )
    to_top(place)
    shown = portal.file(FileSeen(view.run, place))
    file_opened.file(portal, shown)
    file_opened.verdict(portal, view, shown)


def _ledger(portal: Portal, whole: FilesPage) -> None:
    if whole.sums is not None and not whole.sums.received and not whole.sums.missing and not whole.forms_all:
        states.empty(words.NO_FILES, words.NO_FILES_MORE)
        return
    if not whole.tagged:
        st.caption(words.NO_TAGS)
    if whole.left and whole.may_judge:
        st.button(
            words.OPEN_FIRST,
            type="primary",
            key="cb-first-file",
            on_click=_open,
            args=(whole.run, whole.left[0]),
        )
    if whole.sums is not None:
        files_ledger.strip(whole.sums)
    concerns.about_files(portal, whole)
    section(words.LIST)
    query = _question()
    _lines(portal, whole, query)
    _forms(portal, whole, query)


def _question() -> FilesQuery:
    with st.container(key="cb-file-filters"):
        search = st.text_input(
            words.SEARCH, placeholder=words.SEARCH_HINT, key="cb-file-search", type="search"
        )
        columns = st.columns(2)
        with columns[0]:
            kinds = {"": words.ANY_KIND, **{k.value: words.KINDS[k][1].capitalize() for k in Kind}}
            kind = pick(words.KIND, kinds, key="cb-file-kind")
        with columns[1]:
            verdicts = {
                "": words.ANY_VERDICT,
                **{v.value: words.VERDICTS[v][0].capitalize() for v in Verdict},
            }
            verdict = pick(words.VERDICT, verdicts, key="cb-file-verdict")
    return FilesQuery(search or "", kind, verdict)


def _lines(portal: Portal, whole: FilesPage, query: FilesQuery) -> None:
    first = whole if query == FilesQuery() else portal.files(query)
    below = st.container()
    wanted = paging(first.pages, key=f"cb-file-page-{query.kind}-{query.verdict}-{first.matching}")
    shown = first if wanted == 1 else portal.files(replace(query, page=wanted))
    with below:
        st.caption(words.showing(shown.matching))
        if not shown.lines:
            states.empty(words.NO_MATCH, words.NO_MATCH_MORE)
        files_ledger.lines(shown, lambda place: _open(shown.run, place))


def _forms(portal: Portal, whole: FilesPage, query: FilesQuery) -> None:
    """A search by a patient's number narrows the forms as well."""
    asked = FilesQuery(search=query.search)
    first = portal.files(asked) if query.search else whole
    below = st.container()
    wanted = paging(first.forms_pages, key=f"cb-form-page-{first.forms_pages}")
    with below:
        consent_forms.forms(first if wanted == 1 else portal.files(replace(asked, forms_page=wanted)))
