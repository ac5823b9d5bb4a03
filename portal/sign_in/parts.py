"""What our own pages are made of: no script, everything escaped, right on a phone and by keyboard."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import segno

from core.errors import ChartbridgeError
from portal.components.markup import Content, Markup, joined, tag, void
from portal.theme.style import variables
from portal.wording import sign_in as words
from portal.wording import states

_SHEET = f"{variables()}\n{Path(__file__).with_name('sheet.css').read_text(encoding='utf-8')}"
FORM = "form"
"""The field in which a form says again what its cookie holds."""
NOTHING = Markup("")


@dataclass(frozen=True)
class Field:
    name: str
    label: str
    kind: str = "text"
    fill: str = ""
    value: str = ""
    help: str = ""


def wrong(error: ChartbridgeError) -> Markup:
    lines = (tag("p", error.found), tag("p", error.do) if error.do else NOTHING)
    return tag("div", *lines, class_="said wrong", role="alert")


def told(sentence: str) -> Markup:
    return tag("div", tag("p", sentence), class_="said", role="status")


def second_step(secret: str, scan: str) -> Markup:
    """What an authenticator app is told, by its camera or by hand."""
    by_hand = tag("p", words.BY_HAND, " ", tag("code", secret), class_="quiet")
    drawn = tag("div", _picture(scan), class_="scan")
    return tag("section", tag("h2", words.SCAN), tag("p", words.SCAN_WHY, class_="quiet"), drawn, by_hand)


def _picture(text: str) -> Markup:
    """The text as a QR code: an SVG of our own making, in black on white in every theme."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=True, omitsize=True, title=words.SCAN
    )
    return Markup(out.getvalue().decode())


def form_of(
    action: str,
    form: str,
    fields: Sequence[Field],
    button: str,
    *,
    between: Markup = NOTHING,
    extra: Markup = NOTHING,
    calm: bool = False,
    label: str = "",
) -> Markup:
    """between: stands before the last field. The first one has the cursor.

    calm: not the main thing to do here. label: what the button is called for those who hear it.
    """
    drawn = [_field(each, first=place == 0) for place, each in enumerate(fields)]
    if fields:
        drawn.insert(len(drawn) - 1, between)
    press = tag("button", button, type="submit", class_="calm" if calm else "", aria_label=label)
    return tag("form", hidden(FORM, form), extra, *drawn, press, method="post", action=action)


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
    more = tag("small", each.help, id=help_id) if each.help else NOTHING
    return tag("div", tag("label", each.label, for_=each.name), drawn, more)


def hidden(name: str, value: str) -> Markup:
    return void("input", type="hidden", name=name, value=value)


def top(title: str, why: str) -> Markup:
    return joined(tag("h1", title), tag("p", why, class_="quiet") if why else "")


def page(title: str, *body: Content, more: Markup = NOTHING) -> str:
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
