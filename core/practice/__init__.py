"""A practice day on the clinic's own records: what is asked of a person, and whether it was done right.

A pure model. It is made from records that somebody may see, and from nothing else: what a role may not see is
not there. What a person does is a list of acts beside the records; it touches no run and is sent to nobody.
"""

from core.practice.acts import Act, ActKind, act_of, as_facts
from core.practice.cases import (
    Allergy,
    Booking,
    Case,
    ChartReview,
    Exercise,
    Filing,
    Patient,
    Posting,
    Visit,
)
from core.practice.choosing import Records, chosen
from core.practice.made_up import MADE_UP
from core.practice.proof import Shown, proof

__all__ = [
    "MADE_UP",
    "Act",
    "ActKind",
    "Allergy",
    "Booking",
    "Case",
    "ChartReview",
    "Exercise",
    "Filing",
    "Patient",
    "Posting",
    "Records",
    "Shown",
    "Visit",
    "act_of",
    "as_facts",
    "chosen",
    "proof",
]
