"""The readiness document on the screen: its four signatures in order, signing, and what no longer counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from portal import session
from portal.components.acting import done
from portal.components.markup import Markup, joined, tag
from portal.components.secret_field import secret_field, taken
from portal.components.signing_key import with_key
from portal.components.table import Column, plain_table
from portal.viewmodels.go_live import DocumentLine, GoLive, SignatureLine
from portal.visit import Portal
from portal.wording import figures
from portal.wording import go_live as words


def signatures(document: DocumentLine, portal: Portal) -> None:
    """The four in order: signed, next, and still to come, told apart in form and colour."""
    turn = document.turn
    steps = [
        _signature(each, portal, number=number, state=_state(each, turn))
        for number, each in enumerate(document.signatures, start=1)
    ]
    st.html(tag("ol", joined(*steps), class_="cb-signatures").html)


def _state(signature: SignatureLine, turn: SignatureLine | None) -> str:
    if signature.at is not None:
        return "signed"
    return "next" if signature is turn else "later"


def _signature(signature: SignatureLine, portal: Portal, *, number: int, state: str) -> Markup:
    sign = tag("i", "✓" if state == "signed" else str(number), aria_hidden="true")
    when = figures.moment(signature.at, portal.zone) if signature.at else words.NOT_YET
    text = tag(
        "span", tag("strong", signature.name), tag("small", f"{words.signer(signature.role)} · {when}")
    )
    return tag("li", sign, text, class_=state, aria_current="step" if state == "next" else "")


def sign_form(portal: Portal, view: GoLive, document: DocumentLine) -> None:
    """One field and one button: it works with a thumb, and by keyboard."""
    with_key(portal, view.key, lambda: phrase_form(portal, document.id, portal.sign_document))


def phrase_form(portal: Portal, document: str, sign: Callable[[str, str], int]) -> None:
    """sign: does so, given the document's name and what was entered."""
    with st.form(f"cb-sign-{document}", clear_on_submit=True):
        key = secret_field(f"cb-phrase-{document}", words.PHRASE, more=words.PHRASE_HELP)
        st.form_submit_button(
            words.SIGN.format(portal.actor.name),
            type="primary",
            on_click=_signed,
            args=(sign, document, key),
        )


def _signed(sign: Callable[[str, str], int], document: str, key: str) -> None:
    entered = taken(key)[0]
    done(lambda: sign(document, entered), words.SIGNED_NOTE)


def downloads(portal: Portal, document: DocumentLine, *, trust: bool) -> None:
    """The file as it is now and, once for the page, the trust file; both are made when they are asked for."""
    with st.container(horizontal=True, key=f"cb-take-{document.id}"):
        st.download_button(
            words.DOWNLOAD.format(f"{document.id}.pdf"),
            partial(_content_of, portal, document.id),
            file_name=f"{document.id}.pdf",
            mime="application/pdf",
            key=f"cb-download-{document.id}",
            on_click="ignore",
        )
        if trust:
            st.download_button(
                words.TRUST,
                partial(_trust_of, portal),
                file_name=words.TRUST_NAME,
                mime="application/x-pem-file",
                key="cb-download-trust",
                help=words.TRUST_HELP,
                on_click="ignore",
            )
            if st.button(words.VERIFY, type="tertiary", key="cb-to-verify"):
                session.go_to(session.Place.VERIFY)


def _content_of(portal: Portal, document: str) -> bytes:
    """Asked for as it is clicked, so that only a file that was taken is told in the trail."""
    return portal.open_document(document).content


def _trust_of(portal: Portal) -> bytes:
    return portal.trust_file().content


def no_longer(documents: Sequence[DocumentLine], portal: Portal) -> None:
    """Documents that are void, newest first, each with its reason; they can still be read."""
    head = (Column(words.DOCUMENT), Column(words.WHY_VOID), Column(words.SIGNED_SO_FAR))
    plain_table(head, [_void(each, portal) for each in documents], label=words.VOID, stacks=True)
    for each in documents:
        downloads(portal, each, trust=False)


def _void(document: DocumentLine, portal: Portal) -> tuple[Markup, str, str]:
    written = f"{figures.moment(document.at, portal.zone)}, {document.by}"
    name = tag("strong", document.id) + tag("small", written)
    signed = sum(each.at is not None for each in document.signatures)
    return name, document.void, words.signed_by(signed, len(document.signatures))
