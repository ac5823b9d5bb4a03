"""The plan is a sum of what is declared: a range, each contribution by name, with dates on working days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.scope import Becomes, Category, Declaration, DomainName, Integration, Kind, Post, Source
from core.scope.calendar import is_worked
from core.scope.plan import EACH, Phase, Range, Why, plan
from tests.core.scope.samples import LAB, OLD, WHOLE

DAYS = [date(2026, 3, 2) + timedelta(days=n) for n in range(120)]
sizes = st.none() | st.integers(0, 5_000_000)
sources = st.builds(
    Source, st.uuids().map(str), st.sampled_from(Category), tables=sizes, records=sizes, images=sizes
)
integrations = st.builds(Integration, st.uuids().map(str), st.sampled_from(Kind), st.sampled_from(Becomes))
decided = st.lists(st.sampled_from([None, True, False]), min_size=11, max_size=11)
declarations = st.builds(
    lambda held, made, moves, team, start, closed: replace(
        WHOLE,
        sources=tuple(held),
        integrations=tuple(made),
        domains=tuple(replace(d, moves=m) for d, m in zip(WHOLE.domains, moves, strict=True)),
        team=team,
        start=start,
        closed=tuple(closed),
    ),
    st.lists(sources, max_size=4),
    st.lists(integrations, max_size=4),
    decided,
    st.dictionaries(st.sampled_from(Post), st.sampled_from(["", "Kim"])),
    st.sampled_from(DAYS[:40]),
    st.lists(st.sampled_from(DAYS), max_size=15),
)


def whys(declared: Declaration) -> dict[Why, tuple[int, Range]]:
    return {each.why: (each.count, each.days) for each in plan(declared).contributions}


def test_one_small_system_and_a_named_team_take_the_standard_and_an_export() -> None:
    found = plan(WHOLE)
    assert (found.standard, found.days) == (Range(15, 17, 20), Range(15, 18, 22))
    assert whys(WHOLE) == {Why.LEGACY: (1, Range(0, 1, 2))}
    assert found.longer == 1


def test_two_sources_instead_of_one_take_two_to_four_days_longer() -> None:
    two = replace(WHOLE, sources=(OLD, replace(OLD, name="Other", tables=0)))
    assert whys(two)[Why.MORE_SOURCES] == (1, Range(2, 3, 4))


def test_what_nobody_knows_or_is_named_for_makes_it_longer_and_is_said() -> None:
    bare = replace(WHOLE, sources=(Source("Old", Category.PAPER),), team={}, integrations=())
    undecided = replace(bare, domains=tuple(replace(each, moves=None) for each in bare.domains))
    assert set(whys(undecided)) == {
        Why.PAPER, Why.UNKNOWN_SIZE, Why.UNDECIDED, Why.NO_SOLUTIONS_ENGINEER,
        Why.NO_DATA_SHAPING_SPECIALIST, Why.NO_SUCCESS_ENGINEER, Why.NO_CHAMPION,
    }  # fmt: skip
    assert whys(undecided)[Why.UNDECIDED] == (11, Range(0, 4, 8))


def test_sizes_count_by_lots_that_were_begun() -> None:
    large = replace(WHOLE, sources=(replace(OLD, tables=91, records=1_000_001, images=150_000),))
    found = whys(large)
    assert found[Why.TABLES] == (61, Range(0, 3, 6))
    assert found[Why.RECORDS] == (1, Range(0, 1, 1))
    assert found[Why.IMAGES] == (100_000, Range(0, 2, 4))


def test_what_stays_makes_it_shorter() -> None:
    kept = replace(
        WHOLE,
        domains=tuple(
            replace(d, moves=d.name not in (DomainName.IMAGES, DomainName.MONEY)) for d in WHOLE.domains
        ),
    )
    assert plan(kept).longer == -1


def test_the_dates_are_those_of_the_days_and_skip_weekends_and_closed_days() -> None:
    monday, wednesday = date(2026, 3, 2), date(2026, 3, 4)
    steps = {each.phase: each for each in plan(replace(WHOLE, closed=(wednesday,))).steps}
    first, second = steps[Phase.PREPARE], steps[Phase.BRING]
    assert first.days == Range(2, 4, 5)
    assert (first.begins, first.ends) == (monday, date(2026, 3, 6))
    assert (first.soonest_end, first.latest) == (date(2026, 3, 3), date(2026, 3, 9))
    assert (second.earliest, second.begins) == (date(2026, 3, 5), date(2026, 3, 9))


def test_without_a_first_day_there_are_days_and_no_dates() -> None:
    assert all(each.begins is None for each in plan(replace(WHOLE, start=None)).steps)


def test_everything_that_adds_days_adds_them_in_order() -> None:
    assert set(EACH) == set(Why)
    assert all(days.low <= days.likely <= days.high for _, days in EACH.values())


@given(declarations)
def test_low_is_never_above_likely_and_likely_never_above_high(declared: Declaration) -> None:
    found = plan(declared)
    for days in (found.days, *(each.days for each in found.steps)):
        assert 0 < days.low <= days.likely <= days.high


@given(declarations, sources)
def test_a_source_added_never_shortens_the_plan(declared: Declaration, more: Source) -> None:
    before, after = plan(declared).days, plan(replace(declared, sources=(*declared.sources, more))).days
    assert (before.low, before.likely, before.high) <= (after.low, after.likely, after.high)
    assert before.low <= after.low and before.likely <= after.likely and before.high <= after.high


@given(declarations, integrations)
def test_an_integration_added_never_shortens_the_plan(declared: Declaration, more: Integration) -> None:
    with_it = replace(declared, integrations=(*declared.integrations, more))
    assert plan(declared).days.high <= plan(with_it).days.high


@given(declarations)
def test_every_date_is_a_worked_day_and_phases_follow_one_another(declared: Declaration) -> None:
    ends: list[date] = []
    for each in plan(declared).steps:
        dates = (each.begins, each.ends, each.earliest, each.latest, each.soonest_end)
        assert all(day is not None and is_worked(day, declared.closed) for day in dates)
        assert each.earliest <= each.begins <= each.ends <= each.latest
        assert each.earliest <= each.soonest_end <= each.ends
        assert all(end < each.begins for end in ends)
        ends.append(each.ends)


@given(declarations)
def test_the_days_are_the_standard_and_the_contributions_where_no_phase_falls_below_one(
    declared: Declaration,
) -> None:
    found = plan(declared)
    likely = found.standard.likely + sum(each.days.likely for each in found.contributions)
    assert found.days.likely == likely


def test_an_integration_that_goes_on_beside_adds_nothing() -> None:
    assert plan(replace(WHOLE, integrations=())).days == plan(replace(WHOLE, integrations=(LAB,))).days
