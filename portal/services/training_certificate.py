"""The certificate of somebody who has finished their path, sealed by the portal and kept (ADR 68).

Written once for what it says: asked for again, it is the same file to the byte. Where something was done anew
since, another one is written beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from core.training import Item, Learned
from portal.permissions import Action, Actor, authorise
from portal.services.installation_keys import document_key
from portal.services.learners import Standing
from portal.services.readiness_papers import whole_seconds
from portal.services.training import own_standing
from portal.viewmodels.go_live import Download
from portal.visit import ProjectChoice
from portal.wording import training as words
from portal.wording.figures import day
from reports.certificate import Achieved, Certificate, CertifiedStep, laid_out
from reports.signing import certify
from storage import Asked, CertificateRow, StepKind, Storage, Work
from storage import readiness_steps as steps
from storage.errors import StepRefused


def certificate(store: Storage, actor: Actor, project: ProjectChoice, *, zone: ZoneInfo) -> Download:
    """Raises Forbidden, and StepRefused where the actor has not finished."""
    authorise(actor, Action.TRAIN, project.id)
    with store.read() as work:
        kept = _kept(work, actor, project, _achieved(work, actor, project, zone))
        if kept is not None:
            return _download(work, project, kept)
    return _written(store, actor, project, zone)


def _written(store: Storage, actor: Actor, project: ProjectChoice, zone: ZoneInfo) -> Download:
    """Looked for once more under the locks: two windows write one."""
    with store.begin() as work:
        at = whole_seconds(store.clock(), zone)
        held = document_key(work, project.id, by=actor.name, at=at)
        work.training.to_add(project.id, actor.name, actor.role.value)
        said = _achieved(work, actor, project, zone)
        kept = _kept(work, actor, project, said)
        if kept is not None:
            return _download(work, project, kept)
        paper = _paper(work, project, said, at)
        laid = laid_out(paper)
        pdf = certify(laid.pdf, laid.places, issuer=held.key, secret=held.secret, at=at)
        facts = steps.training_certified(paper.id, says=said.digest)
        asked = Asked(StepKind.TRAINING_CERTIFY, actor.name, actor.role.value, facts)
        work.readiness.take(project.id, asked, pdf=pdf)
    return Download(words.CERTIFICATE_NAME, pdf)


def _paper(work: Work, project: ProjectChoice, said: Achieved, at: datetime) -> Certificate:
    number = len(work.readiness.of(project.id).certificates) + 1
    anchor = work.audit.anchor(project.id)
    return Certificate(f"T-{at.year}-{number:04d}", at, anchor.hash.hex() if anchor else "", said)


def _kept(work: Work, actor: Actor, project: ProjectChoice, said: Achieved) -> CertificateRow | None:
    """The newest of this person in this role, where it says just what would be said now."""
    own = [
        row
        for row in work.readiness.of(project.id).certificates
        if (row.person, row.role) == (actor.name, actor.role.value)
    ]
    return own[-1] if own and own[-1].says == said.digest else None


def _download(work: Work, project: ProjectChoice, row: CertificateRow) -> Download:
    return Download(words.CERTIFICATE_NAME, work.readiness.pdf(project.id, row.pdf))


def _achieved(work: Work, actor: Actor, project: ProjectChoice, zone: ZoneInfo) -> Achieved:
    own = own_standing(work, project.id, actor)
    ready = own.progress.ready if own and own.finished else None
    if own is None or ready is None:
        raise StepRefused(place=words.PLACE, found=words.NOT_FINISHED, do=words.NOT_FINISHED_DO)
    _refuse_steps_of_another(work, project.id, own)
    return Achieved(
        project.name,
        actor.name,
        actor.role.value.capitalize(),
        own.path.title,
        day(ready.at.astimezone(zone)),
        tuple(_step(own, item, zone) for item in own.path.items),
    )


def _refuse_steps_of_another(work: Work, project: str, own: Standing) -> None:
    """Steps are kept by name and role, and a name of somebody who left was once free for the next."""
    name = own.learner.person
    bore_it = any(each.name.casefold() == name.casefold() for each in work.memberships.who_left(project))
    joined = next((m.joined_at for m in work.memberships.of_project(project) if m.name == name), None)
    if bore_it and joined is not None and any(each.at < joined for each in _counting(own)):
        raise StepRefused(place=words.PLACE, found=words.OF_ANOTHER, do=words.OF_ANOTHER_DO)


def _counting(own: Standing) -> Iterator[Learned]:
    """The steps that the certificate would tell."""
    yield from (own.progress.done[item.id] for item in own.path.items)
    if own.progress.ready:
        yield own.progress.ready


def _step(own: Standing, item: Item, zone: ZoneInfo) -> CertifiedStep:
    done: Learned = own.progress.done[item.id]
    return CertifiedStep(item.title, words.how_known(item.proof, done.by), day(done.at.astimezone(zone)))
