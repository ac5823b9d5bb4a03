"""The pages outside the portal as HTML: no script, everything escaped, right on a phone and by keyboard."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import segno

from core.errors import ChartbridgeError
from portal.components.markup import Content, Markup, joined, tag, void
from portal.services.joining import Welcome
from portal.services.second_factor import shown
from portal.theme.style import variables
from portal.wording import provider as provider_words
from portal.wording import sign_in as words
from portal.wording import states

_SHEET = f"{variables()}\n{Path(__file__).with_name('sheet.css').read_text(encoding='utf-8')}"
FORM = "form"
"""The field in which a form says again what its cookie holds."""
_NOTHING = Markup("")


@dataclass(frozen=True)
class Field:
    name: str
    label: str
    kind: str = "text"
    fill: str = ""
    value: str = ""
    help: str = ""


def sign_in(form: str, *, email: str = "", to: str = "", said: Content = "") -> str:
    fields = (
        Field("email", words.EMAIL, "email", "username", email),
        Field("password", words.PHRASE, "password", "current-password"),
        Field("code", words.CODE, fill="one-time-code", help=words.CODE_HELP),
    )
    hidden = _hidden("to", to) if to else _NOTHING
    body = (_top(words.TITLE, words.WHY), said, _form("/sign-in", form, fields, words.ENTER, extra=hidden))
    return _page(words.TITLE, *body)


def sign_in_at(provider: str, go: str, *, said: Content = "") -> str:
    """go: the address that leads to the provider. A link: the portal's forms lead nowhere else."""
    why = provider_words.WHY.format(provider=provider)
    return _page(words.TITLE, _top(words.TITLE, why), said, _go(provider, go))


def leaving(provider: str, address: str) -> str:
    """Leads on by itself at once. address: where the provider signs people out."""
    on = tag("a", provider_words.OUT_THERE.format(provider=provider), href=address, class_="button")
    by_itself = void("meta", http_equiv="refresh", content=f"0; url={address}")
    top = _top(words.SIGN_OUT, provider_words.SAFE_WAY_OUT.format(provider=provider))
    return _page(words.SIGN_OUT, top, on, more=by_itself)


def invitation_at(provider: str, go: str, invited: Welcome) -> str:
    said = provider_words.INVITED if invited.project else provider_words.FOUNDER
    why = (provider_words.BACK if invited.renews else said).format(
        provider=provider, project=invited.project, role=invited.role, email=invited.email
    )
    title = words.BACK_TITLE if invited.renews else words.INVITED_TITLE
    return _page(title, _top(title, why), _go(provider, go))


def _go(provider: str, address: str) -> Markup:
    return tag("a", provider_words.GO.format(provider=provider), href=address, class_="button")


def sign_out(form: str) -> str:
    stay = tag("a", words.STAY, href="/", class_="button calm")
    body = (
        _top(words.SIGN_OUT_TITLE, words.SIGN_OUT_WHY),
        _form("/sign-out", form, (), words.SIGN_OUT),
        stay,
    )
    return _page(words.SIGN_OUT, *body)


def invitation(form: str, token: str, invited: Welcome, *, name: str = "", said: Content = "") -> str:
    title = words.BACK_TITLE if invited.renews else words.INVITED_TITLE
    fields = _of_known() if invited.known else _of_new(name, named=not invited.renews)
    between = _NOTHING if invited.known else _second_step(invited)
    made = _form(f"/invitation/{token}", form, fields, words.JOIN, between=between)
    return _page(title, _top(title, _why(invited)), said, made)


def _why(invited: Welcome) -> str:
    if invited.renews:
        return words.BACK_WHY
    if not invited.project:
        return words.INVITED_FOUNDER
    said = words.INVITED_KNOWN if invited.known else words.INVITED_WHY
    return said.format(role=invited.role, project=invited.project)


