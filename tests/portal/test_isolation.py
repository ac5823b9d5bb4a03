"""Two projects in one store, each with everything in it: nobody of one sees or changes the other."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from core.decisions import Choice
from core.errors import ChartbridgeError
from core.finances import Asked, Report
from core.readiness import Part
from core.spotchecks import Found
from portal.desk import Desk
from portal.downloads import GrantRefused, redeem
from portal.live import LivePortal
from portal.permissions import Actor, Elsewhere, Grant, Role
from portal.services import log, projects, scope_edits, spot_checks, taking
from portal.services.overview import newest_run
from portal.settings import Settings
from portal.viewmodels.charts import Seen as ChartSeen
from portal.viewmodels.decisions import DecisionsQuery, Verdict
from portal.viewmodels.go_live import Said
from portal.viewmodels.log import EntryRef, LogQuery
from portal.viewmodels.mapping import Place as Destination
from portal.viewmodels.mapping_asked import MoveColumn
from portal.viewmodels.taking import Form
from portal.visit import ProjectChoice
from storage import AuditEvent, Storage
from storage.errors import NotStored
from tests.portal.grouped import COLUMN, FILES, publish_groups
from tests.portal.stores import OWNER, project_in, run_again, store_in
from tests.portal.tripwire import Wire

PLAIN = {"people.csv": b"PatNum,LastName,FirstName\n" + b"".join(b"%d,Roe,Jo\n" % n for n in range(700, 730))}
SETTINGS = Settings()
ABOUT_CHARTS = Said(Part.CHARTS, "", {})


@dataclass(frozen=True)
class Place:
    store: Storage
    mine: ProjectChoice
    theirs: ProjectChoice

    def of(self, role: Role, project: ProjectChoice | None = None) -> LivePortal:
        """Somebody of `mine` with every grant."""
        actor = Actor("Robin", role, frozenset(Grant), project=self.mine.id)
        return LivePortal(self.store, actor, project or self.mine, SETTINGS)

    def head(self, project: ProjectChoice) -> list[tuple[int, bytes]]:
        with self.store.read() as work:
            return [(link.seq, link.hash) for link, _ in work.audit.chain(project.id)][-1:]

    def run(self, project: ProjectChoice) -> str:
        with self.store.read() as work:
            row = newest_run(work, project.id)
            assert row is not None
            return row.run


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    store = store_in(tmp_path_factory.mktemp("isolation"))
    mine, theirs = project_in(store, PLAIN), project_in(store, FILES)
    for each in (mine, theirs):
        run_again(store, each)
    dentist = Actor("Dana", Role.PRACTITIONER)
    spot_checks.draw(store, dentist, theirs.id, 20, seed="7", seen=0)
    seen = ChartSeen(1, 1)
    spot_checks.raise_concern(store, dentist, theirs.id, seen, "To be looked at", owner="champion")
    publish_groups(store, theirs)
    scope_edits.begin(store, OWNER, theirs.id, country="US", seen=0)
    made = Place(store, mine, theirs)
    portal = LivePortal(store, Actor("Val", Role.VENDOR), theirs, SETTINGS)
    verdict = Verdict((COLUMN.id,), Choice.ARCHIVE, "Not needed.")
    portal.decide(verdict, seen=portal.decisions(DecisionsQuery()).seen)
    yield made
    store.close()


WAYS = [
    name
    for name, way in vars(LivePortal).items()
    if inspect.isfunction(way) and name[0] != "_" and name != "verify"
]


@pytest.mark.parametrize("role", Role)
def test_whoever_stands_at_another_projects_door_is_told_that_there_is_none(place: Place, role: Role) -> None:
    before = place.head(place.theirs)
    portal = place.of(role, place.theirs)
    for name in WAYS:
        with pytest.raises(Elsewhere) as told:
            _called(getattr(portal, name))
        assert "no such project" in told.value.found
    assert place.head(place.theirs) == before


def _called(way: Callable[..., Any]) -> None:
    """With nothing behind it but what says which service it is."""
    wanted = [each for each in inspect.signature(way).parameters.values() if each.default is each.empty]
    way(**{each.name: ABOUT_CHARTS if each.name == "said" else Wire() for each in wanted})


def test_the_try_is_an_event_of_their_own_project_and_names_no_other(place: Place) -> None:
    with pytest.raises(Elsewhere):
        place.of(Role.OWNER, place.theirs).overview()
    with place.store.read() as work:
        tries = [e for e in work.audit.events(place.mine.id) if e.event == AuditEvent.ACCESS_REFUSED]
    assert {str(each.facts) for each in tries} == {"{'action': 'open another project', 'elsewhere': True}"}


def test_a_list_of_projects_has_those_that_the_person_is_in(place: Place) -> None:
    assert projects.all_projects(place.store, place.of(Role.OWNER).actor) == (place.mine,)
    assert projects.all_projects(place.store, OWNER) == (place.mine, place.theirs)


Reach = Callable[[LivePortal, Place], Any]
WITH_THEIR_IDS: dict[str, Reach] = {
    "accept_proposal": lambda p, at: p.accept_proposal(COLUMN.id, seen=_seen(p)),
    "change_mapping": lambda p, at: p.change_mapping(
        MoveColumn(("odd.csv", "odd"), "ZZZ", Destination.ARCHIVED, reason="So."), seen=1
    ),
    "chart": lambda p, at: p.chart(ChartSeen(1, 1)),
    "choose_chart": lambda p, at: p.choose_chart("7", seen=0),
    "decide": lambda p, at: p.decide(Verdict((COLUMN.id,), Choice.ARCHIVE, "So."), seen=_seen(p)),
    "decision_examples": lambda p, at: p.decision_examples(COLUMN.id),
    "entry": lambda p, at: p.entry(EntryRef(at.run(at.theirs), 1)),
    "explain_total": lambda p, at: p.explain_total("It", "So", ours=0, seen=0),
    "judge_chart": lambda p, at: p.judge_chart(ChartSeen(1, 1), Found.RIGHT),
    "mapping_column": lambda p, at: p.mapping_column(("odd.csv", "odd"), "ZZZ"),
    "open_document": lambda p, at: p.open_document("R-2026-0001"),
    "open_finances": lambda p, at: p.open_finances("F-2026-0001"),
    "raise_concern": lambda p, at: p.raise_concern(ChartSeen(1, 1), "So", owner="champion"),
    "settle_concern": lambda p, at: p.settle_concern(1, answer="So."),
    "sign_document": lambda p, at: p.sign_document("R-2026-0001", "a phrase of theirs"),
    "sign_finances": lambda p, at: p.sign_finances("F-2026-0001", "a phrase of theirs"),
    "take_back": lambda p, at: p.take_back([COLUMN.id], seen=_seen(p)),
    "take_out_total": lambda p, at: p.take_out_total("It", seen=0),
}
"""Everything that is asked for by a name, a number or an id that is another project's."""


