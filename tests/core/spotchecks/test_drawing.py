"""Draws that are tried to be broken: by order, by size, by rare kinds of chart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.spotchecks import SIZES, Candidate, Stratum, drawn

strata = st.frozensets(st.sampled_from(list(Stratum)))
everybody = st.lists(strata, max_size=260).map(
    lambda kinds: [Candidate(f"patient:old:{n}", kind) for n, kind in enumerate(kinds)]
)
sizes = st.sampled_from(SIZES)
seeds = st.text(min_size=1, max_size=8)


@given(everybody, sizes, seeds)
def test_no_patient_is_drawn_twice_and_all_where_there_are_fewer(
    candidates: list[Candidate], size: int, seed: str
) -> None:
    found = drawn(candidates, size, seed=seed, run="r")
    assert len(set(found)) == len(found) == min(size, len(candidates))
    assert set(found) <= {each.patient for each in candidates}


@given(everybody, sizes, seeds)
def test_every_kind_of_chart_that_there_is_is_among_them(
    candidates: list[Candidate], size: int, seed: str
) -> None:
    found = set(drawn(candidates, size, seed=seed, run="r"))
    there = {kind for each in candidates for kind in each.strata}
    assert {kind for each in candidates if each.patient in found for kind in each.strata} == there


@given(everybody, sizes, seeds, st.randoms(use_true_random=False))
def test_the_same_seed_and_run_draw_the_same_charts_in_whatever_order_the_rows_come(
    candidates: list[Candidate], size: int, seed: str, shuffled
) -> None:
    first = drawn(candidates, size, seed=seed, run="r")
    again = list(candidates)
    shuffled.shuffle(again)
    assert drawn(again, size, seed=seed, run="r") == first


def many(count: int = 1000, **shares: int) -> list[Candidate]:
    """`count` patients, of each kind as many as are said, spread over them."""
    kinds = {Stratum[name.upper()]: number for name, number in shares.items()}
    return [
        Candidate(
            f"patient:old:{n}", frozenset(k for k, number in kinds.items() if n * number % count < number)
        )
        for n in range(count)
    ]


def test_another_seed_draws_others() -> None:
    candidates = many(allergies=400)
    draws = {drawn(candidates, 59, seed=str(seed), run="r") for seed in range(20)}
    assert len(draws) == 20


def test_each_kind_has_its_share_of_the_draw() -> None:
    candidates = many(allergies=400, medications=250, minor=100)
    share = {Stratum.ALLERGIES: 59.6, Stratum.MEDICATIONS: 37.25, Stratum.MINOR: 14.9}
    of = {each.patient: each.strata for each in candidates}
    for seed in range(30):
        found = drawn(candidates, 149, seed=str(seed), run="r")
        for kind, expected in share.items():
            assert abs(sum(kind in of[each] for each in found) - expected) < 4, (seed, kind)


def test_every_chart_has_about_the_same_chance() -> None:
    candidates = many(100, allergies=40, minor=10)
    counts = dict.fromkeys((each.patient for each in candidates), 0)
    for seed in range(2_000):
        for patient in drawn(candidates, 20, seed=str(seed), run="r"):
            counts[patient] += 1
    assert min(counts.values()) > 300 and max(counts.values()) < 500


def test_one_rare_chart_among_many_is_always_looked_at() -> None:
    candidates = [*many(5_000, allergies=2_000), Candidate("rare", frozenset({Stratum.FILES}))]
    assert all("rare" in drawn(candidates, 20, seed=str(seed), run="r") for seed in range(30))


def test_nobody_is_drawn_of_nobody() -> None:
    assert drawn([], 20, seed="1", run="r") == ()
