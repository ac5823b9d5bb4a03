"""Who is proposed to be one person, and which record stands for which once somebody has said so."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from core.decisions import Choice, Decision, Decisions, Group, GroupKind
from core.identity.aliases import Alias, ids_of, resolved, survivors, value_of
from core.identity.exact import BY_NAME_BIRTH_PHONE, BY_NUMBER, SCHEMA, Same, joined, proposals

Row = tuple[str, str | None, str | None, str | None, list[str]]


def people(*rows: Row) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=SCHEMA, orient="row")


def test_name_birth_and_telephone_together_make_a_proposal() -> None:
    found = proposals(
        people(
            ("1", None, "ann bell", "2000-01-02", ["+1555", "+1556"]),
            ("2", None, "ann bell", "2000-01-02", ["+1556"]),
            ("3", None, "ann bell", "2000-01-03", ["+1556"]),
            ("4", None, "ann bell", "2000-01-02", ["+1557"]),
            ("5", None, "ann bell", None, ["+1556"]),
            ("6", None, "ann bell", "2000-01-02", []),
        )
    )
    assert found == (Same(("1", "2"), BY_NAME_BIRTH_PHONE),)


def test_a_number_kept_of_another_record_makes_a_proposal() -> None:
    found = proposals(
        people(("1", None, None, None, []), ("2", "1", None, None, []), ("3", "3", None, None, []))
    )
    assert found == (Same(("1", "2"), BY_NUMBER),)


def test_three_records_of_one_person_are_one_proposal_in_the_order_of_the_rows() -> None:
    rows = (
        ("b", None, "ann bell", "2000-01-02", ["+1"]),
        ("a", None, "ann bell", "2000-01-02", ["+1", "+2"]),
        ("c", "a", "anne bell", "2000-01-02", []),
    )
    assert proposals(people(*rows)) == (Same(("b", "a", "c"), BY_NUMBER),)


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=12))
def test_groups_are_what_pairs_hold_together(pairs: list[tuple[str, str]]) -> None:
    plain: list[set[str]] = []
    for pair in pairs:
        touched = [group for group in plain if group & set(pair)]
        plain = [group for group in plain if group not in touched] + [set(pair).union(*touched)]
    assert sorted(map(sorted, joined(pairs))) == sorted(map(sorted, plain))


def merge(ids: tuple[str, ...], to: str) -> Decision:
    group = Group(GroupKind.PERSON, "p.csv", "p", entity="patient", finding=BY_NUMBER, value=value_of(ids))
    return Decision(group, Choice.MERGE, "Ann", "owner", "so", to, len(ids))


def aliases(*decisions: Decision, standing: str) -> dict[str, str]:
    found = resolved(survivors(Decisions.of(decisions)), {"patient": set(standing)})
    return {own: alias.into for own, alias in found.get("patient", {}).items()}


def test_a_chain_of_merges_ends_at_its_last_survivor() -> None:
    assert aliases(merge(("a", "b"), "b"), merge(("b", "c"), "c"), standing="abc") == {"a": "c", "b": "c"}


def test_a_ring_of_merges_merges_nobody() -> None:
    assert aliases(merge(("a", "b"), "b"), merge(("b", "a"), "a"), standing="ab") == {}


def test_nobody_is_merged_into_a_record_that_does_not_stand() -> None:
    assert aliases(merge(("a", "b"), "b"), standing="a") == {}


def test_records_that_are_said_to_be_apart_stay_apart() -> None:
    group = Group(GroupKind.PERSON, "p.csv", "p", entity="patient", value=value_of(("a", "b")))
    made = Decision(group, Choice.SEPARATE, "Ann", "owner", "so", count=2)
    assert survivors(Decisions.of([made])) == {}


@given(st.lists(st.text(max_size=5), max_size=4))
def test_ids_come_back_from_the_value_of_their_group(ids: list[str]) -> None:
    assert list(ids_of(value_of(ids))) == ids


def test_a_value_that_is_no_list_of_ids_names_nobody() -> None:
    assert ids_of("a, b") == ids_of('{"a": 1}') == ids_of("") == ()


def test_an_alias_remembers_the_decision_that_made_it() -> None:
    assert survivors(Decisions.of([merge(("a", "b"), "a")])) == {"patient": {"b": Alias("a", 0)}}
