from __future__ import annotations

from datetime import UTC, datetime, timedelta

from portal.services.passphrases import MOST_WRONG, WITHIN, closed_for, problem, secret_of, with_another

AT = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)


def tried(*seconds: float) -> tuple[datetime, ...]:
    wrong: tuple[datetime, ...] = ()
    for each in seconds:
        wrong = with_another(wrong, AT + timedelta(seconds=each))
    return wrong


def test_five_wrong_ones_within_a_quarter_of_an_hour_close_a_key_for_as_long() -> None:
    assert not closed_for(tried(0, 1, 2, 3), AT + timedelta(seconds=3))
    wrong = tried(0, 1, 2, 3, 4)
    assert closed_for(wrong, AT + timedelta(seconds=4)) == WITHIN
    assert closed_for(wrong, AT + timedelta(seconds=4) + WITHIN) == timedelta()


def test_wrong_ones_far_apart_close_nothing() -> None:
    wrong = tried(0, 300, 600, 850, 900)
    assert not closed_for(wrong, AT + timedelta(seconds=900))
    assert closed_for(tried(1, 300, 600, 850, 900), AT + timedelta(seconds=900))


def test_after_it_opened_the_counting_begins_anew() -> None:
    later = WITHIN.total_seconds()
    wrong = tried(0, 0, 0, 0, 0, later)
    assert len(wrong) == MOST_WRONG
    assert not closed_for(wrong, AT + WITHIN)


def test_a_passphrase_is_long_not_plain_and_entered_twice() -> None:
    assert "12 characters" in problem("short", "short")
    assert "12 characters" in problem("elevenchars ", "elevenchars ")
    assert "different characters" in problem("a" * 20, "a" * 20)
    assert "not the same" in problem("correct horse one", "correct horse two")
    assert problem("correct horse one", "correct horse one") == ""


def test_letters_that_look_alike_are_alike_however_they_were_typed() -> None:
    assert secret_of("Zoe\u0308 and the horse") == secret_of("Zo\u00eb and the horse")
