"""The menu offers what a role can open, and an address that somebody types is answered all the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from portal.menu import OPENED_BY, is_in_menu
from portal.permissions import Actor, Grant, Post, Role
from portal.services import (
    audit_trail,
    charts_page,
    decision_page,
    files_page,
    finances,
    go_live,
    log,
    mapping,
    overview,
    people_page,
    reading_page,
    scope_page,
    training,
    uploads,
    verifying,
)
from portal.session import Place
from tests.portal.tripwire import Answer, asked

VIEWS: dict[Place, Callable[..., Any]] = {
    Place.OVERVIEW: overview.view,
    Place.UPLOADS: uploads.view,
    Place.READING: reading_page.view,
    Place.MAPPING: mapping.view,
    Place.DECISIONS: decision_page.view,
    Place.CHARTS: charts_page.view,
    Place.FILES: files_page.view,
    Place.LOG: log.view,
    Place.GO_LIVE: go_live.view,
    Place.SCOPE: scope_page.view,
    Place.FINANCES: finances.view,
    Place.VERIFY: verifying.verify,
    Place.AUDIT: audit_trail.view,
    Place.TRAINING: training.view,
    Place.PEOPLE: people_page.view,
}


def test_every_page_stands_here() -> None:
    assert set(VIEWS) == set(Place) and set(OPENED_BY) < set(Place)


@pytest.mark.parametrize("place", Place)
def test_a_page_is_in_the_menu_of_exactly_the_roles_that_could_open_it(place: Place) -> None:
    for role in Role:
        for post in (None, *Post) if role is Role.VENDOR else (None,):
            actor = Actor("Robin", role, post=post, project="mine")
            could = replace(actor, grants=frozenset(Grant))
            opens = asked(VIEWS[place], could, "mine") is Answer.LET_IN
            assert is_in_menu(place, actor) is opens, (role, post)


def test_a_page_that_a_right_would_open_stays_and_says_whom_to_ask_for_it() -> None:
    owner = Actor("Robin", Role.OWNER, project="mine")
    assert asked(files_page.view, owner, "mine") is Answer.FORBIDDEN
    assert is_in_menu(Place.FILES, owner)
    assert not is_in_menu(Place.FILES, Actor("Kim", Role.ACCOUNTANT))
