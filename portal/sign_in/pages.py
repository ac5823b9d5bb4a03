"""The pages outside the portal where people come in and go out: sign in, sign out, accept an invitation."""

from __future__ import annotations

from collections.abc import Sequence

from core.errors import ChartbridgeError
from portal.components.markup import Content, Markup, tag, void
from portal.services.joining import Welcome
from portal.services.second_factor import shown
from portal.sign_in.parts import NOTHING, Field, form_of, hidden, page, second_step, top
from portal.wording import provider as provider_words
from portal.wording import sign_in as words


def sign_in(form: str, *, email: str = "", to: str = "", said: Content = "") -> str:
    fields = (
        Field("email", words.EMAIL, "email", "username", email),
        Field("password", words.PHRASE, "password", "current-password"),
        Field("code", words.CODE, fill="one-time-code", help=words.CODE_HELP),
    )
    held = hidden("to", to) if to else NOTHING
    body = (top(words.TITLE, words.WHY), said, form_of("/sign-in", form, fields, words.ENTER, extra=held))
    return page(words.TITLE, *body)


def sign_in_at(provider: str, go: str, *, said: Content = "") -> str:
    """go: the address that leads to the provider. A link: the portal's forms lead nowhere else."""
    why = provider_words.WHY.format(provider=provider)
    return page(words.TITLE, top(words.TITLE, why), said, _go(provider, go))


def leaving(provider: str, address: str) -> str:
    """Leads on by itself at once. address: where the provider signs people out."""
    on = tag("a", provider_words.OUT_THERE.format(provider=provider), href=address, class_="button")
    by_itself = void("meta", http_equiv="refresh", content=f"0; url={address}")
    said = top(words.SIGN_OUT, provider_words.SAFE_WAY_OUT.format(provider=provider))
    return page(words.SIGN_OUT, said, on, more=by_itself)


def invitation_at(provider: str, go: str, invited: Welcome) -> str:
    said = provider_words.INVITED if invited.project else provider_words.FOUNDER
    why = (provider_words.BACK if invited.renews else said).format(
        provider=provider, project=invited.project, role=invited.role, email=invited.email
    )
    title = words.BACK_TITLE if invited.renews else words.INVITED_TITLE
    return page(title, top(title, why), _go(provider, go))


def _go(provider: str, address: str) -> Markup:
    return tag("a", provider_words.GO.format(provider=provider), href=address, class_="button")


def sign_out(form: str) -> str:
    stay = tag("a", words.STAY, href="/", class_="button calm")
    body = (
        top(words.SIGN_OUT_TITLE, words.SIGN_OUT_WHY),
        form_of("/sign-out", form, (), words.SIGN_OUT),
        stay,
    )
    return page(words.SIGN_OUT, *body)


def invitation(form: str, token: str, invited: Welcome, *, name: str = "", said: Content = "") -> str:
    title = words.BACK_TITLE if invited.renews else words.INVITED_TITLE
    fields = _of_known() if invited.known else _of_new(name, named=not invited.renews)
    between = NOTHING if invited.known else second_step(invited.secret, invited.scan)
    made = form_of(f"/invitation/{token}", form, fields, words.JOIN, between=between)
    return page(title, top(title, _why(invited)), said, made)


def _why(invited: Welcome) -> str:
    if invited.renews:
        return words.BACK_WHY
    if not invited.project:
        return words.INVITED_FOUNDER
    said = words.INVITED_KNOWN if invited.known else words.INVITED_WHY
    return said.format(role=invited.role, project=invited.project)


def recovery_codes(codes: Sequence[str], *, to: str = "/") -> str:
    """Shown once. to: where one goes on from them."""
    listed = tag("ol", *(tag("li", tag("code", shown(code))) for code in codes), class_="codes")
    go_on = tag("a", words.GO_ON, href=to, class_="button")
    return page(words.CODES_TITLE, top(words.CODES_TITLE, words.CODES_WHY), listed, go_on)


def refused(error: ChartbridgeError) -> str:
    back = tag("a", words.TO_SIGN_IN, href="/sign-in", class_="button calm")
    return page(words.TITLE, top(error.found, error.do), back)


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
