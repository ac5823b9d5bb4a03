"""Saying of one file whether it is with the right patient: one tap of one person, kept at once.

A file with the wrong patient is a concern that stands in the way of going live until it is settled, as a
serious difference in a chart does.
"""

from __future__ import annotations

from core.files.ledger import Ledger
from core.files.model import LedgerFile
from core.spotchecks import FileSaid, takes_back
from portal.permissions import Action, Actor, authorise
from portal.services.file_access import opens
from portal.services.file_page import file_at
from portal.services.file_reading import images_in
from portal.services.file_standing import key_of, unmatched
from portal.services.patient_identifiers import refuse_patients_in
from portal.services.spot_check_gates import gates_follow
from portal.viewmodels.files import FileSeen
from portal.wording import charts, files
from storage import SpotCheckKind, SpotCheckStep, Storage
from storage import spot_check_steps as steps
from storage.errors import StepRefused


def judge(
    store: Storage,
    actor: Actor,
    project: str,
    seen: FileSeen,
    said: FileSaid,
    *,
    note: str,
    owner: str,
) -> int:
    """Gives the version after it. owner: who sees to it where the patient is the wrong one. note: where it
    takes "wrong patient" back, why, which everybody may read.

    Raises Forbidden, StaleVersion after another run, StepRefused, NamesAPatient.
    """
    authorise(actor, Action.CHECK_IMAGES, project)
    if owner not in charts.OWNERS:
        raise StepRefused(place=files.PLACE, found=charts.NO_OWNER, do=charts.NO_OWNER_DO)
    whole, file = _judged(store, actor, project, seen)
    with store.begin() as work:
        before = work.spot_checks.of(project).checking
        if takes_back(before.last_of_file(key_of(file)), said):
            refuse_patients_in(work, project, note)
        facts = steps.judging_file(key_of(file), said, note, owner=owner, place=seen.place, run=seen.run)
        step = SpotCheckStep(SpotCheckKind.FILE, actor.name, actor.role.value, facts)
        version = work.spot_checks.take(project, step)
        said_of_all = work.spot_checks.of(project).checking
        images = images_in(work, project, seen.run)
        left = unmatched(images, whole, said_of_all)
        gates_follow(work, project, actor, before=before, images_unmatched=left)
    return version


def _judged(store: Storage, actor: Actor, project: str, seen: FileSeen) -> tuple[Ledger, LedgerFile]:
    whole, file = file_at(store, project, seen)
    if not opens(actor, file, whole.people):
        raise StepRefused(place=files.PLACE, found=files.CLOSED, do=files.CLOSED_DO)
    return whole, file