def recovery_codes(codes: Sequence[str]) -> str:
    listed = tag("ol", *(tag("li", tag("code", shown(code))) for code in codes), class_="codes")
    go_on = tag("a", words.GO_ON, href="/", class_="button")
    return _page(words.CODES_TITLE, _top(words.CODES_TITLE, words.CODES_WHY), listed, go_on)


def refused(error: ChartbridgeError) -> str:
    back = tag("a", words.TO_SIGN_IN, href="/sign-in", class_="button calm")
    return _page(words.TITLE, _top(error.found, error.do), back)


def wrong(error: ChartbridgeError) -> Markup:
    lines = (tag("p", error.found), tag("p", error.do) if error.do else _NOTHING)
    return tag("div", *lines, class_="said wrong", role="alert")


def told(sentence: str) -> Markup:
    return tag("div", tag("p", sentence), class_="said", role="status")


def _of_known() -> tuple[Field, ...]:
    return (
        Field("password", words.PHRASE, "password", "current-password"),
        Field("code", words.CODE, fill="one-time-code", help=words.CODE_HELP),
    )


def _of_new(name: str, *, named: bool) -> tuple[Field, ...]:
    return (
        *((Field("name", words.YOUR_NAME, fill="name", value=name),) if named else ()),
        Field("password", words.NEW_PHRASE, "password", "new-password", help=words.PHRASE_HELP),
        Field("again", words.AGAIN, "password", "new-password"),
        Field("code", words.CODE, fill="one-time-code"),
    )


def _second_step(invited: Welcome) -> Markup:
    by_hand = tag("p", words.BY_HAND, " ", tag("code", invited.secret), class_="quiet")
    picture = tag("div", _picture(invited.scan), class_="scan")
    return tag("section", tag("h2", words.SCAN), tag("p", words.SCAN_WHY, class_="quiet"), picture, by_hand)


def _picture(text: str) -> Markup:
    """The text as a QR code: an SVG of our own making, in black on white in every theme."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=True, omitsize=True, title=words.SCAN
    )
    return Markup(out.getvalue().decode())


def _form(
    action: str,
    form: str,
    fields: Sequence[Field],
    button: str,
    *,
    between: Markup = _NOTHING,
    extra: Markup = _NOTHING,
) -> Markup:
    """between: stands before the last field. The first one has the cursor."""
    drawn = [_field(each, first=place == 0) for place, each in enumerate(fields)]
    if fields:
        drawn.insert(len(drawn) - 1, between)
    press = tag("button", button, type="submit")
    return tag("form", _hidden(FORM, form), extra, *drawn, press, method="post", action=action)


def _field(each: Field, *, first: bool) -> Markup:
    help_id = f"{each.name}-help" if each.help else ""
    drawn = void(
        "input",
        id=each.name,
        name=each.name,
        type=each.kind,
        autocomplete=each.fill,
        value=each.value,
        required="required",
        autofocus="autofocus" if first else "",
        autocapitalize="none",
        spellcheck="false",
        aria_describedby=help_id,
    )
    more = tag("small", each.help, id=help_id) if each.help else _NOTHING
    return tag("div", tag("label", each.label, for_=each.name), drawn, more)


def _hidden(name: str, value: str) -> Markup:
    return void("input", type="hidden", name=name, value=value)


def _top(title: str, why: str) -> Markup:
    return joined(tag("h1", title), tag("p", why, class_="quiet") if why else "")


def _page(title: str, *body: Content, more: Markup = _NOTHING) -> str:
    """The sheet is ours and holds no text of anybody's."""
    head = joined(
        void("meta", charset="utf-8"),
        void("meta", name="viewport", content="width=device-width, initial-scale=1"),
        void("link", rel="icon", href="data:,"),
        more,
        tag("title", f"{title} · {states.BRAND}"),
        Markup(f"<style>{_SHEET}</style>"),
    )
    main = tag("main", tag("p", states.BRAND, class_="brand"), *body)
    return f"<!doctype html>{tag('html', tag('head', head), tag('body', main), lang='en').html}"
