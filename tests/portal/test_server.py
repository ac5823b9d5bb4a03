from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from starlette.datastructures import UploadFile
from starlette.requests import Request as Received

from core.errors import WrongUsage
from portal.server import build_app, refuse_to_leave_this_computer
from portal.settings import Settings, read_settings
from portal.theme.streamlit_options import OPTIONS
from tests.portal.asking import run_apart
from tests.portal.serving import Served, served

PROBE = Path(__file__).with_name("probe_server.py")


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("server"), EXAMPLE="false") as running:
        yield running


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "clinic.example"])
def test_without_a_sign_in_it_answers_on_this_computer_only(host: str) -> None:
    with pytest.raises(WrongUsage) as refused:
        refuse_to_leave_this_computer(Settings(host=host))
    assert "Without a sign-in" in refused.value.found


def test_without_a_sign_in_it_has_no_address_outside_either() -> None:
    with pytest.raises(WrongUsage) as refused:
        refuse_to_leave_this_computer(Settings(address="https://portal.clinic.example"))
    assert refused.value.place == "CHARTBRIDGE_ADDRESS"


@pytest.mark.parametrize("sign_in", ["none", "local"])
@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_the_addresses_of_this_computer_are_fine(host: str, sign_in: str) -> None:
    refuse_to_leave_this_computer(Settings(host=host, sign_in=sign_in))


def test_with_a_sign_in_it_answers_elsewhere_where_people_come_by_https() -> None:
    with pytest.raises(WrongUsage) as refused:
        refuse_to_leave_this_computer(Settings(host="0.0.0.0", sign_in="local"))
    assert refused.value.place == "CHARTBRIDGE_ADDRESS"
    outside = {"host": "0.0.0.0", "sign_in": "local", "address": "https://portal.clinic.example"}
    refuse_to_leave_this_computer(Settings(**outside))


PROVIDER = {
    "oidc_issuer": "https://login.clinic.example",
    "oidc_client_id": "chartbridge",
    "oidc_client_secret": "secret",
}


@pytest.mark.parametrize("missing", PROVIDER)
def test_a_provider_is_refused_as_long_as_one_of_its_settings_is_not_there(missing: str) -> None:
    there = {name: value for name, value in PROVIDER.items() if name != missing}
    with pytest.raises(WrongUsage) as refused:
        refuse_to_leave_this_computer(Settings(sign_in="oidc", **there))
    assert refused.value.place == f"CHARTBRIDGE_{missing.upper()}" and "local" in refused.value.do
    refuse_to_leave_this_computer(Settings(sign_in="oidc", **PROVIDER))


def test_roles_from_a_provider_want_the_project_that_they_are_in() -> None:
    with pytest.raises(WrongUsage) as refused:
        refuse_to_leave_this_computer(Settings(sign_in="oidc", oidc_role_claim="groups", **PROVIDER))
    assert refused.value.place == "CHARTBRIDGE_OIDC_PROJECT"


def test_it_says_that_it_is_well(portal: Served) -> None:
    assert json.load(urlopen(f"{portal.address}/healthz")) == {"status": "ok"}


@pytest.mark.parametrize("path", ["/", "/healthz", "/_stcore/health", "/log"])
def test_every_answer_is_kept_out_of_frames_and_of_caches(portal: Served, path: str) -> None:
    headers = urlopen(portal.address + path).headers
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "server" not in headers


def test_nothing_may_be_loaded_from_elsewhere(portal: Served) -> None:
    policy = urlopen(portal.address).headers["content-security-policy"]
    assert "http:" not in policy and "https:" not in policy and "*" not in policy


def test_a_name_that_merely_leads_here_is_turned_away(portal: Served) -> None:
    with pytest.raises(HTTPError) as refused:
        urlopen(Request(portal.address, headers={"Host": "attacker.example"}))
    assert refused.value.code == 400


def test_the_overview_answers_to_its_name_and_keeps_what_was_asked(portal: Served) -> None:
    assert urlopen(f"{portal.address}/overview?project=7").url == f"{portal.address}/?project=7"
    assert urlopen(f"{portal.address}/overview").url == f"{portal.address}/"


def test_the_framework_serves_no_page_beside_the_entrypoint(portal: Served) -> None:
    assert b"def render" not in urlopen(f"{portal.address}/pages/overview.py").read()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_says_what_it_does_and_ends_cleanly_with_its_worker(tmp_path: Path, how: signal.Signals) -> None:
    with served(tmp_path, EXAMPLE="false") as running:
        workers = _children(running.process.pid)
        status, said = running.stop(how)
    assert status == 0
    assert running.address in said
    assert str(tmp_path / "state") in said and str(tmp_path / "key" / "master.key") in said
    assert "Ctrl-C" in said and "Traceback" not in said
    assert said.rstrip().endswith("Stopped. Everything is kept.")
    assert len(workers) == 1
    assert not Path(f"/proc/{workers[0]}").exists()


def test_a_worker_does_not_outlive_a_server_that_was_killed(tmp_path: Path) -> None:
    with served(tmp_path, EXAMPLE="false") as running:
        (worker,) = _children(running.process.pid)
        running.stop(signal.SIGKILL)
        ended = subprocess.run(["tail", f"--pid={worker}", "-f", "/dev/null"], timeout=60)
    assert ended.returncode == 0


def test_the_key_does_not_lie_in_the_folder_of_state(portal: Served) -> None:
    home = portal.said.parent
    assert (home / "key" / "master.key").stat().st_mode & 0o777 == 0o600
    assert not list((home / "state").rglob("*.key"))


def test_streamlits_settings_are_in_force_on_a_live_server_wherever_it_was_started(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text("")
    with served(tmp_path, str(PROBE), str(script)) as running:
        told = json.load(urlopen(f"{running.address}/options"))
    assert told == OPTIONS
    assert told["client.showErrorDetails"] == "none"
    assert told["browser.gatherUsageStats"] is False
    assert told["server.fileWatcherType"] == "none"


def test_a_multipart_upload_never_reaches_a_disk() -> None:
    build_app(read_settings())
    limit = 8
    assert run_apart(_rolled(limit * 1024 * 1024)) is False


async def _rolled(size: int) -> bool:
    """Whether a file of `size` bytes was spooled to a temporary file while it was received."""
    body = (
        b'--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n'
        + bytes(size)
        + b"\r\n--x--\r\n"
    )
    scope = {
        "type": "http",
        "headers": [(b"content-type", b"multipart/form-data; boundary=x")],
        "method": "PUT",
    }

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    async with Received(scope, receive).form() as form:
        upload = form["f"]
        assert isinstance(upload, UploadFile)
        return bool(upload.file._rolled)


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for listed in found for child in listed.read_text().split()]
