"""Where the text of a code stands in another table, as a person settles it on the Mapping page.

Which table is looked into is not saved alone: only with the column of the text it means anything.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from portal import session
from portal.viewmodels.mapping import ColumnLine, Source
from portal.viewmodels.mapping_asked import Change
from portal.viewmodels.mapping_cells import Lookup, LookupOffer, SetLookup, Ways
from portal.wording import mapping_readings as words

Save = Callable[[Change], None]


def lookup(source: Source, line: ColumnLine, told: Ways, *, base: str, save: Save) -> None:
    offers = _offers(told)
    if not offers:
        return
    codes, key = ["", *offers], f"cb-lookup-{base}"
    now = _code(told.lookup) if told.lookup else ""

    def left(code: str) -> None:
        if not code:
            save(SetLookup(source, line.name))

    where, what = st.columns([3, 2])
    with where:
        code = st.selectbox(
            words.LOOKUP,
            codes,
            index=codes.index(now),
            format_func=lambda each: words.offer(offers[each]) if each else words.NO_LOOKUP,
            help=words.LOOKUP_HELP,
            key=key,
            on_change=session.on_change(key, now, left),
        )
    if code:
        with what:
            _value(source, line, offers[code], told.lookup, base=base, save=save)


def _offers(told: Ways) -> dict[str, LookupOffer]:
    """By code; what is gone by now is always there."""
    found = {_code(offer): offer for offer in told.lookups}
    if told.lookup and _code(told.lookup) not in found:
        now = told.lookup
        found[_code(now)] = LookupOffer(now.of, now.key, (now.value,), 0, 0)
    return found


def _code(told: Lookup | LookupOffer) -> str:
    return "\t".join((*told.of, told.key))


def _value(
    source: Source, line: ColumnLine, offer: LookupOffer, now: Lookup | None, *, base: str, save: Save
) -> None:
    key = f"cb-lookup-value-{base}-{_code(offer)}"
    drawn = now.value if now and _code(now) == _code(offer) else None

    def chosen(value: str | None) -> None:
        if value:
            save(SetLookup(source, line.name, offer.of, offer.key, value))

    st.selectbox(
        words.LOOKUP_VALUE,
        list(offer.values),
        index=offer.values.index(drawn) if drawn in offer.values else None,
        placeholder=words.LOOKUP_CHOOSE,
        key=key,
        on_change=session.on_change(key, drawn, chosen),
    )
