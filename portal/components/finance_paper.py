"""The statement of finances on the screen: written, read, signed by the accountant, and taken along."""

from __future__ import annotations

from functools import partial

import streamlit as st

from portal.components import document as paper
from portal.components.acting import done
from portal.components.heading import section
from portal.components.markup import tag
from portal.components.signing_key import replaced, with_key
from portal.components.take_along import take_along
from portal.viewmodels.finances import FinancesPage, FinancesPaper
from portal.viewmodels.taking import FINANCE_FORMS
from portal.visit import Portal
from portal.wording import figures
from portal.wording import finances as words
from portal.wording import go_live as document_words


def card(portal: Portal, view: FinancesPage) -> None:
    """The newest statement and what is to be done with it; a new one where it is outdated or missing."""
    newest = view.papers[-1] if view.papers else None
    with st.container(border=True, key="cb-document"):
        section(words.PAPER if newest is None else f"{words.PAPER}: {newest.id}", words.PAPER_WHY)
        replaced(portal, view.replaced)
        if newest is not None:
            _newest(portal, view, newest)
        if newest is None or newest.outdated:
            _to_write(portal, view, again=newest is not None)
        take_along(FINANCE_FORMS, lambda _: portal.take_finances(), key="finances")


def _newest(portal: Portal, view: FinancesPage, newest: FinancesPaper) -> None:
    if newest.outdated:
        st.html(tag("p", newest.outdated, class_="cb-void", role="status").html)
    said = words.WAITS.format(newest.signer)
    if newest.signed is not None:
        said = words.SIGNED.format(newest.signer, figures.moment(newest.signed, portal.zone))
    if not (newest.outdated and newest.signed is None):
        st.html(tag("p", said, class_="cb-left", role="status").html)
    st.download_button(
        document_words.DOWNLOAD.format(f"{newest.id}.pdf"),
        partial(_content_of, portal, newest.id),
        file_name=f"{newest.id}.pdf",
        mime="application/pdf",
        key=f"cb-download-{newest.id}",
        on_click="ignore",
    )
    if newest.signed is None and not newest.outdated and newest.signer == portal.actor.name and view.may_sign:
        _sign(portal, view, newest)


def _content_of(portal: Portal, name: str) -> bytes:
    """Asked for as it is clicked, so that only a file that was taken is told in the trail."""
    return portal.open_finances(name).content


def _sign(portal: Portal, view: FinancesPage, newest: FinancesPaper) -> None:
    with_key(portal, view.key, lambda: paper.phrase_form(portal, newest.id, portal.sign_finances))


def _to_write(portal: Portal, view: FinancesPage, *, again: bool) -> None:
    if not view.may_sign:
        st.html(tag("p", words.NO_PAPER, class_="cb-why").html)
        return
    if not view.totals:
        st.html(tag("p", words.NO_TOTALS_YET, class_="cb-why").html)
        return
    if view.open:
        st.html(tag("p", words.open_first(len(view.open)), class_="cb-why").html)

    def written() -> None:
        done(lambda: portal.write_finances(seen=view.version), words.WRITTEN)

    label = words.WRITE_AGAIN if again else words.WRITE
    st.button(label, key=f"cb-write-finances-{view.version}", on_click=written)
