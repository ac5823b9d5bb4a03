"""How often the first suggestion is right, how often a sure one is, and whether confidence holds.

Over the labelled systems of `../shared/data/headers`, three ways: their headers alone, their rows too where
there are some, and their headers with every word of the record taken away first that spells one of them,
which is nearer to a system that nobody here has seen. Beside them header lists of other systems, and naive
fuzzy matching of names as a peer. Intervals are Wilson's, of 95 %.
"""

from __future__ import annotations

import argparse
import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from benchmarks import results
from core.profiles.kinds import lower_end
from core.record import RECORD
from core.suggest import suggest_all
from tests.core.suggest.meanings import MEANINGS
from tests.core.suggest.other_systems import SYSTEMS
from tests.core.suggest.truth import (
    Score,
    header_tables,
    headers_of,
    homes,
    read_folder,
    score,
    score_meanings,
    truth_of,
    unprepared,
)

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
LABELLED = ("opendental", "openemr", "smart_sample_patients", "synthea")
WITH_ROWS = {"synthea": "tables/synthea", "smart_sample_patients": "tables/smart_sample_patients/data"}
STEPS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
MOST_CONFUSIONS = 20


def options(asked: argparse.ArgumentParser) -> None:
    """It takes none."""
    del asked


def measure(wanted: argparse.Namespace) -> None:
    """Scores every system and writes what came of it to benchmarks/RESULTS.md."""
    del wanted
    alone, unseen, rows = dict(_alone()), dict(_unseen()), dict(_with_rows())
    memory = dict(_from_memory())
    parts = (
        _table("headers alone", alone, peer={name: _naive(name) for name in alone}),
        _table("with rows", rows),
        _table("headers whose spellings the record has never seen", unseen),
        _table("header lists written down from memory", memory),
        _calibration([*alone.values(), *unseen.values(), *memory.values()]),
        _confusions({**alone, **{f"{name}, never seen": found for name, found in unseen.items()}}),
    )
    results.keep("Suggestions", "\n\n".join(parts))


def _alone() -> Iterator[tuple[str, Score]]:
    for system in LABELLED:
        path = DATA / "headers" / f"{system}.truth.json"
        yield system, score_meanings(header_tables(headers_of(path)), truth_of(path))


def _unseen() -> Iterator[tuple[str, Score]]:
    for system in LABELLED:
        path = DATA / "headers" / f"{system}.truth.json"
        headers = headers_of(path)
        yield system, score_meanings(header_tables(headers), truth_of(path), record=unprepared(headers))


def _with_rows() -> Iterator[tuple[str, Score]]:
    for system, folder in WITH_ROWS.items():
        truth = truth_of(DATA / "headers" / f"{system}.truth.json")
        yield system, score_meanings(read_folder(DATA / folder), truth)


def _from_memory() -> Iterator[tuple[str, Score]]:
    for system, tables in SYSTEMS.items():
        accepted = {(t, h): home.split("|") for t, headers in tables.items() for h, home in headers.items()}
        found = suggest_all(header_tables({t: list(h) for t, h in tables.items()}), RECORD)
        yield system, score(found, accepted, {})


def _naive(system: str) -> float:
    """Share of first suggestions that are right when names are matched by likeness alone (difflib)."""
    names = {f.name: f"{e.name}.{f.name}" for e in RECORD.entities for f in e.fields}
    truth = truth_of(DATA / "headers" / f"{system}.truth.json")
    right, labelled = 0, 0
    for table, headers in truth.items():
        for header, meaning in headers.items():
            near = difflib.get_close_matches(header.lower(), names, n=1, cutoff=0.0)
            right += bool(near) and names[near[0]] in homes(table, MEANINGS[meaning])
            labelled += 1
    return right / labelled


def interval(right: int, of: int) -> tuple[float, float]:
    """Both ends of Wilson's 95 % interval of a share; the upper is the lower of what is not right."""
    return (lower_end(right, of), 1 - lower_end(of - right, of)) if of else (0.0, 1.0)


def _of(right: int, of: int) -> str:
    return f"{right} of {of}" if of else "not judged"


def _share(right: int, of: int) -> str:
    if not of:
        return "none"
    low, high = interval(right, of)
    return f"{right / of:.1%} ({low:.0%} to {high:.0%})"


def _table(title: str, found: Mapping[str, Score], *, peer: Mapping[str, float] | None = None) -> str:
    head = "| system | columns | first right | sure | sure and right | tables |"
    rows = [
        f"| {name} | {one.labelled} | {_share(one.right, one.labelled)} | {one.sure_share:.0%} "
        f"| {_share(one.sure_right, one.sure)} | {_of(one.tables_right, one.tables)} |"
        for name, one in [*found.items(), *([("all", _together(found.values()))] if len(found) > 1 else [])]
    ]
    naive = f"\n\nNaive fuzzy matching of names: {_naive_words(peer)}." if peer else ""
    return "\n".join((f"### {title.capitalize()}", "", head, "|---|---|---|---|---|---|", *rows)) + naive


def _naive_words(peer: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {share:.0%}" for name, share in peer.items())


def _together(found: Iterable[Score]) -> Score:
    whole = Score()
    for one in found:
        whole.judged += one.judged
        whole.tables += one.tables
        whole.tables_right += one.tables_right
    return whole


def _calibration(found: Sequence[Score]) -> str:
    """Of suggestions of a confidence, how many are right: both should be alike."""
    judged = [one for each in found for one in each.judged if one.said != "-"]
    rows = []
    for low, high in pairwise(STEPS):
        within = [j for j in judged if low <= j.confidence < high or (high == 1.0 and j.confidence == high)]
        if within:
            mean = sum(j.confidence for j in within) / len(within)
            right = _share(sum(j.right for j in within), len(within))
            rows.append(f"| {low:.2f} to {high:.2f} | {len(within)} | {mean:.1%} | {right} |")
    head = "| confidence | suggestions | said, on average | right |"
    return "\n".join(("### Confidence, said and held", "", head, "|---|---|---|---|", *rows))


def _confusions(found: Mapping[str, Score]) -> str:
    """What was said for what, the most frequent first."""
    counted = Counter((one.said, one.wanted) for each in found.values() for one in each.wrong)
    rows = [
        f"| {said} | {wanted} | {times} |" for (said, wanted), times in counted.most_common(MOST_CONFUSIONS)
    ]
    rest = max(0, len(counted) - MOST_CONFUSIONS)
    head = ("### Confusions", "", "| said | accepted | times |", "|---|---|---|")
    return "\n".join((*head, *rows, "", f"{rest} more stand once or a few times each."))
