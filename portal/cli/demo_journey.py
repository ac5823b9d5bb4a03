"""The whole journey of the demonstration, played by its people through the portal's own services (law 9).

Nothing here goes past a service: what is uploaded, mapped, decided, stated and signed is what a person of
that role does on the pages, in the same order, and leaves the same events. The vendor's side signs nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from secrets import token_urlsafe
from typing import Any
from zoneinfo import ZoneInfo

from core.accept import Settings as Clinic
from core.demonstration import NAME
from core.errors import ChartbridgeError
from core.readiness import Area, Part, Signer
from portal.cli import demo_script as script
from portal.permissions import Actor, Role
from portal.services import (
    acting,
    decision_page,
    decisions,
    document_signing,
    example,
    go_live,
    go_live_steps,
    mapping,
    readiness_papers,
    runs,
    statements,
    uploads,
)
from portal.services.control_totals import offered, total
from portal.services.jobs import worth_showing
from portal.services.overview import newest_run
from portal.viewmodels.decisions import DecisionsPage, DecisionsQuery, GroupLine, Say, Seen, Verdict
from portal.viewmodels.go_live import GoLive, Said
from portal.viewmodels.uploads import Accept, Dropped
from portal.visit import ProjectChoice
from portal.wording.go_live import MEASURES
from portal.worker import Worker
from storage import RunRow, Storage

PERSON = {person.role: person for person in acting.PEOPLE}
OWNER, CHAMPION, ACCOUNTANT = PERSON[Role.OWNER], PERSON[Role.CHAMPION], PERSON[Role.ACCOUNTANT]
_DECIDING = (Role.PRACTITIONER, Role.ACCOUNTANT, Role.RECEPTIONIST, Role.CHAMPION, Role.OWNER)
_WAIVING = {Area.CLINICAL: Role.PRACTITIONER, Area.FINANCIAL: Role.ACCOUNTANT, Area.GENERAL: Role.OWNER}
_CURRENCIES = ("USD", "CAD")
_AHEAD = timedelta(weeks=6)
"""From today to the day that the demonstration's clinic means to go live."""
_PAUSE = 0.5


class WorkStopped(ChartbridgeError):
    """A job of the journey that did not come to its end."""

    kind = "work_stopped"


