"""The statement of finances: written and signed by the accountant, handed out, and told where it is outdated.

It is a paper of its own beside the readiness document, kept in the same journal and sealed by the same keys.
One that is outdated stays as it is and says so on the page; what it says was true of its run.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from portal.permissions import Action, Actor, authorise
from portal.services import finances
from portal.services.confirming import METHOD, SigningRefused, Unconfirmed, opened_key
from portal.services.document_signing import on_paper
from portal.services.finance_lines import statement_of
from portal.services.finance_standing import outdated
from portal.services.installation_keys import document_key
from portal.services.log_root import newest_with_root
from portal.services.overview import newest_run
from portal.services.patient_identifiers import identifiers
from portal.services.readiness_papers import NotWritten, whole_seconds
from portal.viewmodels.go_live import Download
from portal.visit import ProjectChoice
from portal.wording import finances as words
from portal.wording import signing as signing_words
from reports.finances import laid_out
from reports.readiness import refuse_patients
from reports.signing import certify
from storage import Asked, AuditEvent, FinancesRow, Readiness, RunRow, StepKind, Storage, Work
from storage import readiness_steps as steps
from storage.errors import NotStored


def issue(store: Storage, actor: Actor, project: ProjectChoice, *, seen: int, zone: ZoneInfo) -> str:
    """Writes a statement for what stands now; gives its name. Asked twice for the same, it is one statement.

    Raises Forbidden, StaleVersion, NotWritten, NamesAPatient.
    """
    authorise(actor, Action.SIGN_FINANCES, project.id)
    newest_with_root(store, project.id, by=actor.name)
    with store.begin() as work:
        page = finances.page_in(store, work, actor, project)
        state, run = work.readiness.of(project.id), newest_run(work, project.id)
        if run is None or not page.totals:
            raise NotWritten(place=words.PAPER, found=words.NO_TOTALS_YET, do=words.ADD_WHY)
        if state.finances and not _unsaid(state.finances[-1], state, run, actor):
            return state.finances[-1].id
        at = whole_seconds(store.clock(), zone)
        name = f"F-{at.year}-{len(state.finances) + 1:04d}"
        anchor = work.audit.anchor(project.id)
        statement = statement_of(
            page, run, name=name, at=at, signer=actor.name, audit_head=anchor.hash.hex() if anchor else ""
        )
        told = tuple(total.explanation for total in statement.totals)
        refuse_patients(told, identifiers(work, project.id, run.run))
        laid, held = laid_out(statement), document_key(work, project.id, by=actor.name, at=at)
        pdf = certify(laid.pdf, laid.places, issuer=held.key, secret=held.secret, at=at)
        facts = steps.finances_issued(name, actor.name, run=run.run, result=run.result)
        asked = Asked(StepKind.FINANCES_ISSUE, actor.name, actor.role.value, facts)
        work.readiness.take(project.id, asked, saw=seen, pdf=pdf)
    return name


def _unsaid(row: FinancesRow, state: Readiness, run: RunRow, actor: Actor) -> bool:
    """Whether a new statement would say anything else, or somebody else would sign it."""
    return bool(row.signed or outdated(row, state, run)) or row.signer != actor.name


def sign(store: Storage, actor: Actor, project: str, paper: str, *, passphrase: str, zone: ZoneInfo) -> int:
    """Signs a statement as the accountant; gives the version after it. Signed already, it is done.

    Raises Forbidden, NotStored, and SigningRefused in one sentence, which is an event of its own.
    """
    authorise(actor, Action.SIGN_FINANCES, project)
    with store.begin() as work:
        state = work.readiness.of(project)
        row = _row(state, paper)
        if row.signed is not None:
            return state.version
        run = newest_run(work, project)
        done: bytes | Unconfirmed = _refused(row, state, actor, run) or _unexplained(work, state, run) or b""
        if isinstance(done, bytes):
            key = opened_key(work, project, actor, passphrase, store.clock())
            at = whole_seconds(store.clock(), zone)
            done = (
                key
                if isinstance(key, Unconfirmed)
                else on_paper(work, row, key, passphrase, at=at, project=project)
            )
        if isinstance(done, bytes):
            facts = steps.signed(paper, METHOD)
            asked = Asked(StepKind.FINANCES_SIGN, actor.name, actor.role.value, facts)
            return work.readiness.take(project, asked, saw=state.version, pdf=done)
        refused = {"document": paper, "why": done.why}
        work.audit.append(project, AuditEvent.SIGNING_REFUSED, actor.name, refused)
    raise SigningRefused(place=words.PAPER, found=done.found, do=done.do)


def _refused(row: FinancesRow, state: Readiness, actor: Actor, run: RunRow | None) -> Unconfirmed | None:
    if row.signer != actor.name:
        return Unconfirmed("turn", words.NOT_YOURS.format(row.signer), signing_words.NOT_SIGNED)
    if why := outdated(row, state, run):
        return Unconfirmed("turn", f"{why} {words.WRITE_ANEW}", signing_words.NOT_SIGNED)
    return None


def _unexplained(work: Work, state: Readiness, run: RunRow | None) -> Unconfirmed | None:
    """Whoever signs says that every difference is explained, so that has to be true."""
    if run is None:
        return None
    stated = finances.totals(work, state.project, run.run, state.statements)
    still = sum(not each.explained for each in stated)
    return Unconfirmed("turn", words.still_open(still), signing_words.NOT_SIGNED) if still else None


def opened(store: Storage, actor: Actor, project: str, paper: str) -> Download:
    """The newest file of a statement, as an event of who took it: documents are for everybody of the project,
    and it names no patient. Raises Forbidden, NotStored.
    """
    authorise(actor, Action.SEE_LOG, project)
    with store.begin() as work:
        row = _row(work.readiness.of(project), paper)
        content = work.readiness.pdf(project, row.pdfs[-1])
        facts = {"document": paper, "sha256": row.pdfs[-1]}
        work.audit.append(project, AuditEvent.DOCUMENT_OPENED, actor.name, facts)
    return Download(f"{paper}.pdf", content)


def _row(state: Readiness, paper: str) -> FinancesRow:
    found = next((each for each in state.finances if each.id == paper), None)
    if found is None:
        raise NotStored(place=words.PAPER, found=words.NO_SUCH_PAPER, do=words.NOT_STANDING_DO)
    return found
