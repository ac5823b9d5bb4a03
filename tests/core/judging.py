"""Run as a program: for each copy of the engine named on standard input, what closing.py says over it.

Each copy is imported anew, and what they all stand on (Polars and the like) once: where each had a process
of its own, nine tenths went there. Usage: python judging.py TESTS_ROOT; a folder a line in, JSON texts out.
"""

from __future__ import annotations

import io
import json
import runpy
import sys
import traceback
from contextlib import redirect_stdout
from importlib import invalidate_caches
from pathlib import Path

ROOT = sys.argv[1]
CLOSING = str(Path(__file__).with_name("closing.py"))
PATHS = tuple(sys.path)


def forget() -> None:
    """Every module of ours, so that the next copy is imported and not the last one."""
    for name in [name for name in sys.modules if name.partition(".")[0] in ("core", "tests")]:
        del sys.modules[name]
    sys.path[:] = PATHS
    invalidate_caches()


def said(engine: str) -> str:
    forget()
    sys.argv = [CLOSING, engine, ROOT]
    out = io.StringIO()
    try:
        with redirect_stdout(out):
            runpy.run_path(CLOSING, run_name="__main__")
    except Exception:
        return f"failed: {traceback.format_exc()[-600:]}"
    return out.getvalue()


for line in sys.stdin:
    print(json.dumps(said(line.rstrip("\n"))), flush=True)