@dataclass(frozen=True)
class Journey:
    """A project of the demonstration in a store, and what its people do there, leg by leg."""

    store: Storage
    project: ProjectChoice
    zone: ZoneInfo
    clinic: Clinic

    @classmethod
    def begun(cls, store: Storage, files: Mapping[str, bytes], *, zone: ZoneInfo, clinic: Clinic) -> Journey:
        """A new project, marked as made up, with the export uploaded by the champion and looked at."""
        with store.begin() as work:
            row = work.projects.create(f"Demonstration: {NAME}", by=CHAMPION.name)
            example.mark(work, row.id)
        made = cls(store, ProjectChoice(row.id, row.name), zone, clinic)
        dropped = [Dropped(path, content) for path, content in sorted(files.items())]
        uploads.receive(store, CHAMPION, row.id, dropped)
        made._work()
        return made

    def run(self, seen: int | None = None) -> None:
        """What is sure is taken and all else waits, or with `seen` that version of the mapping."""
        how = Accept.SURE
        runs.start(self.store, CHAMPION, self.project.id, how=how, clinic=self.clinic, seen=seen)
        self._work()

    def map(self, text: str) -> None:
        """The mapping that the clinic settled, and a run with it."""
        seen = mapping.view(self.store, CHAMPION, self.project, clinic=self.clinic).version
        self.run(mapping.adopt(self.store, CHAMPION, self.project.id, text, seen=seen))

    def decide(self) -> int:
        """Every open group, by whoever it belongs to, and a run that follows; how many groups."""
        made = sum(self._decides(PERSON[role]) for role in _DECIDING)
        seen = self._page(CHAMPION).seen
        decisions.run_again(self.store, CHAMPION, self.project.id, clinic=self.clinic, seen=seen)
        self._work()
        return made

    def _decides(self, person: Actor) -> int:
        """Groups of one kind together, as a page offers it, until nothing is left to this person."""
        made = 0
        while waiting := self._waiting(person):
            lines, seen = waiting
            alike = tuple(line.id for line in lines if line.kind is lines[0].kind)
            verdict = Verdict(alike, *script.CHOICES[lines[0].kind])
            decisions.decide(self.store, person, self.project.id, verdict, seen=seen)
            made += len(alike)
        return made

    def _waiting(self, person: Actor) -> tuple[list[GroupLine], Seen] | None:
        """The first screenful with something open that is this person's to decide."""
        for number in range(1, self._page(person).pages + 1):
            page = self._page(person, number)
            mine = [line for line in page.groups if line.open and line.say is Say.DECIDES]
            if mine:
                return mine, page.seen
        return None

    def _page(self, person: Actor, number: int = 1) -> DecisionsPage:
        query = DecisionsQuery(open_only=True, page=number)
        return decision_page.view(self.store, person, self.project, query)

    def make_ready(self) -> None:
        """The date, what people state about what nobody measures, and by name what stays in the way."""
        day = self.store.clock().astimezone(self.zone).date() + _AHEAD
        day -= timedelta(days=day.weekday())
        self._step(go_live_steps.move_date, OWNER, day, reason=script.DATE)
        for role, said in (*self._totals(), *script.STATED):
            self._step(statements.STATERS[said.part], PERSON[role], said)
        self._step(go_live_steps.take_figures, CHAMPION)
        for line in self.view().gates:
            if line.blocks:
                person = PERSON[_WAIVING[line.result.gate.area]]
                self._step(go_live_steps.waive, person, line.name, reason=script.WAIVED)

    def _totals(self) -> Iterator[tuple[Role, Said]]:
        """Each measure and currency that the run has; the first differs, and is explained."""
        told: list[tuple[Role, Said]] = []
        run = self.newest.run
        with self.store.read() as work:
            for measure in offered(work, self.project.id, run):
                for code in _CURRENCIES:
                    ours = total(work, self.project.id, run, measure, code)
                    if ours is not None:
                        theirs, note = (ours, "") if told else (ours + script.DIFFERS_BY, script.DIFFERS)
                        subject = f"{MEASURES[measure]}, {code}"
                        said = Said(Part.TOTALS, subject, {"theirs": theirs}, note, measure, code)
                        told.append((Role.ACCOUNTANT, said))
        yield from told

    def sign(self) -> str:
        """A document with its four signatures in order, each with a passphrase of its person; its name."""
        view = self.view()
        document = readiness_papers.issue(
            self.store, CHAMPION, self.project, signers=view.people, seen=view.version, zone=self.zone
        )
        for role in Signer:
            person, phrase = PERSON[Role(role.value)], token_urlsafe(24)
            document_signing.make_key(self.store, person, self.project.id, passphrase=phrase, again=phrase)
            document_signing.sign(
                self.store, person, self.project.id, document, passphrase=phrase, zone=self.zone
            )
        return document

    def view(self) -> GoLive:
        return go_live.view(self.store, OWNER, self.project, currency=self.clinic.currency)

    @property
    def newest(self) -> RunRow:
        with self.store.read() as work:
            found = newest_run(work, self.project.id)
        if found is None:
            raise WorkStopped(place="the demonstration", found="No run has finished.", do="Try it again.")
        return found

    def _step(self, act: Callable[..., int], person: Actor, *said: Any, **told: Any) -> None:
        """One step towards going live, over what stands."""
        act(self.store, person, self.project.id, *said, seen=self.view().version, **told)

    def _work(self) -> None:
        """Does the project's jobs, or waits where a worker beside has taken one."""
        worker = Worker(self.store, name="demonstration", keep_on=lambda: False)
        while True:
            with self.store.read() as work:
                job = worth_showing(work, self.project.id)
            if job is None:
                return
            if job.error is not None:
                raise WorkStopped(place=job.error.place, found=job.error.found, do=job.error.do)
            if not worker.work_once():
                time.sleep(_PAUSE)
