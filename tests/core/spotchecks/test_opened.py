"""What is news: told by what it is about and not by how many there are."""

from __future__ import annotations

from dataclasses import replace

from core.spotchecks import Checking, Found, Scope, judge, judge_file, raise_concern, settle
from core.spotchecks.opened import worse
from tests.core.spotchecks.test_checking import DRAWN, LATER, after, concern, verdict
from tests.core.spotchecks.test_file_verdicts import WRONG

SERIOUS = verdict(found=Found.SERIOUS)
FOUND = after((judge, SERIOUS), state=DRAWN)


def settled(state: Checking) -> Checking:
    done = settle(state, len(state.concerns), answer="So.", by="Parker", at=LATER)
    assert isinstance(done, Checking)
    return done


def news(state: Checking, *step) -> bool:
    return worse(state, after(step, state=state))


def test_a_serious_difference_is_news_also_in_another_part_and_after_a_settled_concern() -> None:
    assert news(DRAWN, judge, SERIOUS)
    assert news(FOUND, judge, replace(SERIOUS, scope=Scope.IMAGES))
    assert news(settled(after((raise_concern, concern()), state=FOUND)), judge, SERIOUS)
    assert not news(FOUND, judge, SERIOUS)


def test_a_concern_is_news_but_not_one_about_a_difference_that_stood_there() -> None:
    assert news(DRAWN, raise_concern, concern())
    assert not news(FOUND, raise_concern, concern()) and news(FOUND, raise_concern, concern("b"))
    assert news(FOUND, judge_file, WRONG, "owner")


def test_what_got_better_or_stays_as_it_was_is_no_news() -> None:
    raised = after((raise_concern, concern()), state=FOUND)
    assert not worse(raised, settled(raised))
    assert not news(FOUND, judge, verdict("b")) and not news(FOUND, judge, verdict("b", Found.SMALL))
    assert not worse(FOUND, FOUND)
