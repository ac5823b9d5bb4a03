"""`chartbridge store ...`: what whoever runs an installation does with what is stored, as it lies there."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict

from portal.cli.saying import Voice
from portal.opening import blobs_at, open_storage
from portal.settings import read_settings
from portal.wording.figures import counted
from storage import sweep
from storage.checking import check
from storage.copying import Copied, copy_in, copy_out

WHOLE, NOT_WHOLE = 0, 1


def copy_to(place: str, *, as_json: bool) -> int:
    """Copies every sealed file of the store to `place`, a folder or s3://bucket/prefix."""
    with closing(open_storage(read_settings())) as store:
        copied = copy_out(store, blobs_at(place))
    return _say_copied(copied, as_json=as_json)


def copy_from(place: str, *, as_json: bool) -> int:
    """Brings every sealed file at `place` into the store."""
    with closing(open_storage(read_settings())) as store:
        copied = copy_in(store, blobs_at(place))
    return _say_copied(copied, as_json=as_json)


def check_all(*, as_json: bool) -> int:
    """Reads everything once; 0 where all of it is there and opens, else 1."""
    voice = Voice(as_json)
    with closing(open_storage(read_settings())) as store:
        found = check(store)
    if as_json:
        voice.result({"schema": 1, **asdict(found), "whole": found.whole})
    voice.say(f"{counted(found.files, 'original')} and {counted(found.runs, 'run')} are there and open.")
    if not found.whole:
        voice.say(f"NOT WHOLE: {found.missing:,} sealed files are missing, {found.broken:,} do not open.")
    return WHOLE if found.whole else NOT_WHOLE


def sweep_all(*, as_json: bool) -> int:
    """Removes what stopped uploads and runs left behind, once it is a day old."""
    voice = Voice(as_json)
    with closing(open_storage(read_settings())) as store:
        swept = sweep(store)
    if as_json:
        voice.result({"schema": 1, **asdict(swept)})
    voice.say(f"{counted(swept.blobs + swept.aside, 'left-over file')} removed.")
    if swept.kept:
        voice.say(f"Of {swept.kept:,} of them the bucket keeps a locked version until its time is over.")
    return WHOLE


def _say_copied(copied: Copied, *, as_json: bool) -> int:
    voice = Voice(as_json)
    if as_json:
        voice.result({"schema": 1, **asdict(copied)})
    voice.say(f"{counted(copied.new, 'sealed file')} copied, {copied.there:,} were there already.")
    if copied.ahead:
        voice.say(
            f"{counted(copied.ahead, 'anchor')} left out, of events after the database's copy: "
            "what was done between the two copies is lost."
        )
    return WHOLE
