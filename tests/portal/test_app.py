from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from portal.opening import open_storage
from portal.permissions import Actor, Role
from portal.services import example, projects
from portal.settings import read_settings
from storage import AuditEvent
from tests.pages.pages_alone import labels, text_of
from tests.placing import set_home

APP = Path(__file__).resolve().parents[2] / "portal" / "app.py"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    set_home(monkeypatch, tmp_path / "home")
    monkeypatch.setenv("CHARTBRIDGE_MASTER_KEY_FILE", str(tmp_path / "key" / "master.key"))
    monkeypatch.setenv("CHARTBRIDGE_PERSON", "Robin")
    return tmp_path


@pytest.fixture
def loopback() -> Iterator[None]:
    """As `serve` binds it."""
    config.set_option("server.address", "127.0.0.1")
    yield
    config.set_option("server.address", None)


def visited() -> AppTest:
    return AppTest.from_file(str(APP), default_timeout=30).run()


def test_a_portal_without_a_project_begins_with_one(home: Path) -> None:
    app = visited()
    assert "There is no project yet" in text_of(app)
    app.text_input(key="cb-first-project-name").set_value("Maple Street")
    app.button[0].click().run()
    assert "Nothing has been brought in yet" in text_of(app)
    assert not app.exception


def test_whoever_may_not_start_a_project_is_not_asked_to(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHARTBRIDGE_ROLE", "receptionist")
    assert labels(visited()) == []


def test_the_example_is_there_to_be_run_with_one_click(home: Path) -> None:
    example.put_if_empty(open_storage(read_settings()))
    app = visited()
    app.button(key="cb-first-run").click().run()
    assert "The run is next in line" in text_of(app)
    assert not app.exception


def test_the_side_says_who_is_here_and_that_there_is_no_sign_in(home: Path) -> None:
    example.put_if_empty(open_storage(read_settings()))
    said = text_of(visited())
    assert "You are Robin, owner" in said
    assert "answers on this computer only" in said


def test_an_auditor_sees_the_page_and_no_button_to_change_anything(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    example.put_if_empty(open_storage(read_settings()))
    monkeypatch.setenv("CHARTBRIDGE_ROLE", "auditor")
    app = visited()
    assert "Left for you" in text_of(app)
    assert "Start the first run" not in labels(app)


def test_the_project_in_the_address_is_the_one_shown(home: Path) -> None:
    store = open_storage(read_settings())
    owner = Actor("Robin", Role.OWNER)
    projects.create(store, owner, "First clinic")
    second = projects.create(store, owner, "Second clinic")
    app = AppTest.from_file(str(APP), default_timeout=30)
    app.query_params["project"] = second.id
    assert "Second clinic Overview" in text_of(app.run())


def test_a_project_that_does_not_exist_in_the_address_shows_the_first(home: Path) -> None:
    store = open_storage(read_settings())
    projects.create(store, Actor("Robin", Role.OWNER), "First clinic")
    app = AppTest.from_file(str(APP), default_timeout=30)
    app.query_params["project"] = "../../etc"
    assert "First clinic Overview" in text_of(app.run())


def test_a_wrong_setting_is_one_clear_sentence_on_the_page(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHARTBRIDGE_PROT", "1")
    app = visited()
    assert "There is no setting of this name." in text_of(app)
    assert not app.exception


def act_as(app: AppTest, role: str) -> AppTest:
    box = next(box for box in app.selectbox if box.label == "Look at it as")
    return box.set_value(role).run()


def offered(app: AppTest) -> list[str]:
    return [option for box in app.selectbox if box.label == "Look at it as" for option in box.options]


@pytest.mark.usefixtures("loopback")
def test_in_the_example_one_acts_as_any_of_its_people_and_each_change_is_an_event(home: Path) -> None:
    store = open_storage(read_settings())
    example.put_if_empty(store)
    app = visited()
    assert offered(app)[0] == "Robin, owner" and len(offered(app)) == 9
    assert "Start the first run" in labels(app)
    app = act_as(app, "auditor")
    assert "You are Toni Sample, auditor" in text_of(app)
    assert "Start the first run" not in labels(app)
    assert "Start the first run" in labels(act_as(app, ""))
    with store.read() as work:
        (project,) = work.projects.all()
        told = [e for e in work.audit.events(project.id) if e.event == AuditEvent.ROLE_SWITCHED]
    assert [(e.actor, e.facts["to"]) for e in told] == [("Robin", "Toni Sample"), ("Robin", "Robin")]


@pytest.mark.usefixtures("loopback")
def test_a_reload_is_the_same_visit_and_no_second_event(home: Path) -> None:
    store = open_storage(read_settings())
    example.put_if_empty(store)
    app = act_as(visited(), "practitioner")
    with store.read() as work:
        events = work.audit.length(work.projects.all()[0].id)
    again = AppTest.from_file(str(APP), default_timeout=30)
    again.query_params["visit"] = app.query_params["visit"]
    assert "You are Parker Sample, practitioner" in text_of(again.run())
    with store.read() as work:
        assert work.audit.length(work.projects.all()[0].id) == events


@pytest.mark.usefixtures("loopback")
def test_a_role_in_the_address_is_not_believed(home: Path) -> None:
    example.put_if_empty(open_storage(read_settings()))
    app = AppTest.from_file(str(APP), default_timeout=30)
    app.query_params["visit"] = "auditor"
    assert "You are Robin, owner" in text_of(app.run())


@pytest.mark.usefixtures("loopback")
def test_outside_the_example_nobody_acts_as_anybody_else(home: Path) -> None:
    store = open_storage(read_settings())
    example.put_if_empty(store)
    own = projects.create(store, Actor("Robin", Role.OWNER), "Riverside")
    app = act_as(visited(), "auditor")
    other = next(box for box in app.selectbox if box.label == "Project")
    app = other.set_value(own.id).run()
    assert offered(app) == []
    assert "You are Robin, owner" in text_of(app)


def test_a_server_that_answers_everywhere_offers_no_other_person(home: Path) -> None:
    example.put_if_empty(open_storage(read_settings()))
    assert offered(visited()) == []


def test_a_project_that_was_removed_says_so_in_place_of_every_page(
    home: Path,
) -> None:
    store, owner = open_storage(read_settings()), Actor("Robin", Role.OWNER)
    project = projects.create(store, owner, "Maple Street")
    with store.begin() as work:
        work.deletions.destroy(
            project.id,
            id="D-2026-1",
            name="Maple Street",
            by="Robin",
            reason="We left.",
            write=lambda gone: b"%PDF",
        )
    app = visited()
    said = text_of(app)
    assert "This project was removed" in said
    assert "Robin had its keys destroyed on" in said and "We left." in said
    assert "Maple Street (removed)" in app.selectbox[0].options
    assert not app.exception


def test_with_a_sign_in_a_visit_without_a_session_shows_the_way_to_it_and_nothing_else(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    example.put_if_empty(open_storage(read_settings()))
    monkeypatch.setenv("CHARTBRIDGE_SIGN_IN", "local")
    app = visited()
    assert "Your visit has ended" in text_of(app)
    assert 'href="/sign-in"' in "".join(each.body for each in app.get("html"))
    assert "Example" not in text_of(app) and not labels(app)
