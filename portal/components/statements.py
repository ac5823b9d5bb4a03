"""What people state about what the portal cannot count: what stands, and a form for who sees to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from core.errors import WrongUsage
from core.readiness import Part, Statement
from core.readiness.statements import FIGURES, SEES_TO
from portal import session
from portal.components.acting import done
from portal.components.markup import Content, Markup, tag
from portal.components.table import Column, plain_table
from portal.viewmodels.amounts import minor_units
from portal.viewmodels.go_live import GoLive, Said, Stating, TotalLine
from portal.visit import Portal
from portal.wording import figures
from portal.wording import go_live as words

_DAYS = 5
_MOST_DAYS = 31


def parts_of(view: GoLive) -> tuple[Part, ...]:
    """Those that people state, first those of the person reading."""
    stated = [part for part in Part if part not in view.stating.measured]
    return tuple(sorted(stated, key=lambda part: part not in view.stating.may))


def part(portal: Portal, view: GoLive, which: Part) -> None:
    """One part: what was stated about it, and the form where the person reading states it."""
    may = which in view.stating.may
    stated = view.stating.of(which)
    if not stated:
        st.caption(words.NOTHING_STATED.format(SEES_TO[which]))
    elif which is Part.TOTALS:
        _totals(portal, view, may=may)
    else:
        _table(portal, which, stated)
    if may:
        if which is Part.TOTALS and view.stating.on_finances:
            _to_finances()
            return
        _take_out(portal, view, stated)
        with st.form(f"cb-state-{which.name.lower()}-{view.version}", border=False):
            _FORMS[which](portal, view)


def _table(portal: Portal, which: Part, stated: tuple[Statement, ...]) -> None:
    head = [Column(name) for name in _heads(which)]
    rows = [(*_cells(which, each), _who(portal, each)) for each in stated]
    plain_table([*head, Column(words.AS_STATED)], rows, label=words.PARTS[which][0], stacks=True)


def _heads(which: Part) -> list[str]:
    if which is Part.SCOPE:
        return [words.SCOPE_PART, words.AGREED, words.NOTE]
    first = [] if which in (Part.CHARTS, Part.PARALLEL) else [words.TEAM]
    return [*first, *(words.FIGURE[name] for name in FIGURES[which])]


def _cells(which: Part, each: Statement) -> tuple[Content, ...]:
    if which is Part.SCOPE:
        agreed = (
            words.MOVES if each.figure("moves") else words.STAYS,
            words.APPROVED if each.figure("approved") else words.NOT_APPROVED,
        )
        return tag("strong", each.subject), ", ".join(agreed), each.note
    first = [] if which in (Part.CHARTS, Part.PARALLEL) else [tag("strong", each.subject)]
    named = (words.labelled(name, figure) for name, figure in each.figures)
    return (*first, *(tag("span", tag("b", count), tag("em", label)) for label, count in named))


def _who(portal: Portal, each: Statement) -> Markup:
    return tag("span", each.by, tag("small", figures.moment(each.at, portal.zone)))


def _totals(portal: Portal, view: GoLive, *, may: bool) -> None:
    head = (
        Column(words.TOTAL),
        Column(words.THEIRS, number=True),
        Column(words.OURS, number=True),
        Column(words.DIFFERENCE, number=True),
        Column(words.AS_STATED),
    )
    rows = [_total(portal, each) for each in view.stating.totals]
    plain_table(head, rows, label=words.PARTS[Part.TOTALS][0], stacks=True)
    for number, each in enumerate(view.stating.totals):
        if may and not view.stating.on_finances and not each.explained and each.ours is not None:
            _explain(portal, view, each, number)


def _to_finances() -> None:
    """One door to the totals: the page where the entries behind each of them are."""
    st.caption(words.ON_FINANCES)
    if st.button(words.TO_FINANCES, key="cb-to-finances"):
        session.go_to(session.Place.FINANCES)


def _total(portal: Portal, line: TotalLine) -> tuple[Content, ...]:
    what = tag("strong", line.statement.subject) + tag("small", words.measure(line.statement.measure))
    if line.ours is None or line.difference is None:
        ours, difference = words.NO_OURS, Markup("")
    else:
        ours, difference = str(line.ours), _difference(line)
    return what, str(line.theirs), ours, difference, _who(portal, line.statement)


def _difference(line: TotalLine) -> Markup:
    if line.difference is None or not line.difference.minor_units:
        return tag("span", words.TIES, class_="cb-ties")
    amount = tag("span", words.difference(line.difference))
    if line.explained:
        return amount + tag("small", words.EXPLAINED.format(line.statement.note))
    return amount + tag("small", words.UNEXPLAINED, class_="cb-uneven")


def _explain(portal: Portal, view: GoLive, line: TotalLine, number: int) -> None:
    key = f"cb-explain-{view.version}-{number}"
    said, name = line.statement, line.statement.subject

    def explained() -> None:
        told = {"theirs": said.figure("theirs")}
        note = str(session.entered(key) or "")
        whole = Said(Part.TOTALS, name, told, note, said.measure, said.currency, dict(said.selection))
        done(lambda: portal.state(whole, seen=view.version), words.STATED_NOTE)

    with st.popover(words.EXPLAIN_IT.format(name), key=f"{key}-door"), st.form(f"{key}-form", border=False):
        st.text_area(words.EXPLANATION, key=key, max_chars=500)
        st.form_submit_button(words.SAVE, on_click=explained)


def _take_out(portal: Portal, view: GoLive, stated: tuple[Statement, ...]) -> None:
    """What was entered by mistake, or is no longer part of it."""
    if not stated:
        return
    door = f"cb-out-{stated[0].part.name.lower()}-{view.version}"
    with st.popover(words.TAKE_OUT, type="tertiary", key=door):
        for number, each in enumerate(stated):
            gone = Said(each.part, each.subject, {})
            st.button(
                words.TAKE_OUT_ONE.format(each.subject),
                key=f"cb-out-{each.part.name.lower()}-{view.version}-{number}",
                on_click=_stated,
                args=(portal, view.version, gone),
            )


def _stated(portal: Portal, seen: int, said: Said) -> None:
    done(lambda: portal.state(said, seen=seen), words.STATED_NOTE)


Entered = Callable[[str], object]


def _submit(portal: Portal, view: GoLive, which: Part, read: Callable[[Entered], Said]) -> None:
    """The button of a form. read: makes the statement of what the fields hold; may raise ChartbridgeError."""
    prefix = _prefix(view, which)

    def pressed() -> None:
        def entered(name: str) -> object:
            return session.entered(f"{prefix}-{name}")

        done(lambda: portal.state(read(entered), seen=view.version), words.STATED_NOTE)

    st.form_submit_button(words.SAVE, on_click=pressed)


def _prefix(view: GoLive, which: Part) -> str:
    return f"cb-said-{which.name.lower()}-{view.version}"


def _numbers(view: GoLive, which: Part, start: Mapping[str, int], *, most: int | None = None) -> None:
    names = FIGURES[which]
    for name, column in zip(names, st.columns(len(names)), strict=True):
        with column:
            st.number_input(
                words.FIGURE[name],
                min_value=0,
                max_value=most,
                step=1,
                value=start.get(name, 0),
                key=f"{_prefix(view, which)}-{name}",
            )


def _counts(entered: Entered, which: Part) -> dict[str, int]:
    return {name: int(str(entered(name) or 0)) for name in FIGURES[which]}


def _own(stating: Stating, which: Part, by: str) -> Mapping[str, int]:
    """What this person stated last, to be changed rather than entered anew."""
    return next((dict(each.figures) for each in stating.of(which) if each.by == by), {})


def _charts(portal: Portal, view: GoLive) -> None:
    _numbers(view, Part.CHARTS, _own(view.stating, Part.CHARTS, portal.actor.name))
    _submit(
        portal,
        view,
        Part.CHARTS,
        lambda entered: Said(Part.CHARTS, portal.actor.name, _counts(entered, Part.CHARTS)),
    )


def _training(portal: Portal, view: GoLive) -> None:
    st.selectbox(words.TEAM, words.TEAMS, key=f"{_prefix(view, Part.TRAINING)}-team")
    _numbers(view, Part.TRAINING, {})
    _submit(
        portal,
        view,
        Part.TRAINING,
        lambda entered: Said(
            Part.TRAINING, str(entered("team") or words.TEAMS[0]), _counts(entered, Part.TRAINING)
        ),
    )


def _parallel(portal: Portal, view: GoLive) -> None:
    last = view.stating.of(Part.PARALLEL)
    start = dict(last[0].figures) if last else {"planned": _DAYS}
    _numbers(view, Part.PARALLEL, start)
    _submit(
        portal,
        view,
        Part.PARALLEL,
        lambda entered: Said(Part.PARALLEL, Part.PARALLEL.value, _counts(entered, Part.PARALLEL)),
    )


def _scope(portal: Portal, view: GoLive) -> None:
    prefix = _prefix(view, Part.SCOPE)
    st.text_input(words.SCOPE_PART, key=f"{prefix}-subject", max_chars=120, placeholder=words.SCOPE_HINT)
    st.radio(words.AGREED, (words.MOVES, words.STAYS), horizontal=True, key=f"{prefix}-moves")
    st.text_input(words.NOTE, key=f"{prefix}-note", max_chars=300)
    st.checkbox(words.APPROVE, key=f"{prefix}-approved")
    _submit(portal, view, Part.SCOPE, _scope_said)


def _scope_said(entered: Entered) -> Said:
    figures = {"moves": int(entered("moves") == words.MOVES), "approved": int(bool(entered("approved")))}
    return Said(Part.SCOPE, str(entered("subject") or ""), figures, str(entered("note") or ""))


def _total_form(portal: Portal, view: GoLive) -> None:
    prefix, measures = _prefix(view, Part.TOTALS), view.stating.measures
    if not measures:
        st.caption(words.NO_MONEY)
        return
    st.text_input(words.TOTAL, key=f"{prefix}-subject", max_chars=120, placeholder=words.TOTAL_HINT)
    left, middle, right = st.columns([3, 2, 1])
    with left:
        st.selectbox(words.MEASURE, measures, format_func=words.measure, key=f"{prefix}-measure")
    with middle:
        st.text_input(words.THEIRS, key=f"{prefix}-theirs", placeholder="12,345.60", max_chars=30)
    with right:
        st.text_input(words.CURRENCY, view.stating.currency, key=f"{prefix}-currency", max_chars=3)
    st.text_input(words.EXPLANATION, key=f"{prefix}-note", max_chars=500)
    _submit(portal, view, Part.TOTALS, _total_said)


def _total_said(entered: Entered) -> Said:
    subject, currency = str(entered("subject") or ""), str(entered("currency") or "").strip().upper()
    theirs = minor_units(str(entered("theirs") or ""), currency)
    if theirs is None:
        raise WrongUsage(place=words.THEIRS, found=words.NO_AMOUNT, do=words.NO_AMOUNT_DO)
    note, measure = str(entered("note") or ""), str(entered("measure") or "")
    return Said(Part.TOTALS, subject, {"theirs": theirs}, note, measure, currency)


_FORMS: Mapping[Part, Callable[[Portal, GoLive], None]] = {
    Part.TOTALS: _total_form,
    Part.CHARTS: _charts,
    Part.TRAINING: _training,
    Part.PARALLEL: _parallel,
    Part.SCOPE: _scope,
}
