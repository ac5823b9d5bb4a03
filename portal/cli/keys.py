"""`chartbridge keys`: versions and ages of keys, renewing them, and taking them to another master key.

No command shows a key. Whoever runs them is named in the trail of each project that they touch.
"""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from core.errors import WrongUsage
from portal.cli.saying import Voice
from portal.opening import kms_key, master_key, open_storage
from portal.services import key_care
from portal.settings import PREFIX, read_settings
from portal.wording import keys as words
from storage import EnvironmentMasterKey, FileMasterKey, MasterKey, ProjectRow, Storage
from storage.rewrapping import KeyFacts, keys_of, rewrap_store

_SETTING = {"file": "MASTER_KEY_FILE", "env": "MASTER_KEY", "kms": "MASTER_KEY_KMS"}


def show(project: str | None, *, as_json: bool) -> int:
    """Every key of `project` (name or id), or of all, with version, age and how much it has sealed."""
    voice = Voice(as_json)
    with closing(open_storage(read_settings())) as store:
        found = [(row, keys_of(store, row.id)) for row in chosen(store, project)]
    if as_json:
        voice.result({"schema": 1, "projects": [_record(row, keys) for row, keys in found]})
    for row, keys in found:
        if row.readable:
            voice.table(words.OF.format(row.name), words.COLUMNS, [_line(each) for each in keys])
        else:
            voice.say(words.DESTROYED.format(row.id))
    if not found:
        voice.say(words.NO_PROJECT)
    return 0


def renew(project: str | None, *, project_key: bool, as_json: bool) -> int:
    """New versions of the class keys of `project`, or of all, and of the key above them where asked."""
    voice, settings = Voice(as_json), read_settings()
    with closing(open_storage(settings)) as store:
        rows = [row for row in chosen(store, project) if row.readable]
        done = [
            (row, key_care.renew(store, row.id, by=settings.person, project_key=project_key)) for row in rows
        ]
    if as_json:
        told = [{"project": row.id, "versions": dict(versions)} for row, versions in done]
        voice.result({"schema": 1, "projects": told})
    for row, versions in done:
        voice.say(words.RENEWED.format(row.name, len(versions)))
    voice.say(words.WORKER if done else words.NO_PROJECT)
    return 0


def rewrap(to: str, *, source: str | None, as_json: bool) -> int:
    """Takes all project keys and the installation's own from one master key to another; all or none."""
    voice, settings = Voice(as_json), read_settings()
    old = master_key(settings) if source is None else key_at(source, option="--from")
    new = key_at(to, option="--to", make=True)
    with closing(open_storage(settings, master=old)) as store:
        done = rewrap_store(store, new, by=settings.person)
    if as_json:
        voice.result({"schema": 1, **asdict(done)})
    voice.say(words.REWRAPPED.format(done.projects, done.installation_keys))
    if done.people:
        voice.say(words.PEOPLE_TOO)
    voice.say(words.SAME_SEALED)
    voice.say(words.THEN.format(PREFIX + _SETTING[to.partition(":")[0]]))
    return 0


def key_at(where: str, *, option: str, make: bool = False) -> MasterKey:
    """The master key that `file:PATH`, `env:VARIABLE` or `kms:KEY` names. make: a file that is not there."""
    kind, _, name = where.partition(":")
    if not name or kind not in _SETTING:
        raise WrongUsage(place=option, found=words.UNKNOWN_KEY, do=words.SAY_WHERE)
    if kind == "kms":
        return kms_key(name)
    if kind == "env":
        return EnvironmentMasterKey.of(os.environ, variable=name)
    return FileMasterKey.at(Path(name), create=make)


def chosen(store: Storage, project: str | None) -> list[ProjectRow]:
    """The projects of this name or id, or all of them; of all, and by its id, the installation too, by whose
    keys people and their accounts are sealed. Raises WrongUsage where there is none such.
    """
    with store.read() as work:
        beside = (work.installation.row(words.PEOPLE),) if work.installation.is_there() else ()
        rows = (*work.projects.all(), *beside)
    found = [row for row in rows if project in (None, row.id, row.name)]
    if project is not None and not found:
        raise WrongUsage(place="--project", found=words.NO_SUCH_PROJECT, do=words.WHICH)
    return found


def _line(key: KeyFacts) -> list[object]:
    return [key.purpose, key.version, key.made_at.date().isoformat(), key.fields, key.blobs]


def _record(row: ProjectRow, keys: list[KeyFacts]) -> dict[str, Any]:
    told = [{**vars(key), "made_at": key.made_at.isoformat()} for key in keys]
    return {"project": row.id, "name": row.name, "destroyed": not row.readable, "keys": told}
