"""Sealed bytes open whole, in place and unaltered, or not at all."""

from __future__ import annotations

import tracemalloc
from dataclasses import fields, replace
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.errors import SealBroken
from storage.sealing import (
    BLOCK,
    HEADER,
    TAG,
    Bound,
    ClassKey,
    Sealer,
    derive,
    open_bytes,
    open_field,
    open_stream,
    seal_bytes,
    seal_field,
)

KEY = ClassKey(1, bytes(range(32)))
BOUND = Bound("project", "run part", "clinical", run="r", table="entity/patient", part="0")
SIZES = st.one_of(
    st.integers(0, 100),
    st.sampled_from([BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 2 * BLOCK + 5]),
)


def key_of(version: int) -> bytes:
    return KEY.material if version == 1 else b"x" * 32


@settings(max_examples=25, deadline=None)
@given(size=SIZES, cut=st.lists(st.integers(1, 300_000), max_size=5))
def test_what_is_sealed_in_any_slices_opens_as_it_was(size: int, cut: list[int]):
    data = bytes(size % 251 for size in range(size))
    sink = BytesIO()
    sealer = Sealer(sink, KEY, bound=BOUND)
    at = 0
    for length in [*cut, size]:
        sealer.write(data[at : at + length])
        at += length
    sealer.write(data[at:])
    sealer.close()
    assert b"".join(open_stream(BytesIO(sink.getvalue()), key_of, bound=BOUND)) == data
    assert len(sink.getvalue()) == HEADER + size + TAG * max(1, -(-size // BLOCK))


@given(st.binary(max_size=100))
def test_a_sealed_field_opens_as_it_was(data: bytes):
    assert open_field(seal_field(data, KEY, bound=BOUND), key_of, bound=BOUND) == data


@settings(max_examples=60, deadline=None)
@given(data=st.binary(min_size=0, max_size=200), where=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_one_flipped_bit_anywhere_is_detected(data: bytes, where: int, bit: int):
    for seal, opened in ((seal_bytes, open_bytes), (seal_field, open_field)):
        sealed = bytearray(seal(data, KEY, bound=BOUND))
        sealed[where % len(sealed)] ^= 1 << bit
        with pytest.raises(SealBroken):
            opened(bytes(sealed), key_of, bound=BOUND)


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=200), keep=st.integers(0, 10_000))
def test_every_cut_tail_is_detected(data: bytes, keep: int):
    for seal, opened in ((seal_bytes, open_bytes), (seal_field, open_field)):
        sealed = seal(data, KEY, bound=BOUND)
        with pytest.raises(SealBroken):
            opened(sealed[: keep % len(sealed)], key_of, bound=BOUND)


def blocks_of(sealed: bytes) -> list[bytes]:
    body = sealed[HEADER:]
    return [body[at : at + BLOCK + TAG] for at in range(0, len(body), BLOCK + TAG)]


@pytest.mark.parametrize(
    "order", [[0, 1], [0, 2], [1, 0, 2], [0, 2, 1], [0, 0, 1, 2], [0, 1, 2, 2], [2], []], ids=str
)
def test_blocks_that_were_dropped_repeated_or_reordered_are_detected(order: list[int]):
    sealed = seal_bytes(b"a" * BLOCK + b"b" * BLOCK + b"c" * BLOCK, KEY, bound=BOUND)
    blocks = blocks_of(sealed)
    with pytest.raises(SealBroken):
        open_bytes(sealed[:HEADER] + b"".join(blocks[i] for i in order), key_of, bound=BOUND)


def test_a_block_from_another_envelope_of_the_same_name_is_detected():
    one, two = (seal_bytes(letter * 2 * BLOCK, KEY, bound=BOUND) for letter in (b"a", b"b"))
    mixed = one[:HEADER] + blocks_of(one)[0] + blocks_of(two)[1]
    with pytest.raises(SealBroken):
        open_bytes(mixed, key_of, bound=BOUND)


def test_bytes_added_after_the_last_block_are_detected():
    sealed = seal_bytes(b"a" * BLOCK, KEY, bound=BOUND)
    with pytest.raises(SealBroken):
        open_bytes(sealed + b"more", key_of, bound=BOUND)


@pytest.mark.parametrize("name", [field.name for field in fields(Bound)])
def test_an_envelope_moved_to_another_name_does_not_open(name: str):
    moved = replace(BOUND, **{name: getattr(BOUND, name) + "x"})
    with pytest.raises(SealBroken):
        open_bytes(seal_bytes(b"data", KEY, bound=BOUND), key_of, bound=moved)
    with pytest.raises(SealBroken):
        open_field(seal_field(b"data", KEY, bound=BOUND), key_of, bound=moved)


@given(st.text(max_size=5), st.text(max_size=5), st.text(max_size=5), st.text(max_size=5))
def test_no_two_bounds_share_an_encoding(a: str, b: str, c: str, d: str):
    one, two = Bound("p", "x", "s", table=a, part=b), Bound("p", "x", "s", table=c, part=d)
    assert (one.encode() == two.encode()) == ((a, b) == (c, d))


def test_a_stream_is_not_a_field_and_neither_opens_under_another_key():
    with pytest.raises(SealBroken):
        open_field(seal_bytes(b"data", KEY, bound=BOUND), key_of, bound=BOUND)
    with pytest.raises(SealBroken):
        open_bytes(seal_field(b"data", KEY, bound=BOUND), key_of, bound=BOUND)
    with pytest.raises(SealBroken):
        open_bytes(seal_bytes(b"data", KEY, bound=BOUND), lambda _: b"o" * 32, bound=BOUND)


def test_the_envelope_names_the_version_of_its_key():
    sealed = seal_bytes(b"data", ClassKey(7, b"7" * 32), bound=BOUND)
    asked: list[int] = []
    open_bytes(sealed, lambda version: (asked.append(version), b"7" * 32)[1], bound=BOUND)
    assert asked == [7]


def test_sealing_the_same_twice_gives_other_bytes():
    assert seal_bytes(b"data", KEY, bound=BOUND) != seal_bytes(b"data", KEY, bound=BOUND)
    assert seal_field(b"data", KEY, bound=BOUND) != seal_field(b"data", KEY, bound=BOUND)


def test_an_envelope_opens_by_the_written_format_alone():
    """The format as docs/storage.md says it, spelt out once more with no code of ours but HKDF and Bound."""
    sealed = seal_bytes(b"a" * BLOCK + b"tail", KEY, bound=BOUND)
    assert (sealed[0], sealed[1:3]) == (1, b"\x00\x01")
    salt, prefix = sealed[3:35], sealed[35:42]
    import hashlib

    info = b"chartbridge/stream/1" + hashlib.sha256(BOUND.encode()).digest()
    cipher, aad = AESGCM(derive(KEY.material, info, salt=salt)), sealed[:42] + BOUND.encode()
    first, last = sealed[42 : 42 + BLOCK + TAG], sealed[42 + BLOCK + TAG :]
    assert cipher.decrypt(prefix + b"\0\0\0\0\0", first, aad) == b"a" * BLOCK
    assert cipher.decrypt(prefix + b"\0\0\0\1\1", last, aad) == b"tail"


class Nowhere:
    """Takes bytes and keeps none."""

    def write(self, data: bytes, /) -> object:
        return len(data)


def test_sealing_a_long_stream_holds_a_few_blocks_only():
    tracemalloc.start()
    sealer = Sealer(Nowhere(), KEY, bound=BOUND)
    for _ in range(64):
        sealer.write(bytes(BLOCK))
    sealer.close()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * BLOCK
