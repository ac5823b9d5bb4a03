"""A wrapped key opens for its own secret and certificate, and for nothing else."""

from __future__ import annotations

import pytest

from reports.signing import sealed_key
from reports.signing.sealed_key import KeyStaysLocked, unwrap, wrap
from tests.reports.signing.signed import ROOT_SECRET, house


def key_and_certificate():
    root = house().root
    return root.open(ROOT_SECRET), root.certified.certificate


def test_a_wrapped_key_opens_for_its_secret():
    key, certificate = key_and_certificate()
    wrapped = wrap(key, secret=b"mine", certificate=certificate)
    assert unwrap(wrapped, secret=b"mine", certificate=certificate).private_numbers() == key.private_numbers()


def test_another_secret_another_certificate_and_altered_bytes_leave_it_locked():
    key, certificate = key_and_certificate()
    wrapped = wrap(key, secret=b"mine", certificate=certificate)
    altered = wrapped[:-1] + bytes([wrapped[-1] ^ 1])
    for content, secret, of in (
        (wrapped, b"yours", certificate),
        (wrapped, b"mine", certificate[:-1]),
        (altered, b"mine", certificate),
        (b"XXXX" + wrapped[4:], b"mine", certificate),
        (wrapped[:30], b"mine", certificate),
    ):
        with pytest.raises(KeyStaysLocked):
            unwrap(content, secret=secret, certificate=of)


def test_a_try_takes_32_megabytes_and_a_secret_of_another_cost_opens_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    key, certificate = key_and_certificate()
    wrapped = wrap(key, secret=b"mine", certificate=certificate)
    monkeypatch.setattr(sealed_key, "_COST", 2**15)
    assert unwrap(wrapped, secret=b"mine", certificate=certificate).private_numbers() == key.private_numbers()
    monkeypatch.setattr(sealed_key, "_COST", 2**14)
    with pytest.raises(KeyStaysLocked):
        unwrap(wrapped, secret=b"mine", certificate=certificate)


def test_the_key_itself_is_nowhere_in_what_is_stored():
    key, certificate = key_and_certificate()
    number = key.private_numbers().private_value.to_bytes(32, "big")
    assert number not in wrap(key, secret=b"mine", certificate=certificate)
