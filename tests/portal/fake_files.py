"""What the Files page is shown in tests: suspicious files first, and what hostile names do to it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from core.files.consents import Fallen, Fault, Form, Number, State, Version
from core.files.model import Grade, Kind, Reason, Suspicion, Verdict
from core.spotchecks import FileSaid
from portal.viewmodels.charts import ConcernLine
from portal.viewmodels.files import (
    FileLine,
    FileSeen,
    FilesPage,
    FileSums,
    FileView,
    FormLine,
    PersonFacts,
    SaidOf,
)

AT = datetime(2026, 3, 12, 14, 5, tzinfo=UTC)
RUN = "ab12" * 16
_BY_NUMBER = Suspicion(Grade.ANOTHER, Reason.NUMBER_OF_ANOTHER, "patient:x:2")
_BY_FOLDER = Suspicion(Grade.ANOTHER, Reason.PATH_OF_ANOTHER, "patient:x:2")
_AGREES = Suspicion(Grade.AGREES, Reason.ALL_AGREES)
_NOBODY = Suspicion(Grade.SILENT, Reason.NOT_FILED)
LINES = (
    FileLine(4, "00004 <b>jaw</b>.dcm", Kind.IMAGE, 6_420, "00017", Verdict.SUSPICIOUS, _BY_NUMBER),
    FileLine(9, "smile.jpg", Kind.PHOTOGRAPH, 91_300, "00021", Verdict.SUSPICIOUS, _BY_FOLDER),
    FileLine(11, "A file for few", Kind.IMAGE, 8_000, "", Verdict.FILED, _NOBODY, closed=True),
    FileLine(30, "lost.dcm", Kind.IMAGE, None, "00030", Verdict.NOT_HERE, _NOBODY),
    FileLine(12, "notice.pdf", Kind.DOCUMENT, 1_204, "", Verdict.NOBODYS, _NOBODY),
    FileLine(1, "00001.dcm", Kind.IMAGE, 6_400, "00011", Verdict.FILED, _AGREES, FileSaid.RIGHT),
)
FORM = Form(
    "consent_form:x:1", "patient:x:1", "Root <b>canal</b>", "4", date(2024, 5, 2),
    (
        Version(Number(1), "1.0", date(2019, 12, 27), State.EARLIER),
        Version(Number(3), "3.0", None, State.WITHDRAWN),
        Version(Number(4), "4.0", date(2024, 5, 2)),
    ),
    (Fallen(Fault.MISSING, "2"), Fallen(Fault.UNDATED, "3")),
)  # fmt: skip
WHOLE_FORM = Form(
    "consent_form:x:2", "patient:x:2", "Extraction", "1.0", date(2025, 1, 20),
    (Version(Number(1), "1.0", date(2025, 1, 20)),), (),
)  # fmt: skip
CONCERN = ConcernLine(
    3, 9, "This file is filed under the wrong patient. It is <b>Jo's</b>.", "vendor team", "Ada Sample", AT,
    of_file=True,
)  # fmt: skip
FILES = FilesPage(
    project="Example: Maple Street Dental",
    ran=True,
    run=RUN,
    version=4,
    sums=FileSums(
        52,
        {Verdict.SUSPICIOUS: 2, Verdict.NOBODYS: 3, Verdict.FILED: 47},
        {Kind.IMAGE: 13, Kind.PHOTOGRAPH: 6, Kind.DOCUMENT: 21, Kind.CONSENT: 12},
        missing=1,
        counted=52,
        bytes=4_113_000,
    ),
    lines=LINES,
    matching=53,
    pages=4,
    left=(4, 9),
    suspicious=2,
    forms=(FormLine(FORM, "00017"), FormLine(WHOLE_FORM, "00021")),
    forms_all=12,
    forms_pages=2,
    faulty=1,
    may_judge=True,
    may_settle=True,
    ask="the practitioner or the assistant of your clinic",
    concerns=(CONCERN,),
)
FILE = FileView(
    seen=FileSeen(RUN, 4),
    name="00004 <b>jaw</b>.dcm",
    path="images.zip!/xray/00004 <b>jaw</b>.dcm",
    kind=Kind.IMAGE,
    size=6_420,
    digest="cd34" * 16,
    verdict=Verdict.SUSPICIOUS,
    suspicion=_BY_NUMBER,
    filed=(PersonFacts("00017", "Jo <b>Bloggs</b>", "3 Apr 1980", "F"),),
    tags=PersonFacts("00021", "Bloggs Kim", "", ""),
    modality="IO",
    taken=date(2025, 3, 10),
    other=PersonFacts("00021", "Kim Bloggs", "9 Jul 1955", "M"),
    twins=((8, "copy.dcm"),),
    history=None,
    said=SaidOf(FileSaid.UNSURE, "Too <b>dark</b>.", "Ada Sample", AT),
)
