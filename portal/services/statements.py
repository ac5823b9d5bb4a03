"""What people state about what the portal cannot measure, each part by the role that sees to it (ADR 17).

Of a control total the person says the old system's figure only; ours is computed here from the run. A
statement counts at once where no document is waiting for signatures or signed; else when the figures are
next taken, so that nobody voids a document by telling that one more person has learned their part (ADR 11).
"""

from __future__ import annotations

from dataclasses import replace

from core.readiness import Part, Statement
from core.readiness.statements import FIGURES, standing
from portal.permissions import Action, Actor, authorise
from portal.services.control_totals import ours_now
from portal.services.go_live_steps import figures_taken
from portal.services.measured_parts import measured_parts
from portal.services.overview import newest_run
from portal.services.patient_identifiers import refuse_patients_in
from portal.services.turns import waits
from portal.viewmodels.go_live import Said
from portal.wording import go_live as words
from storage import Asked, Readiness, StepKind, Storage, Work
from storage import readiness_steps as steps
from storage.errors import StepRefused


def state_total(store: Storage, actor: Actor, project: str, said: Said, *, seen: int) -> int:
    """A control total of the old system. Raises Forbidden, StaleVersion, StepRefused, NamesAPatient, as
    all of these.
    """
    authorise(actor, Action.STATE_TOTALS, project)
    return _state(store, actor, project, replace(said, part=Part.TOTALS), seen=seen)


def state_charts(store: Storage, actor: Actor, project: str, said: Said, *, seen: int) -> int:
    """Charts that this practitioner was given, compared, and raised concerns about."""
    authorise(actor, Action.SPOT_CHECK, project)
    return _state(store, actor, project, replace(said, part=Part.CHARTS, subject=actor.name), seen=seen)


def state_training(store: Storage, actor: Actor, project: str, said: Said, *, seen: int) -> int:
    """People of one role who have training to do, and those of them who have finished."""
    authorise(actor, Action.STATE_TRAINING, project)
    return _state(store, actor, project, replace(said, part=Part.TRAINING), seen=seen)


def state_parallel(store: Storage, actor: Actor, project: str, said: Said, *, seen: int) -> int:
    """Days worked in both systems, and the differences that were found."""
    authorise(actor, Action.STATE_PRACTICE, project)
    whole = replace(said, part=Part.PARALLEL, subject=Part.PARALLEL.value)
    return _state(store, actor, project, whole, seen=seen)


def state_scope(store: Storage, actor: Actor, project: str, said: Said, *, seen: int) -> int:
    """One part of the scope: whether it moves, and whether the owner has approved it."""
    authorise(actor, Action.APPROVE, project)
    return _state(store, actor, project, replace(said, part=Part.SCOPE), seen=seen)


def _state(store: Storage, actor: Actor, project: str, said: Said, *, seen: int) -> int:
    with store.begin() as work:
        if said.part in measured_parts(work, project):
            raise StepRefused(place=said.part.value, found=words.MEASURED, do=words.MEASURED_DO)
        refuse_patients_in(work, project, said.note, "" if _named_by_us(said) else said.subject)
        state = work.readiness.of(project)
        asked = Asked(StepKind.STATE, actor.name, actor.role.value, _facts(store, work, state, actor, said))
        if _stands(state, asked):
            return state.version
        version = work.readiness.take(project, asked, saw=seen)
        return version if waits(state) else _counted(work, project, actor, version)


def _facts(store: Storage, work: Work, state: Readiness, actor: Actor, said: Said) -> dict[str, object]:
    figures = dict(said.figures)
    if said.part is Part.TOTALS and figures:
        figures["ours"] = _ours(work, state.project, said)
    whole = {name: figures[name] for name in FIGURES[said.part] if name in figures}
    return steps.said(
        Statement(
            said.part,
            " ".join(said.subject.split()),
            tuple(whole.items()),
            said.note.strip(),
            actor.name,
            actor.role.value,
            store.clock(),
            said.measure,
            said.currency,
            tuple(sorted(said.selection.items())),
        )
    )


def _named_by_us(said: Said) -> bool:
    """Practitioners may be patients too, and so may those whose production a total is of."""
    return said.part is Part.CHARTS or bool(said.selection)


def _ours(work: Work, project: str, said: Said) -> int:
    run = newest_run(work, project)
    selection = tuple(sorted(said.selection.items()))
    found = ours_now(work, project, run.run, said.measure, said.currency, selection) if run else None
    if found is None:
        raise StepRefused(place=words.THEIRS, found=words.NO_SUCH_MONEY, do=words.NO_SUCH_MONEY_DO)
    return found


def _stands(state: Readiness, asked: Asked) -> bool:
    """Whether just this stands already, on the same person's word: a double click, or nothing new."""
    told = steps.statement_of(asked.step(state.steps[-1].at)) if state.steps else None
    return told is not None and any(
        each.by == told.by and replace(each, at=told.at) == told for each in standing(state.statements)
    )


def _counted(work: Work, project: str, actor: Actor, version: int) -> int:
    return figures_taken(work, work.readiness.of(project), actor, seen=version)


STATERS = {
    Part.TOTALS: state_total,
    Part.CHARTS: state_charts,
    Part.TRAINING: state_training,
    Part.PARALLEL: state_parallel,
    Part.SCOPE: state_scope,
}
