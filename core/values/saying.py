"""What a person says of values, put into the steps of a rule: many words at once, in one change.

Of a field with codes, words get codes in the rule's value map. Of any other, texts are read as if others had
stood there, by a correction in front of the steps; the column itself stays as it was received (law 4).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from core.mapping.model import Rule, Step
from core.transforms.folding import folded_words

CORRECT, VALUE_MAP = "correct", "value_map"
_PLAIN = Step("text")


def is_coded(rule: Rule) -> bool:
    """Whether its words get codes; else its texts are corrected."""
    return any(step.transform == VALUE_MAP for step in rule.steps)


def said(rule: Rule, transform: str) -> dict[str, str]:
    """Word, as words are compared, -> what the rule's steps of that name read it as."""
    found: dict[str, str] = {}
    for step in rule.steps:
        told = step.options.get("map")
        if step.transform == transform and isinstance(told, Mapping):
            found.update(zip(folded_words(told), told.values(), strict=True))
    return found


def with_values(rule: Rule, values: Mapping[str, str]) -> Rule:
    """The rule with a code or a text for each word; "" takes away what was said of it.

    A word that gets a code loses its correction, which would be read before the code is looked up.
    """
    told = dict(zip(folded_words(values), values.values(), strict=True))
    coded = is_coded(rule)
    steps = rule.steps if coded else _corrected(rule.steps)
    made = tuple(_told(step, told, taken_out=coded and step.transform == CORRECT) for step in steps)
    kept = tuple(step for step in made if step.transform != CORRECT or step.options["map"])
    return replace(rule, steps=kept)


def _corrected(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    read = steps or (_PLAIN,)
    return read if read[0].transform == CORRECT else (Step(CORRECT, {"map": {}}), *read)


def _told(step: Step, told: Mapping[str, str], *, taken_out: bool) -> Step:
    if step.transform not in (CORRECT, VALUE_MAP):
        return step
    given = step.options.get("map")
    known = given if isinstance(given, Mapping) else {}
    words = zip(folded_words(known), known.items(), strict=True)
    rest = dict(item for word, item in words if word not in told)
    more = {} if taken_out else {word: to for word, to in told.items() if to}
    return Step(step.transform, {**step.options, "map": {**rest, **more}})


def given_to(rule: Rule, vocabulary: Mapping[str, str]) -> dict[str, str]:
    """What people, and not the field's own vocabulary, have said of the rule's words."""
    if not is_coded(rule):
        return said(rule, CORRECT)
    known = dict(zip(folded_words(vocabulary), vocabulary.values(), strict=True))
    return {word: code for word, code in said(rule, VALUE_MAP).items() if known.get(word) != code}
