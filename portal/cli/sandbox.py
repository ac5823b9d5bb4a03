"""`chartbridge sandbox ...`: the sandbox, filled, looked at and removed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from portal.cli.choosing import chosen_project
from portal.cli.saying import Voice
from portal.cli.watching import watched
from portal.opening import open_storage
from portal.permissions import Actor
from portal.services import refusals, sandbox
from portal.settings import read_settings
from portal.viewmodels.sandbox import Held
from portal.wording import sandbox as words
from portal.wording.figures import counted, short
from storage import Storage
from storage.sandbox import Compared, Standing, State

DONE, ALTERED = 0, 1


@dataclass(frozen=True)
class _Visit:
    """The person of the settings in one project."""

    store: Storage
    actor: Actor
    project: str


def load(project: str | None, *, as_json: bool) -> int:
    """Fills the copy from the newest run, or goes on where a load was stopped; 0."""
    voice = Voice(as_json)
    with _visit(project) as at, watched(voice) as watch:
        run, done = sandbox.fill_now(at.store, at.actor, at.project, watch.told)
    if as_json:
        told = {"records": done.rows, "patients": done.patients, "changed": done.changed}
        voice.result({"schema": 1, "run": run, **told})
    records, patients = words.holds(done.rows, done.patients)
    if done.changed:
        voice.say(words.LOADED.format(records, patients, short(run)))
    else:
        voice.say(words.UNCHANGED.format(short(run)))
    voice.say(words.SILENT)
    return DONE


def status(project: str | None, *, check: bool, as_json: bool) -> int:
    """What is visible and what is under way; with `check`, 1 where it is not what the run has."""
    voice = Voice(as_json)
    with _visit(project) as at:
        states, held = sandbox.state(at.store, at.actor, at.project)
        proof = sandbox.check(at.store, at.actor, at.project) if check else None
    if as_json:
        voice.result(_record(states, held, proof))
    for each in states:
        voice.say(_sentence(each))
    if not states:
        voice.say(words.NOTHING_THERE)
    elif held is not None:
        voice.say(words.FROM_RUN.format(short(held.run)))
    return _verdict(voice, proof)


def drop(project: str | None, *, as_json: bool) -> int:
    """Removes the copy and what is under way of it; 0."""
    voice = Voice(as_json)
    with _visit(project) as at:
        there = sandbox.drop(at.store, at.actor, at.project)
    if as_json:
        voice.result({"schema": 1, "removed": there})
    voice.say(words.DROPPED if there else words.NOTHING_THERE)
    return DONE


@contextmanager
def _visit(project: str | None) -> Iterator[_Visit]:
    settings = read_settings()
    actor = Actor(settings.person, settings.role)
    with closing(open_storage(settings)) as store:
        chosen = chosen_project(store, project)
        with refusals.noted(store, actor.name, chosen):
            yield _Visit(store, actor, chosen)


def _record(states: tuple[State, ...], held: Held | None, proof: Compared | None) -> dict[str, Any]:
    told = [{name: value for name, value in asdict(each).items() if name != "key"} for each in states]
    checked = None if proof is None else asdict(proof)
    return {"schema": 1, "run": held.run if held else None, "loads": told, "check": checked}


def _sentence(state: State) -> str:
    if state.standing is Standing.UNDER_WAY:
        return words.UNDER_WAY.format(state.committed, state.batches)
    return words.VISIBLE.format(*words.holds(state.rows, state.patients))


def _verdict(voice: Voice, proof: Compared | None) -> int:
    if proof is None:
        return DONE
    if proof.differing:
        voice.say(words.DIFFERS.format(", ".join(proof.differing)))
        return ALTERED
    voice.say(words.SAME.format(counted(proof.records, "record")))
    return DONE
