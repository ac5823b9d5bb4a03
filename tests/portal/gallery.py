"""Every page in the states that a person can meet it in: nothing there yet, normal, failed, not theirs.

A page that is added to the portal is added here, or a test fails; tests/browser looks at each of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from core.errors import UnreadableFile
from portal.permissions import Action, Actor, Forbidden, Role
from portal.session import Place
from portal.viewmodels.audit_trail import ChainCheck, Soundness, TrailPage
from portal.viewmodels.charts import ChartsPage
from portal.viewmodels.decisions import DecisionsPage
from portal.viewmodels.files import FilesPage
from portal.viewmodels.finances import FinancesPage
from portal.viewmodels.go_live import Figures, GoLive, Stating
from portal.viewmodels.log import LogPage
from portal.viewmodels.mapping import MappingPage
from portal.viewmodels.overview import Next, Overview, Task, TaskKind
from portal.viewmodels.people import PeoplePage
from portal.viewmodels.training import TrainingPage
from portal.viewmodels.uploads import Uploads
from tests.portal.fake_reading import NOBODY
from tests.portal.fake_scope import NOT_BEGUN
from tests.portal.fakes import AT, FakePortal


class State(StrEnum):
    """EMPTY: nothing has come in yet. ERROR: an expected failure. FORBIDDEN: not for this role."""

    EMPTY = "empty"
    NORMAL = "normal"
    ERROR = "error"
    FORBIDDEN = "forbidden"


Shown = tuple[Place, State]

CLINIC = "Example: Maple Street Dental"
_ASK = "the owner or the champion of your clinic"
_AUDITOR = Actor("Toni Sample", Role.AUDITOR)
_RECEPTION = Actor("Remy Sample", Role.RECEPTIONIST)
_EMPTY: Mapping[Place, FakePortal] = {
    Place.OVERVIEW: FakePortal(
        overview_facts=Overview(CLINIC, 0, 0, Next.UPLOAD, None, None, tasks=(Task(TaskKind.UPLOAD),))
    ),
    Place.UPLOADS: FakePortal(
        upload_facts=Uploads(CLINIC, (), may_upload=True, may_run=True, ask=_ASK, job=None, ran=False)
    ),
    Place.READING: FakePortal(reading_page=NOBODY),
    Place.MAPPING: FakePortal(
        mapping_page=MappingPage(CLINIC, 0, (), None, may_map=True, may_run=True, ask=_ASK, uploads=0)
    ),
    Place.DECISIONS: FakePortal(decisions_page=DecisionsPage(CLINIC, None)),
    Place.CHARTS: FakePortal(charts_page=ChartsPage(CLINIC, ran=False)),
    Place.FILES: FakePortal(files_page=FilesPage(CLINIC, ran=False)),
    Place.GO_LIVE: FakePortal(
        going_live=GoLive(
            CLINIC, 0, False, None, (), True, _ASK, (), Figures(), True, Stating(), (), False, ""
        )
    ),
    Place.SCOPE: FakePortal(scope_page=NOT_BEGUN),
    Place.FINANCES: FakePortal(finances_page=FinancesPage(CLINIC, 0, None)),
    Place.LOG: FakePortal(log_page=LogPage(CLINIC, None)),
    Place.AUDIT: FakePortal(trail_page=TrailPage(CLINIC, ChainCheck(Soundness.WHOLE, AT, 0, 0))),
    Place.VERIFY: FakePortal(),
    Place.TRAINING: FakePortal(training_page=TrainingPage(CLINIC, None, None, (), ())),
    Place.PEOPLE: FakePortal(people_page=PeoplePage(CLINIC, (), (), (), ("champion",), False)),
}
_FAILED = UnreadableFile(
    place="The last run",
    found="A part of it could not be opened: it is not where it was stored.",
    do="Please start the run once more, or ask your project team.",
)
_REFUSED: Mapping[Place, tuple[Actor, Action]] = {
    Place.UPLOADS: (_AUDITOR, Action.UPLOAD),
    Place.READING: (_AUDITOR, Action.SEE_LOG),
    Place.MAPPING: (_AUDITOR, Action.MAP),
    Place.FILES: (_RECEPTION, Action.SEE_FILES),
    Place.FINANCES: (_RECEPTION, Action.TIE_OUT),
    Place.AUDIT: (_RECEPTION, Action.SEE_AUDIT),
    Place.TRAINING: (_AUDITOR, Action.TRAIN),
    Place.PEOPLE: (_RECEPTION, Action.INVITE),
}


def _forbidden(place: Place) -> FakePortal:
    """Most pages are open to every role; there, what a role of the future would meet."""
    actor, action = _REFUSED.get(place, (_AUDITOR, Action.SEE_LOG))
    return FakePortal(actor=actor, error=Forbidden(actor, action))


STATES: Mapping[Shown, FakePortal] = {
    **{(place, State.EMPTY): portal for place, portal in _EMPTY.items()},
    **{(place, State.NORMAL): FakePortal() for place in _EMPTY},
    **{(place, State.ERROR): FakePortal(error=_FAILED) for place in _EMPTY},
    **{(place, State.FORBIDDEN): _forbidden(place) for place in _EMPTY},
}


def name(shown: Shown) -> str:
    """As a picture is called and a walk asks for it: "overview-empty"."""
    place, state = shown
    return f"{place}-{state}"


FIRST = "overview-empty"
NAMES: Mapping[str, Shown] = {name(shown): shown for shown in STATES}
NEEDS_FILE = tuple((Place.VERIFY, state) for state in State if state is not State.EMPTY)
"""A page that asks for a file first; its other states come once one was dropped."""
