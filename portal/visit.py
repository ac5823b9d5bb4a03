"""One person's visit to one project: everything that a page may see or do, and nothing else.

Pages are handed a `Portal` and know no storage. The live one is in portal/live.py; tests hand in fakes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from zoneinfo import ZoneInfo

from portal.permissions import Actor
from portal.viewmodels.audit_trail import TrailPage, TrailQuery
from portal.viewmodels.decisions import DecisionsPage, DecisionsQuery, Examples, Seen, Verdict
from portal.viewmodels.jobs import JobView
from portal.viewmodels.log import EntryDetail, EntryRef, LogPage, LogQuery
from portal.viewmodels.mapping import Change, ColumnView, MappingPage, Source
from portal.viewmodels.overview import Overview
from portal.viewmodels.taking import Form
from portal.viewmodels.uploads import Accept, Dropped, Receipt, Uploads


@dataclass(frozen=True)
class ProjectChoice:
    id: str
    name: str


class Portal(Protocol):
    """What `render(portal)` takes. Every method may raise ChartbridgeError; Forbidden among them."""

    @property
    def actor(self) -> Actor: ...

    @property
    def zone(self) -> ZoneInfo: ...

    def overview(self) -> Overview: ...

    def uploads(self) -> Uploads: ...

    def receive(self, files: Sequence[Dropped]) -> Receipt: ...

    def start_run(self, accept: Accept) -> JobView: ...

    def mapping(self, table: str = "") -> MappingPage: ...

    def mapping_column(self, source: Source, column: str) -> ColumnView: ...

    def change_mapping(self, change: Change, *, seen: int) -> int: ...

    def run_mapping(self, *, seen: int) -> JobView: ...

    def decisions(self, query: DecisionsQuery) -> DecisionsPage: ...

    def decision_examples(self, group: str) -> Examples: ...

    def decide(self, verdict: Verdict, *, seen: Seen) -> int: ...

    def accept_proposal(self, group: str, *, seen: Seen) -> int: ...

    def take_back(self, groups: Sequence[str], *, seen: Seen) -> int: ...

    def run_decisions(self, *, seen: Seen) -> JobView: ...

    def job(self) -> JobView | None: ...

    def log(self, query: LogQuery) -> LogPage: ...

    def entry(self, ref: EntryRef) -> EntryDetail: ...

    def take_log(self, query: LogQuery, form: Form) -> str: ...

    def trail(self, query: TrailQuery) -> TrailPage: ...

    def take_trail(self, query: TrailQuery, form: Form) -> str: ...

    def check_chain(self) -> None: ...
