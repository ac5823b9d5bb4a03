"""What the Charts page is shown in tests: a draw half done, one chart, and what hostile texts do to it."""

from __future__ import annotations

from datetime import UTC, datetime

from core.charts import Allergies, Section, Standing
from core.spotchecks import Found, Scope, upper_bound
from portal.viewmodels.charts import (
    ChangeLine,
    ChartLine,
    ChartsPage,
    ChartView,
    ConcernLine,
    DrawFacts,
    EntryView,
    Line,
    Match,
    NotOver,
    Result,
    Said,
    SectionView,
    Seen,
    ToothView,
)
from portal.viewmodels.log import LogPlace
from portal.viewmodels.picture import PictureFile
from tests.portal.fake_pictures import FILES

AT = datetime(2026, 3, 12, 14, 5, tzinfo=UTC)
_FOUND = {1: Found.RIGHT, 2: Found.RIGHT, 3: Found.SMALL, 4: Found.SERIOUS, 5: Found.RIGHT}
LINES = tuple(
    ChartLine(
        place,
        _FOUND.get(place),
        golden=place == 21,
        again=place == 7,
        concern=place == 4,
    )
    for place in range(1, 22)
)
SIZES = tuple((size, upper_bound(0, size)) for size in (20, 59, 149))
RESULT = Result(5, 1, 1, upper_bound(2, 5), upper_bound(1, 5), left=16, unanswered=(), standing=1)
CONCERNS = (
    ConcernLine(1, 4, "The penicillin is <b>gone</b>.", "vendor team", "Parker Sample", AT),
    ConcernLine(2, 0, "A date.", "practitioner", "Parker Sample", AT, "Looked at.", "Parker Sample", AT),
)
SAID = (
    Said(Scope.CHART, Found.SERIOUS, "Robin <b>Sample</b>", AT),
    Said(Scope.IMAGES, Found.RIGHT, "Ada Sample", AT),
    Said(Scope.CHART, Found.SMALL, "Parker Sample", AT, "It stands under <b>another</b> heading."),
)
CHANGES = (
    ChangeLine(3, SAID[0], SAID[2]),
    ChangeLine(0, SAID[0], Said(Scope.IMAGES, Found.RIGHT, "Ada", AT, None)),
)
DRAWS = (
    DrawFacts(1, "17", 20, 20, "Parker Sample", AT, "", typed=True, of_run=False),
    DrawFacts(2, "4711", 20, 20, "Parker Sample", AT, "A newer run has <b>more</b>."),
)
CHARTS = ChartsPage(
    project="Example: Maple Street Dental",
    ran=True,
    version=9,
    patients=64,
    draw=DrawFacts(1, "4711", 20, 20, "Parker Sample", AT),
    lines=LINES,
    result=RESULT,
    concerns=CONCERNS,
    scope=Scope.CHART,
    opens=True,
    may_draw=True,
    may_settle=True,
    ask="the practitioner of your clinic",
    sizes=SIZES,
    draws=(DrawFacts(1, "4711", 20, 20, "Parker Sample", AT),),
    changes=CHANGES,
)
CHART = ChartView(
    seen=Seen(1, 6, "ab" * 32),
    of=21,
    title="Jo <b>Bloggs</b>",
    facts=(("Birth date", "3 Apr 1980"), ("Chart number", "00017")),
    allergies=Allergies.PRESENT,
    contradicts=True,
    sections=(
        SectionView(
            Section.ALERTS,
            (
                EntryView(
                    "Allergy",
                    "Penicillin",
                    Standing.ACTIVE,
                    (
                        Line("Substance", "PENICILLIN", "Penicillin", Match.SAME),
                        Line("Onset", "??", "", Match.MISSING),
                        Line("Currency", "", "USD", Match.ADDED),
                    ),
                    (("GoesBy2", "<i>x</i>"),),
                ),
                EntryView("Allergy", "Latex", Standing.REFUTED, (), whence=LogPlace(1, 12)),
            ),
        ),
        SectionView(
            Section.FILES,
            tuple(EntryView("Image", f"File {n}", Standing.PLAIN, (), file=f) for n, f in enumerate(FILES)),
        ),
    ),
    files=(PictureFile(6, "Photograph", "picture/p/0e/0f"),),
    teeth=(ToothView("14", "permanent", ("Crown (completed)",)),),
    notation="Universal",
    not_over=(
        NotOver("allergies", 10, "waiting", "No route takes the row.", "default", (("Allergy", "Sulfa?"),)),
    ),
)
