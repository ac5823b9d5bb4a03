"""An exercise on the practice copy: who it could be, what is asked, and a form for what is done.

People are chosen by a letter: names stand in our own HTML and in no widget, key or session (law 7).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import streamlit as st

from core.errors import WrongUsage
from core.practice import Act, ActKind, Booking, Case, ChartReview, Filing, Posting
from portal import session
from portal.components import picture
from portal.components.acting import done
from portal.components.markup import Markup, joined, tag
from portal.components.table import Column, plain_table
from portal.viewmodels.amounts import minor_units
from portal.viewmodels.picture import OfPractice
from portal.viewmodels.training import PracticeView
from portal.visit import Portal
from portal.wording import figures
from portal.wording import practice as words
from portal.wording import training as training_words

_QUARTER, _DAYS = 15, 7
_LENGTHS = (15, 30, 45, 60, 90)
_MONEY = ("CAD", "EUR", "USD")
Entered = Callable[[str], object]
Read = Callable[[Entered], Sequence[Act]]


def exercise(portal: Portal, item: str) -> None:
    view = portal.practice(item)
    case = view.case
    note = training_words.MADE_UP if view.made_up else training_words.OWN_RECORDS
    parts = [
        tag("p", training_words.PRACTICE, class_="cb-over"),
        tag("p", note, class_="cb-why"),
        tag("p", words.asked(case), class_="cb-asked"),
        *_beside(case),
        _people(case),
        _shown(view),
    ]
    st.html(tag("section", joined(*parts), class_="cb-practice").html)
    if view.pictured:
        picture.show(portal, OfPractice(item), key=f"practice-{item}", brief=True)
    if isinstance(case, Booking):
        _booking(portal, view, case)
    elif isinstance(case, ChartReview):
        _review(portal, view, case)
    elif isinstance(case, Filing):
        _form(portal, view, words.FILE, lambda: _who(view), lambda got: [_act(ActKind.FILE, case, got)])
    elif isinstance(case, Posting):
        _posting(portal, view, case)


def _shown(view: PracticeView) -> Markup:
    """Whether it is right so far, in form and in words."""
    shown = view.shown
    kind, word = ("right", words.RIGHT) if shown.right else ("wrong", words.NOT_RIGHT)
    if not shown.right and not shown.wrong:
        kind, word = "next", words.NEXT
    return tag("p", tag("strong", word), " ", shown.said, class_=f"cb-shown {kind}", role="status")


def _people(case: Case) -> Markup:
    rows = [
        tag("li", tag("b", letter), tag("span", each.name, tag("small", words.born(each.born))))
        for letter, each in zip(words.LETTERS, case.patients, strict=False)
    ]
    return tag("ol", joined(*rows), class_="cb-people", aria_label=words.WHO)


def _beside(case: Case) -> tuple[Markup, ...]:
    """What lies before the person: what is on the image, or on the slip."""
    if isinstance(case, Filing):
        told = [case.patient.name, words.born(case.patient.born), case.title]
        told += [figures.day(case.taken)] if case.taken else []
        return (_slip(words.ON_IMAGE, told),)
    if isinstance(case, Posting):
        return (_slip(words.ON_SLIP, [case.patient.name, words.born(case.patient.born), str(case.amount)]),)
    return ()


def _slip(title: str, told: Sequence[str]) -> Markup:
    lines = [tag("span", each) for each in told if each]
    return tag("div", tag("small", title), *lines, class_="cb-slip")


def _form(portal: Portal, view: PracticeView, label: str, draw: Callable[[], object], read: Read) -> None:
    """draw: the fields. read: the acts that their values stand for; may raise WrongUsage."""

    def entered(name: str) -> object:
        return session.entered(_key(view, name))

    def pressed() -> None:
        done(lambda: portal.practise(view.item, read(entered), seen=view.version), words.TRIED)

    with st.form(f"cb-practise-{view.version}", border=False):
        draw()
        st.form_submit_button(label, type="primary", on_click=pressed)


def _key(view: PracticeView, name: str) -> str:
    return f"cb-practise-{view.version}-{name}"


def _who(view: PracticeView) -> None:
    """One letter a person; what was chosen last stays chosen."""
    last = next((act.patient for act in reversed(view.acts) if act.patient), "")
    ids = [each.id for each in view.case.patients]
    st.radio(
        words.WHO_IS_IT,
        list(words.LETTERS[: len(ids)]),
        index=ids.index(last) if last in ids else None,
        horizontal=True,
        key=_key(view, "who"),
    )


def _chosen(case: Case, entered: Entered) -> str:
    letter = entered("who")
    if not letter:
        raise WrongUsage(place=words.WHO_IS_IT, found=words.NOT_CHOSEN, do=words.NOT_CHOSEN_DO)
    return case.patients[words.LETTERS.index(str(letter))].id


def _act(kind: ActKind, case: Case, entered: Entered) -> Act:
    return Act(kind, patient=_chosen(case, entered))


def _booking(portal: Portal, view: PracticeView, case: Booking) -> None:
    _visits(case)
    booked = next((act for act in reversed(view.acts) if act.kind is ActKind.BOOK), None)
    moves = booked is not None and (view.shown.right or _booked_right(view))
    if moves and booked is not None:
        st.html(tag("p", words.CALLS, class_="cb-asked").html)
        _form(
            portal,
            view,
            words.MOVE,
            lambda: _when(view, case),
            lambda got: [_placed(ActKind.MOVE, case, got)],
        )
        return

    def draw() -> None:
        _who(view)
        _when(view, case)
        st.selectbox(
            words.LENGTH, _LENGTHS, format_func=words.MINUTES.format, key=_key(view, "length"), index=1
        )

    _form(portal, view, words.BOOK, draw, lambda got: [_placed(ActKind.BOOK, case, got)])


def _booked_right(view: PracticeView) -> bool:
    """Whether only the moving is left: nothing is wrong with the booking itself."""
    last = view.acts[-1].kind if view.acts else None
    return last is ActKind.MOVE or (last is ActKind.BOOK and not view.shown.wrong)


def _when(view: PracticeView, case: Booking) -> None:
    last = next((a for a in reversed(view.acts) if a.kind in (ActKind.BOOK, ActKind.MOVE)), None)
    days = [case.day + timedelta(days=n) for n in range(_DAYS)]
    times = list(range(case.opens, case.closes, _QUARTER))
    rooms = list(range(len(case.rooms)))
    day, at = (days.index(date.fromisoformat(last.day)), times.index(last.at)) if last else (0, 0)
    st.selectbox(words.WHEN, days, day, format_func=words.weekday, key=_key(view, "day"))
    st.selectbox(words.AT, times, at, format_func=words.clock, key=_key(view, "at"))
    st.selectbox(words.ROOM, rooms, format_func=lambda n: case.rooms[n][1], key=_key(view, "room"))


def _placed(kind: ActKind, case: Booking, entered: Entered) -> Act:
    day, at, room = entered("day"), entered("at"), entered("room")
    booked = kind is ActKind.BOOK
    return Act(
        kind,
        patient=_chosen(case, entered) if booked else "",
        day=day.isoformat() if isinstance(day, date) else case.day.isoformat(),
        at=int(str(at or case.opens)),
        minutes=int(str(entered("length") or 0)) if booked else 0,
        room=case.rooms[int(str(room or 0))][0],
    )


def _visits(case: Booking) -> None:
    names = dict(case.rooms)
    rows = [
        (
            tag("strong", f"{words.weekday(each.start.date())}, {each.start:%H:%M}"),
            words.long(each.minutes),
            names.get(each.room, ""),
            each.name,
        )
        for each in case.visits
    ]
    head = [Column(words.WHEN), Column(words.LENGTH), Column(words.ROOM), Column(words.WHO_IS_IT)]
    with st.expander(words.ALREADY):
        plain_table(head, rows, label=words.ALREADY, stacks=True)


def _review(portal: Portal, view: PracticeView, case: ChartReview) -> None:
    opened = next((act.patient for act in reversed(view.acts) if act.kind is ActKind.OPEN), "")
    if opened != case.wanted:
        _form(
            portal,
            view,
            words.OPEN_CHART,
            lambda: _who(view),
            lambda got: [_act(ActKind.OPEN, case, got)],
        )
        return
    allergies = case.of(opened)
    seen = {act.thing for act in view.acts if act.kind is ActKind.REVIEW}
    told = [tag("li", tag("b", str(n)), tag("span", each.said)) for n, each in enumerate(allergies, start=1)]
    st.html(tag("ol", joined(*told), class_="cb-people", aria_label=words.ALLERGIES).html)

    def draw() -> None:
        for number, each in enumerate(allergies):
            st.checkbox(words.LOOKED_AT.format(number + 1), each.id in seen, key=_key(view, f"seen-{number}"))
        st.text_area(words.NOTE, key=_key(view, "note"), max_chars=500)

    def read(entered: Entered) -> list[Act]:
        ticked = [each for n, each in enumerate(allergies) if entered(f"seen-{n}")]
        reviews = [Act(ActKind.REVIEW, patient=opened, thing=each.id) for each in ticked]
        return [*reviews, Act(ActKind.NOTE, patient=opened, text=str(entered("note") or ""))]

    _form(portal, view, words.SAVE_NOTE, draw, read)


def _posting(portal: Portal, view: PracticeView, case: Posting) -> None:
    currencies = sorted({*case.currencies, *_MONEY})

    def draw() -> None:
        _who(view)
        st.text_input(words.AMOUNT, key=_key(view, "amount"), max_chars=20, placeholder="85.00")
        st.selectbox(words.CURRENCY, currencies, index=None, key=_key(view, "currency"))

    def read(entered: Entered) -> list[Act]:
        currency = str(entered("currency") or "")
        units = minor_units(str(entered("amount") or ""), currency) if currency else None
        if units is None:
            raise WrongUsage(place=words.AMOUNT, found=words.NO_AMOUNT, do=words.NO_AMOUNT_DO)
        return [Act(ActKind.POST, patient=_chosen(case, entered), units=units, currency=currency)]

    _form(portal, view, words.POST, draw, read)
