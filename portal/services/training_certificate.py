"""The certificate of somebody who has finished their path, made as it is asked for."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from core.training import Item, Learned
from portal.permissions import Action, Actor, authorise
from portal.services.learners import Standing
from portal.services.training import own_standing
from portal.viewmodels.go_live import Download
from portal.visit import ProjectChoice
from portal.wording import training as words
from portal.wording.figures import day
from reports.certificate import Certificate, CertifiedStep, certificate_pdf
from storage import Storage
from storage.errors import StepRefused


def certificate(store: Storage, actor: Actor, project: ProjectChoice, *, zone: ZoneInfo) -> Download:
    """Raises Forbidden, and StepRefused where the actor has not finished."""
    authorise(actor, Action.TRAIN, project.id)
    with store.read() as work:
        own = own_standing(work, project.id, actor)
    ready = own.progress.ready if own and own.finished else None
    if own is None or ready is None:
        raise StepRefused(place=words.PLACE, found=words.NOT_FINISHED, do=words.NOT_FINISHED_DO)
    told = Certificate(
        project.name,
        actor.name,
        actor.role.value.capitalize(),
        own.path.title,
        day(ready.at.astimezone(zone)),
        tuple(_step(own, item, zone) for item in own.path.items),
    )
    return Download(words.CERTIFICATE_NAME, certificate_pdf(told))


def _step(own: Standing, item: Item, zone: ZoneInfo) -> CertifiedStep:
    done: Learned = own.progress.done[item.id]
    return CertifiedStep(item.title, words.how_known(item.proof, done.by), day(done.at.astimezone(zone)))
