"""Another project's ids in every parameter of every way into the portal, made from the signatures themselves.

A way, or a field of what is asked for, that is added is tried here without a line being written. Whoever asks
is the owner of one project, with every grant; what they put in is what the other project calls its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from core.errors import ChartbridgeError
from portal.live import LivePortal
from portal.permissions import Actor, Grant, Role
from portal.settings import Settings
from portal.visit import ProjectChoice
from storage import Storage
from tests.portal.grouped import COLUMN, publish_groups
from tests.portal.lives.arguments import arguments
from tests.portal.stores import project_in, run_again, store_in
from tests.portal.test_rights import CALLS, OF_NO_PROJECT, SERVICES, WAYS

MARK = "Qxvzjwkqyzpf"
PLAIN = {"people.csv": b"PatNum,LastName,FirstName\n" + b"".join(b"%d,Roe,Jo\n" % n for n in range(700, 730))}
THEIRS = {
    "theirs.csv": f"PatNum,LastName,FirstName\n1,{MARK},Jo\n2,{MARK}son,Al\n".encode(),
    "odd.csv": f"ZZZ,QQQ\n{MARK},beta\n".encode(),
}


@dataclass(frozen=True)
class Place:
    """ids: what another project calls its own, by what it is."""

    store: Storage
    mine: ProjectChoice
    theirs: ProjectChoice
    ids: dict[str, str]

    def head(self) -> list[tuple[int, bytes]]:
        with self.store.read() as work:
            return [(link.seq, link.hash) for link, _ in work.audit.chain(self.theirs.id)][-1:]

    @property
    def owner(self) -> Actor:
        return Actor("Robin", Role.OWNER, frozenset(Grant), project=self.mine.id)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    store = store_in(tmp_path_factory.mktemp("foreign"))
    mine, theirs = project_in(store, PLAIN), project_in(store, THEIRS)
    for each in (mine, theirs):
        run_again(store, each)
    publish_groups(store, theirs)
    yield Place(store, mine, theirs, _ids(store, theirs.id))
    store.close()


def _ids(store: Storage, project: str) -> dict[str, str]:
    with store.begin() as work:
        begun = work.slices.begin(project, "slices.csv", "Kim", size=9)
    with store.read() as work:
        upload, run = work.uploads.of(project)[0], work.runs.of(project)[0]
        return {
            "project": project,
            "upload": upload.id,
            "digest": upload.sha256,
            "path": upload.path,
            "run": run.run,
            "job": work.jobs.of(project)[0].id,
            "group": COLUMN.id,
            "slices": begun.id,
            "blob": next(blob.name for blob in store.blobs.list(project)),
        }


WHATS = ("project", "upload", "digest", "path", "run", "job", "group", "slices", "blob")
"""Kinds of ids that are put in."""


def test_every_kind_of_id_is_tried(place: Place) -> None:
    assert tuple(place.ids) == WHATS and all(place.ids.values())


@pytest.mark.parametrize("name", [name for name in WAYS if name != "verify"])
def test_no_way_opens_or_changes_anything_of_another_project_by_its_ids(place: Place, name: str) -> None:
    before = place.head()
    portal = LivePortal(place.store, place.owner, place.mine, Settings())
    for foreign in place.ids.values():
        given = arguments(WAYS[name], foreign)
        assert_nothing_of_theirs(answered(lambda g=given: getattr(portal, name)(**g)), foreign)
    assert place.head() == before


@pytest.mark.parametrize("name", sorted(set(SERVICES) - OF_NO_PROJECT))
def test_no_service_does_either_by_ids_beside_ones_own_project(
    place: Place, name: str, tmp_path: Any
) -> None:
    """What is no text (a store, a desk, a clock's zone) is left to the ways above, which hand it in."""
    before = place.head()
    for foreign in place.ids.values():
        given = _of_a_service(place, name, foreign)
        if given is not None:
            assert_nothing_of_theirs(answered(lambda g=given: CALLS[name](**g)), foreign)
    assert place.head() == before


def _of_a_service(place: Place, name: str, foreign: str) -> dict[str, Any] | None:
    """Its arguments, the person's own project among them; None of one that takes what no text is in."""
    ours = {"store": place.store, "actor": place.owner}
    try:
        given = arguments(CALLS[name], foreign, leave_out=frozenset({"store", "actor", "project"}))
    except TypeError:
        return None
    wants_choice = "ProjectChoice" in str(CALLS[name].__annotations__["project"])
    return {**given, **ours, "project": place.mine if wants_choice else place.mine.id}


def answered(call: Any) -> str:
    """All that comes back, or the text of the error that does."""
    try:
        found = call()
        return repr(list(found) if isinstance(found, Iterator) else shown(found))
    except (ChartbridgeError, ValueError, KeyError) as error:
        return str(error)


def shown(found: Any) -> Any:
    """With the fields that a dataclass keeps out of its own text."""
    if hasattr(found, "__dataclass_fields__"):
        return {name: shown(getattr(found, name)) for name in found.__dataclass_fields__}
    if isinstance(found, tuple | list):
        return [shown(each) for each in found]
    if isinstance(found, dict):
        return {str(key): shown(value) for key, value in found.items()}
    return found


def assert_nothing_of_theirs(told: str, foreign: str) -> None:
    """What was put in may come back as it was put in; nothing else of theirs does."""
    assert MARK not in told.replace(foreign, "")
