"""One file opened: whom it is filed under beside what it says itself, its facts, and a person's verdict.

The picture stands between the two.
"""

from __future__ import annotations

import streamlit as st

from core.spotchecks import FileSaid
from portal import session
from portal.components import picture
from portal.components.acting import done
from portal.components.consent_forms import history
from portal.components.heading import section
from portal.components.markup import Content, Markup, joined, tag
from portal.components.tiles import facts
from portal.viewmodels.files import FilesPage, FileView, PersonFacts, SaidOf
from portal.visit import Portal
from portal.wording import charts, figures
from portal.wording import files as words


def file(portal: Portal, shown: FileView) -> None:
    """The facts of one file."""
    if shown.closed:
        section(shown.name, shown.closed)
        return
    section(shown.name, words.VERDICTS[shown.verdict][1])
    if shown.suspicion is not None and shown.suspicion.grade.suspicious:
        st.html(tag("p", words.because(shown.suspicion), class_="cb-void", role="status").html)
    st.html(_beside(shown).html)
    _picture(portal, shown)
    facts([(name, said) for name, said in zip(words.ABOUT, _about(shown), strict=True) if said])
    if shown.twins:
        st.caption(words.TWINS.format(", ".join(f"{name} ({place})" for place, name in shown.twins)))
    if shown.history is not None:
        history(shown.history)
    if shown.said is not None:
        st.html(tag("p", _told(portal, shown.said), class_="cb-why").html)
    if shown.before:
        lines = joined(*(tag("li", _told(portal, each)) for each in shown.before))
        head = tag("p", tag("strong", words.SAID_BEFORE))
        st.html(tag("div", head, tag("ol", lines, class_="cb-said"), class_="cb-why").html)


def _told(portal: Portal, said: SaidOf) -> str:
    """ "Wrong patient, said Ada Sample, 12 Mar 2026, 14:05. It is the brother's." """
    at = figures.moment(said.at, portal.zone)
    told = words.SAID_BY.format(said=words.SAID[said.said], by=said.by, at=at)
    return f"{told} {said.note}".strip()


def _picture(portal: Portal, shown: FileView) -> None:
    """What is looked at before it is judged; a file of which no bytes arrived has none."""
    if shown.picture is not None:
        picture.show(portal, shown.picture, key=f"file-{shown.seen.place}")


def _beside(shown: FileView) -> Markup:
    """Rows of number, name, birth date and sex: the record's on the left, the file's on the right."""
    filed = shown.filed or (PersonFacts(),)
    rows = [
        _pair(words.FACTS[place], " / ".join(filter(None, (_facts(each)[place] for each in filed))), said)
        for place, said in enumerate(_facts(shown.tags or PersonFacts()))
    ]
    head = tag(
        "div",
        tag("span", ""),
        tag("span", words.FILED_UNDER),
        tag("span", words.TAGS_SAY),
        class_="cb-pair cb-pair-head",
    )
    nobody = [] if shown.filed else [tag("p", words.NOBODY, class_="cb-why")]
    by_tags = [] if shown.by_table or not shown.filed else [tag("p", words.BY_TAGS, class_="cb-why")]
    silent = [] if shown.tags else [tag("p", words.NOTHING_TOLD, class_="cb-why")]
    other = [_other(shown.other)] if shown.other else []
    return tag("div", head, joined(*rows, *nobody, *by_tags, *silent, *other), class_="cb-file-beside")


def _facts(of: PersonFacts) -> tuple[str, str, str, str]:
    return of.number, of.name, of.born, of.sex


def _pair(what: str, filed: str, said: str) -> Markup:
    differs = bool(filed and said) and filed.casefold() != said.casefold()
    sign = tag("i", "≠" if differs else "", aria_hidden="true")
    return tag(
        "div",
        tag("span", what, class_="cb-pair-what"),
        tag("span", filed or "–"),
        tag("span", sign, said or "–", class_="cb-pair-new"),
        class_="cb-pair missing" if differs else "cb-pair",
    )


def _other(who: PersonFacts) -> Markup:
    said = ", ".join(part for part in (who.number, who.name, who.born) if part)
    return tag("p", tag("strong", f"{words.OTHER}: "), said)


def _about(shown: FileView) -> tuple[Content, ...]:
    return (
        shown.path,
        words.kind(shown.kind),
        "" if shown.size is None else figures.size(shown.size),
        figures.short(shown.digest),
        shown.modality,
        figures.day(shown.taken) if shown.taken else "",
    )


def verdict(portal: Portal, view: FilesPage, shown: FileView) -> None:
    """Three buttons that stay in reach of a thumb; each is one tap, saved at once."""
    if shown.closed or not shown.filed:
        return
    if not view.may_judge:
        st.caption(words.MAY_JUDGE.format(view.ask))
        return
    base = f"{view.version}-{shown.seen.place}"
    note, owner = f"cb-file-note-{base}", f"cb-file-owner-{base}"
    wrong = shown.said is not None and shown.said.said is FileSaid.WRONG
    st.text_input(words.NOTE_WHY if wrong else words.NOTE, key=note, max_chars=500)
    if wrong:
        st.caption(words.NOTE_READ_BY_ALL)
    st.selectbox(words.OWNER, charts.OWNERS, key=owner)
    with st.container(key="cb-verdict-bar"):
        st.html(tag("p", words.VERDICT_ASKS, class_="cb-verdict-asks").html)
        with st.container(horizontal=True, gap="small", key="cb-verdicts"):
            for said in FileSaid:
                _say(portal, shown, said, keys=(note, owner, base))


def _say(portal: Portal, shown: FileView, said: FileSaid, *, keys: tuple[str, str, str]) -> None:
    note, owner, base = keys

    def tapped() -> None:
        words_of = str(session.entered(note) or "")
        who = str(session.entered(owner) or charts.OWNERS[0])
        kept = words.SAVED.format(shown.seen.place, words.SAID[said].lower())
        wrong = words.SAVED_WRONG.format(shown.seen.place)
        done(
            lambda: portal.judge_file(shown.seen, said, note=words_of, owner=who),
            wrong if said is FileSaid.WRONG else kept,
        )

    st.button(
        f"{words.SAID_SIGNS[said]} {words.SAID[said]}",
        key=f"cb-file-said-{said.name.lower()}-{base}",
        help=words.SAID_HELP[said],
        type="primary" if shown.said is not None and shown.said.said is said else "secondary",
        on_click=tapped,
    )
