"""How long a run takes in which one value map changed, beside the whole run before it.

    python -m benchmarks change [--scale 1] [--runs 3]

In a home of its own each time: a whole run, then for each table one word of one of its value maps is given
another meaning and all is run again, and back. Every figure is of a fresh process, from its start to its end.
Medians and ratios go to benchmarks/RESULTS.md. Needs `../shared/bench/legacy_export.py`.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import legacy
from benchmarks.processes import Measured, measured, row
from benchmarks.results import keep, machine

TITLE = "One changed value map"
_WORDS = {
    "patients": ("m", "female"),
    "appointments": ("complete", "arrived"),
    "ledger": ("pmt", "adjustment"),
    "procedures": ("c", "cancelled"),
}
"""Of each table a word that very many of its rows have, and the code that it gets instead of its own."""


def changed(mapping: Path, table: str) -> Path:
    """The mapping with that one word of that table meaning something else."""
    content = json.loads(mapping.read_text(encoding="utf-8"))
    word, code = _WORDS[table]
    rules = next(each["rules"] for each in content["tables"] if each["table"] == table)
    steps = (step for rule in rules for step in rule["steps"])
    maps: list[dict[str, Any]] = [step["map"] for step in steps if step["transform"] == "value_map"]
    told = next(each for each in maps if each.get(word) not in (None, code) and code in each.values())
    told[word] = code
    place = mapping.with_name(f"{table}.json")
    place.write_text(json.dumps(content), encoding="utf-8")
    return place


def runs(export: Path, mapping: Path, folder: Path) -> dict[str, Measured]:
    """Of one home: the whole run, and one again for each table."""
    home, files = legacy.home(folder), [str(path) for path in legacy.files(export)]

    def run(with_: Path) -> Measured:
        return measured([*legacy.migrate("--no-export", "--mapping", str(with_)), *files], home)

    found = {"whole": run(mapping)}
    for table in _WORDS:
        found[table] = run(changed(mapping, table))
        run(mapping)
    return found


def report(scale: float, every: list[dict[str, Measured]]) -> str:
    lines = [
        f"Written by `python -m benchmarks change`. {machine()}, load {os.getloadavg()[0]:.1f}.",
        "",
        f"The messy legacy export at scale {scale:g}, {len(every)} homes, medians; fresh processes.",
        "",
        "| what | wall s | processor s | peak MB |",
        "|---|---|---|---|",
        row("the whole run", [each["whole"] for each in every]),
        *(row(f"one word of `{table}`", [each[table] for each in every]) for table in _WORDS),
        "",
        "| table | its share of all rows | of the whole run |",
        "|---|---|---|",
    ]
    for table in _WORDS:
        ratio = statistics.median(each[table].wall / each["whole"].wall for each in every)
        lines.append(f"| `{table}` | {legacy.SHARES[table]:.0%} | **{ratio:.2f}** |")
    return "\n".join([*lines, "", "Asked for: under a tenth."])


def options(asked: argparse.ArgumentParser) -> None:
    asked.add_argument("--scale", type=float, default=1.0)
    asked.add_argument("--runs", type=int, default=3)


def measure(wanted: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        export, mapping = legacy.export(folder / "export", wanted.scale), legacy.mapping(folder)
        every = [runs(export, mapping, folder) for _ in range(wanted.runs)]
        keep(TITLE, report(wanted.scale, every))
