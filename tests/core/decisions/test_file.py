"""Decisions come back from their file as they were, and a file that is amiss is refused by its place."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.decisions import CHOICES, Choice, Decision, Decisions, Group, GroupKind
from core.decisions.file import digest, from_json, to_json
from core.errors import DecisionsInvalid

WORDS = st.text(max_size=12)
SAID = st.text(min_size=1, max_size=12).filter(lambda text: bool(text.strip()))


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    kind = draw(st.sampled_from(GroupKind))
    group = Group(kind, *(draw(WORDS) for _ in range(7)))
    choice = draw(st.sampled_from(CHOICES[kind]))
    counted = draw(st.integers(0, 10**9))
    return Decision(group, choice, draw(SAID), draw(WORDS), draw(SAID), draw(WORDS), counted)


@given(st.lists(decisions(), max_size=6))
def test_any_decisions_come_back_from_their_file(made: list[Decision]) -> None:
    standing = Decisions.of(made)
    assert from_json(to_json(standing)) == standing


@given(st.lists(decisions(), max_size=6), st.randoms())
def test_the_order_in_which_groups_were_decided_makes_no_difference(
    made: list[Decision], chance: object
) -> None:
    apart = list({decision.group: decision for decision in made}.values())
    shuffled = sorted(apart, key=lambda _: chance.random())  # type: ignore[attr-defined]
    assert digest(Decisions.of(apart)) == digest(Decisions.of(shuffled))


def test_of_two_decisions_about_one_group_the_later_counts() -> None:
    group = Group(GroupKind.ORPHAN, "a.csv", "a", "PatNum")
    first, second = (Decision(group, choice, "Ann", "owner", "so") for choice in CHOICES[group.kind])
    assert Decisions.of([first, second]).standing == (second,)


ONE = Decision(Group(GroupKind.COLUMN, "a.csv", "a", "x"), Choice.ARCHIVE, "Ann", "owner", "so", count=3)


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("{}", "schema and decisions"),
        ({"schema": 2, "decisions": []}, "schema 1"),
        ({"by": " "}, "who made it"),
        ({"reason": ""}, "who made it"),
        ({"choice": "merge"}, "can be chosen: archive, note, decline"),
        ({"count": -1}, "whole number"),
        ({"count": True}, "whole number"),
        ({"to": None}, "All parts are texts"),
        ({"more": ""}, "exactly these parts"),
        ({"group": {"kind": "column"}}, "exactly these parts"),
    ],
)
def test_a_broken_file_is_refused_in_one_sentence(broken: str | dict[str, object], said: str) -> None:
    text = broken
    if isinstance(broken, dict):
        whole = json.loads(to_json(Decisions.of([ONE])))
        whole = (
            broken if "schema" in broken else {**whole, "decisions": [{**whole["decisions"][0], **broken}]}
        )
        text = json.dumps(whole)
    with pytest.raises(DecisionsInvalid, match=said):
        from_json(str(text))


def test_two_decisions_about_one_group_are_refused() -> None:
    whole = json.loads(to_json(Decisions.of([ONE])))
    whole["decisions"] *= 2
    with pytest.raises(DecisionsInvalid, match="one group"):
        from_json(json.dumps(whole))


def test_the_name_of_a_group_says_nothing_of_what_is_in_it() -> None:
    group = Group(GroupKind.VALUE, "a.csv", "a", "Sex", "patient", "sex", "value_without_a_code", "unsaid")
    assert len(group.id) == 16 and "unsaid" not in group.id and "unsaid" not in repr(group)
