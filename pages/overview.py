"""Overview: where the move stands, both sums, and what did not map, which stands first (design, 11)."""

from __future__ import annotations

import streamlit as st

from portal import session
from portal.components import progress, states
from portal.components.conservation import conservation_strip, dot
from portal.components.heading import heading, section
from portal.components.markup import Content, tag
from portal.components.sandbox import sandbox
from portal.components.table import Column, plain_table
from portal.components.tiles import facts
from portal.session import Place
from portal.viewmodels.overview import Next, Overview, RunFacts, TableLine, Task, TaskKind, WithoutHome
from portal.viewmodels.uploads import Accept
from portal.visit import Portal
from portal.wording import figures, parts
from portal.wording import overview as words
from reports.charts.conservation import bars, figure_of_tables
from reports.charts.times import figure_of_times

_STARTED_HERE = (TaskKind.START_RUN, TaskKind.RUN_ONCE_MORE)
_FIRST_COLUMNS = 8
_CHARTED = 12
_PLACES = {
    TaskKind.REPORT: Place.LOG,
    TaskKind.SIGN: Place.GO_LIVE,
    TaskKind.UPLOAD: Place.UPLOADS,
    TaskKind.RUN_NEW_MAPPING: Place.MAPPING,
    TaskKind.RUN_NEW_DECISIONS: Place.DECISIONS,
    TaskKind.RUN_NEW_FILES: Place.UPLOADS,
    TaskKind.DECIDE: Place.DECISIONS,
    TaskKind.LOOK_AT_WAITING: Place.LOG,
    TaskKind.FIND_HOMES: Place.MAPPING,
    TaskKind.CHECK_CHARTS: Place.CHARTS,
    TaskKind.DRAW_CHARTS: Place.CHARTS,
    TaskKind.LOOK_AT_FILES: Place.FILES,
    TaskKind.SETTLE_CONCERNS: Place.CHARTS,
    TaskKind.TAKE_FIGURES: Place.GO_LIVE,
    TaskKind.TYPE_TOTALS: Place.FINANCES,
    TaskKind.EXPLAIN_DIFFERENCES: Place.FINANCES,
    TaskKind.SEE_TO_GATES: Place.GO_LIVE,
    TaskKind.APPROVE_SCOPE: Place.SCOPE,
    TaskKind.BEGIN_SCOPE: Place.SCOPE,
    TaskKind.PREPARE_SCOPE: Place.SCOPE,
    TaskKind.LEARN: Place.TRAINING,
    TaskKind.CHECK_CHAIN: Place.AUDIT,
    TaskKind.READ_EMERGENCY: Place.PEOPLE,
}


def render(portal: Portal) -> None:
    view = portal.overview()
    heading(words.TITLE, words.WHY, over=view.project)
    _tasks(view, portal)
    if view.job is not None:
        progress.watch(view.job, portal.job)
    if view.run is None:
        _before_the_first_run(view)
    else:
        _after_a_run(view.run, portal)
        sandbox(view.sandbox, portal.load_sandbox, zone=portal.zone)


def _tasks(view: Overview, portal: Portal) -> None:
    """What is left for the person reading stands first; the way to the most pressing task is the main one."""
    with st.container(border=True, key="cb-tasks"):
        st.html(tag("h2", words.LEFT, class_="cb-tasks-title").html)
        if not view.tasks:
            st.html(tag("p", words.nothing_left(view.next), class_="cb-why", role="status").html)
        for position, task in enumerate(view.tasks):
            _task(task, view.run, portal, first=position == 0)


def _task(task: Task, run: RunFacts | None, portal: Portal, *, first: bool) -> None:
    left, why, way = words.TASKS[task.kind]
    start = task.kind in _STARTED_HERE
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"cb-task-{task.kind.name.lower()}"
    ):
        st.html(tag("p", tag("strong", left(task)), tag("small", why), class_="cb-task").html)
        first_run = task.kind is TaskKind.START_RUN
        key = "cb-first-run" if first_run else f"cb-do-{task.kind.name.lower()}"
        pressed = st.button(way, type="primary" if first else "secondary", key=key)
    if pressed and start:
        _start_run(run, portal)
    elif pressed:
        _lead(task)


def _start_run(run: RunFacts | None, portal: Portal) -> None:
    """One click from here: the first run, which only takes what is sure, so that nothing can go wrong that
    cannot be run again; or the last one once more, with the mapping that it had.
    """
    if run is None or run.mapping_version is None:
        portal.start_run(Accept.SURE)
    else:
        portal.run_mapping(seen=run.mapping_version)
    st.rerun()


def _lead(task: Task) -> None:
    """To the page where the task is done, with the records that it is about already chosen."""
    waiting = {"disposition": "waiting"} if task.kind is TaskKind.LOOK_AT_WAITING and task.count else {}
    session.go_to(_PLACES[task.kind], **waiting)


