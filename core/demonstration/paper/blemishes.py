"""What is wrong with the paper office, on purpose."""

from __future__ import annotations

from core.demonstration import words
from core.demonstration.blemishes import Blemish
from core.demonstration.group import Group
from core.demonstration.paper.sheets import FORMS, LIST, LOG
from core.demonstration.paper.typed import typed


def _born_so(group: Group, reason: str) -> int:
    people = [line.item for line in group.patients]
    return sum(typed(who.born, place).reason == reason for place, who in enumerate(people))


BLEMISHES = (
    Blemish(
        "title", LIST, "A title and a merged line of headings stand above the columns.", lambda g: 1
    ),
    Blemish(
        "many_ways", LIST, "Birth dates are typed in four ways, some of them as text.",
        lambda g: len(g.patients),
    ),
    Blemish(
        "two_digit_year", LIST, "A year of birth has two digits.", lambda g: _born_so(g, "two_digit_year")
    ),
    Blemish(
        "in_doubt", LIST, "A birth date is a year with a question mark.", lambda g: _born_so(g, "not_a_date")
    ),
    Blemish(
        "denial", LIST, "A row that denies allergies is no allergy.",
        lambda g: sum(line.denies for line in g.allergies),
    ),
    Blemish(
        "denial_and_allergy", LIST, f'One row does both: "{words.BOTH_WAYS}".',
        lambda g: sum(line.said == words.BOTH_WAYS for line in g.allergies),
    ),
    Blemish(
        "not_logged", LOG, "One scan and one photograph were never written down in the log.", lambda g: 2
    ),
    Blemish(
        "versions", FORMS, "A consent form has several versions, each a file of its own.",
        lambda g: sum(len(consent.days) > 1 for consent in g.consents),
    ),
)  # fmt: skip