def _seen(portal: LivePortal) -> Any:
    return portal.decisions(DecisionsQuery()).seen


@pytest.mark.parametrize("name", WITH_THEIR_IDS)
def test_an_id_of_another_project_opens_and_changes_nothing(place: Place, name: str) -> None:
    before = place.head(place.theirs)
    for role in Role:
        with pytest.raises(ChartbridgeError):
            WITH_THEIR_IDS[name](place.of(role), place)
    assert place.head(place.theirs) == before


def test_a_figure_is_made_of_entries_of_the_own_project_only(place: Place) -> None:
    drill = place.of(Role.OWNER).finance_drill(Asked(Report.BALANCE, "USD"))
    assert (drill.count, drill.entries) == (0, ())


def test_nothing_of_another_project_can_be_had_by_its_id_from_the_store(place: Place) -> None:
    with place.store.read() as work:
        upload, job, run = (
            work.uploads.of(place.theirs.id)[0].id,
            work.jobs.of(place.theirs.id)[0].id,
            work.runs.of(place.theirs.id)[0].run,
        )
        for get in (
            lambda: work.uploads.get(place.mine.id, upload),
            lambda: work.jobs.get(place.mine.id, job),
            lambda: work.runs.get(place.mine.id, run),
            lambda: work.runs.parts(place.mine.id, run),
            lambda: work.readiness.document(place.mine.id, "R-2026-0001"),
        ):
            with pytest.raises(NotStored):
                get()


def test_a_link_to_a_file_of_one_project_opens_nothing_of_another(place: Place) -> None:
    desk = Desk(most=9)
    link = taking.ask_for_log(place.store, OWNER, place.mine.id, LogQuery(), Form.CSV, desk=desk)
    _, _, number, mac = link.split("/")
    with pytest.raises(GrantRefused):
        redeem(place.store, project=place.theirs.id, number=number, mac=mac, desk=desk)
    assert (
        redeem(place.store, project=place.mine.id, number=number, mac=mac, desk=desk).project == place.mine.id
    )


def test_what_is_kept_in_memory_of_one_project_is_not_shown_in_another(place: Place) -> None:
    """Both logs, one after the other and back, as a server holds them."""
    for _ in range(2):
        theirs = log.view(place.store, OWNER, place.theirs, LogQuery())
        mine = log.view(place.store, place.of(Role.OWNER).actor, place.mine, LogQuery())
        assert {entry.file for entry in mine.entries} == {"people.csv"}
        assert "people.csv" not in {entry.file for entry in theirs.entries}
