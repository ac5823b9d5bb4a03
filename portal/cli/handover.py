"""`chartbridge handover`: a project's records, originals and log as open files in clear; and their check."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from core.errors import WrongUsage
from portal.cli.choosing import chosen_project
from portal.cli.gathering import spelled
from portal.cli.saying import Voice
from portal.opening import open_storage
from portal.permissions import Actor
from portal.services import handover, refusals
from portal.settings import read_settings
from portal.viewmodels.handover import Made
from reports.clear_export import IN_CLEAR
from reports.handover import Checked, check, refuse_unusable

WHOLE, ALTERED = 0, 1


def hand_over(folder: Path, *, project: str | None, finances: bool, as_json: bool) -> int:
    """Writes the handover of a project's newest run into `folder`; 0."""
    voice, settings = Voice(as_json), read_settings()
    refuse_unusable(folder)
    voice.note(IN_CLEAR)
    actor = Actor(settings.person, settings.role)
    with closing(open_storage(settings)) as store:
        chosen = chosen_project(store, project)
        with refusals.noted(store, actor.name, chosen):
            made = handover.make(store, actor, chosen, folder, finances=finances)
    if as_json:
        voice.result(_made_record(made))
    _say(voice, folder, made)
    return WHOLE


def check_folder(folder: Path, *, project: str | None, finances: bool, as_json: bool) -> int:
    """Whether every file is as the manifest lists it: 0, else 1 and the first that is not."""
    if project is not None or finances:
        raise WrongUsage(
            place="--check",
            found="It looks at a folder, whatever project it came from.",
            do="Leave --project and --finances away.",
        )
    voice, checked = Voice(as_json), check(folder)
    if as_json:
        voice.result(_checked_record(checked))
    voice.say(_sentence(checked))
    return WHOLE if checked.wrong is None else ALTERED


def _say(voice: Voice, folder: Path, made: Made) -> None:
    records = sum(made.records.values())
    voice.say(f"{made.files + 1:,} files with {records:,} records written to {spelled(str(folder))}.")
    voice.say(f"The SHA-256 of manifest.json is {made.manifest}; it stands in the audit trail too.")


def _made_record(made: Made) -> dict[str, Any]:
    return {
        "schema": 1,
        "run": made.run,
        "scope": made.scope,
        "files": made.files,
        "records": dict(made.records),
        "manifest": made.manifest,
    }


def _checked_record(checked: Checked) -> dict[str, Any]:
    return {
        "schema": 1,
        "whole": checked.wrong is None,
        "files": checked.files,
        "manifest": checked.manifest,
        "path": checked.path,
        "wrong": checked.wrong,
    }


def _sentence(checked: Checked) -> str:
    if checked.wrong is not None:
        said = {
            "differs": "it is not what was handed over",
            "missing": "it was handed over and is not there",
            "extra": "it was not part of the handover",
        }
        return f"NOT WHOLE: {checked.path}: {said[checked.wrong]}."
    return (
        f"Whole: {checked.files:,} files are as they were handed over. Compare the SHA-256 of manifest.json, "
        f"{checked.manifest}, with the one in the audit trail."
    )
