"""Verify a document: whether a file is whole and who signed it; nothing of it is kept."""

from __future__ import annotations

import streamlit as st

from portal.components import states
from portal.components.heading import heading
from portal.components.markup import Markup, joined, tag
from portal.components.table import Column, plain_table
from portal.viewmodels.verify import LARGEST, Verified
from portal.visit import Portal
from portal.wording import figures
from portal.wording import verify as words


def render(portal: Portal) -> None:
    heading(words.TITLE, words.WHY)
    document = st.file_uploader(words.DOCUMENT, key="cb-verify-file", max_upload_size=LARGEST)
    with st.expander(words.TRUST):
        trust = st.file_uploader(
            words.TRUST, key="cb-verify-trust", max_upload_size=1, label_visibility="collapsed"
        )
        st.caption(words.TRUST_HELP)
    if document is None:
        states.empty(words.NOTHING, words.NOTHING_MORE)
        return
    _answer(portal, portal.verify(document.getvalue(), trust.getvalue() if trust else b""))


def _answer(portal: Portal, found: Verified) -> None:
    sign, title = words.FINDINGS[found.finding]
    standing = tag(
        "span",
        tag("i", sign, aria_hidden="true"),
        title,
        class_=f"cb-standing {words.LOOKS[found.finding]}",
    )
    named = tag("h2", words.NAMED.format(found.document)) if found.document else Markup("")
    said = joined(*(tag("p", sentence) for sentence in found.sentences[: words.first(found)]))
    body = joined(tag("p", standing), named, said)
    st.html(tag("section", body, class_="cb-verdict", role="status").html)
    if found.signers:
        _signers(portal, found)


def _signers(portal: Portal, found: Verified) -> None:
    head = (Column(words.SIGNER), Column(words.ROLE), Column(words.WHEN), Column(words.HOW))
    rows = [
        (
            tag("strong", each.name),
            words.role(each.role),
            figures.moment(each.at, portal.zone),
            each.method or "–",
        )
        for each in found.signers
    ]
    plain_table(head, rows, label=words.SIGNERS, stacks=True)
