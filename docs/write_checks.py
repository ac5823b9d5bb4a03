"""Writes docs/checks.md from the registry of checks, so that it says what is asked (`make docs`)."""

from __future__ import annotations

from pathlib import Path

from core.checks import CHECKS
from core.checks.elsewhere import ELSEWHERE, Elsewhere
from core.checks.model import Check
from core.findings import Severity

PLACE = Path(__file__).with_name("checks.md")
HEAD = """# Checks

Once all records are shaped and tied to each other, a run asks each of them whether it can be so. Every record
is asked, none is changed and none is held back: a check raises a finding ([findings.md](findings.md)), and
where that is a warning the record is imported and flagged, so that its entry in the migration log says why.
What is only worth knowing is counted and listed and flags nothing. A record that the old system calls void is
asked nothing.

There is no clock in a run: the newest day of a visit or procedure stands for today. This page is written from
the registry (`core/checks`) by `make docs`.
"""
FLAGS = {Severity.WARNING: "flags the record", Severity.INFO: "is worth knowing"}
TABLE = "| finding | what it says | what is asked | it |\n| --- | --- | --- | --- |\n"
BEFORE = "## Decided before that\n\n| what holds | where it is decided | findings |\n| --- | --- | --- |\n"


def page() -> str:
    """The whole page, in the order of the registry."""
    asked = "".join(map(_row, CHECKS))
    return f"{HEAD}\n## What is asked\n\n{TABLE}{asked}\n{BEFORE}{''.join(map(_elsewhere, ELSEWHERE))}"


def _row(check: Check) -> str:
    kind = check.kind
    return f"| `{kind.name}` | {kind.means} | {check.asks} | {FLAGS[kind.severity]} |\n"


def _elsewhere(each: Elsewhere) -> str:
    kinds = ", ".join(f"`{kind}`" for kind in each.kinds)
    modules = " and ".join(f"`{module}`" for module in each.where.split(" and "))
    return f"| {each.what} | {modules} | {kinds} |\n"


if __name__ == "__main__":
    PLACE.write_text(page(), encoding="utf-8")
