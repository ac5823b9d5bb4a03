"""benchmarks/RESULTS.md: a section for each measurement, each written anew without touching the others."""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")
_HEAD = "# Benchmark results\n"


def keep(title: str, text: str) -> None:
    """Puts `text` under `title` in place of what stood there, or at the end."""
    sections = _sections(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    sections[title] = text.strip()
    written = "".join(f"\n## {name}\n\n{body}\n" for name, body in sections.items())
    RESULTS.write_text(_HEAD + written, encoding="utf-8")
    print(f"## {title}\n\n{text}")


def _sections(written: str) -> dict[str, str]:
    _, *parts = re.split(r"^## (.+)\n", written, flags=re.MULTILINE)
    return {title: body.strip() for title, body in zip(parts[::2], parts[1::2], strict=True)}


def machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    python = platform.python_version()
    return f"{os.cpu_count()} processors, {memory:.0f} GiB, {platform.system()}, Python {python}"
