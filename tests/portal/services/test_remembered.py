"""What is remembered is made once, told to whoever waits, and gone once it was to be forgotten."""

from __future__ import annotations

import threading

import pytest

from portal.services.remembered import Memory, forget, remembered


def test_who_comes_while_it_is_made_waits_for_it() -> None:
    begun, go_on = threading.Event(), threading.Event()
    made: list[int] = []

    @remembered(most=2)
    def slow(number: int) -> int:
        made.append(number)
        begun.set()
        assert go_on.wait(10)
        return number * 2

    told: list[int] = []
    threads = [threading.Thread(target=lambda: told.append(slow(21))) for _ in range(4)]
    threads[0].start()
    assert begun.wait(10)
    for each in threads[1:]:
        each.start()
    go_on.set()
    for each in threads:
        each.join(10)
    assert (told, made) == ([42] * 4, [21])


def test_another_key_is_another_answer_and_the_oldest_goes_first() -> None:
    made: list[str] = []

    @remembered(most=2)
    def answer(store: str, *, project: str) -> str:
        made.append(project)
        return f"{store}:{project}"

    assert [answer("wide", project="a"), answer("narrow", project="a")] == ["wide:a", "narrow:a"]
    answer("wide", project="a")
    answer("wide", project="b")
    answer("wide", project="a")
    assert made == ["a", "a", "b"]
    answer("narrow", project="a")
    assert made == ["a", "a", "b", "a"]


def test_what_failed_is_tried_again() -> None:
    tries: list[int] = []

    @remembered(most=2)
    def fails_once() -> str:
        tries.append(1)
        if len(tries) == 1:
            raise ValueError
        return "well"

    with pytest.raises(ValueError):
        fails_once()
    assert fails_once() == "well"


def test_what_was_being_made_when_all_was_forgotten_is_not_kept() -> None:
    memory: Memory[str] = Memory(2)

    def made() -> str:
        forget()
        return "of a project that is gone"

    assert memory.get("key", made) == "of a project that is gone"
    assert memory.get("key", lambda: "anew") == "anew"
