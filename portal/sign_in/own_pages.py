"""The page "Your sign-in" and the three that it leads to, as HTML."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from portal.components.markup import Content, Markup, tag
from portal.services.own_sign_in import SecondStep
from portal.sign_in.parts import NOTHING, Field, form_of, hidden, page, second_step, top
from portal.viewmodels.own_sign_in import OwnSignIn, SessionLine
from portal.wording import figures
from portal.wording import own_sign_in as words
from portal.wording import sign_in as sign_in_words

START, PASSWORD = "/your-sign-in", "/your-password"
STEP, CODES = "/your-second-step", "/your-recovery-codes"
ONE, OTHERS, EVERYWHERE = "one", "others", "everywhere"
END = "end"
"""The field that says which sessions to end: one of the three above."""


def start(form: str, view: OwnSignIn, zone: ZoneInfo, *, provider: str = "", said: Content = "") -> str:
    """provider: the name of who keeps password and second step, "" where they are kept here."""
    own = tag("p", words.THERE.format(provider=provider), class_="quiet") if provider else _ways(view)
    left = tag("p", words.left(view.codes), class_="left")
    back = tag("a", words.BACK, href="/", class_="button calm")
    who = tag("p", f"{view.name}, {view.email}", class_="quiet")
    body = (top(words.TITLE, words.WHY), who, left, said, own, _sessions(form, view, zone), back)
    return page(words.TITLE, *body)


def password(form: str, *, said: Content = "") -> str:
    fields = (
        Field("old", words.OLD, "password", "current-password"),
        Field(
            "password", sign_in_words.NEW_PHRASE, "password", "new-password", help=sign_in_words.PHRASE_HELP
        ),
        Field("again", sign_in_words.AGAIN, "password", "new-password"),
    )
    made = form_of(PASSWORD, form, fields, words.SAVE_PHRASE)
    return _asking(words.PHRASE, words.PHRASE_WHY, said, made)


def step(form: str, offered: SecondStep, *, said: Content = "") -> str:
    fields = (_proof(), Field("code", words.STEP_CODE, fill="one-time-code"))
    between = second_step(offered.secret, offered.scan)
    made = form_of(STEP, form, fields, words.SAVE_STEP, between=between)
    return _asking(words.STEP, words.STEP_WHY, said, made)


def codes(form: str, left: int, *, said: Content = "") -> str:
    made = form_of(CODES, form, (_proof(),), words.SAVE_CODES)
    return _asking(words.CODES, words.codes_why(left), said, made)


def _asking(title: str, why: str, said: Content, made: Markup) -> str:
    back = tag("a", words.BACK_HERE, href=START, class_="button calm")
    return page(title, top(title, why), said, made, back)


def _proof() -> Field:
    return Field("password", words.PROVE, "password", "current-password")


def _ways(view: OwnSignIn) -> Markup:
    """One main action: new codes where few are left, else a new password."""
    few = view.codes is not None and view.codes <= words.FEW
    ways = ((PASSWORD, words.PHRASE, not few), (STEP, words.STEP, False), (CODES, words.CODES, few))
    links = (
        tag("a", name, href=to, class_="button" if main else "button calm")
        for to, name, main in sorted(ways, key=lambda way: not way[2])
    )
    return tag("nav", *links, class_="ways", aria_label=words.TITLE)


def _sessions(form: str, view: OwnSignIn, zone: ZoneInfo) -> Markup:
    lines = tag("ul", *(_line(form, each, zone) for each in view.sessions), class_="sessions")
    several = len(view.sessions) > 1
    others = _ending(form, OTHERS, words.OTHERS) if several else NOTHING
    everywhere = _ending(form, EVERYWHERE, words.EVERYWHERE if several else sign_in_words.SIGN_OUT)
    heading = tag("h2", words.WHERE)
    return tag("section", heading, tag("p", words.WHERE_WHY, class_="quiet"), lines, others, everywhere)


def _line(form: str, each: SessionLine, zone: ZoneInfo) -> Markup:
    device = words.device(each.device)
    begun, seen = (figures.moment(at, zone) for at in (each.begun_at, each.seen_at))
    times = tag("small", words.TIMES.format(begun=begun, seen=seen))
    named = tag("strong", f"{device} ({words.THIS})" if each.this else device)
    label = words.END_NAMED.format(f"{device}, {words.TIMES.format(begun=begun, seen=seen)}")
    ending = NOTHING if each.this else _ending(form, ONE, words.END, session=each.id, label=label)
    return tag("li", tag("div", named, times), ending)


def _ending(form: str, what: str, button: str, *, session: str = "", label: str = "") -> Markup:
    which = hidden("session", session) if session else NOTHING
    return form_of(START, form, (), button, extra=hidden(END, what) + which, calm=True, label=label)
