"""Every fault in a path's file is one sentence: the file, the place, what to do."""

from __future__ import annotations

import pytest

from core.training import Kind, PathInvalid, Proof, path_from_toml

GOOD = """
role = "receptionist"
title = "The front desk"
why = "So that you know."

[[step]]
id = "first"
kind = "lesson"
title = "First"
minutes = 4
due = 21
text = '''
One line
and the same.

Another.
'''

[[step]]
id = "book"
kind = "task"
title = "Book"
minutes = 5
due = 14
proof = "proven"
exercise = "booking"
text = "Do it."
"""


def read(text: str):
    return path_from_toml(text, "desk.toml", roles=("receptionist",), exercises=("booking",))


def test_a_path_is_read_in_its_order_with_paragraphs_parted_by_empty_lines():
    path = read(GOOD)
    assert [item.kind for item in path.items] == [Kind.LESSON, Kind.TASK]
    assert path.items[0].text == ("One line and the same.", "Another.")
    assert [item.proof for item in path.items] == [Proof.READ, Proof.PROVEN]


@pytest.mark.parametrize(
    ("old", "new", "place", "found"),
    [
        ('role = "receptionist"', "role = ", "desk.toml", "not a TOML file"),
        ('role = "receptionist"', 'role = "king"', "desk.toml", "role is none of: receptionist."),
        ('title = "The front desk"', "", "desk.toml", "title is missing."),
        ('why = "So that you know."', 'whi = "x"', "desk.toml", "no part of the name whi"),
        ('id = "first"', 'id = "First one"', "desk.toml: step 1", "small letters"),
        ('id = "book"', 'id = "first"', "desk.toml: step 2", "the same id"),
        ("minutes = 4", 'minutes = "4"', "desk.toml: step 1", "minutes is not a whole number from 1 to 120."),
        ("due = 21", "due = -1", "desk.toml: step 1", "due is not a whole number from 0 to 365."),
        ('kind = "lesson"', 'kind = "lesson"\nproof = "said"', "desk.toml: step 1", "A lesson is read"),
        ('proof = "proven"', "", "desk.toml: step 2", "says how it is shown"),
        ('proof = "proven"', 'proof = "said"', "desk.toml: step 2", "An exercise belongs"),
        ('exercise = "booking"', "", "desk.toml: step 2", "An exercise belongs"),
        ('exercise = "booking"', 'exercise = "flying"', "desk.toml: step 2", "exercise is none of: booking."),
        ('text = "Do it."', 'text = " "', "desk.toml: step 2", "text is not a text, or is empty."),
    ],
)
def test_a_fault_is_one_sentence_with_its_place(old, new, place, found):
    with pytest.raises(PathInvalid) as told:
        read(GOOD.replace(old, new, 1))
    assert told.value.place == place
    assert found in told.value.found
    assert "docs/training.md" in told.value.do


def test_a_path_without_steps_is_none():
    with pytest.raises(PathInvalid, match="no step"):
        read('role = "receptionist"\ntitle = "T"\nwhy = "W"\n')
