"""What is told of a batch of which several files are read at a time."""

from __future__ import annotations

from core.progress import SoFar
from core.sources.readers import Reading
from core.sources.tally import Tally
from tests.core.sources.given import upload


def test_what_is_done_of_several_files_is_added_up_and_the_first_of_them_named() -> None:
    heard: list[SoFar] = []
    tally = Tally(heard.append, 100)
    first, second = tally.whole.parted([40, 60])
    tally.begun("a.csv")
    tally.begun("b.csv")
    of_a, of_b = tally.within("a.csv", first), tally.within("b.csv", second)
    assert of_a and of_b
    of_b(SoFar("b.csv", 5, 10, 7))
    of_a(SoFar("a.csv", 1, 4, 2))
    tally.done("a.csv", first, Reading())
    of_b(SoFar("b.csv", 4, 10, 6))
    tally.done("b.csv", second, Reading())
    assert heard == [
        SoFar("a.csv", 0, 100, 0),
        SoFar("a.csv", 0, 100, 0),
        SoFar("a.csv", 30, 100, 7),
        SoFar("a.csv", 40, 100, 9),
        SoFar("a.csv", 70, 100, 7),
        SoFar("b.csv", 70, 100, 7),
        SoFar("b.csv", 100, 100, 0),
    ]


def test_an_archive_is_done_as_its_members_are() -> None:
    heard: list[SoFar] = []
    tally = Tally(heard.append, 10)
    tally.begun("a.zip")
    members = tally.whole.parted([1, 3])
    tally.done("a.zip", tally.whole, Reading(members=(upload("b", b""),)))
    for path, span in zip(("a.zip!/b", "a.zip!/c"), members, strict=True):
        tally.begun(path)
        tally.done(path, span, Reading())
    assert [one.done for one in heard] == [0, 0, 0, 2, 2, 10]
