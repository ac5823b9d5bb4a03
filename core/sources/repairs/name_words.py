"""Words that columns are headed by everywhere, for telling where two names run together.

"DATETIME" is two of them, and so is "STARTSTOP"; a name is cut only where its table lacks exactly one, and
where the names then stand above what they say: days above dates, sums above figures.
"""

from __future__ import annotations

import re

_DATES = "date day time start stop end birthdate deathdate created updated first_seen last_seen visit"
_NUMBERS = """
    age amount balance charge cost count credit debit fee fees income lat lon number price quantity qty rate
    size sum total totalcost units utilization weight year
"""
_TEXTS = """
    address brand category city class code codes color comment comments country county currency department
    description email encounter gender group insurance item language location maiden marital memo method
    modality name note notes organization owner patient payer place plan prefix procedure product provider
    race reason relation remark result role room service sex specialty state status street suffix supply
    title type udi unit url user value
"""
_OTHERS = """
    account active allergy base body book booking clinic contact coverage customer days delivery device
    dispenses drivers ethnicity fips first height hour id invoice key last level line medicare middle minute
    mobile month occurred operation order passport payment phone postcode practice record ref reference
    region reasoncode revenue row second series speciality ssn staff stock system tax text vat week zip
    zipcode
"""
SHAPES = {
    **dict.fromkeys(_DATES.split(), "date"),
    **dict.fromkeys(_NUMBERS.split(), "number"),
    **dict.fromkeys(_TEXTS.split(), "words"),
}
"""Word -> what a column whose name ends with it holds, as a rule."""
WORDS = frozenset((*SHAPES, *_OTHERS.split()))
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def halves(name: str) -> list[tuple[str, str]]:
    """The ways to cut `name` in two that each leave words behind, "PatientIdDate" at a change of case too."""
    cuts = [
        (name[:at], name[at:])
        for at in range(1, len(name))
        if name[:at].strip().lower() in WORDS and name[at:].strip().lower() in WORDS
    ]
    return cuts or [(name[: one.start()], name[one.start() :]) for one in _CAMEL.finditer(name)]


def says(name: str) -> str | None:
    """What a column of this name holds as a rule: "date", "number" or "words"; None where it does not say."""
    last = re.split(r"[^A-Za-z]+", _CAMEL.sub(" ", name).strip().lower())[-1]
    return SHAPES.get(last)
