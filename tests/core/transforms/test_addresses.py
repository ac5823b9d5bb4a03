"""Addresses in one cell: read where their shape leaves no choice, and as they stand."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.transforms import applied
from core.transforms.addresses import PARTS
from core.transforms.finding_kinds import PART_NOT_THERE


def parts(address: str) -> dict[str, str]:
    """The parts that are there; where the address waits, only why."""
    read = {p: applied(pl.Series([address]), (("address_part", {"piece": p}),)).row(0) for p in PARTS}
    why = {finding for _, finding in read.values() if finding not in (None, PART_NOT_THERE)}
    return {"waits": why.pop()} if why else {p: value for p, (value, _) in read.items() if value is not None}


@pytest.mark.parametrize(
    ("address", "told"),
    [
        (
            "12 Main St, Apt 4, Springfield, IL 62704",
            {
                "line": "12 Main St",
                "line2": "Apt 4",
                "city": "Springfield",
                "region": "IL",
                "postal_code": "62704",
            },
        ),
        (
            "1 Elm Rd\nSalem OR 97301-1234",
            {"line": "1 Elm Rd", "city": "Salem", "region": "OR", "postal_code": "97301-1234"},
        ),
        ("9 Oak Ave, St. Louis, MO", {"waits": "address_not_read"}),
        (
            "5 Bay St, Albany, New York 12207",
            {"line": "5 Bay St", "city": "Albany", "region": "New York", "postal_code": "12207"},
        ),
        (
            "88 King St W, Toronto, ON M5V 1A1, Canada",
            {
                "line": "88 King St W",
                "city": "Toronto",
                "region": "ON",
                "postal_code": "M5V 1A1",
                "country": "Canada",
            },
        ),
        ("Hauptstr. 5, 10115 Berlin", {"line": "Hauptstr. 5", "city": "Berlin", "postal_code": "10115"}),
        (
            "Calle Mayor 3, 2º, 28013 Madrid (Madrid)",
            {
                "line": "Calle Mayor 3",
                "line2": "2º",
                "city": "Madrid",
                "region": "Madrid",
                "postal_code": "28013",
            },
        ),
        (
            "12, rue de la Paix, 75002 Paris, France",
            {"line": "12, rue de la Paix", "city": "Paris", "postal_code": "75002", "country": "France"},
        ),
        ("10 High St, Leeds, LS1 4AP", {"line": "10 High St", "city": "Leeds", "postal_code": "LS1 4AP"}),
        (
            "4 George St, Sydney NSW 2000",
            {"line": "4 George St", "city": "Sydney", "region": "NSW", "postal_code": "2000"},
        ),
        ("12 Main St Springfield IL 62704", {"waits": "address_not_read"}),
        ("12 Main St, Springfield", {"waits": "address_not_read"}),
        ("homeless", {"waits": "address_not_read"}),
    ],
)
def test_an_address_is_read_where_its_shape_leaves_no_choice(address: str, told: dict[str, str]) -> None:
    assert parts(address) == told


WORDS = st.lists(
    st.sampled_from(["Main", "St", "Apt", "4", "O'Fallon", "12b", "La", "#3"]), min_size=1, max_size=3
)


@given(
    st.lists(WORDS, min_size=1, max_size=4),
    st.sampled_from([", ", ",", "\n"]),
    st.sampled_from(["TX 75001", "TX", "10115 Bonn"]),
)
def test_the_parts_are_the_whole_address_and_share_nothing(
    chunks: list[list[str]], mark: str, end: str
) -> None:
    address = mark.join([*(" ".join(words) for words in chunks), end])
    told = parts(address)
    if "waits" not in told:
        letters = [c for c in "".join(told.values()) if c.isalnum()]
        assert sorted(letters) == sorted(c for c in address if c.isalnum())
