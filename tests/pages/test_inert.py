from __future__ import annotations

import subprocess
import sys
from pkgutil import iter_modules

import pages

EACH = """
import runpy, sys
for page in sys.argv[1:]:
    print(f"[{page}]")
    runpy.run_module(f"pages.{page}", run_name="__main__")
"""


def test_a_page_run_by_itself_shows_nothing() -> None:
    """Were it ever reached without the entrypoint, past its checks, it would have nothing to say."""
    every = [page.name for page in iter_modules(pages.__path__)]
    ran = subprocess.run(
        [sys.executable, "-c", EACH, *every], capture_output=True, text=True, timeout=120, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split("\n") == [*(f"[{page}]" for page in every), ""] and len(every) > 10
