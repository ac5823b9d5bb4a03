"""The store as a whole, and its unit of work: one `with`, one transaction, one set of repositories."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from core.sources.bounds import BOUNDS, Bounds
from core.sources.means import Means
from storage.anchors import AnchorKeeper
from storage.attempts import AttemptBook
from storage.audit import Audit, committed_head
from storage.blobs import BlobStore
from storage.break_glass import BreakGlass
from storage.choices import KeptChoices
from storage.credentials import Credentials
from storage.database import connect, for_reading, forget_log, revise, sqlite_url, take_turns
from storage.decisions import DecisionJournal
from storage.deletions import Deletions
from storage.errands import Errands
from storage.grants import Grants
from storage.identities import Identities
from storage.installation import Installation
from storage.invitations import Invitations
from storage.jobs import Jobs
from storage.keys import EVERYTHING, Door, Opened
from storage.local import LocalBlobs
from storage.log_proofs import LogProofs
from storage.mappings import Mappings
from storage.master_key import MasterKey
from storage.memberships import Memberships
from storage.models import InstallationRecord, WrappedKeyRecord
from storage.moment import Moments
from storage.people import People
from storage.projects import Projects
from storage.readiness import ReadinessJournal
from storage.runs import Runs
from storage.scope import ScopeJournal
from storage.sessions import Sessions
from storage.signing_keys import SigningKeys
from storage.slices import Slices
from storage.spot_checks import SpotCheckJournal
from storage.stages import Stages
from storage.training import TrainingJournal
from storage.unit import WITNESS_AAD, Unit
from storage.upload_words import UploadWords
from storage.uploads import Uploads

DATABASE = "chartbridge.sqlite3"
BLOBS = "blobs"
_WITNESS = b"chartbridge: the master key of this store"


class Work:
    """The repositories of one transaction."""

    def __init__(self, unit: Unit, anchors: AnchorKeeper) -> None:
        self._unit, self._anchors = unit, anchors
        self.audit = Audit(unit, anchors)
        self.projects = Projects(unit, self.audit)
        self.uploads = Uploads(unit, self.audit)
        self.upload_words = UploadWords(unit, self.audit)
        self.mappings = Mappings(unit, self.audit)
        self.choices = KeptChoices(unit, self.audit)
        self.decisions = DecisionJournal(unit, self.audit)
        self.runs = Runs(unit, self.audit)
        self.stages = Stages(unit)
        self.log_proofs = LogProofs(unit, self.runs, self.audit)
        self.jobs = Jobs(unit, self.audit)
        self.grants = Grants(unit)
        self.readiness = ReadinessJournal(unit, self.audit)
        self.signing_keys = SigningKeys(unit, self.audit)
        self.deletions = Deletions(unit, audit=self.audit)
        self.scope = ScopeJournal(unit, self.audit)
        self.spot_checks = SpotCheckJournal(unit, self.audit)
        self.training = TrainingJournal(unit, self.audit)
        self.installation = Installation(unit, self.audit)
        self.people = People(unit)
        self.memberships = Memberships(unit, self.audit)
        self.invitations = Invitations(unit, self.audit)
        self.sessions = Sessions(unit)
        self.credentials = Credentials(unit)
        self.attempts = AttemptBook(unit)
        self.break_glass = BreakGlass(unit, self.audit)
        self.identities = Identities(unit)
        self.errands = Errands(unit)
        self.slices = Slices(unit, self.uploads)

    @property
    def opened(self) -> Opened:
        """What its keys open: part of the key of whatever is remembered of what it read."""
        return self._unit.opened

    def unit_of_keys(self) -> Unit:
        """The transaction itself, for this layer's own care of the keys."""
        return self._unit

    @property
    def means(self) -> Means:
        """What files are read with, bounds included (ADR 47)."""
        return self._unit.means

    def through(self, *doors: Door) -> Work:
        """The same transaction, opening what `doors` name as well: an exception that says so where it is.

        portal/opened_classes.py lists them all.
        """
        return Work(self._unit.through(doors), self._anchors)


