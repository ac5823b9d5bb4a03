from __future__ import annotations

from portal.app import RENDERERS
from tests.portal.gallery import FIRST, NAMES, STATES, State


def test_every_page_of_the_portal_is_shown_empty_normal_failed_and_forbidden() -> None:
    wanted = {(place, state) for place, _, _ in RENDERERS for state in State}
    assert set(STATES) == wanted


def test_every_state_has_a_name_of_its_own() -> None:
    assert len(NAMES) == len(STATES) and FIRST in NAMES
