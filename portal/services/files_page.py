"""The Files page's facts: the ledger, searched and paged here, with its sums, and the consent forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import ceil
from typing import TypeVar

from core.files.consents import Form
from core.files.ledger import Ledger
from core.files.model import LedgerFile
from core.files.people import People
from core.files.suspicion import NOTHING
from core.spotchecks import Checking, Concern, FileVerdict
from core.spotchecks.opened import files_unanswered
from portal.permissions import Action, Actor, allowed, authorise, whom_to_ask
from portal.services.file_access import opens, sees_restricted
from portal.services.file_reading import counted_files, forms_in, has_tags, ledger_of
from portal.services.file_standing import Key, left_in, said_of, standing_verdicts
from portal.services.overview import newest_run
from portal.viewmodels.charts import ConcernLine
from portal.viewmodels.files import (
    FORMS_SIZE,
    PAGE_SIZE,
    FileLine,
    FilesPage,
    FilesQuery,
    FileSums,
    FormLine,
)
from portal.visit import ProjectChoice
from portal.wording import files as words
from storage import Storage

T = TypeVar("T")


def view(store: Storage, actor: Actor, project: ProjectChoice, query: FilesQuery) -> FilesPage:
    """The screenful that answers `query`, over the newest run."""
    authorise(actor, Action.SEE_FILES, project.id)
    with store.read() as work:
        run = newest_run(work, project.id)
        state = work.spot_checks.of(project.id)
        counted = counted_files(work, project.id, run) if run else None
    if run is None:
        return FilesPage(project.name, ran=False)
    whole, stands = ledger_of(store, project.id, run.run), standing_verdicts(state.checking)
    lines = _in_order(whole, stands)
    asks = query.search.strip() or query.kind or query.verdict
    found = [each for each in lines if _answers(each, whole, query, actor)] if asks else lines
    forms, history = forms_in(store, project.id, run.run)
    open_forms = [each for each in forms if _form_opens(actor, each, whole.people)]
    shown, page, pages = _screen(found, query.page, PAGE_SIZE)
    asked = _asked_forms(open_forms, query, whole)
    forms_shown, forms_page, forms_pages = _screen(asked, query.forms_page, FORMS_SIZE)
    return FilesPage(
        project=project.name,
        ran=True,
        run=run.run,
        version=state.version,
        sums=_sums(whole, counted),
        lines=tuple(_line(each, whole, stands, actor) for each in shown),
        matching=len(found),
        page=page,
        pages=pages,
        left=left_in([each for each in whole.suspicious if opens(actor, each, whole.people)], stands),
        suspicious=len(whole.suspicious),
        forms=tuple(FormLine(each, _number(whole.people, each.patient)) for each in forms_shown),
        forms_all=len(open_forms),
        forms_page=forms_page,
        forms_pages=forms_pages,
        faulty=sum(bool(each.amiss) for each in open_forms),
        history=history,
        tagged=has_tags(store, project.id, run.run),
        may_judge=allowed(actor, Action.CHECK_IMAGES),
        may_settle=allowed(actor, Action.SPOT_CHECK),
        ask=whom_to_ask(Action.CHECK_IMAGES),
        concerns=_concerns(state.checking, whole, actor),
        unanswered=_unanswered(state.checking, whole),
    )


def _screen(found: Sequence[T], wanted: int, size: int) -> tuple[Sequence[T], int, int]:
    pages = max(1, ceil(len(found) / size))
    page = min(max(1, wanted), pages)
    return found[(page - 1) * size : page * size], page, pages


def _in_order(whole: Ledger, stands: Mapping[Key, FileVerdict]) -> list[LedgerFile]:
    """Suspicious ones that nobody has spoken of stand before all others."""
    first = len(whole.suspicious)
    left = [each for each in whole.pressing[:first] if said_of(each, stands) is None]
    spoken = [each for each in whole.pressing[:first] if said_of(each, stands) is not None]
    return [*left, *spoken, *whole.pressing[first:]]


def _answers(file: LedgerFile, whole: Ledger, query: FilesQuery, actor: Actor) -> bool:
    """What is closed to this person is found by no word about it."""
    wanted = query.search.strip().casefold()
    return (
        query.kind in ("", file.kind.value)
        and query.verdict in ("", file.verdict.value)
        and (not wanted or (opens(actor, file, whole.people) and _holds(file, whole, wanted)))
    )


def _holds(file: LedgerFile, whole: Ledger, wanted: str) -> bool:
    """A number finds a patient only as a whole; a name of a file also by a part of it."""
    if wanted in file.path.casefold():
        return True
    people = [whole.people.get(each) for each in file.patients]
    return any(wanted in {n.casefold() for n in each.numbers} for each in people if each)


def _line(file: LedgerFile, whole: Ledger, stands: Mapping[Key, FileVerdict], actor: Actor) -> FileLine:
    if not opens(actor, file, whole.people):
        return FileLine(
            file.place, words.FEW_ONLY, file.kind, file.size, "", file.verdict, NOTHING, closed=True
        )
    said = said_of(file, stands)
    numbers = ", ".join(filter(None, (_number(whole.people, each) for each in file.patients)))
    return FileLine(
        file.place, file.name, file.kind, file.size, numbers, file.verdict, file.suspicion,
        said.said if said else None,
    )  # fmt: skip


def _number(people: People, own: str) -> str:
    person = people.get(own)
    return next(iter(person.numbers), "") if person else ""


def _sums(whole: Ledger, counted: int | None) -> FileSums:
    there = whole.received
    return FileSums(
        received=len(there),
        verdicts=Counter(each.verdict for each in there),
        kinds=Counter(each.kind for each in there),
        missing=len(whole.files) - len(there),
        counted=counted,
        bytes=sum(each.size or 0 for each in there),
    )


def _form_opens(actor: Actor, form: Form, people: People) -> bool:
    person = people.get(form.patient)
    return sees_restricted(actor) or person is None or not person.restricted


def _asked_forms(forms: Sequence[Form], query: FilesQuery, whole: Ledger) -> list[Form]:
    """What is amiss stands first already; a search by number narrows the forms as well."""
    wanted = query.search.strip().casefold()
    own = [each for each in forms if wanted and wanted == _number(whole.people, each.patient).casefold()]
    return own or list(forms)


def _concerns(checking: Checking, whole: Ledger, actor: Actor) -> tuple[ConcernLine, ...]:
    """Those about files, open ones first. place: of the file in the ledger, 0 where it is gone."""
    about = [each for each in checking.concerns if each.file]
    places = {each.path: each for each in whole.files} if about else {}
    lines = [_concern(each, places.get(each.file), whole, actor) for each in about]
    return tuple(sorted(lines, key=lambda one: (one.settled_at is not None, one.number)))


def _unanswered(checking: Checking, whole: Ledger) -> tuple[int, ...]:
    about = {path for path, _, _ in files_unanswered(checking)}
    places = {each.path: each.place for each in whole.files if each.path in about} if about else {}
    return tuple(sorted(places.get(path, 0) for path in about))


def _concern(each: Concern, file: LedgerFile | None, whole: Ledger, actor: Actor) -> ConcernLine:
    told = file is not None and opens(actor, file, whole.people)
    return ConcernLine(
        number=each.number,
        place=file.place if file else 0,
        text=each.text if told else "",
        owner=each.owner,
        by=each.by,
        at=each.at,
        answer=each.answer if told else "",
        settled_by=each.settled_by,
        settled_at=each.settled_at,
        of_file=True,
    )