class Storage:
    """An open store. Threads may share it; each `begin` is its own transaction.

    opened: what the keys of its units of work open; everything, unless it was narrowed (ADR 30).
    means: what files are read with, bounds included (ADR 47).
    """

    def __init__(
        self,
        engine: Engine,
        *,
        home: Path,
        master: MasterKey,
        blobs: BlobStore,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
        bounds: Bounds = BOUNDS,
    ) -> None:
        self.engine = engine
        self.home = home
        self.blobs = blobs
        self.clock = clock
        self.means = Means(bounds=bounds)
        self.warnings: tuple[str, ...] = (master.warning,) if master.warning else ()
        self._reading = for_reading(engine)
        self._moments = Moments(self._reading)
        self._master = master
        self._new_id = new_id
        self._anchors = AnchorKeeper(blobs, clock)
        self.opened = EVERYTHING
        self._family: dict[Opened, Storage] = {EVERYTHING: self}

    def opened_for(self, opened: Opened) -> Storage:
        """This very store, whose units of work open no more than that, of what this one opens.

        Asked for the same twice, it is the same object, so that what is remembered by store stays apart.
        """
        narrow = copy(self)
        narrow.opened = self.opened.narrowed(opened)
        return self._family.setdefault(narrow.opened, narrow)

    @contextmanager
    def unit(self, *, reading: bool = False) -> Iterator[Unit]:
        """One transaction without repositories: for this layer's own care of what is sealed."""
        engine = self._reading if reading else self.engine
        with self._anew(), Session(engine, expire_on_commit=False) as session, session.begin():
            yield self._unit(session)

    @contextmanager
    def begin(self) -> Iterator[Work]:
        """One transaction: committed at the end of the `with`, rolled back where it raises."""
        with self._anew(), Session(self.engine, expire_on_commit=False) as session:
            unit = self._unit(session)
            with session.begin():
                yield Work(unit, self._anchors)
        for project, head in unit.appended.items():
            ring = partial(unit.ring, project)
            self._anchors.after_commit(project, head, ring=ring, last=project in unit.last)

    @contextmanager
    def read(self) -> Iterator[Work]:
        """As `begin` for looking only: it sees one moment, waits for no writer and changes nothing."""
        with self._moments.look() as (session, rings):
            yield Work(replace(self._unit(session), looks=True, kept=rings), self._anchors)

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """All that this thread reads inside is read from one moment, and asked once (storage/moment.py)."""
        with self._moments.one():
            yield

    def read_anew(self) -> None:
        """Whatever the moment that this thread is in has read: what is asked now is asked of the database."""
        self._moments.passes()

    def anchor_due(self) -> int:
        """Anchors every chain whose newest events have waited their time; how many. For a worker at rest."""
        with Session(self._reading) as session:
            unit = self._unit(session)
            projects = session.scalars(select(WrappedKeyRecord.project_id).distinct()).all()
            return sum(self._anchor_if_due(unit, project) for project in projects)

    def close(self) -> None:
        self.engine.dispose()

    def shred(self, project: str, *, by: str) -> None:
        """Destroys the project's keys and the database's own leftovers of them. There is no way back."""
        with self.begin() as work:
            work.jobs.cancel_open(project, by=by)
            work.projects.destroy_keys(project, by=by)
        self.forget_log()

    def forget_log(self) -> None:
        """The database's own leftovers of what was destroyed; after the commit of `deletions.destroy`."""
        forget_log(self.engine)

    def _anchor_if_due(self, unit: Unit, project: str) -> bool:
        head = committed_head(unit, project)
        if head is None:
            return False
        return self._anchors.after_commit(project, head, ring=partial(unit.ring, project))

    @contextmanager
    def _anew(self) -> Iterator[None]:
        """A writer sees no older moment, and nobody after it does."""
        self._moments.passes()
        try:
            yield
        finally:
            self._moments.passes()

    def _unit(self, session: Session) -> Unit:
        known = (session, self._reading, self.blobs, self._master, self.clock, self._new_id, self.opened)
        return Unit(*known, means=self.means)


def open_storage(
    home: Path,
    *,
    master: MasterKey,
    clock: Callable[[], datetime],
    database_url: str | None = None,
    blobs: BlobStore | None = None,
    new_id: Callable[[], str] = lambda: str(uuid4()),
    bounds: Bounds = BOUNDS,
) -> Storage:
    """Opens the store in `home`, made there first if absent, its tables brought up to date.

    clock: gives the time with its zone. Raises KeyRefused where the master key lies in `home` or is not
    the one that this store was made with.
    """
    master.guard(home)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = connect(database_url or sqlite_url(home / DATABASE))
    revise(engine)
    _recognise(engine, master, clock=clock)
    return Storage(
        engine,
        home=home,
        master=master,
        blobs=blobs or LocalBlobs(home / BLOBS),
        clock=clock,
        new_id=new_id,
        bounds=bounds,
    )


def _recognise(engine: Engine, master: MasterKey, *, clock: Callable[[], datetime]) -> None:
    with Session(engine) as session, session.begin():
        take_turns(session.connection())
        found = session.get(InstallationRecord, 1)
        if found is not None:
            master.unwrap(found.witness, aad=WITNESS_AAD)
        else:
            witness = master.wrap(_WITNESS, aad=WITNESS_AAD)
            session.add(InstallationRecord(id=1, witness=witness, made_at=clock()))
