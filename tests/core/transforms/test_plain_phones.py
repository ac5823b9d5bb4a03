"""What is said of a plain telephone number is what the library says of it."""

from __future__ import annotations

import phonenumbers
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.transforms.phones import e164
from core.transforms.plain_phones import plain_e164

REGIONS = tuple(sorted(phonenumbers.SUPPORTED_REGIONS))
MARKS = st.sampled_from(("", " ", "-", ".", "(", ")", "/", " (", ") "))


@st.composite
def written(draw: st.DrawFn) -> str:
    """A number as people write it, with or without a country code."""
    digits = draw(st.text("0123456789", min_size=4, max_size=15))
    code = draw(st.sampled_from(("", "", "+", "+1", "+44", "+49", "1", "00", "011")))
    return code + "".join(draw(MARKS) + digit for digit in digits)


@given(st.lists(written(), min_size=1, max_size=8), st.sampled_from(REGIONS))
@settings(max_examples=300)
def test_plain_numbers_of_any_region_are_read_as_the_library_reads_them(
    texts: list[str], region: str
) -> None:
    for text, plain in zip(texts, plain_e164(pl.Series(texts), region), strict=True):
        assert plain is None or plain == e164(text, region), (text, region)


@pytest.mark.parametrize("region", REGIONS)
def test_an_example_of_every_region_is_read_as_the_library_reads_it(region: str) -> None:
    number = phonenumbers.example_number(region)
    assert number is not None
    forms = [
        phonenumbers.format_number(number, form)
        for form in (
            phonenumbers.PhoneNumberFormat.NATIONAL,
            phonenumbers.PhoneNumberFormat.INTERNATIONAL,
            phonenumbers.PhoneNumberFormat.E164,
        )
    ]
    forms.append(phonenumbers.national_significant_number(number))
    for text, plain in zip(forms, plain_e164(pl.Series(forms), region), strict=True):
        assert plain is None or plain == e164(text, region), (text, region)


def test_the_usual_forms_do_not_wait_for_the_library() -> None:
    usual = pl.Series(["(202) 555-0123", "202-555-0123", "202.555.0123", "2025550123", "+1 202 555 0123"])
    assert plain_e164(usual, "US").to_list() == ["+12025550123"] * 5


@pytest.mark.parametrize("text", ["555-0123", "0202 5550123", "12025550123", "202-555-0123 m", "", "+1", "x"])
def test_whatever_is_not_plain_is_left_to_the_library(text: str) -> None:
    assert plain_e164(pl.Series([text]), "US").to_list() == [None]
