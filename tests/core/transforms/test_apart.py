"""The short way to read the usual texts says what the long way says of them, in every bit (law 3)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from unittest import mock

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from core.transforms import applied
from core.transforms.apart import Coded

DAYS = r"(2021|0000|9999|1582)-[01][0-9]-[0-3][0-9]|[0-9]{1,2}[/.-][0-9]{1,2}[/.-](20)?2[0-9]"
NAMED = r"[0-3]?[0-9]-(Jan|feb|MAR|Foo|März)-20(07|14)"
CLOCKS = r"([ T]{1,2}[012]?[0-9]:[0-6][0-9](:[0-6][0-9](\.[0-9]{1,7})?)?( ?[AaPp][Mm])?( ?Z|[+-]0[0-9]:?30)?)"
AMOUNTS = (
    r"[-(+$ ]{0,2}(\$|USD|usd|€|¥)?[0-9]{0,3}([.,]?[0-9]{3}){0,5}[.,]?[0-9]{0,4}[-) ]{0,1}( ?(CR|dr|H|S)\.?)?"
)
MARKS = st.sampled_from([".", ","])


def written(pattern: str) -> st.SearchStrategy[str]:
    return st.from_regex(pattern, fullmatch=True)


def cells(*patterns: str) -> st.SearchStrategy[list[str | None]]:
    """Texts as they are written, nearly so and otherwise, some of them several times."""
    near = st.one_of([written(pattern) for pattern in patterns])
    spoilt = st.tuples(near, st.sampled_from(["\n", " ", "٣", "é", "0", "x", "\u00a0"])).map("".join)
    odd = st.sampled_from(
        ["", " ", "NULL", "-", "0000-00-00", "00/00/0000", "٢٠٢١-٠١-٠٢", "2021-01-02 ٠٩:٣٠"]
    )
    return st.lists(st.one_of(near, spoilt, odd, st.text(max_size=6), st.none()), min_size=1, max_size=12)


@contextmanager
def the_long_way() -> Iterator[None]:
    """Every text is read as those are that are written unusually."""
    nothing = {
        "dates.usual_date": pl.Date,
        "times.usual_date": pl.Date,
        "times.usual_time": pl.Datetime("us"),
        "numbers._usual_amount": pl.Int64,
    }
    with ExitStack() as patches:
        for name, dtype in nothing.items():
            none = mock.Mock(return_value=pl.lit(None, dtype=dtype))
            patches.enter_context(mock.patch(f"core.transforms.{name}", none))
        yield


def same_either_way(texts: list[str | None], name: str, **options: str) -> None:
    column = pl.Series("text", texts, dtype=pl.String)
    steps = ((name, options),)
    short = applied(column, steps)
    with the_long_way():
        assert_frame_equal(short, applied(column, steps), check_exact=True)
    with mock.patch("core.transforms.apart.FEWEST", 1):
        assert_frame_equal(short, applied(column, steps), check_exact=True)


def ordered(order: str) -> dict[str, str]:
    return {"order": order} if order else {}


@settings(max_examples=150)
@given(texts=cells(DAYS, NAMED, f"({DAYS}){CLOCKS}"), order=st.sampled_from(["", "mdy", "dmy"]))
def test_a_date_of_a_usual_shape_is_what_the_long_way_says(texts: list[str | None], order: str) -> None:
    same_either_way(texts, "date", **ordered(order))


ZONES = st.sampled_from(["UTC", "America/New_York", "America/Sao_Paulo", "Asia/Kathmandu"])


@settings(max_examples=150)
@given(
    texts=cells(DAYS, f"({DAYS}){CLOCKS}?", f"({NAMED}){CLOCKS}"),
    order=st.sampled_from(["", "mdy", "dmy"]),
    zone=ZONES,
)
def test_an_instant_of_a_usual_shape_is_what_the_long_way_says(
    texts: list[str | None], order: str, zone: str
) -> None:
    same_either_way(texts, "datetime", zone=zone, **ordered(order))


@pytest.mark.parametrize("text", ["2021-11-07 01:30", "2021-03-14 02:30", "2018-11-04", "2018-11-04 00:00"])
@pytest.mark.parametrize("zone", ["America/New_York", "America/Sao_Paulo", "UTC"])
def test_an_hour_that_a_clock_change_repeats_or_skips_is_told_either_way(text: str, zone: str) -> None:
    same_either_way([text], "datetime", zone=zone)


@settings(max_examples=300)
@given(
    texts=cells(AMOUNTS, r"-?\$?[0-9]{1,3}(,[0-9]{3}){0,4}\.[0-9]{2,3}", r"\([0-9]{1,14}(,[0-9]{2})?\)"),
    currency=st.sampled_from(["USD", "EUR", "JPY", "KWD", "CAD", "CLF"]),
    mark=MARKS,
    more=st.sampled_from([{}, {"credits": "negative"}, {"credits": "positive"}, {"sign": "turned"}]),
)
def test_an_amount_of_a_usual_shape_is_what_the_long_way_says(
    texts: list[str | None], currency: str, mark: str, more: dict[str, str]
) -> None:
    same_either_way(texts, "money", currency=currency, decimal_mark=mark, **more)


@pytest.mark.parametrize(
    "number", ["9" * 15, "9" * 16, "9" * 12, "9" * 13, "1" + "0" * 17, "9,999,999,999,999"]
)
@pytest.mark.parametrize("currency", ["USD", "JPY", "KWD"])
def test_an_amount_too_long_to_be_one_waits_either_way(number: str, currency: str) -> None:
    texts = [number, f"{number}.00", f"(${number}.00)", f"-{number}.000"]
    same_either_way([*texts], "money", currency=currency)


def test_the_usual_texts_do_not_go_the_long_way() -> None:
    usual = {
        "date": (["2021-03-04", "04-Mar-2021", "03/04/2021"], {"order": "mdy"}),
        "datetime": (["2021-03-04 09:30", "04-Mar-2021 09:30", "2021-03-04"], {"zone": "UTC"}),
        "money": (["1,234.50", "$7.00", "-7.00", "(7.00)", "-$1,000.00"], {"currency": "USD"}),
    }
    for name, (texts, options) in usual.items():
        with mock.patch("core.transforms.apart._each", side_effect=AssertionError(name)):
            assert applied(pl.Series(texts), ((name, options),))["value"].null_count() == 0


@given(st.lists(st.one_of(st.none(), st.text(max_size=3)), max_size=20))
def test_coded_rows_are_the_rows(texts: list[str | None]) -> None:
    rows = pl.Series("text", texts, dtype=pl.String)
    coded = Coded.of(rows)
    assert coded.words.gather(coded.places).to_list() == texts
    assert coded.words.n_unique() == len(coded.words) and coded.places.null_count() == 0
