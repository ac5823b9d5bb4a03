"""How much of damaged text is kept and how much restored, beside four loaders that everybody has.

    python -m benchmarks.damaged_text [--each 2] [--rows 300] [--seed 7] [--failures] [--keep]

Pollock's files where `../shared/data` holds them; then the same damages, done by script, to the tables of
Synthea and to two tables made from a seed. No dialect is ever given. Restored: files that equal the clean
table row for row. Kept: values of the clean table that stand somewhere in what came out, quotation marks
aside. Whole: those that stand in one cell, name or reject, mark by mark: not spread over several cells. The
cell may hold more than the value, where the damage took away what parted it from the next. Nowhere: those
that stand neither so nor in a line that is written beside the table. In no line: of these, those that the
file itself has nowhere, mark by mark, since the damage changed them.
"""

from __future__ import annotations

import argparse
import csv
import io
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.damages import Case, cases
from benchmarks.loaders import LOADERS, Loaded
from benchmarks.made_tables import ledger, parts
from benchmarks.results import keep, machine

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
OURS = ("chartbridge read", "chartbridge read --repair")


@dataclass
class Tally:
    """Of one loader over one set."""

    files: int = 0
    values: int = 0
    kept: int = 0
    whole: int = 0
    somewhere: int = 0
    changed: int = 0
    restored: int = 0
    failed: list[str] = field(default_factory=list)

    def add(self, case: Case, loaded: Loaded) -> None:
        """What came of one file."""
        wanted = Counter(cell for row in case.clean for cell in row if cell.strip())
        told, bare = set(loaded.cells), "\n".join(loaded.cells).replace('"', "")
        self.files += 1
        for value, times in wanted.items():
            whole = value in told or any(value in cell for cell in told)
            somewhere = whole or any(value in line for line in loaded.lines)
            self.values += times
            self.kept += times * (value.replace('"', "") in bare)
            self.whole += times * whole
            self.somewhere += times * somewhere
            self.changed += times * (not somewhere and value.encode() not in case.text)
        if loaded.rows == case.clean:
            self.restored += 1
        else:
            self.failed.append(case.name)

    def line(self, loader: str) -> str:
        """Of a table; what is missing is told by its number too, since shares hide a few."""
        shares = (self.restored / max(self.files, 1), self.kept / max(self.values, 1))
        restored, kept = (f"{100 * share:.1f} %" for share in shares)
        missing = (self.values - each for each in (self.kept, self.whole, self.somewhere))
        told = " | ".join(f"{count:,}" for count in (*missing, self.changed))
        return f"| `{loader}` | {restored} ({self.restored}) | {kept} | {told} |"


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
                loaded = LOADERS[name](str(place), case.text)
            except Exception:  # whatever a loader raises, nothing came of the file
                loaded = Loaded([], [])
            tallies[name].add(case, loaded)
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
    options.add_argument("--keep", action="store_true", help="write it into benchmarks/RESULTS.md")
    asked = options.parse_args()
    sets = {
        "Pollock": pollock() if not asked.skip_pollock else iter(()),
        "Synthea": synthea(asked.rows, asked.each, asked.seed),
        "made from a seed": made(asked.rows, asked.each * 4, asked.seed),
    }
    said = [SAID.format(machine(), asked.each, asked.rows, asked.seed)]
    with tempfile.TemporaryDirectory() as folder:
        for name, given in sets.items():
            tallies = tallied(given, OURS if asked.ours else tuple(LOADERS), Path(folder))
            said += ["", _table(name, tallies)]
            print(said[-1], flush=True)
            if asked.failures:
                print("   ", *tallies[OURS[1]].failed, sep="\n    ")
    if asked.keep:
        keep("Damaged text", "\n".join(said))


def _table(name: str, tallies: Mapping[str, Tally]) -> str:
    first = next(iter(tallies.values()))
    head = f"{name}: {first.files:,} files, {first.values:,} filled values."
    lines = (tally.line(loader) for loader, tally in tallies.items())
    return "\n".join([head, "", HEAD, *lines])


HEAD = (
    "| what loads | restored | values kept | not kept | not whole in one cell | nowhere whole | in no line of"
    " the file |\n|---|---|---|---|---|---|---|"
)
SAID = (
    "Written by `python -m benchmarks.damaged_text --keep`. {}. {} rows damaged in each way, {} rows of each"
    " table, seed {}. No dialect is given to anybody; the other four load as they do when nobody tells them"
    " anything. A file is restored where it equals the undamaged table row for row."
)


if __name__ == "__main__":
    main()
