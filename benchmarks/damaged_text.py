"""How much of damaged text is kept and how much restored, beside four loaders that everybody has.

    python -m benchmarks.damaged_text [--each 2] [--rows 300] [--seed 7] [--failures]

Pollock's files where `../shared/data` holds them; then the same damages, done by script, to the tables of
Synthea and to two tables made from a seed. Kept: values of the clean table that stand somewhere in what
came out. Restored: files that equal the clean table row for row. No dialect is ever given.
"""

from __future__ import annotations

import argparse
import csv
import io
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.damages import Case, cases
from benchmarks.loaders import LOADERS
from benchmarks.made_tables import ledger, parts

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
OURS = ("chartbridge read", "chartbridge read --repair")


@dataclass
class Tally:
    """Of one loader over one set."""

    files: int = 0
    values: int = 0
    kept: int = 0
    restored: int = 0
    failed: list[str] = field(default_factory=list)

    def add(self, case: Case, rows: list[list[str]], told: str) -> None:
        """What came of one file."""
        wanted = [cell for row in case.clean for cell in row if cell.strip()]
        self.files += 1
        self.values += len(wanted)
        bare = told.replace('"', "")
        self.kept += sum(1 for cell in wanted if cell.replace('"', "") in bare)
        if rows == case.clean:
            self.restored += 1
        else:
            self.failed.append(case.name)

    def __str__(self) -> str:
        kept, restored = 100 * self.kept / max(self.values, 1), 100 * self.restored / max(self.files, 1)
        return f"{kept:5.1f} % kept, {restored:5.1f} % restored ({self.restored} of {self.files})"


def pollock() -> Iterator[Case]:
    """The published files, each with the table that it should be."""
    folder = DATA / "csv_torture" / "pollock"
    for path in sorted(folder.glob("csv/*.csv")):
        clean = (folder / "clean" / path.name).read_text(encoding="utf-8")
        kind = "_".join(path.stem.split("_")[:3])
        yield Case(path.stem, kind, path.read_bytes(), list(csv.reader(io.StringIO(clean, newline=""))))


def synthea(rows: int, each: int, seed: int) -> Iterator[Case]:
    """Every table of Synthea, its first rows."""
    for path in sorted((DATA / "tables" / "synthea").glob("*.csv")):
        with path.open(newline="", encoding="utf-8") as opened:
            table = [row for _, row in zip(range(rows + 1), csv.reader(opened), strict=False)]
        yield from cases(path.stem, table, each=each, seed=seed)


def made(rows: int, each: int, seed: int) -> Iterator[Case]:
    """Two tables that are in no folder."""
    yield from cases("ledger", ledger(rows, seed=seed), each=each, seed=seed)
    yield from cases("parts", parts(rows, seed=seed + 1), each=each, seed=seed)


def tallied(given: Iterator[Case], loaders: Sequence[str], folder: Path) -> dict[str, Tally]:
    """Every case through every loader; one that fails has kept and restored nothing."""
    tallies = {name: Tally() for name in loaders}
    place = folder / "given.csv"
    for case in given:
        place.write_bytes(case.text)
        for name in loaders:
            try:
                rows, told = LOADERS[name](str(place), case.text)
            except Exception:  # whatever a loader raises, nothing came of the file
                rows, told = [], ""
            tallies[name].add(case, rows, told)
    return tallies


def main() -> None:
    """Prints every share of every loader over every set."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--each", type=int, default=2, help="rows damaged in each way, a table")
    options.add_argument("--rows", type=int, default=300, help="rows of each table")
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--failures", action="store_true", help="name the files that were not restored")
    options.add_argument("--ours", action="store_true", help="leave the other four out")
    options.add_argument("--skip-pollock", action="store_true")
    asked = options.parse_args()
    sets = {
        "Pollock": pollock() if not asked.skip_pollock else iter(()),
        "Synthea": synthea(asked.rows, asked.each, asked.seed),
        "made from a seed": made(asked.rows, asked.each * 4, asked.seed),
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, given in sets.items():
            print(f"\n{name}")
            tallies = tallied(given, OURS if asked.ours else tuple(LOADERS), Path(folder))
            for loader, tally in tallies.items():
                print(f"  {loader:<28}{tally}")
            if asked.failures:
                print("   ", *tallies[OURS[1]].failed, sep="\n    ")


if __name__ == "__main__":
    main()
