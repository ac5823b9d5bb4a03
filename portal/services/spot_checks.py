"""Spot-checks as people do them: draw, choose, judge, raise and settle. Each is one act of one person.

The engine says what may be done (core.spotchecks); the journal keeps it and tells the trail; this says who
(contracts, section 5). The gates follow at once where no document waits for signatures or is signed, as with
what people state (ADR 17): nobody voids a document by looking at one more chart.
"""

from __future__ import annotations

import secrets

from core.charts import digest_of
from core.spotchecks import Found, Scope, drawn
from core.spotchecks.opened import unanswered
from core.spotchecks.wording import THERE_ALREADY
from portal.permissions import Action, Actor, authorise
from portal.services.chart_lenses import LENSES, scope_of
from portal.services.chart_reading import chart_of, charts_in
from portal.services.overview import newest_run
from portal.services.patient_identifiers import refuse_patients_in
from portal.services.spot_check_drawing import candidates, patient_of_number
from portal.services.spot_check_gates import gates_follow
from portal.viewmodels.charts import Seen
from portal.wording import charts as words
from storage import RunRow, SpotCheckKind, SpotChecks, SpotCheckStep, Storage, Work
from storage import spot_check_steps as steps
from storage.errors import StaleVersion, StepRefused

_SEEDS = 1_000_000
PLACE = "charts"


def draw(
    store: Storage, actor: Actor, project: str, size: int, *, seed: str, seen: int, reason: str = ""
) -> int:
    """Draw charts of the newest run. seed: "" for one that chance gives. reason: why there are to be others
    than those drawn before, which everybody may read. Gives the version after it.

    Raises Forbidden, StaleVersion, StepRefused, NamesAPatient, as all of these.
    """
    authorise(actor, Action.SPOT_CHECK, project)
    chosen = seed.strip() or str(secrets.randbelow(_SEEDS))
    with store.begin() as work:
        run = _run(work, project)
        _refuse_leaving_behind(work.spot_checks.of(project))
        refuse_patients_in(work, project, reason)
        patients = drawn(candidates(work, project, run), size, seed=chosen, run=run.run)
        facts = steps.drawing(run.run, chosen, size, patients, reason=reason, typed=bool(seed.strip()))
        return _take(work, project, _step(SpotCheckKind.DRAW, actor, facts), actor, saw=seen)


def _refuse_leaving_behind(state: SpotChecks) -> None:
    """Whoever found a serious difference says first what somebody has to see to, while it is before them."""
    left = unanswered(state.checking)
    if left:
        place = min(state.checking.patients.index(each) + 1 for each in left)
        raise StepRefused(place=PLACE, found=words.UNANSWERED.format(place), do=words.UNANSWERED_DO)


def choose(store: Storage, actor: Actor, project: str, number: str, *, seen: int) -> int:
    """Add a patient by hand, by the number that people know the chart by."""
    authorise(actor, Action.SPOT_CHECK, project)
    with store.begin() as work:
        patient = patient_of_number(work, project, _run(work, project), number)
        if patient is None:
            raise StepRefused(place=PLACE, found=words.NO_SUCH_NUMBER, do=words.NO_SUCH_NUMBER_DO)
        if patient in work.spot_checks.of(project).checking.patients:
            raise StepRefused(place=PLACE, found=THERE_ALREADY, do=words.LOOK_THERE)
        step = _step(SpotCheckKind.GOLDEN, actor, steps.choosing(patient))
        return _take(work, project, step, actor, saw=seen)


def judge(store: Storage, actor: Actor, project: str, seen: Seen, found: Found, *, reason: str = "") -> int:
    """Say of a chart what was found in this person's part of it.

    seen: what was on the screen; where the chart is another one by now, nothing is kept. reason: why it is
    milder than the last word about it was, which everybody may read.
    """
    authorise(actor, Action.CHECK_PART, project)
    scope = scope_of(actor) or Scope.CHART
    with store.begin() as work:
        run, state = _run(work, project), work.spot_checks.of(project)
        patient = patient_at(state, seen)
        chart = chart_of(charts_in(store, project, run.run, state.checking.patients), patient)
        digest = digest_of(LENSES[scope].through(chart))
        if digest != seen.digest:
            raise changed()
        refuse_patients_in(work, project, reason)
        facts = steps.judging(patient, scope, found, digest=digest, run=run.run, reason=reason)
        return _take(work, project, _step(SpotCheckKind.JUDGE, actor, facts), actor)


def raise_concern(store: Storage, actor: Actor, project: str, seen: Seen, text: str, *, owner: str) -> int:
    """Say what somebody has to see to, and who. owner: one of those offered."""
    authorise(actor, Action.CHECK_PART, project)
    if owner not in words.OWNERS:
        raise StepRefused(place=PLACE, found=words.NO_OWNER, do=words.NO_OWNER_DO)
    with store.begin() as work:
        patient = patient_at(work.spot_checks.of(project), seen)
        facts = steps.raising(patient, text, owner)
        return _take(work, project, _step(SpotCheckKind.RAISE, actor, facts), actor)


def settle(store: Storage, actor: Actor, project: str, number: int, *, answer: str) -> int:
    """Say how a concern was settled: a clinical judgement, and so the practitioner's."""
    authorise(actor, Action.SPOT_CHECK, project)
    with store.begin() as work:
        facts = steps.settling(number, answer)
        return _take(work, project, _step(SpotCheckKind.SETTLE, actor, facts), actor)


def patient_at(state: SpotChecks, seen: Seen) -> str:
    """Whose chart stands at a place of the draw that was shown. Raises StaleVersion after another draw."""
    patients = state.checking.patients
    if seen.draw != len(state.checking.draws) or not 1 <= seen.place <= len(patients):
        raise changed()
    return patients[seen.place - 1]


def changed() -> StaleVersion:
    return StaleVersion(place=PLACE, found=words.CHANGED, do=words.CHANGED_DO)


def _run(work: Work, project: str) -> RunRow:
    run = newest_run(work, project)
    if run is None:
        raise StepRefused(place=PLACE, found=words.NO_RUN, do=words.NO_RUN_DO)
    return run


def _step(kind: SpotCheckKind, actor: Actor, facts: dict[str, object]) -> SpotCheckStep:
    return SpotCheckStep(kind, actor.name, actor.role.value, facts)


def _take(work: Work, project: str, step: SpotCheckStep, actor: Actor, *, saw: int | None = None) -> int:
    before = work.spot_checks.of(project).checking
    version = work.spot_checks.take(project, step, saw=saw)
    gates_follow(work, project, actor, before=before)
    return version
