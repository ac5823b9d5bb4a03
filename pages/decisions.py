"""Decisions: what did not map, in groups; decided, proposed and taken back with a name and a reason (law 2).

Every control carries the run and the version that it was drawn from, so that a click in a page that has
grown old is refused by the service and overwrites nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from core.decisions import Choice, GroupKind
from core.errors import ChartbridgeError
from portal import session
from portal.components import (
    decision_group,
    decision_said,
    decision_states,
    decision_suggestion,
    progress,
    states,
)
from portal.components.choices import pick
from portal.components.heading import heading, section
from portal.components.markup import tag
from portal.components.table import paging
from portal.session import Place
from portal.viewmodels.decisions import (
    DecisionsPage,
    DecisionsQuery,
    Examples,
    GroupLine,
    Say,
    Verdict,
)
from portal.viewmodels.jobs import JobKind
from portal.visit import Portal
from portal.wording import decisions as words
from portal.wording.decision_choices import SECTIONS

_GROUP, _EXAMPLES, _ENTERED, _NONE = "decisions.group", "decisions.examples", "decisions", "-"
_JUST = "decisions.just"


def render(portal: Portal) -> None:
    whole = portal.decisions(DecisionsQuery(just=session.remembered(_JUST)))
    heading(words.TITLE, words.WHY, over=whole.project, left=words.left(whole))
    refusal = session.take_refusal()
    if refusal is not None:
        states.failure(*refusal)
    if whole.job is not None:
        progress.watch(whole.job, portal.job)
    if not whole.total:
        decision_states.nothing_to_decide(whole)
        return
    _run(portal, whole)
    if whole.just is not None:
        undo = _acts(portal, whole).take_back
        decision_suggestion.just_decided(whole.just, base=f"{whole.version}-{whole.just.id}", undo=undo)
    _answer(portal, _question(whole))


def _run(portal: Portal, view: DecisionsPage) -> None:
    """Offered once something was decided; the main action where nothing is left for this person."""
    if view.job is not None and view.job.under_way and view.job.kind is JobKind.RUN:
        st.caption(words.DURING)
        return
    if not view.newer:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="cb-decisions-run"):
        if not view.may_run:
            st.html(tag("p", words.NEWER_ASK.format(view.ask_run), role="status").html)
            return
        st.html(tag("p", words.NEWER, role="status").html)
        main = not (view.yours or view.proposable)
        st.button(
            words.RUN,
            type="primary" if main else "secondary",
            key="cb-run-decisions",
            on_click=_started,
            args=(portal, view),
        )


def _started(portal: Portal, view: DecisionsPage) -> None:
    _do(lambda: portal.run_decisions(seen=view.seen))


def _question(view: DecisionsPage) -> DecisionsQuery:
    with st.container(key="cb-filters"):
        kind, about, state = st.columns([3, 3, 2], vertical_alignment="bottom")
        with kind:
            kinds = {
                "": words.ANY_KIND,
                **{k.value: words.narrowed(SECTIONS[k][0], n) for k, n in view.kinds},
            }
            chosen_kind = pick(words.KIND, kinds, key="cb-decision-kind")
        with about:
            classes = {
                "": words.ANY_CLASS,
                **{c: words.narrowed(words.sensitivity(c), n) for c, n in view.classes},
            }
            chosen_class = pick(words.CLASS, classes, key="cb-decision-class")
        with state:
            open_only = st.toggle(words.OPEN_ONLY, key="cb-decision-open")
    return DecisionsQuery(chosen_class, chosen_kind, open_only)


def _answer(portal: Portal, query: DecisionsQuery) -> None:
    first = portal.decisions(query)
    below = st.container()
    key = f"cb-page-decisions-{query.sensitivity}-{query.kind}-{query.open_only}"
    wanted = paging(first.pages, key=key)
    asked = DecisionsQuery(query.sensitivity, query.kind, query.open_only, wanted)
    view = first if wanted == 1 else portal.decisions(asked)
    with below:
        _groups(portal, view)


def _groups(portal: Portal, view: DecisionsPage) -> None:
    if not view.groups:
        states.empty(words.NO_MATCH, words.NO_MATCH_MORE)
        return
    if not view.open:
        decision_states.nothing_open(view)
    waiting = [line for line in view.groups if line.open]
    picked = [line for line in _selectable(waiting) if session.entered(_pick_key(view, line))]
    opened = _NONE if picked else _opened(waiting)
    first = next((line.id for line in waiting if line.suggested), _NONE)
    main = first if opened == _NONE and not picked else _NONE
    for kind in GroupKind:
        lines = [line for line in waiting if line.kind is kind]
        if lines:
            _section(portal, view, lines, opened=opened, main=main)
        together = [line for line in picked if line.kind is kind]
        if together:
            _together(portal, view, together, main=kind is picked[0].kind)
    settled = [line for line in view.groups if not line.open]
    decision_said.decided(view, settled, portal.zone, acts=_acts(portal, view))


def _selectable(lines: Sequence[GroupLine]) -> list[GroupLine]:
    """Groups that this person has a say in, where there are several of their kind to take together."""
    own = [line for line in lines if line.say is not Say.NONE]
    kinds = [line.kind for line in own]
    return [line for line in own if kinds.count(line.kind) > 1]


def _together(portal: Portal, view: DecisionsPage, lines: Sequence[GroupLine], *, main: bool) -> None:
    kind = lines[0].kind
    with st.container(border=True, key=f"cb-together-{kind}"):
        save = _saving(portal, view, lines)
        decision_group.choose_together(lines, base=f"{_drawn(view)}-{kind}", main=main, save=save)


def _opened(lines: Sequence[GroupLine]) -> str:
    """The group that a person opened, else the first of theirs; none where they closed it.

    Persons are not shown before somebody asks to see them, and what one tap settles opens on request alone.
    """
    told = session.remembered(_GROUP)
    if any(line.id == told for line in lines):
        return told
    if told == _NONE or any(line.suggested for line in lines):
        return _NONE
    own = (line for line in lines if line.say is not Say.NONE and line.kind is not GroupKind.PERSON)
    return next((line.id for line in own), _NONE)


def _section(
    portal: Portal, view: DecisionsPage, lines: Sequence[GroupLine], *, opened: str, main: str
) -> None:
    """main: the group of which the suggestion is the one main action of the page."""
    section(*SECTIONS[lines[0].kind])
    selectable = _selectable(lines)
    for line in lines:
        _line(view, line, opened=line.id == opened, selectable=selectable)
        decision_said.proposal(view, line, portal.zone, acts=_acts(portal, view))
        save, base = _saving(portal, view, [line]), f"{_drawn(view)}-{line.id}"
        decision_suggestion.offered(line, base=base, main=line.id == main, save=save)
        if line.id == opened:
            _panel(portal, view, line)


def _pick_key(view: DecisionsPage, line: GroupLine) -> str:
    return f"cb-pick-{_drawn(view)}-{line.id}"


def _drawn(view: DecisionsPage) -> str:
    """Part of the keys of what is entered, so that it is gone once it was saved."""
    return f"{view.version}.{session.turn(_ENTERED)}"


def _line(view: DecisionsPage, line: GroupLine, *, opened: bool, selectable: Sequence[GroupLine]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"cb-group-{line.id}"):
        if line in selectable:
            label = words.SELECT.format(words.title(line))
            st.checkbox(label, key=_pick_key(view, line), label_visibility="collapsed")
        st.html(decision_group.row(line, indented=bool(selectable) and line not in selectable).html)
        st.button(
            words.CLOSE if opened else words.OPEN,
            key=f"cb-open-group-{line.id}",
            type="tertiary",
            on_click=session.remember,
            args=(_GROUP, _NONE if opened else line.id),
        )


def _panel(portal: Portal, view: DecisionsPage, line: GroupLine) -> None:
    base = f"{_drawn(view)}-{line.id}"
    with st.container(border=True, key="cb-decision-panel"):
        if line.made is not None:
            st.html(decision_said.standing(line, line.made, portal.zone).html)
        elif words.stand(line):
            st.caption(words.stand(line))
        if line.say is not Say.DECIDES:
            st.caption(words.may(line))
        examples = _examples(portal, line, base=base)
        decision_said.corrections(view, line, acts=_acts(portal, view))
        if line.say is not Say.NONE:
            decision_group.choose(line, examples, base=base, save=_saving(portal, view, [line]))
        _field_instead(view, line)


def _examples(portal: Portal, line: GroupLine, *, base: str) -> Examples | None:
    """Opened on demand, since each look at records is kept in the audit trail."""
    asked = line.kind is GroupKind.PERSON or session.remembered(_EXAMPLES) == line.id
    if line.kind is not GroupKind.PERSON:
        label = words.HIDE_EXAMPLES if asked else words.EXAMPLES
        told = (_EXAMPLES, "" if asked else line.id)
        key = f"cb-examples-{line.id}"
        st.button(label, key=key, type="tertiary", on_click=session.remember, args=told)
    correcting = session.entered(f"cb-choice-{base}") is Choice.REPLACE and not line.codes
    examples = portal.decision_examples(line.id) if asked or correcting else None
    if examples is not None and asked:
        decision_group.shown(line, examples)
    return examples


def _field_instead(view: DecisionsPage, line: GroupLine) -> None:
    """Giving a column a field, or a table its kind, is the mapping's work."""
    if line.kind not in (GroupKind.COLUMN, GroupKind.TABLE) or not view.may_map:
        return
    if st.button(words.FIELD_INSTEAD[line.kind], key=f"cb-field-{line.id}", type="tertiary"):
        session.show_in_mapping((line.file, line.table), column=line.column)
        session.go_to(Place.MAPPING)


