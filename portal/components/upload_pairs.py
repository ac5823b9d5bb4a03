"""A question about two uploads that look like one, where somebody may answer it."""

from __future__ import annotations

import streamlit as st

from portal.components.acting import done
from portal.components.markup import tag
from portal.viewmodels.uploads import Pair, PairWord
from portal.visit import Portal
from portal.wording import upload_pairs as words

AT_ONCE = 2
"""Questions shown together: the page stays calm, and an answer often settles the next one."""


def pairs_asked(portal: Portal, pairs: tuple[Pair, ...]) -> None:
    for pair in pairs[:AT_ONCE]:
        _asked(portal, pair)
    if len(pairs) > AT_ONCE:
        st.caption(words.MORE.format(len(pairs) - AT_ONCE))


def _asked(portal: Portal, pair: Pair) -> None:
    key = f"cb-pair-{pair.earlier}-{pair.later}"
    before, name, after = words.asked(pair)
    with st.container(border=True, key=key):
        said = tag("p", before, tag("strong", name), after)
        st.html(tag("section", tag("p", pair.later_path, class_="cb-table-name"), said).html)
        st.caption(words.COPY_MORE if pair.copy else words.NEWER_MORE)
        yes, no = (PairWord.COPY, PairWord.BOTH) if pair.copy else (PairWord.NEWER, PairWord.ANOTHER)
        labels = (words.LEAVE_OUT, words.KEEP) if pair.copy else (words.YES, words.NO)
        with st.container(horizontal=True):
            for word, label in zip((yes, no), labels, strict=True):
                st.button(label, key=f"{key}-{word}", on_click=_say, args=(portal, pair, word))


def _say(portal: Portal, pair: Pair, word: PairWord) -> None:
    done(lambda: portal.say_of_uploads(pair, word), words.SAID[word])
