"""What people say about two uploads decides which of them counts, and removes nothing."""

from __future__ import annotations

import pytest

from storage import Storage, UploadRow, UploadWord

OLD, NEW = "patients_2026-10.csv", "patients_2026-11.csv"


def two(storage: Storage, project: str) -> tuple[UploadRow, UploadRow]:
    with storage.begin() as work:
        return (
            work.uploads.receive(project, OLD, b"old", "Ann"),
            work.uploads.receive(project, NEW, b"new", "Ann"),
        )


def said(storage: Storage, project: str, word: UploadWord) -> tuple[UploadRow, UploadRow]:
    old, new = two(storage, project)
    with storage.begin() as work:
        work.upload_words.say(old, new, word=word, by="Ann")
    return old, new


def counting(storage: Storage, project: str) -> list[str]:
    with storage.read() as work:
        return [row.path for row in work.uploads.current(project)]


@pytest.mark.parametrize(
    ("word", "left"),
    [
        (UploadWord.NEWER, [NEW]),
        (UploadWord.COPY, [OLD]),
        (UploadWord.ANOTHER, [OLD, NEW]),
        (UploadWord.BOTH, [OLD, NEW]),
    ],
)
def test_what_is_set_aside_no_longer_counts_and_stays_stored(
    storage: Storage, project: str, word: UploadWord, left: list[str]
) -> None:
    said(storage, project, word)
    assert counting(storage, project) == left
    with storage.read() as work:
        assert [work.uploads.open(row) for row in work.uploads.of(project)] == [b"old", b"new"]
        (told,) = work.upload_words.of(project)
    assert (told.word, told.by) == (word, "Ann")


def test_the_same_file_brought_in_again_counts_again(storage: Storage, project: str) -> None:
    old, _ = said(storage, project, UploadWord.NEWER)
    with storage.begin() as work:
        again = work.uploads.receive(project, OLD, b"old", "Ben")
        (known,) = work.uploads.receive_each(project, [(OLD, b"old")], "Ben")
    assert again.new and again.id != old.id
    assert known == again
    assert counting(storage, project) == [OLD, NEW]


def test_many_brought_in_at_once_count_again_too(storage: Storage, project: str) -> None:
    said(storage, project, UploadWord.NEWER)
    with storage.begin() as work:
        old, new = work.uploads.receive_each(project, [(OLD, b"old"), (NEW, b"new")], "Ben")
    assert (old.new, new.new) == (True, False)
    assert counting(storage, project) == [OLD, NEW]


def test_a_word_said_twice_is_kept_once(storage: Storage, project: str) -> None:
    old, new = said(storage, project, UploadWord.NEWER)
    with storage.begin() as work:
        work.upload_words.say(old, new, word=UploadWord.NEWER, by="Ben")
    with storage.read() as work:
        assert [each.by for each in work.upload_words.of(project)] == ["Ann"]


def test_words_of_one_project_are_none_of_another(storage: Storage, project: str) -> None:
    said(storage, project, UploadWord.NEWER)
    with storage.begin() as work:
        other = work.projects.create("Other", by="Ann").id
    two(storage, other)
    assert counting(storage, other) == [OLD, NEW]