def _acts(portal: Portal, view: DecisionsPage) -> decision_said.Acts:
    def accept(group: str) -> None:
        if _do(lambda: portal.accept_proposal(group, seen=view.seen)):
            session.leave_note(words.ACCEPTED)

    def take_back(group: str) -> None:
        if _do(lambda: portal.take_back((group,), seen=view.seen)):
            session.leave_note(words.TAKEN_BACK)

    return decision_said.Acts(accept, take_back)


def _saving(portal: Portal, view: DecisionsPage, lines: Sequence[GroupLine]) -> Callable[[Verdict], None]:
    """Saved as it is tapped; the next open group then opens by itself."""

    def save(verdict: Verdict) -> None:
        if _do(lambda: portal.decide(verdict, seen=view.seen)):
            session.remember(_GROUP, "")
            session.next_turn(_ENTERED)
            proposed = any(line.say is Say.PROPOSES for line in lines)
            session.remember(_JUST, lines[0].id if len(lines) == 1 and not verdict.text else "")
            session.leave_note(words.saved(verdict, proposed=proposed))

    return save


def _do(act: Callable[[], object]) -> bool:
    """Do what was asked; an expected failure is shown once the page is drawn anew."""
    try:
        act()
    except ChartbridgeError as error:
        session.leave_refusal(error.place, error.found, error.do)
        return False
    return True
