"""npm's `oidc-provider` as a clinic's provider: a process of its own, put there from its lock file.

Skips loudly on a desk without npm; on a build machine (CI=true) that is a failure.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

HERE = Path(__file__).with_name("provider")
CLIENT, SECRET = "chartbridge", "a secret of this test"
_PATIENCE = 60.0


@contextmanager
def provider(folder: Path, *, port: int, portal: str, people: Mapping[str, Any]) -> Iterator[str]:
    """Its address. portal: where people are led back to. people: subject -> claims."""
    node = _put_there()
    issuer = f"http://127.0.0.1:{port}"
    client = {
        "client_id": CLIENT,
        "client_secret": SECRET,
        "redirect_uris": [f"{portal}/sign-in/back"],
        "post_logout_redirect_uris": [f"{portal}/sign-in/out"],
    }
    told = folder / "provider.json"
    told.write_text(json.dumps({"client": client, "people": people}))
    with (folder / "provider.txt").open("w") as said:
        command = [node, "provider.js", str(port), str(told)]
        running = subprocess.Popen(command, cwd=HERE, stdout=said, stderr=subprocess.STDOUT)
    try:
        _wait_for(issuer, running)
        yield issuer
    finally:
        running.terminate()
        running.wait(30)


def _put_there() -> str:
    """The path of node, once what the lock file names lies beside it."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        _not_here("no node and npm on this machine")
    made, wanted = HERE / "node_modules" / ".package-lock.json", HERE / "package-lock.json"
    if not made.is_file() or made.stat().st_mtime < wanted.stat().st_mtime:
        asked = [str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(asked, cwd=HERE, capture_output=True, text=True, timeout=240)
        if done.returncode:
            _not_here("npm could not bring the provider here")
    return str(node)


def _not_here(why: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(f"{why}, so nobody signed in through a real provider")
    pytest.skip(f"SKIPPED, NOT PASSED: {why}, so nobody signed in through a real provider")


def _wait_for(issuer: str, running: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and running.poll() is None:
        try:
            urlopen(f"{issuer}/.well-known/openid-configuration", timeout=2).close()
            return
        except (URLError, OSError):
            time.sleep(0.2)
    raise AssertionError("the provider did not start")
