from __future__ import annotations

import pytest

from core.dependents import Reach
from portal.viewmodels.log import CellReach
from portal.wording.log_dependents import sentence

IF = "If this cell changed, "
NEW = "So would those of its new number."


@pytest.mark.parametrize(
    ("reaches", "others", "said"),
    [
        ({Reach.OWN}, 0, "only this entry would change."),
        ({Reach.OWN}, None, "only this entry would change."),
        ({Reach.REFERENCE}, 0, "only this entry would change."),
        ({Reach.NUMBER}, 0, f"this entry would change. {NEW}"),
        (
            {Reach.NUMBER},
            2,
            "this entry would change and 2 other records: this number, or a reference to it, joins them. "
            f"{NEW}",
        ),
        (
            {Reach.REFERENCE, Reach.STANDING},
            None,
            "this entry would change and other records: numbers tie them together, and what refers to a "
            "record may not stand without it.",
        ),
        (
            {Reach.NEWEST},
            1_204,
            "this entry would change and 1,204 other records: the check looks at every patient born later "
            "than the newest day of work.",
        ),
    ],
)
def test_what_hangs_on_a_cell_is_one_plain_sentence(
    reaches: set[Reach], others: int | None, said: str
) -> None:
    assert sentence(CellReach("PatNum", frozenset(reaches), others)) == f"{IF}{said}"


@pytest.mark.parametrize("reach", Reach)
def test_every_way_of_depending_has_its_words(reach: Reach) -> None:
    assert len(sentence(CellReach("x", frozenset({reach}), 3))) > len(IF) + 40
