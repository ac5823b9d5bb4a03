"""Files that were named on the command line as originals of a project: received once, two at a time."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate

from core.digests import facts_digest
from core.progress import Going
from core.side_by_side import side_by_side
from portal.cli.gathering import Found, Gathered
from portal.cli.saying import Voice
from portal.cli.watching import watched
from storage import Storage


def received(voice: Voice, store: Storage, gathered: Gathered, *, by: str) -> str:
    """The id of the project of exactly these files, which hold nothing now that is not stored there.

    Raises ChartbridgeError where one cannot be stored; those before it are.
    """
    digests = dict(side_by_side(lambda found: (found.path, found.upload().sha256), gathered.files))
    project = _project(store, digests, by=by)
    _receive(voice, store, project, gathered, digests=digests, by=by)
    return project


def _project(store: Storage, digests: Mapping[str, str], *, by: str) -> str:
    """The id of the project of exactly these files, made where there is none. digests: SHA-256 by path."""
    digest = facts_digest(digests)
    name = f"Command line {digest[:16]}"
    with store.begin() as work:
        known = next((project for project in work.projects.all() if project.name == name), None)
        return (known or work.projects.create(name, by=by)).id


def _receive(
    voice: Voice,
    store: Storage,
    project: str,
    gathered: Gathered,
    *,
    digests: Mapping[str, str],
    by: str,
) -> None:
    """Stores originals that are not there yet, each in a transaction of its own: a stop loses none."""

    def receive(found: Found) -> None:
        with store.read() as work:
            there = work.uploads.holds(project, found.path, digests[found.path])
        if not there:
            with store.begin() as work:
                work.uploads.receive_stream(project, found.path, found.slices(), by)

    sizes = list(accumulate((found.place.stat().st_size for found in gathered.files), initial=0))
    came = side_by_side(receive, gathered.files)
    with watched(voice) as watch:
        for done, found in zip(sizes, gathered.files, strict=False):
            watch.told(Going(f"Receiving {found.path}", size=done, size_total=sizes[-1]))
            next(came)