def _before_the_first_run(view: Overview) -> None:
    if view.next is Next.WATCH:
        return
    if not view.uploads:
        states.empty(words.NOTHING_HERE, words.START)
        return
    states.empty(words.READY, words.READY_MORE)
    if st.button(words.SEE_FILES, key="cb-see-files"):
        session.go_to(Place.UPLOADS)


def _after_a_run(run: RunFacts, portal: Portal) -> None:
    conservation_strip(run.sums)
    _without_home(run.without_home)
    _by_table(run)
    section(words.LAST_RUN)
    facts(_facts(run, portal))
    _times(run)


def _times(run: RunFacts) -> None:
    if not run.took:
        return
    took = words.TIME_TOOK.format(figures.duration(sum(seconds for _, seconds in run.took)))
    spared = words.taken_over(run.taken_over, len(run.tables), again=run.made_again)
    section(words.TIME, " ".join(filter(None, (took, spared, words.TIME_WHY))))
    stages = [
        (words.STAGES.get(stage, stage), seconds, figures.duration(seconds)) for stage, seconds in run.took
    ]
    st.plotly_chart(
        figure_of_times(stages, theme=session.dark_or_light()),
        key="cb-times",
        config={"displayModeBar": False},
        alt=words.TIME_ALT,
    )


def _without_home(columns: tuple[WithoutHome, ...]) -> None:
    if not columns:
        section(words.NOT_MAPPED, words.ALL_MAPPED)
        return
    section(words.NOT_MAPPED, words.NOT_MAPPED_WHY)
    _columns(columns[:_FIRST_COLUMNS])
    if len(columns) > _FIRST_COLUMNS:
        with st.expander(words.MORE_COLUMNS.format(len(columns) - _FIRST_COLUMNS)):
            _columns(columns[_FIRST_COLUMNS:])


def _columns(columns: tuple[WithoutHome, ...]) -> None:
    head = (Column("Column"), Column("Table"), Column("What became of it"), Column("Why"))
    rows = [
        (
            tag("strong", c.column),
            c.table,
            tag("span", dot(c.fate), parts.SHORT[c.fate], class_="cb-fate"),
            c.reason,
        )
        for c in columns
    ]
    plain_table(head, rows, label=words.NOT_MAPPED, stacks=True)


def _by_table(run: RunFacts) -> None:
    section(words.BY_TABLE, words.BY_TABLE_WHY)
    lines = sorted(enumerate(run.tables), key=lambda numbered: _unsettled(numbered[1]))
    drawn = bars([(_name(line, run), line.records.total, line.records.parts) for _, line in lines])
    if drawn:
        st.plotly_chart(
            figure_of_tables(drawn[:_CHARTED], names=parts.SHORT, theme=session.dark_or_light()),
            key="cb-by-table",
            config={"displayModeBar": False},
            alt=words.CHART_ALT,
        )
    head = (Column("Table"), Column("In the file", number=True))
    names = tuple(Column(parts.SHORT[p].capitalize(), number=True) for p, _ in run.sums.records.parts)
    rows = [_table_row(position, line) for position, line in lines]
    plain_table((*head, *names), rows, label=words.BY_TABLE, stacks=True)


def _name(line: TableLine, run: RunFacts) -> str:
    """The table's name; with its file where two files have a table of that name."""
    alike = sum(other.table == line.table for other in run.tables)
    return line.table if alike == 1 else f"{line.file} {line.table}"


def _unsettled(line: TableLine) -> tuple[int, ...]:
    """What is not settled stands first, whatever the file is called."""
    return tuple(-n for n in (abs(line.records.missing), *(n for _, n in line.records.parts[:2])))


def _table_row(position: int, line: TableLine) -> tuple[Content, ...]:
    """Every number opens the records behind it; a table is named by its position, not its file."""
    name = tag("strong", line.table)
    total = _opens(line.records.total, table=str(position))
    rest = (_opens(n, table=str(position), disposition=part) for part, n in line.records.parts)
    return (name + tag("small", line.file), total, *rest)


def _opens(number: int, **filters: str) -> Content:
    if not number:
        return tag("span", "0", class_="cb-none")
    there = session.address(Place.LOG, **filters)
    return tag("a", figures.count(number), href=there, target="_self")


def _facts(run: RunFacts, portal: Portal) -> list[tuple[str, str]]:
    return [
        ("Finished", figures.moment(run.at, portal.zone)),
        ("Number of the run", figures.short(run.run)),
        ("Number of its result", figures.short(run.result)),
        ("Mapping", f"version {run.mapping_version}" if run.mapping_version else "none kept"),
    ]
