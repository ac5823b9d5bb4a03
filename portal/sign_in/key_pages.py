"""The page on which a person replaces their signing passphrase, as HTML."""

from __future__ import annotations

from portal.components.markup import Content, Markup, tag
from portal.sign_in.parts import Field, form_of, hidden, page, told, top
from portal.viewmodels.own_sign_in import OwnSigningKey
from portal.wording import go_live as words_of_signing
from portal.wording import sign_in as sign_in_words
from portal.wording import signing as words

KEY = f"/{words.KEY_PAGE}"
PROJECT = "project"
_PROVE = (
    Field("password", sign_in_words.PHRASE, "password", "current-password"),
    Field("code", sign_in_words.CODE, fill="one-time-code"),
)
_NEW = (
    Field("new", words_of_signing.NEW_PHRASE, "password", "new-password"),
    Field("again", words_of_signing.AGAIN, "password", "new-password"),
)


def asking(form: str, view: OwnSigningKey, project: str, *, proven: bool, said: Content = "") -> str:
    """proven: the provider has just said who it is, so that nothing is asked but the new passphrase."""
    fields = _NEW if proven else (*_PROVE, *_NEW)
    made = form_of(KEY, form, fields, words.REPLACE, extra=hidden(PROJECT, project))
    ask = tag("p", words.PROVEN, class_="quiet") if proven else ""
    return _page(view, project, said, ask, made)


def proving(view: OwnSigningKey, project: str, *, provider: str, there: str) -> str:
    """First to the provider, by a link: the policy of our pages lets forms go nowhere else."""
    why = tag("p", words.PROVE_AT.format(provider=provider))
    link = tag("a", words.PROVE_THERE.format(provider=provider), href=there, class_="button")
    return _page(view, project, why, link)


def nothing(view: OwnSigningKey, project: str) -> str:
    return _page(view, project, tag("p", words.NOTHING_TO_REPLACE))


def replaced(view: OwnSigningKey, project: str, waits_until: str) -> str:
    """waits_until: when the new key can be used, "" for now."""
    said = words.REPLACED_NOTE.format(waits_until) if waits_until else words.REPLACED_NOW
    return _page(view, project, told(said))


def _page(view: OwnSigningKey, project: str, *body: Content) -> str:
    whose = words.REPLACED_OF.format(name=view.name, role=view.role, project=view.project)
    who = tag("p", whose, class_="quiet")
    return page(words.REPLACED_TITLE, top(words.REPLACED_TITLE, words.FORGOT_WHY), who, *body, _back(project))


def _back(project: str) -> Markup:
    return tag("a", words.BACK, href=f"/?project={project}", class_="button calm")
