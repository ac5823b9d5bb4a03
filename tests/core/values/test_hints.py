from __future__ import annotations

import pytest

from core.record import RECORD
from core.record.model import Domain
from core.values import Hints

NONE: dict[str, str] = {}


def domain(entity: str, field: str) -> Domain:
    found = RECORD.entity(entity).field(field).domain
    assert found is not None
    return found


STATUS = Hints.of(domain("appointment", "status"), NONE)
LEDGER = Hints.of(domain("ledger_entry", "type"), NONE)
MARITAL = Hints.of(domain("patient", "marital_status"), NONE)


@pytest.mark.parametrize(
    ("hints", "word", "code"),
    [
        (STATUS, "no_show", "no_show"),
        (STATUS, "no.show", "no_show"),
        (MARITAL, "mariée.", "married"),
        (STATUS, "confirmmed", "confirmed"),
    ],
)
def test_the_same_word_spelt_otherwise_is_a_sure_suggestion(hints: Hints, word: str, code: str) -> None:
    found = hints.hint(word)
    assert found is not None and (found.code, found.sure) == (code, True)


@pytest.mark.parametrize(
    ("hints", "word", "code"), [(STATUS, "confirmed by sms", "confirmed"), (STATUS, "compl.", "completed")]
)
def test_a_word_within_is_a_thought_and_never_sure(hints: Hints, word: str, code: str) -> None:
    found = hints.hint(word)
    assert found is not None and (found.code, found.sure) == (code, False)


@pytest.mark.parametrize("word", ["not completed", "zz", "7", "unkonwn thing", "completed or cancelled"])
def test_nothing_is_suggested_where_nothing_or_more_than_one_thing_comes_near(word: str) -> None:
    assert STATUS.hint(word) is None


def test_the_contrary_of_a_word_is_no_slip_of_it() -> None:
    told = Hints(NONE, {"reachable": "present", "somewhere": "blank"})
    assert told.hint("unreachable") is None


def test_what_somebody_said_of_the_word_elsewhere_goes_first() -> None:
    told = Hints.of(domain("appointment", "status"), {"compl.": "no_show"})
    found = told.hint("compl.")
    assert found is not None and (found.code, found.sure, found.why) == ("no_show", True, "told")


def test_a_code_that_says_nothing_is_never_guessed() -> None:
    sex = Hints.of(domain("patient", "sex"), NONE)
    assert sex.hint("unknow n sort") is None and sex.hint("otherwise") is None


def test_of_words_that_were_taken_out_of_the_vocabulary_no_sure_suggestion_is_wrong() -> None:
    """Each word of each field's own vocabulary in turn, as if nobody had known it: 98 in 100 are asked."""
    fields = (field for entity in RECORD.entities for field in entity.fields if field.domain)
    domains = {id(field.domain): field.domain for field in fields}
    given, sure = [], []
    for each in domains.values():
        assert each is not None
        known = each.lookup()
        for word, code in known.items():
            hint = Hints(NONE, {other: to for other, to in known.items() if other != word}).hint(word)
            if hint is not None:
                given.append(hint.code == code)
                sure.extend([hint.code == code] if hint.sure else [])
    assert len(sure) > 200 and sum(sure) >= 0.98 * len(sure)
    assert sum(given) >= 0.9 * len(given)
