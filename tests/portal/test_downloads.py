"""A grant opens one file for one person, once and for five minutes; everything else opens nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from portal.desk import Desk
from portal.downloads import Grant, GrantRefused, Wanted, issue, redeem, until
from portal.viewmodels.log import LogQuery
from portal.viewmodels.taking import Form
from storage import Storage
from tests.portal.stores import OWNER, Clock, project_in, store_in


class Door:
    """A store with two projects, and a desk of its own."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        self.store: Storage = store_in(folder, self.clock)
        self.here, self.elsewhere = (project_in(self.store).id for _ in range(2))
        self.desk = Desk(most=9)

    def given(self, search: str = "Bloggs") -> tuple[Grant, str]:
        asked = LogQuery(search=search)
        grant = Grant(self.here, OWNER, Wanted.LOG, Form.CSV, asked, until(self.store))
        return grant, issue(self.store, grant, desk=self.desk)

    def redeemed(self, address: str, *, by: str = "") -> Grant:
        _, project, number, mac = address.split("/")
        return redeem(self.store, project=project, number=number, mac=mac, by=by, desk=self.desk)

    def refused(self, address: str) -> int:
        with pytest.raises(GrantRefused) as refused:
            self.redeemed(address)
        assert refused.value.found.count(".") == 1
        return refused.value.status


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    made = Door(tmp_path)
    yield made
    made.store.close()


def test_a_grant_gives_back_what_it_was_issued_for(door: Door) -> None:
    grant, address = door.given()
    assert door.redeemed(address) == grant


def test_the_address_says_nothing_of_what_was_searched_or_who_asked(door: Door) -> None:
    _, address = door.given("Bloggs")
    assert "Bloggs" not in address and "Robin" not in address


def test_another_person_with_the_address_gets_nothing_and_uses_nothing_up(door: Door) -> None:
    grant, address = door.given()
    with pytest.raises(GrantRefused):
        door.redeemed(address, by="Kim")
    assert door.redeemed(address, by=OWNER.name) == grant


def test_a_grant_is_good_once(door: Door) -> None:
    _, address = door.given()
    door.redeemed(address)
    assert door.refused(address) == 404


def test_a_grant_is_over_after_five_minutes(door: Door) -> None:
    _, address = door.given()
    door.clock.advance(301)
    assert door.refused(address) == 403


@pytest.mark.parametrize("mac", ["00" * 32, "", "é", "x" * 10_000])
def test_a_forged_address_opens_nothing_and_uses_nothing_up(door: Door, mac: str) -> None:
    grant, address = door.given()
    forged = f"{address.rsplit('/', 1)[0]}/{mac}"
    assert door.refused(forged) == 403
    assert door.redeemed(address) == grant


def test_a_grant_of_one_project_opens_nothing_of_another(door: Door) -> None:
    _, address = door.given()
    assert door.refused(address.replace(door.here, door.elsewhere)) == 403


def test_the_mac_of_one_grant_does_not_open_another(door: Door) -> None:
    _, one = door.given("one")
    _, two = door.given("two")
    assert door.refused(f"{one.rsplit('/', 1)[0]}/{two.rsplit('/', 1)[1]}") == 403


def test_a_grant_that_was_changed_at_the_desk_opens_nothing(door: Door) -> None:
    grant, address = door.given()
    number = address.split("/")[2]
    for changed in (
        replace(grant, query=LogQuery()),
        replace(grant, form=Form.PARQUET),
        replace(grant, actor=replace(OWNER, name="Sam")),
        replace(grant, until=until(door.store)),
    ):
        door.desk.put(number, changed)
        assert door.refused(address) == 403


def test_another_process_knows_nothing_of_it(door: Door) -> None:
    _, address = door.given()
    door.desk = Desk(most=9)
    assert door.refused(address) == 404


def test_the_desk_never_grows_without_bound(door: Door) -> None:
    grant, first = door.given()
    for number in range(2_000):
        door.desk.put(str(number), grant)
    assert door.refused(first) == 404
