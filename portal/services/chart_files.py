"""Which files belong to a chart: those that its records name, and those that bear its patient's number.

A file is shown only where nothing speaks against its being this patient's: what image and table disagree
about is kept apart, and the chart says so in its place (law 2). What did not arrive is said as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from core.charts import Chart, Entry, Section
from portal.services.chart_lenses import Lens
from portal.services.run_files import RunFile, RunFiles
from portal.wording import picture as words

_NAME = "file_name"


@dataclass(frozen=True)
class FileOfChart:
    """entry: id of the record that names it, "" for none. file: None where it did not arrive.

    instead: why it is not shown, "" where it is.
    """

    entry: str = field(repr=False)
    alt: str = field(repr=False)
    file: RunFile | None
    instead: str = ""


def files_of_chart(whole: Chart, lens: Lens, files: RunFiles, zone: ZoneInfo) -> tuple[FileOfChart, ...]:
    """As this person sees the chart through their lens; nothing where files are no part of that."""
    chart = lens.through(whole)
    if Section.FILES not in lens.sections or not lens.shows(whole) or not chart.sections:
        return ()
    entries = chart.entries(Section.FILES)
    named = [_named(entry, files, chart, zone) for entry in entries if entry.value(_NAME)]
    told = {each.file.number for each in named if each.file is not None}
    return (*named, *_unnamed(chart, files, told))


def _named(entry: Entry, files: RunFiles, chart: Chart, zone: ZoneInfo) -> FileOfChart:
    alt, name = words.of_entry(entry, zone), str(entry.value(_NAME))
    file = files.named(name)
    if file is None:
        return FileOfChart(entry.id, alt, None, words.NOT_HERE.format(name))
    if file.patient != number_of(chart):
        return FileOfChart(entry.id, alt, file, words.APART.format(file.reason))
    return FileOfChart(entry.id, alt, file)


def _unnamed(chart: Chart, files: RunFiles, told: set[int]) -> Iterator[FileOfChart]:
    """Only where the image itself says whose it is; what a table names is somebody's record."""
    for file in files.of(number_of(chart)):
        if file.number not in told:
            yield FileOfChart("", words.of_file(file.kind), file)


def number_of(chart: Chart) -> str:
    """The patient's number in the old system."""
    return chart.patient.split(":", 2)[2]
