"""A clinic on its way to going live, in a real store: the example's people do what each of them does."""

from __future__ import annotations

import os
from datetime import date
from fcntl import LOCK_EX, flock
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from core.demonstration import SMALL, dental_group, truth_of
from core.readiness import Area, Part, Signer
from portal.opened_classes import narrowed
from portal.permissions import Actor, Role
from portal.services import document_signing, example, go_live, go_live_steps, readiness_papers, statements
from portal.services.acting import PEOPLE
from portal.viewmodels.go_live import GoLive, Said
from portal.visit import ProjectChoice
from storage import Storage
from tests.placing import IN_PRODUCTION, copied
from tests.portal.stores import Clock, run_again, store_in, work_all

ZONE = ZoneInfo("America/Chicago")
PERSON = {person.role: person for person in PEOPLE}
OWNER, CHAMPION = PERSON[Role.OWNER], PERSON[Role.CHAMPION]
PRACTITIONER, ACCOUNTANT = PERSON[Role.PRACTITIONER], PERSON[Role.ACCOUNTANT]
VENDOR, AUDITOR = PERSON[Role.VENDOR], PERSON[Role.AUDITOR]
REASON = "Looked at one by one; the list lies with the champion."
DAY = date(2026, 3, 30)


@cache
def ledger() -> pl.DataFrame:
    """What a perfect migration makes of the example's ledger, from the entries that it was written from."""
    entries = truth_of(dental_group(example.SEED, SMALL)).records["ledger_entry"]
    return entries.filter(~pl.col("voided").fill_null(value=False))


def receivables(*types: str, currency: str = "USD") -> int:
    """The sum of its entries in minor units. types: of which kinds; all where none is named."""
    kept = ledger().filter(pl.col("currency") == currency)
    return int((kept.filter(pl.col("type").is_in(types)) if types else kept)["amount"].sum())


class Clinic:
    """The example project with one finished run, and short ways to do what people do."""

    def __init__(self, home: Path, *, like: Path | None = None, store: Storage | None = None) -> None:
        """like: a home that this one begins as a copy of. store: an empty one that lies elsewhere."""
        if like is not None:
            copied(like / "home", home / "home")
        self.clock = Clock()
        self.store: Storage = store or store_in(home, self.clock)
        example.put_if_empty(self.store)
        with self.store.read() as work:
            row = work.projects.all()[0]
        self.project = ProjectChoice(row.id, row.name)
        if like is None:
            work_all(self.store)
            run_again(self.store, self.project)

    def as_(self, actor: Actor) -> Storage:
        """The store as calls on this person's word open it."""
        return narrowed(self.store, actor)

    def view(self, actor: Actor = OWNER) -> GoLive:
        return go_live.view(self.as_(actor), actor, self.project, currency="USD")

    @property
    def seen(self) -> int:
        with self.store.read() as work:
            return work.readiness.of(self.project.id).version

    def figures(self, actor: Actor = OWNER) -> int:
        return go_live_steps.take_figures(self.as_(actor), actor, self.project.id, seen=self.seen)

    def date(self, new: date | None = DAY, reason: str = "First plan", actor: Actor = OWNER) -> int:
        return go_live_steps.move_date(
            self.as_(actor), actor, self.project.id, new, reason=reason, seen=self.seen
        )

    def waive(self, gate: str, actor: Actor = OWNER, reason: str = REASON) -> int:
        return go_live_steps.waive(
            self.as_(actor), actor, self.project.id, gate, reason=reason, seen=self.seen
        )

    def take_back(self, gate: str, actor: Actor = OWNER) -> int:
        return go_live_steps.take_back(self.as_(actor), actor, self.project.id, gate, seen=self.seen)

    def state(self, actor: Actor, part: Part, subject: str = "It", note: str = "", **figures: int) -> int:
        measured = ("ledger_balance", "USD") if part is Part.TOTALS else ("", "")
        said = Said(part, subject, figures, note, *measured)
        return statements.STATERS[part](self.as_(actor), actor, self.project.id, said, seen=self.seen)

    def in_order(self) -> None:
        """Everything stated, and by name waived what the run leaves open."""
        self.state(OWNER, Part.SCOPE, "Charts", moves=1, approved=1)
        self.in_order_but_for_the_scope()

    def in_order_but_for_the_scope(self) -> None:
        """The same where the scope has been seen to, or will be."""
        self.figures()
        self.date()
        self.state(ACCOUNTANT, Part.TOTALS, "Receivables", theirs=receivables())
        self.state(PRACTITIONER, Part.CHARTS, asked=20, compared=20, raised=1, settled=1)
        self._rest_in_order()

    def in_order_beside_charts(self) -> None:
        """As `in_order`, where the charts are drawn and counted."""
        self.date()
        self.state(ACCOUNTANT, Part.TOTALS, "Receivables", theirs=receivables())
        self._rest_in_order()

    def _rest_in_order(self) -> None:
        self.state(CHAMPION, Part.TRAINING, "Reception", people=5, finished=5)
        self.state(CHAMPION, Part.PARALLEL, planned=5, worked=5, found=0, settled=0)
        self.waive_what_blocks()

    def waive_what_blocks(self) -> None:
        by = {Area.CLINICAL: PRACTITIONER, Area.FINANCIAL: ACCOUNTANT, Area.GENERAL: OWNER}
        for line in self.view().gates:
            if line.blocks:
                self.waive(line.name, by[line.result.gate.area])

    def issue(self, actor: Actor = CHAMPION, seen: int | None = None) -> str:
        return readiness_papers.issue(
            self.as_(actor),
            actor,
            self.project,
            signers=self.view().people,
            seen=self.seen if seen is None else seen,
            zone=ZONE,
        )

    def key(self, actor: Actor, phrase: str | None = None) -> None:
        told = phrase or self.phrase(actor)
        document_signing.make_key(self.as_(actor), actor, self.project.id, passphrase=told, again=told)

    def sign(self, actor: Actor, document: str, phrase: str | None = None) -> int:
        return document_signing.sign(
            self.store, actor, self.project.id, document, passphrase=phrase or self.phrase(actor), zone=ZONE
        )

    def phrase(self, actor: Actor) -> str:
        return f"correct horse of {actor.name}"

    def keys(self) -> None:
        for role in Signer:
            self.key(PERSON[Role(role.value)])

    def signed_by_all(self, document: str) -> None:
        for role in Signer:
            self.sign(PERSON[Role(role.value)], document)

    def pdf(self, document: str) -> bytes:
        return readiness_papers.opened(self.as_(AUDITOR), AUDITOR, self.project.id, document).content

    def events(self) -> list[str]:
        with self.store.read() as work:
            return [event.event for event in work.audit.events(self.project.id)]


def ran_home(folders: pytest.TempPathFactory) -> Path:
    """A home with the finished run, for others to begin like; whichever process comes first makes it.

    On servers each process makes its own, since only the one that placed it knows where it lies.
    """
    own = folders.getbasetemp()
    shared = "PYTEST_XDIST_WORKER" in os.environ and not IN_PRODUCTION
    home = (own.parent if shared else own) / "ran"
    with home.with_suffix(".lock").open("w") as turn:
        flock(turn, LOCK_EX)
        if not (home / "whole").exists():
            Clinic(home).store.close()
            (home / "whole").touch()
    return home
