"""`owner` prints a link for the first person, and later a way back for somebody who is here."""

from __future__ import annotations

import pytest

from portal.opening import open_storage
from portal.services import joining
from portal.settings import read_settings


@pytest.fixture
def local(chartbridge, monkeypatch):
    monkeypatch.setenv("CHARTBRIDGE_SIGN_IN", "local")
    return chartbridge


def test_without_a_sign_in_nobody_needs_to_be_an_owner(chartbridge):
    said = chartbridge("owner", "--email", "robin@maple.example")
    assert said.status == 2 and "CHARTBRIDGE_SIGN_IN=local" in said.err


def test_the_link_leads_to_an_open_invitation_and_its_chain_is_checked(local):
    said = local("owner", "--email", "robin@maple.example", "--json")
    assert said.json["link"].startswith("http://127.0.0.1:8501/invitation/")
    store = open_storage(read_settings())
    welcome = joining.welcome(store, said.json["link"].rpartition("/")[2])
    store.close()
    assert (welcome.email, welcome.project) == ("robin@maple.example", "")
    verdict = local("audit", "verify", "--json").json["projects"]
    assert [(each["project"], each["valid"]) for each in verdict] == [("installation", True)]


def test_something_that_is_no_address_is_refused(local):
    said = local("owner", "--email", "robin")
    assert said.status == 2 and "not an email address" in said.err
