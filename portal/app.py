"""What runs for every visit and every click: who is here, which project, which page.

The only script that Streamlit runs. It lies in portal/, never beside pages/, so that no page can be
reached without it (design, 7). Reads as a page: open, greet, choose, show.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from core.errors import ChartbridgeError
from pages import (
    audit_trail,
    charts,
    decisions,
    files,
    finances,
    go_live,
    mapping,
    migration_log,
    overview,
    people,
    reading,
    scope,
    training,
    uploads,
    verify,
)
from portal import navigation, session
from portal.components import states
from portal.components.removal import removed
from portal.components.showing import shown
from portal.live import LivePortal
from portal.menu import is_in_menu
from portal.permissions import Action, Actor, allowed
from portal.services import acting, projects, purge, sessions
from portal.services.entry import Entry
from portal.services.sessions import SignedOut
from portal.session import Place
from portal.settings import Settings
from portal.shared import settings, storage
from portal.sign_in.visitor import visitor_of
from portal.theme.style import apply_style
from portal.visit import Portal, ProjectChoice
from portal.wording import audit_trail as audit_words
from portal.wording import charts as charts_words
from portal.wording import decisions as decisions_words
from portal.wording import figures
from portal.wording import files as files_words
from portal.wording import finances as finances_words
from portal.wording import go_live as go_live_words
from portal.wording import log as log_words
from portal.wording import mapping as mapping_words
from portal.wording import overview as overview_words
from portal.wording import people as people_words
from portal.wording import reading as reading_words
from portal.wording import scope as scope_words
from portal.wording import sign_in as sign_in_words
from portal.wording import states as words
from portal.wording import training as training_words
from portal.wording import uploads as uploads_words
from portal.wording import verify as verify_words
from storage import Storage

RENDERERS: tuple[tuple[Place, str, Callable[[Portal], None]], ...] = (
    (Place.OVERVIEW, overview_words.TITLE, overview.render),
    (Place.SCOPE, scope_words.TITLE, scope.render),
    (Place.UPLOADS, uploads_words.TITLE, uploads.render),
    (Place.READING, reading_words.TITLE, reading.render),
    (Place.MAPPING, mapping_words.TITLE, mapping.render),
    (Place.DECISIONS, decisions_words.TITLE, decisions.render),
    (Place.CHARTS, charts_words.TITLE, charts.render),
    (Place.FILES, files_words.TITLE, files.render),
    (Place.FINANCES, finances_words.TITLE, finances.render),
    (Place.TRAINING, training_words.TITLE, training.render),
    (Place.GO_LIVE, go_live_words.TITLE, go_live.render),
    (Place.LOG, log_words.TITLE, migration_log.render),
    (Place.AUDIT, audit_words.TITLE, audit_trail.render),
    (Place.PEOPLE, people_words.TITLE, people.render),
    (Place.VERIFY, verify_words.TITLE, verify.render),
)
"""Without icons: the framework would load each as the tab's picture from a host outside."""


def main() -> None:
    st.set_page_config(page_title=words.BRAND, layout="wide")
    apply_style(session.dark_or_light())
    try:
        _visit(storage(), settings())
    except ChartbridgeError as error:
        states.refused(error)


def _visit(store: Storage, chosen: Settings) -> None:
    entry = visitor_of(store, chosen, session.cookies())
    if entry is None:
        _visit_of_the_one(store, chosen)
        return
    try:
        _visit_of_a_person(store, chosen, entry)
    except SignedOut as ended:
        navigation.signed_out(ended)


def _visit_of_a_person(store: Storage, chosen: Settings, entry: Entry) -> None:
    """Whoever the session belongs to, in the projects that they are in, as what they are there now."""
    theirs = entry.projects()
    sessions.touch(store, entry.token, rules=entry.rules)
    project = navigation.choose_project(theirs)
    if project is None:
        _first_of_theirs(entry)
        return
    actor = entry.actor_in(project.id)
    if entry.may_start():
        _start(entry, navigation.new_project())
    navigation.who_is_here(actor, signed_in=True)
    _page(LivePortal(store, actor, project, chosen, entry), over=project.name).run()


def _first_of_theirs(entry: Entry) -> None:
    navigation.way_out()
    if not entry.may_start():
        states.empty(sign_in_words.NOT_YOURS, sign_in_words.NOT_YOURS_MORE)
        return
    states.empty(words.NO_PROJECT, words.NO_PROJECT_MORE)
    _start(entry, navigation.project_form(key="cb-first-project"))


def _start(entry: Entry, name: str) -> None:
    if name:
        _opened(entry.start_project(name))


def _visit_of_the_one(store: Storage, chosen: Settings) -> None:
    """Without sign-in: the person of the settings, on this computer only."""
    start = Actor(chosen.person, chosen.role)
    project = navigation.choose_project(projects.all_projects(store, start))
    if project is None:
        _first_project(store, start)
        return
    if project.removed:
        _removed(store, project, start, chosen)
        return
    actor = _acting(store, project, start, host=chosen.host)
    _new_project(store, actor)
    navigation.who_is_here(actor)
    _page(LivePortal(store, actor, project, chosen), over=project.name).run()


def _removed(store: Storage, project: ProjectChoice, actor: Actor, chosen: Settings) -> None:
    """In place of every page of it; another project can be chosen or begun beside."""
    _new_project(store, actor)
    navigation.who_is_here(actor)
    found = purge.deleted(store, actor, project.id)
    at = figures.moment(found.at, chosen.time_zone) if found else ""
    removed(project.name, found, lambda: purge.certificate(store, actor, project.id), at=at)


def _acting(store: Storage, project: ProjectChoice, start: Actor, *, host: str) -> Actor:
    """Who is here: the person of the settings or, where it is on offer, one of the example's people."""
    bound = (host, session.listening_on())
    people = acting.offered(store, project.id, bound=bound)
    now = session.acting() if people else ""
    actor = acting.person(people, start, role=now)
    if people:
        wanted = navigation.act_as(people, start, now=now)
        if wanted != now:
            acting.switch(store, actor, project.id, wanted, start=start, bound=bound)
            session.act_as(wanted)
            session.next_turn("person")
            st.rerun()
    return actor


def _page(portal: LivePortal, *, over: str) -> st.Page:
    pages = {
        place: st.Page(
            _shown(title, render, portal, over=over),
            title=title,
            url_path=place.value,
            default=place is Place.OVERVIEW,
            visibility="visible" if is_in_menu(place, portal.actor) else "hidden",
        )
        for place, title, render in RENDERERS
        if place is not Place.PEOPLE or portal.has_people()
    }
    session.register_pages(pages)
    return st.navigation(list(pages.values()), expanded=True)


def _shown(title: str, render: Callable[[Portal], None], portal: Portal, *, over: str) -> Callable[[], None]:
    def show() -> None:
        shown(title, lambda: render(portal), over=over)

    return show


def _new_project(store: Storage, actor: Actor) -> None:
    if allowed(actor, Action.START_PROJECT):
        _create(store, actor, navigation.new_project())


def _first_project(store: Storage, actor: Actor) -> None:
    states.empty(words.NO_PROJECT, words.NO_PROJECT_MORE)
    if allowed(actor, Action.START_PROJECT):
        _create(store, actor, navigation.project_form(key="cb-first-project"))


def _create(store: Storage, actor: Actor, name: str) -> None:
    """name: "" where nobody asked for a project."""
    if name:
        _opened(projects.create(store, actor, name).id)


def _opened(project: str) -> None:
    session.choose_project(project)
    session.next_turn("project")
    st.rerun()


if __name__ == "__main__":
    main()
