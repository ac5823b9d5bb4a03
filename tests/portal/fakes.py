"""A portal made of set answers, for looking at pages and testing them without any storage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from core.dependents import Reach
from core.errors import ChartbridgeError
from core.finances import Asked
from core.practice import Act
from core.profiles import Difference
from core.progress import Going
from core.readiness import Signer
from core.scope import Declaration
from core.spotchecks import FileSaid, Found
from core.training import StepKind
from portal.permissions import Actor, Role
from portal.viewmodels.audit_trail import ChainCheck, EventLine, Soundness, TrailPage, TrailQuery
from portal.viewmodels.charts import ChartsPage, ChartView
from portal.viewmodels.charts import Seen as ChartSeen
from portal.viewmodels.conservation import Conservation, Sum
from portal.viewmodels.decisions import DecisionsPage, DecisionsQuery, Examples, Seen, Verdict
from portal.viewmodels.files import FileSeen, FilesPage, FilesQuery, FileView
from portal.viewmodels.finances import Drill, FinancesPage, Pasted, Typed
from portal.viewmodels.go_live import Download, GoLive, Said
from portal.viewmodels.jobs import JobKind, JobState, JobView
from portal.viewmodels.log import (
    CellFate,
    CellReach,
    ChartPlace,
    EntryDetail,
    EntryRef,
    LogEntry,
    LogPage,
    LogQuery,
)
from portal.viewmodels.mapping import (
    ColumnView,
    MappingPage,
    Source,
)
from portal.viewmodels.mapping_asked import (
    Change,
    SetValues,
    UseValues,
)
from portal.viewmodels.mapping_given import Given
from portal.viewmodels.mapping_history import HistoryPage, HistoryQuery, Offer
from portal.viewmodels.overview import Next, Overview, RunFacts, TableLine, Task, TaskKind, WithoutHome
from portal.viewmodels.people import PeoplePage
from portal.viewmodels.picture import PictureRef, PictureView
from portal.viewmodels.purge import Asked as Purge
from portal.viewmodels.reading import ReadingChange, ReadingPage, ReadingQuery
from portal.viewmodels.sandbox import Held, SandboxView
from portal.viewmodels.scope import ScopePage
from portal.viewmodels.taking import Form
from portal.viewmodels.training import PracticeView, TrainingPage
from portal.viewmodels.uploads import (
    Accept,
    Bringing,
    KeptFile,
    Notice,
    Pair,
    PairWord,
    TableFound,
    Uploads,
    UploadView,
    VersionFound,
)
from portal.viewmodels.values import Trial, ValuesPage, ValuesQuery
from portal.viewmodels.verify import Verified
from tests.portal.fake_charts import CHART, CHARTS
from tests.portal.fake_decisions import DECISIONS, EXAMPLES
from tests.portal.fake_files import FILE, FILES
from tests.portal.fake_finances import DRILL, FINANCES, PASTED
from tests.portal.fake_go_live import GO_LIVE, VERIFIED
from tests.portal.fake_mapping import COLUMNS, MAPPING
from tests.portal.fake_mapping_history import HISTORY, OFFER
from tests.portal.fake_people import PEOPLE
from tests.portal.fake_pictures import PICTURE_VIEW
from tests.portal.fake_reading import READING
from tests.portal.fake_scope import READY
from tests.portal.fake_training import TRAINING, practice
from tests.portal.fake_values import TRIAL, VALUES

AT = datetime(2026, 3, 12, 14, 5, tzinfo=UTC)
CHICAGO = ZoneInfo("America/Chicago")
OWNER = Actor("Robin", Role.OWNER)


def records(imported: int, flagged: int = 0, merged: int = 0, skipped: int = 0, waiting: int = 0) -> Sum:
    parts = {
        "waiting": waiting,
        "flagged": flagged,
        "skipped": skipped,
        "merged": merged,
        "imported": imported,
    }
    return Sum(sum(parts.values()), tuple(parts.items()))


def cells(mapped: int, archived: int = 0, declined: int = 0, waiting: int = 0) -> Sum:
    parts = {"waiting": waiting, "declined": declined, "archived": archived, "mapped": mapped}
    return Sum(sum(parts.values()), tuple(parts.items()))


TABLES = (
    TableLine("export/patients.csv", "patients", records(1961, 39, 0, 0, 4)),
    TableLine("export/appointments.csv", "appointments", records(8120, 610, 0, 12, 0)),
    TableLine("export/ledger.csv", "ledger", records(10440, 0, 0, 0, 160)),
    TableLine("export/allergies.csv", "allergies", records(402, 18, 0, 0, 0)),
    TableLine("export/notes <old>.csv", "notes <old>", records(0, 0, 0, 0, 37)),
)
WITHOUT_HOME = (
    WithoutHome(
        "export/patients.csv", "patients", "GoesBy2", "waiting", "default", "No field was suggested."
    ),
    WithoutHome(
        "export/ledger.csv", "ledger", "BATCH_NO", "archived", "rule", "There is no field for batches."
    ),
)
WAITING_SUMS = Conservation(records(20923, 667, 0, 12, 201), cells(301204, 18330, 0, 911), closes=True)
SETTLED_SUMS = Conservation(records(20923, 667), cells(301204, 18330), closes=True)
UNEVEN_SUMS = Conservation(replace(records(20923), total=20930), cells(301204), closes=False)
TOOK = (("read", 11.2), ("suggest", 2.1), ("shape", 10.5), ("link", 3.2), ("log", 8.0), ("publish", 64.6))
RUN = RunFacts("ab12" * 16, "cd34" * 16, AT, 3, WAITING_SUMS, TABLES, WITHOUT_HOME, TOOK)
GOING = Going(
    "Reading <b>export</b>/ledger.csv",
    12,
    100,
    1_200_000,
    0,
    340_000_000,
    1_100_000_000,
    seconds=61,
    left=122,
)
JOB = JobView("job-1", JobKind.RUN, JobState.RUNNING, GOING)
TASKS = (Task(TaskKind.LOOK_AT_WAITING, 201, 911), Task(TaskKind.FIND_HOMES, 1))
SANDBOX = SandboxView(Held(RUN.run, AT, 30_412, 2_004), may_load=True)
OVERVIEW = Overview(
    "Example: Maple Street Dental",
    6,
    0,
    Next.LOOK_AT_WAITING,
    RUN,
    None,
    tasks=TASKS,
    sandbox=SANDBOX,
)

UPLOAD = UploadView(
    "u1",
    "export/patients.csv",
    482_113,
    "00" * 32,
    AT,
    looked=True,
    tables=(
        TableFound(
            "patients",
            "export/patients.csv",
            2004,
            1,
            ("PatNum", "LName", "FName", "<script>alert(1)</script>", "Birthdate", "GoesBy2"),
            (("encoding", "cp1252"), ("delimiter", ";"), ("header_line", "1")),
            (Notice("warning", "One line could not be read.", "Look at it in the log.", "line 14", 1),),
            VersionFound(
                2, Difference(("GoesBy2",), ("GoesBy",), ("PatNum",), 31, 2, 12, 1961, (("LName", 12),))
            ),
        ),
    ),
)
PAIRS = (
    Pair("u0", "u1", "export/patients <old>.csv", "export/patients.csv", both=1_204, new=31, gone=4),
    Pair("u1", "u3", "export/patients.csv", "patients (2).csv", copy=True),
    Pair("u4", "u5", "export/a_2026-10.csv", "export/a_2026-11.csv", both=3),
)
PICTURE = UploadView(
    "u2",
    "export/img/a.dcm",
    9_113_000,
    "11" * 32,
    AT,
    looked=True,
    kept=(KeptFile("export/img/a.dcm", "dicom", 9_113_000),),
)
UPLOADS = Uploads(
    "Example: Maple Street Dental",
    (UPLOAD, PICTURE),
    may_upload=True,
    may_run=True,
    ask="the owner",
    job=None,
    ran=True,
)


CELL_REACHES = (
    CellReach("PatNum", frozenset({Reach.NUMBER}), 12),
    CellReach("LName", frozenset({Reach.OWN}), 0),
    CellReach("Shoe", frozenset({Reach.COMPARED}), 1),
)


def entry(position: int, disposition: str = "flagged") -> LogEntry:
    return LogEntry(
        EntryRef(RUN.run, position),
        "export/patients.csv",
        "patients",
        position + 1,
        position + 2,
        f"P-{position:05d}",
        disposition,
        ("date_order_unsettled",),
        "suggestion (sure)",
        (f"patient/{position:032x}",),
    )


CELL_FATES = (
    CellFate("PatNum", "mapped", key=True),
    CellFate("LName", "mapped", (("patient", "last_name"),), "suggestion (sure)", "Names say so."),
    CellFate("Shoe", "declined", by="Robin", reason="Nobody needs it."),
)
LOG = LogPage(
    "Example: Maple Street Dental",
    RUN.run,
    tuple(entry(i, "waiting" if i < 3 else "flagged") for i in range(15)),
    matching=868,
    total=21803,
    pages=58,
    tables=(("export/patients.csv\tpatients", "patients"), ("export/ledger.csv\tledger", "ledger")),
    reasons=("date_order_unsettled", "not_a_date"),
)

WHOLE = ChainCheck(Soundness.WHOLE, AT, 47, 40, AT)
TRAIL = TrailPage(
    "Example: Maple Street Dental",
    WHOLE,
    (
        EventLine(47, AT, "Robin", "person:audit:verify", {"valid": True, "events": 46}),
        EventLine(46, AT, "", "worker:job:finish", {"job": "j", "kind": "run"}),
        EventLine(45, AT, "Ada <b>", "project:upload:receive", {"path": "<i>a</i>.csv", "size": 482_113}),
    ),
    matching=47,
    total=47,
    pages=3,
    people=("Ada <b>", "portal", "Robin"),
    kinds=("person:audit:verify", "project:upload:receive", "worker:job:finish"),
    days=(AT.date(),),
)


@dataclass
class FakePortal:
    """Gives what it was told to give, remembers what it was asked; raises `error` where one is set."""

    actor: Actor = OWNER
    zone: ZoneInfo = CHICAGO
    overview_facts: Overview = OVERVIEW
    upload_facts: Uploads = UPLOADS
    log_page: LogPage = LOG
    trail_page: TrailPage = TRAIL
    job_now: JobView | None = None
    error: ChartbridgeError | None = None
    mapping_page: MappingPage = MAPPING
    mapping_columns: dict[str, ColumnView] = field(default_factory=lambda: dict(COLUMNS))
    refusal: ChartbridgeError | None = None
    changes: list[tuple[Change, int]] = field(default_factory=list)
    tables_asked: list[str] = field(default_factory=list)
    values_page: ValuesPage = VALUES
    values_asked: list[ValuesQuery] = field(default_factory=list)
    mappings_run: list[int] = field(default_factory=list)
    mapping_versions: HistoryPage = HISTORY
    mapping_offer: Offer = OFFER
    histories_asked: list[HistoryQuery] = field(default_factory=list)
    decisions_page: DecisionsPage = DECISIONS
    asked_dependents: list[EntryRef] = field(default_factory=list)
    examples_of: dict[str, Examples] = field(default_factory=dict)
    decision_queries: list[DecisionsQuery] = field(default_factory=list)
    looked_at: list[str] = field(default_factory=list)
    verdicts: list[tuple[Verdict, Seen]] = field(default_factory=list)
    accepted: list[tuple[str, Seen]] = field(default_factory=list)
    taken_back: list[tuple[tuple[str, ...], Seen]] = field(default_factory=list)
    decisions_run: list[Seen] = field(default_factory=list)
    charts_page: ChartsPage = CHARTS
    chart_shown: ChartView = CHART
    files_page: FilesPage = FILES
    file_shown: FileView = FILE
    file_queries: list[FilesQuery] = field(default_factory=list)
    going_live: GoLive = GO_LIVE
    verified: Verified = VERIFIED
    scope_page: ScopePage = READY
    finances_page: FinancesPage = FINANCES
    drilled: Drill = DRILL
    pasted: Pasted = PASTED
    steps: list[tuple[object, ...]] = field(default_factory=list)
    training_page: TrainingPage = TRAINING
    people_page: PeoplePage = PEOPLE
    in_an_emergency: bool = False
    practice_view: PracticeView = field(default_factory=practice)
    picture_view: PictureView = PICTURE_VIEW
    picture_refusal: ChartbridgeError | None = None
    pictures_asked: list[PictureRef] = field(default_factory=list)
    queries: list[LogQuery] = field(default_factory=list)
    key_page: str = ""
    purge_error: ChartbridgeError | None = None
    purged: list[Purge] = field(default_factory=list)
    trail_queries: list[TrailQuery] = field(default_factory=list)
    chain_checks: int = 0
    taken: list[tuple[LogQuery | TrailQuery, Form]] = field(default_factory=list)
    started: list[Accept] = field(default_factory=list)
    reading_page: ReadingPage = READING
    reading_tried: ReadingPage | ChartbridgeError | None = None
    reading_queries: list[ReadingQuery] = field(default_factory=list)

    def overview(self) -> Overview:
        self._stop_if_told()
        return self.overview_facts

    def uploads(self) -> Uploads:
        self._stop_if_told()
        return self.upload_facts

    def bring_in(self) -> Bringing:
        self._stop_if_told()
        return Bringing("slices/p", "a-grant")

    def say_of_uploads(self, pair: Pair, word: PairWord) -> None:
        self._refuse_if_told()
        self.steps.append(("say_of_uploads", pair, word))

    def start_run(self, accept: Accept) -> JobView:
        self.started.append(accept)
        return JOB

    def load_sandbox(self) -> JobView:
        self._step("load_sandbox")
        return JOB

    def take_rejects(self, path: str) -> str:
        self._step("take_rejects", path)
        return "download/p/xlsx/00"

    def reading(self, query: ReadingQuery) -> ReadingPage:
        self._stop_if_told()
        self.reading_queries.append(query)
        if query.trying is None or self.reading_tried is None:
            return self.reading_page
        if isinstance(self.reading_tried, ChartbridgeError):
            raise self.reading_tried
        return self.reading_tried

    def change_reading(self, change: ReadingChange, *, seen: int) -> int:
        return self._step("change_reading", change, seen)

    def undo_reading(self, *, seen: int) -> int:
        return self._step("undo_reading", seen)

    def mapping(self, table: str = "") -> MappingPage:
        self._stop_if_told()
        self.tables_asked.append(table)
        return self.mapping_page

    def mapping_column(self, source: Source, column: str) -> ColumnView:
        return self.mapping_columns[column]

    def column_values(self, query: ValuesQuery) -> ValuesPage:
        self.values_asked.append(query)
        return self.values_page

    def try_values(self, asked: SetValues | UseValues) -> Trial:
        self._refuse_if_told()
        return replace(TRIAL, asked=asked)

    def change_mapping(self, change: Change, *, seen: int) -> int:
        self._refuse_if_told()
        self.changes.append((change, seen))
        return seen + 1

    def decisions(self, query: DecisionsQuery) -> DecisionsPage:
        self._stop_if_told()
        self.decision_queries.append(query)
        return replace(self.decisions_page, page=query.page)

    def decision_examples(self, group: str) -> Examples:
        self.looked_at.append(group)
        return self.examples_of.get(group, EXAMPLES)

    def decide(self, verdict: Verdict, *, seen: Seen) -> int:
        self._refuse_if_told()
        self.verdicts.append((verdict, seen))
        return seen.version + 1

    def accept_proposal(self, group: str, *, seen: Seen) -> int:
        self._refuse_if_told()
        self.accepted.append((group, seen))
        return seen.version + 1

    def take_back(self, groups: Sequence[str], *, seen: Seen) -> int:
        self._refuse_if_told()
        self.taken_back.append((tuple(groups), seen))
        return seen.version + 1

    def run_decisions(self, *, seen: Seen) -> JobView:
        self._refuse_if_told()
        self.decisions_run.append(seen)
        return JOB

    def mapping_history(self, query: HistoryQuery) -> HistoryPage:
        self.histories_asked.append(query)
        opened = self.mapping_versions.opened if query.opened else None
        return replace(self.mapping_versions, opened=opened)

    def undo_mapping(self, number: int, *, reason: str, seen: int) -> int:
        return self._step("undo_mapping", number, reason, seen)

    def compare_mapping(self, given: Given) -> Offer:
        self._refuse_if_told()
        self.steps.append(("compare_mapping", given))
        return self.mapping_offer

    def take_mapping(self, given: Given, *, seen: int) -> int:
        return self._step("take_mapping", given, seen)

    def take_mapping_file(self, version: int) -> str:
        self._step("take_mapping_file", version)
        return "download/p/mapping/00"

    def run_mapping(self, *, seen: int) -> JobView:
        self.mappings_run.append(seen)
        return JOB

    def job(self) -> JobView | None:
        return self.job_now

    def log(self, query: LogQuery) -> LogPage:
        self._stop_if_told()
        self.queries.append(query)
        return replace(self.log_page, page=query.page)

    def entry_dependents(self, ref: EntryRef) -> tuple[CellReach, ...]:
        self.asked_dependents.append(ref)
        return CELL_REACHES

    def entry(self, ref: EntryRef) -> EntryDetail:
        found = next(e for e in self.log_page.entries if e.ref == ref)
        return EntryDetail(
            found,
            (("PatNum", "00017"), ("LName", "<b>Bloggs</b>"), ("GoesBy2", ""), ("Shoe", "44")),
            provable=True,
            fates=CELL_FATES,
            chart=ChartPlace(1, 3),
        )

    def take_log(self, query: LogQuery, form: Form) -> str:
        self.taken.append((query, form))
        return f"download/p/{form.value}/00"

    def take_proof(self, ref: EntryRef) -> str:
        self.taken.append((ref, Form.PROOF))
        return "download/p/proof/00"

    def take_trail(self, query: TrailQuery, form: Form) -> str:
        self.taken.append((query, form))
        return f"download/p/{form.value}/00"

    def go_live(self) -> GoLive:
        self._stop_if_told()
        return self.going_live

    def move_date(self, new: date | None, *, reason: str, seen: int) -> int:
        return self._step("move_date", new, reason, seen)

    def propose_date(self, new: date | None, *, reason: str, seen: int) -> int:
        return self._step("propose_date", new, reason, seen)

    def decline_date(self, *, seen: int) -> int:
        return self._step("decline_date", seen)

    def waive(self, gate: str, *, reason: str, seen: int) -> int:
        return self._step("waive", gate, reason, seen)

    def take_back_waiver(self, gate: str, *, seen: int) -> int:
        return self._step("take_back", gate, seen)

    def take_figures(self, *, seen: int) -> int:
        return self._step("take_figures", seen)

    def state(self, said: Said, *, seen: int) -> int:
        return self._step("state", said, seen)

    def issue_document(self, signers: Mapping[Signer, str], *, seen: int) -> str:
        self._step("issue", dict(signers), seen)
        return "R-2026-0002"

    def make_signing_key(self, passphrase: str, again: str) -> None:
        self._step("make_key", passphrase, again)

    def replace_signing_key(self, passphrase: str, again: str) -> datetime:
        self._step("replace_key", passphrase, again)
        return AT + timedelta(days=1)

    def sign_document(self, document: str, passphrase: str) -> int:
        return self._step("sign", document, passphrase)

    def open_document(self, document: str) -> Download:
        self._step("open", document)
        return Download(f"{document}.pdf", b"%PDF")

    def trust_file(self) -> Download:
        return Download("trust.pem", b"-----BEGIN CERTIFICATE-----")

    def verify(self, pdf: bytes, trust: bytes) -> Verified:
        self._stop_if_told()
        self._step("verify", pdf, trust)
        return self.verified

    def scope(self) -> ScopePage:
        self._stop_if_told()
        return self.scope_page

    def begin_scope(self, *, seen: int) -> int:
        return self._step("begin_scope", seen)

    def save_scope(self, declaration: Declaration, *, reason: str, seen: int) -> int:
        return self._step("save_scope", declaration, reason, seen)

    def write_terms(self, text: str, *, reason: str, seen: int) -> int:
        return self._step("write_terms", text, reason, seen)

    def approve_scope(self, passphrase: str, *, seen: int) -> int:
        return self._step("approve_scope", passphrase, seen)

    def training(self) -> TrainingPage:
        self._stop_if_told()
        return self.training_page

    def learn(self, kind: StepKind, *, item: str = "", note: str = "", seen: int) -> int:
        return self._step("learn", kind, item, note, seen)

    def confirm_seen(self, person: str, role: str, *, item: str, seen: int) -> int:
        return self._step("confirm", person, role, item, seen)

    def reopen(self, person: str, role: str, *, item: str, reason: str, seen: int) -> int:
        return self._step("reopen", person, role, item, reason, seen)

    def practice(self, item: str) -> PracticeView:
        return self.practice_view

    def practise(self, item: str, acts: Sequence[Act], *, seen: int) -> int:
        return self._step("practise", item, tuple(acts), seen)

    def certificate(self) -> Download:
        return Download("certificate.pdf", b"%PDF")

    def people(self) -> PeoplePage:
        self._stop_if_told()
        return self.people_page

    def invite(self, email: str, role: str, *, post: str = "") -> str:
        self._step("invite", email, role, post)
        return "https://portal.maple.example/invitation/a-token"

    def reopen_account(self, person: str) -> str:
        self._step("reopen", person)
        return "https://portal.maple.example/invitation/a-token"

    def withdraw_invitation(self, invitation: str) -> None:
        self._step("withdraw", invitation)

    def change_role(self, person: str, role: str, *, post: str = "", reason: str, seen: int) -> None:
        self._step("change_role", person, role, post, reason, seen)

    def give_right(self, person: str, grant: str, *, reason: str, seen: int) -> None:
        self._step("give", person, grant, reason, seen)

    def take_right(self, person: str, grant: str, *, reason: str, seen: int) -> None:
        self._step("take", person, grant, reason, seen)

    def remove_person(self, person: str, *, reason: str, seen: int) -> None:
        self._step("remove", person, reason, seen)

    def sign_out_everywhere(self, person: str) -> int:
        return self._step("sign_out", person)

    def read_broken_glass(self) -> int:
        return self._step("read_glass")

    def break_glass(self, reason: str) -> None:
        self._step("break_glass", reason)

    def may_break_glass(self) -> bool:
        return self.in_an_emergency

    def _step(self, *asked: object) -> int:
        if self.refusal is not None:
            raise self.refusal
        self.steps.append(asked)
        return len(self.steps)

    def picture(self, ref: PictureRef) -> PictureView:
        if self.picture_refusal is not None:
            raise self.picture_refusal
        self.pictures_asked.append(ref)
        return replace(self.picture_view, ref=ref)

    def take_original(self, ref: PictureRef) -> str:
        self.pictures_asked.append(ref)
        return "download/p/original/00"

    def charts(self) -> ChartsPage:
        self._stop_if_told()
        return self.charts_page

    def chart(self, seen: ChartSeen) -> ChartView:
        self.steps.append(("chart", seen))
        return replace(self.chart_shown, seen=replace(self.chart_shown.seen, place=seen.place))

    def draw_charts(self, size: int, *, seed: str, seen: int, reason: str = "") -> int:
        return self._step("draw", size, seed, seen, *filter(None, (reason,)))

    def choose_chart(self, number: str, *, seen: int) -> int:
        return self._step("choose", number, seen)

    def judge_chart(self, seen: ChartSeen, found: Found, *, reason: str = "") -> int:
        return self._step("judge", seen, found, *filter(None, (reason,)))

    def raise_concern(self, seen: ChartSeen, text: str, *, owner: str) -> int:
        return self._step("raise", seen, text, owner)

    def settle_concern(self, number: int, *, answer: str) -> int:
        return self._step("settle", number, answer)

    def files(self, query: FilesQuery) -> FilesPage:
        self._stop_if_told()
        self.file_queries.append(query)
        return replace(self.files_page, page=query.page)

    def file(self, seen: FileSeen) -> FileView:
        self.steps.append(("file", seen))
        return replace(self.file_shown, seen=seen)

    def judge_file(self, seen: FileSeen, said: FileSaid, *, note: str, owner: str) -> int:
        return self._step("judge_file", seen, said, note, owner)

    def finances(self, as_of: date | None = None) -> FinancesPage:
        self._stop_if_told()
        return self.finances_page

    def finance_drill(self, asked: Asked, page: int = 1) -> Drill:
        self._step("drill", asked, page)
        return replace(self.drilled, page=page)

    def type_total(self, typed: Typed, *, seen: int) -> int:
        return self._step("type_total", typed, seen)

    def paste_totals(self, text: str, like: Typed, *, seen: int) -> Pasted:
        self._step("paste", text, like, seen)
        return self.pasted

    def explain_total(self, subject: str, note: str, *, ours: int, seen: int) -> int:
        return self._step("explain_total", subject, note, ours, seen)

    def take_out_total(self, subject: str, *, seen: int) -> int:
        return self._step("take_out_total", subject, seen)

    def write_finances(self, *, seen: int) -> str:
        self._step("write_finances", seen)
        return "F-2026-0001"

    def sign_finances(self, paper: str, passphrase: str) -> int:
        return self._step("sign_finances", paper, passphrase)

    def open_finances(self, paper: str) -> Download:
        self._step("open_finances", paper)
        return Download(f"{paper}.pdf", b"%PDF")

    def take_finances(self) -> str:
        self._step("take_finances")
        return "download/p/xlsx/00"

    def purge(self, asked: Purge) -> str:
        if self.purge_error is not None:
            raise self.purge_error
        self.purged.append(asked)
        return "D-2026-0001"

    def trail(self, query: TrailQuery) -> TrailPage:
        self._stop_if_told()
        self.trail_queries.append(query)
        return replace(self.trail_page, page=query.page)

    def check_chain(self) -> None:
        self.chain_checks += 1

    def _stop_if_told(self) -> None:
        if self.error is not None:
            raise self.error

    def _refuse_if_told(self) -> None:
        if self.refusal is not None:
            raise self.refusal
