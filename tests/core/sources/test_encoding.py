"""Encodings: strict, with evidence, and never a replacement character."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.sources import encoding
from core.sources.encoding import decode
from tests.core.sources.given import kinds, read, rows

TEXT = "id,name,note\n1,Zoë Núñez,déjà vu – “fine”\n2,Müller,5 € paid\n3,Åse,½ tablet\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
)
def test_text_is_read_alike_in_every_encoding(encoding: str) -> None:
    text = TEXT if encoding != "mac_roman" else TEXT.replace("½", "¼").replace("¼", "+")
    table = read(text.encode(encoding))
    assert rows(table) == [line.split(",") for line in text.splitlines()[1:]]


def test_bytes_that_cp1252_does_not_define_are_never_replaced() -> None:
    table = read("id,name\n1,Zoë\n2,Ann".encode("cp1252") + b"\x81\n3,Ren\xe9\n")
    assert "\ufffd" not in "".join(cell or "" for row in rows(table) for cell in row)
    assert rows(table)[2] == ["3", "René"]


def test_an_old_dos_file_is_weighed_by_its_letters() -> None:
    words = ["Müller", "Åse", "Gómez", "Zoë", "Père", "niño", "Jürgen", "Gérard"]
    content = ("id,name\n" + "".join(f"{n},{word}\n" for n, word in enumerate(words))).encode("cp437")
    table = read(content)
    assert [row[1] for row in rows(table)] == words
    assert "encoding_weighed" in kinds(table)


def test_cyrillic_is_not_taken_for_accented_latin() -> None:
    words = [
        "Иванов",
        "Петров",
        "Сидоров",
        "Смирнова",
        "Кузнецов",
        "Попова",
        "Соколов",
        "Лебедев",
        "Морозова",
        "Новиков",
    ]
    content = ("id;name\n" + "".join(f"{n};{word}\n" for n, word in enumerate(words * 5))).encode("cp1251")
    assert [row[1] for row in rows(read(content))] == words * 5


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["utf-8-sig", "utf-16", "utf-32", "utf-8"]))
def test_offsets_lead_back_to_the_bytes_of_the_file(written: str, encoding: str) -> None:
    content = written.encode(encoding)
    text = decode(content)
    if text is None or text.utf8.decode() != written:
        return
    places = [len(written[:n].encode()) for n in range(len(written) + 1)]
    bom = len("".encode(encoding))
    bare = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(encoding, encoding)
    expected = [bom + len(written[:n].encode(bare)) for n in range(len(written) + 1)]
    assert text.offsets(places)[:-1] == expected[:-1]
    assert text.offsets(places)[-1] == len(content)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_decoding_never_fails_and_never_replaces(content: bytes) -> None:
    text = decode(content)
    assert (
        text is None
        or "\ufffd" not in text.utf8.decode()
        or "\ufffd".encode() in content
        or text.encoding.startswith("utf-")
    )


@pytest.mark.parametrize("at_once", [1, 3, 1000])
def test_the_bytes_of_a_text_are_counted_alike_in_blocks_of_any_size(
    monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(encoding, "_AT_ONCE", at_once)
    text = decode("Zoë – 5 €, naïve\n".encode("cp1252") * 9)
    assert text is not None and text.encoding == "cp1252"
    assert text.width(0, len(text.utf8)) == text.size
    assert text.offsets([0, 1, 4, len(text.utf8), len(text.utf8)]) == [0, 1, 3, text.size, text.size]
