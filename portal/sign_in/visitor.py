"""The session that a request or a visit goes by, from its cookies."""

from __future__ import annotations

from collections.abc import Mapping

from portal.services.entry import Entry
from portal.services.sessions import Rules
from portal.settings import Settings, SignIn
from portal.sign_in.cookie import Cookies
from storage import Storage


def visitor_of(store: Storage, chosen: Settings, cookies: Mapping[str, str]) -> Entry | None:
    """None where there is no sign-in; else an entry, which says itself whether it is still good."""
    if chosen.sign_in is SignIn.NONE:
        return None
    return Entry(store, cookies.get(Cookies.of(chosen).session, ""), Rules.of(chosen))
