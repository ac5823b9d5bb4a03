"""An address of a picture: for one file and person, several times, for minutes; else it opens nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.pictures.model import Wanted
from core.pictures.windows import Window
from portal.desk import Desk
from portal.permissions import Actor, Role
from portal.picture_grants import (
    PictureGone,
    PictureGrant,
    asking,
    issue,
    redeem,
    until,
    wanted_of,
)
from portal.viewmodels.picture import OfChart
from storage import Storage
from tests.portal.stores import Clock, project_in, store_in

PARKER = Actor("Parker Sample", Role.PRACTITIONER)


class Door:
    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        self.store: Storage = store_in(folder, self.clock)
        self.here, self.elsewhere = (project_in(self.store).id for _ in range(2))
        self.desk = Desk(most=9)

    def grant(self, **other: object) -> PictureGrant:
        plain = PictureGrant(self.here, PARKER, "run", OfChart(1, 6, 4), until(self.store))
        return replace(plain, **other)

    def address(self, **other: object) -> str:
        return issue(self.store, self.grant(**other), desk=self.desk)[0]

    def redeemed(self, address: str) -> PictureGrant:
        _, project, number, mac = address.split("/")
        return redeem(self.store, project=project, number=number, mac=mac, desk=self.desk)

    def refused(self, address: str) -> int:
        with pytest.raises(PictureGone) as gone:
            self.redeemed(address)
        assert gone.value.found.count(".") == 1
        return gone.value.status


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    made = Door(tmp_path)
    yield made
    made.store.close()


def test_it_gives_back_what_it_was_issued_for_as_often_as_it_is_asked(door: Door) -> None:
    address = door.address()
    assert door.redeemed(address) == door.redeemed(address) == door.grant()


def test_a_page_that_is_drawn_again_gives_the_same_address_for_a_while(door: Door) -> None:
    first = door.address()
    assert door.address() == first
    door.clock.advance(6 * 60)
    assert door.address() != first


def test_each_person_role_file_and_project_has_an_address_of_its_own(door: Door) -> None:
    others = [
        {"actor": replace(PARKER, name="Ash Sample")},
        {"actor": replace(PARKER, role=Role.ASSISTANT)},
        {"ref": OfChart(1, 6, 5)},
        {"run": "another"},
        {"project": door.elsewhere},
    ]
    assert len({door.address(), *(door.address(**other) for other in others)}) == len(others) + 1


def test_the_address_says_nothing(door: Door) -> None:
    assert "Parker" not in door.address() and "run" not in door.address()


def test_it_ends_after_a_few_minutes(door: Door) -> None:
    address = door.address()
    door.clock.advance(4 * 60)
    assert door.redeemed(address)
    door.clock.advance(7 * 60)
    assert door.refused(address) == 403


def test_forged_mixed_and_unknown_addresses_open_nothing(door: Door) -> None:
    address, other = door.address(), door.address(ref=OfChart(1, 6, 5))
    forged = address[:-4] + ("0000" if address[-4:] != "0000" else "1111")
    assert door.refused(forged) == 403
    head, mac = address.rsplit("/", 1)[0], other.rsplit("/", 1)[1]
    assert door.refused(f"{head}/{mac}") == 403
    assert door.refused(address.replace(door.here, door.elsewhere)) == 403
    assert door.refused("picture/nowhere/nothing/00") == 404


def test_the_oldest_address_goes_first(door: Door) -> None:
    door.desk = Desk(most=2)
    first, second, third = (door.address(ref=OfChart(1, 6, number)) for number in range(3))
    assert door.refused(first) == 404
    assert door.redeemed(second) and door.redeemed(third)


@pytest.mark.parametrize(
    "wanted",
    [Wanted(), Wanted(3, 800), Wanted(window=Window(40.5, 400)), Wanted(whole=True)],
)
def test_what_is_asked_of_the_picture_comes_back_from_its_query(wanted: Wanted) -> None:
    query = asking("picture/p/n/m", wanted).split("?")[1]
    assert wanted_of(dict(pair.split("=") for pair in query.split("&"))) == wanted


@pytest.mark.parametrize(
    "query",
    [
        {"frame": "x", "width": "", "center": "1"},
        {"center": "nan", "span": "nan"},
        {"center": "1", "span": "inf"},
        {"center": "1e400", "span": "-3"},
        {"frame": "1e300", "width": "9e99"},
    ],
)
def test_a_query_that_makes_no_sense_asks_for_the_plain_picture(query: dict[str, str]) -> None:
    assert wanted_of(query) == Wanted()
