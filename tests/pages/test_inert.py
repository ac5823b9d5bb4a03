from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    "page",
    ["overview", "uploads", "mapping", "decisions", "migration_log", "audit_trail", "go_live", "verify"],
)
def test_a_page_run_by_itself_shows_nothing(page: str) -> None:
    """Were it ever reached without the entrypoint, past its checks, it would have nothing to say."""
    ran = subprocess.run([sys.executable, "-m", f"pages.{page}"], capture_output=True, text=True, timeout=60)
    assert (ran.returncode, ran.stdout) == (0, "")
