"""Every kind of grant that lets something in or out, forged in every character, opens nothing.

Links of files, addresses of pictures, and what an upload goes by: each is made for one project and person,
for a while, and is tried with a character changed, put in or taken out, with parts of another one of its
kind, late, again, by somebody else and in another project. None of that uses the genuine one up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from portal import downloads, picture_grants, upload_grants
from portal.desk import Desk
from portal.permissions import Actor, Role
from portal.viewmodels.log import LogQuery
from portal.viewmodels.picture import OfFiles
from portal.viewmodels.taking import Form
from storage import Storage
from tests.portal.stores import Clock, project_in, store_in

KIM, SAM = Actor("Kim", Role.OWNER), Actor("Sam", Role.OWNER)
REFUSED = (downloads.GrantRefused, picture_grants.PictureGone, upload_grants.UploadRefused)


@dataclass
class Doors:
    store: Storage
    clock: Clock
    here: str
    elsewhere: str
    desk: Desk[downloads.Grant] = field(default_factory=lambda: Desk(most=1_000))
    pictures: Desk[picture_grants.PictureGrant] = field(default_factory=lambda: Desk(most=1_000))

    def made(self, kind: str, actor: Actor = KIM, about: int = 0) -> str:
        return MADE[kind](self, actor, about)

    def opens(self, kind: str, token: str, *, project: str = "", by: str = KIM.name) -> bool:
        try:
            OPENS[kind](self, token, project or self.here, by)
        except REFUSED:
            return False
        return True


def _link(doors: Doors, actor: Actor, about: int) -> str:
    asked, until = LogQuery(page=about + 1), downloads.until(doors.store)
    grant = downloads.Grant(doors.here, actor, downloads.Wanted.LOG, Form.CSV, asked, until)
    return downloads.issue(doors.store, grant, desk=doors.desk).split("/", 2)[2]


def _picture(doors: Doors, actor: Actor, about: int) -> str:
    until = picture_grants.until(doors.store)
    grant = picture_grants.PictureGrant(doors.here, actor, "run", OfFiles("run", about), until)
    return picture_grants.issue(doors.store, grant, desk=doors.pictures)[0].split("/", 2)[2]


def _upload(doors: Doors, actor: Actor, about: int) -> str:
    grant = upload_grants.UploadGrant(doors.here, actor, upload_grants.until(doors.store))
    return upload_grants.issue(doors.store, grant.of("begun", 100 + about))


def _by_link(doors: Doors, token: str, project: str, by: str) -> Any:
    number, _, mac = token.partition("/")
    return downloads.redeem(doors.store, project=project, number=number, mac=mac, by=by, desk=doors.desk)


def _by_picture(doors: Doors, token: str, project: str, by: str) -> Any:
    number, _, mac = token.partition("/")
    return picture_grants.redeem(
        doors.store, project=project, number=number, mac=mac, by=by, desk=doors.pictures
    )


def _by_upload(doors: Doors, token: str, project: str, by: str) -> Any:
    return upload_grants.redeem(doors.store, project, token, upload="begun", by=by)


MADE: dict[str, Callable[[Doors, Actor, int], str]] = {
    downloads.PATH: _link,
    picture_grants.PATH: _picture,
    upload_grants.PATH: _upload,
}
OPENS: dict[str, Callable[[Doors, str, str, str], Any]] = {
    downloads.PATH: _by_link,
    picture_grants.PATH: _by_picture,
    upload_grants.PATH: _by_upload,
}
KINDS = tuple(MADE)
ONCE = {downloads.PATH}


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doors]:
    clock = Clock()
    store = store_in(tmp_path_factory.mktemp("grants"), clock)
    here, elsewhere = (project_in(store).id for _ in range(2))
    yield Doors(store, clock, here, elsewhere)
    store.close()


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=30)
@given(st.data())
def test_a_changed_character_opens_nothing_and_uses_nothing_up(doors: Doors, kind: str, data: st.DataObject):
    token = doors.made(kind)
    at = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.characters().filter(lambda letter: letter != token[at]))
    for forged in (token[:at] + other + token[at + 1 :], token[:at] + other + token[at:], token[:at]):
        assert not doors.opens(kind, forged), forged
    assert doors.opens(kind, token)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=25)
@given(st.text(max_size=200))
@example("\ud800.a")
@example("a.\ud800")
@example("\ud800/a")
@example("a/\ud800")
def test_what_nobody_gave_out_opens_nothing(doors: Doors, kind: str, token: str):
    assert not doors.opens(kind, token)


@pytest.mark.parametrize("kind", KINDS)
def test_the_parts_of_two_grants_make_no_third(doors: Doors, kind: str):
    mark = "." if kind == upload_grants.PATH else "/"
    one, two = (doors.made(kind, about=n).rpartition(mark) for n in (1, 2))
    assert not doors.opens(kind, f"{one[0]}{mark}{two[2]}")
    assert not doors.opens(kind, f"{two[0]}{mark}{one[2]}")


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_for_its_person_and_project_alone(doors: Doors, kind: str):
    token = doors.made(kind, SAM)
    assert not doors.opens(kind, token, by=KIM.name)
    assert not doors.opens(kind, token, by=SAM.name, project=doors.elsewhere)
    assert not doors.opens(kind, token, by=SAM.name, project="no-such-project")
    assert doors.opens(kind, token, by=SAM.name)


@pytest.mark.parametrize("kind", KINDS)
def test_again_it_opens_where_it_may_and_late_it_opens_nowhere(doors: Doors, kind: str):
    token, late = doors.made(kind), doors.made(kind, about=7)
    assert doors.opens(kind, token)
    assert doors.opens(kind, token) is (kind not in ONCE)
    doors.clock.advance(20 * 60)
    assert not doors.opens(kind, late)


def test_a_grant_of_one_kind_is_none_of_another(doors: Doors):
    for kind in KINDS:
        token = doors.made(kind, about=9)
        assert [other for other in KINDS if doors.opens(other, token)] == [kind]
