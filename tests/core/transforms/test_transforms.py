"""What each transform makes of the texts that clinics export: tables of text, value and finding."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money import minor_digits
from core.transforms import TRANSFORMS, applied
from core.transforms.finding_kinds import KINDS


def made(name: str, text: str | None, **options: object) -> tuple[object, str | None]:
    """(value, finding) of one cell."""
    return applied(pl.Series([text], dtype=pl.String), ((name, options),)).row(0)  # type: ignore[arg-type]


MINIMAL = {
    "money": {"currency": "USD"},
    "datetime": {"zone": "UTC"},
    "value_map": {"map": {"x": "y"}},
    "correct": {"map": {"x": "y"}},
    "phone": {"country": "US"},
    "constant": {"value": "v"},
    "name_part": {"part": "family"},
    "address_part": {"piece": "city"},
    "split": {"number": 2, "separator": "-"},
    "join": {"with": " "},
    "lookup": {"found": {"3": "x"}},
    "tooth": {"notation": "universal", "into": "fdi"},
}


@pytest.mark.parametrize("transform", TRANSFORMS, ids=lambda t: t.name)
def test_every_transform_says_what_it_does_and_leaves_an_empty_cell_without_a_finding(transform) -> None:
    assert transform.means.endswith(".")
    value, finding = made(transform.name, "   ", **MINIMAL.get(transform.name, {}))
    assert finding is None
    assert (value is None) == (transform.name != "constant")


@pytest.mark.parametrize("transform", TRANSFORMS, ids=lambda t: t.name)
@given(text=st.text(min_size=1, max_size=12).filter(lambda t: pl.Series([t]).str.strip_chars()[0] != ""))
def test_no_transform_drops_a_text_without_a_finding(transform, text: str) -> None:
    value, finding = made(transform.name, text, **MINIMAL.get(transform.name, {}))
    assert value is not None or finding in {kind.name for kind in KINDS}


@pytest.mark.parametrize("word", ["NULL", "null", " N/A ", "-", "--", "\\N"])
def test_a_word_for_nothing_is_read_as_absent_with_a_finding(word: str) -> None:
    assert made("text", word) == (None, "read_as_absent")


@pytest.mark.parametrize(
    ("text", "order", "value", "finding"),
    [
        ("2020-02-29", None, date(2020, 2, 29), None),
        ("2021-02-29", None, None, "not_a_date"),
        ("20200131", None, date(2020, 1, 31), None),
        ("17-Aug-2006", None, date(2006, 8, 17), None),
        ("August 17, 2006", None, date(2006, 8, 17), None),
        ("03/04/2021", None, None, "date_order_unsettled"),
        ("03/04/2021", "mdy", date(2021, 3, 4), None),
        ("03/04/2021", "dmy", date(2021, 4, 3), None),
        ("3.4.2021", "dmy", date(2021, 4, 3), None),
        ("13/04/2021", "mdy", None, "not_a_date"),
        ("03/04/21", "mdy", None, "two_digit_year"),
        ("0000-00-00", None, None, "zero_date"),
        ("00/00/0000", "mdy", None, "zero_date"),
        ("2020-01-02T00:00:00Z", None, date(2020, 1, 2), None),
        ("2020-01-02 14:30", None, None, "time_has_no_place"),
        ("soon", "mdy", None, "not_a_date"),
    ],
)
def test_dates(text: str, order: str | None, value: date | None, finding: str | None) -> None:
    options = {} if order is None else {"order": order}
    assert made("date", text, **options) == (value, finding)


@given(st.dates(date(1800, 1, 1), date(2199, 12, 31)))
def test_a_date_is_the_same_in_every_form_it_may_be_written_in(day: date) -> None:
    for order, slashed in (("mdy", f"{day.month}/{day.day}/{day.year}"), ("dmy", day.strftime("%d/%m/%Y"))):
        assert made("date", slashed, order=order) == (day, None)
    for form in ("%Y-%m-%d", "%d-%b-%Y", "%B %d, %Y", "%Y/%m/%d"):
        assert made("date", day.strftime(form)) == (day, None)


@pytest.mark.parametrize(
    ("text", "value", "finding"),
    [
        ("2000", "2000", None),
        ("2000-03", "2000-03", None),
        ("2000-13", None, "not_a_date"),
        ("17-Aug-2006", "2006-08-17", None),
        ("2010-05-12T04:00:00Z", "2010-05-12T04:00:00Z", None),
    ],
)
def test_a_partial_date_keeps_no_more_than_was_known(
    text: str, value: str | None, finding: str | None
) -> None:
    assert made("partial_date", text) == (value, finding)


@pytest.mark.parametrize(
    ("text", "value", "finding"),
    [
        ("2020-01-02T05:00:00Z", datetime(2020, 1, 2, 5, tzinfo=UTC), None),
        ("2020-01-02T05:00:00.25+02:00", datetime(2020, 1, 2, 3, 0, 0, 250000, tzinfo=UTC), None),
        ("2020-01-02 05:00", datetime(2020, 1, 2, 10, tzinfo=UTC), None),
        ("01/02/2020 3:05 PM", datetime(2020, 1, 2, 20, 5, tzinfo=UTC), None),
        ("01/02/2020 12:05 am", datetime(2020, 1, 2, 5, 5, tzinfo=UTC), None),
        ("2020-01-02", datetime(2020, 1, 2, 5, tzinfo=UTC), "date_without_time"),
        ("2020-11-01 01:30", datetime(2020, 11, 1, 5, 30, tzinfo=UTC), "time_came_twice"),
        ("2020-03-08 02:30", None, "time_never_was"),
        ("2020-01-02 25:00", None, "not_a_time"),
        ("2020-01-02 13:00 PM", None, "not_a_time"),
        ("0000-00-00 00:00:00", None, "zero_date"),
    ],
)
def test_times_in_new_york(text: str, value: datetime | None, finding: str | None) -> None:
    assert made("datetime", text, order="mdy", zone="America/New_York") == (value, finding)


@given(
    st.datetimes(datetime(1950, 1, 1), datetime(2040, 1, 1)),  # noqa: DTZ001
    st.sampled_from(["Europe/Berlin", "America/Denver"]),
)
def test_a_local_time_is_the_instant_that_the_standard_library_says(wall: datetime, zone: str) -> None:
    wall = wall.replace(microsecond=0)
    local = wall.replace(tzinfo=ZoneInfo(zone), fold=0)
    instant = local.astimezone(UTC)
    skipped = instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wall
    repeated = wall.replace(tzinfo=ZoneInfo(zone), fold=1).utcoffset() != local.utcoffset() and not skipped
    value, finding = made("datetime", wall.isoformat(sep=" "), zone=zone)
    assert value == (None if skipped else instant)
    assert finding == ("time_never_was" if skipped else "time_came_twice" if repeated else None)


@pytest.mark.parametrize(
    ("text", "minor", "finding"),
    [
        ("$1,234.56", 123456, None),
        ("(1076.00)", -107600, None),
        ("-538.97", -53897, None),
        ("538.97-", -53897, None),
        ("$(5.00)", -500, None),
        ("12.5", 1250, None),
        ("12.50000", 1250, None),
        (".5", 50, None),
        ("12.555", None, "finer_than_the_currency"),
        ("1.234,56", None, "not_an_amount"),
        ("1,23", None, "not_an_amount"),
        ("(-5)", None, "not_an_amount"),
        ("€3.00", None, "not_an_amount"),
        ("12 EUR", None, "not_an_amount"),
        ("9" * 40, None, "not_an_amount"),
    ],
)
def test_money_in_dollars(text: str, minor: int | None, finding: str | None) -> None:
    assert made("money", text, currency="USD") == (minor, finding)


@given(st.integers(-(10**14), 10**14), st.sampled_from(["USD", "EUR", "JPY", "KWD"]))
def test_an_amount_survives_every_way_of_writing_it(minor: int, currency: str) -> None:
    exact = Decimal(minor).scaleb(-minor_digits(currency))
    assert made("money", f"{exact:f}", currency=currency) == (minor, None)
    assert made("money", f"{exact:,f}", currency=currency) == (minor, None)
    if minor < 0:
        assert made("money", f"({-exact:,f})", currency=currency) == (minor, None)
    comma = f"{exact:,f}".translate(str.maketrans(",.", ".,"))
    assert made("money", comma, currency=currency, decimal_mark=",") == (minor, None)


def test_a_code_map_compares_trimmed_and_without_regard_to_case() -> None:
    table = {"m": "male", "Straße": "street"}
    assert made("value_map", " M ", map=table) == ("male", None)
    assert made("value_map", "STRASSE", map=table) == ("street", None)
    assert made("value_map", "straße", map=table) == ("street", None)
    assert made("value_map", "0", map=table) == (None, "value_without_a_code")


@pytest.mark.parametrize(
    ("text", "value", "finding"),
    [("00123", "00123", None), ("123.0", "123", "number_from_a_workbook"), (str(2**60), str(2**60), None)],
)
def test_an_identifier_stays_text(text: str, value: str, finding: str | None) -> None:
    assert made("identifier", text) == (value, finding)


@pytest.mark.parametrize(
    ("text", "value", "finding"),
    [
        ("(212) 555-0123", "+12125550123", None),
        ("+44 20 7946 0958", "+442079460958", None),
        ("555-0123", "555-0123", "phone_kept_as_written"),
        ("202-555-0123 m", "202-555-0123 m", "phone_kept_as_written"),
        ("a202-555-0123", "a202-555-0123", "phone_kept_as_written"),
        ("202-555-0123 *", "202-555-0123 *", "phone_kept_as_written"),
        ("212-555-0123 or 0124", "212-555-0123 or 0124", "phone_kept_as_written"),
    ],
)
def test_a_phone_number_is_international_or_kept_as_written(
    text: str, value: str, finding: str | None
) -> None:
    assert made("phone", text, country="US") == (value, finding)


def test_a_year_of_seconds_around_a_clock_change_has_no_other_findings() -> None:
    start = datetime(2020, 10, 31, 22, 0)  # noqa: DTZ001
    texts = [(start + timedelta(minutes=10 * i)).isoformat(sep=" ") for i in range(60)]
    done = applied(pl.Series(texts), (("datetime", {"zone": "America/New_York"}),))
    findings = done["finding"].drop_nulls().to_list()
    assert findings == ["time_came_twice"] * 6


@pytest.mark.parametrize(("text", "value"), [("2026-03-12T09:00:00Z", True), ("0", True), (" ", None)])
def test_anything_that_stands_there_says_yes_and_a_blank_says_nothing(text: str, value: bool | None) -> None:
    assert made("filled", text) == (value, None)


def test_a_date_of_zeros_is_nothing_that_stands_there() -> None:
    assert made("filled", "0000-00-00 00:00:00") == (None, "zero_date")


def test_an_identifier_of_one_of_several_tools_bears_its_name() -> None:
    assert made("identifier", "0017", tool="billing") == ("billing:0017", None)
    assert made("identifier", "17.0", tool="lab") == ("lab:17", "number_from_a_workbook")


@pytest.mark.parametrize(
    ("text", "credits", "minor"),
    [
        ("20.00 CR", "negative", -2000),
        ("20.07CR", "negative", -2007),
        ("20 CR", "negative", -2000),
        ("$20.00 cr.", "negative", -2000),
        ("20.00 DR", "negative", 2000),
        ("20.00 DR", "positive", -2000),
        ("20.00 H", "positive", 2000),
        ("20.00", "negative", 2000),
        ("(20.00)", "negative", -2000),
    ],
)
def test_a_credit_has_the_sign_that_a_person_said(text: str, credits: str, minor: int) -> None:
    assert made("money", text, currency="USD", credits=credits) == (minor, None)


@pytest.mark.parametrize("text", ["-20.00 CR", "(20.00) DR", "20.00 CRX", "CR"])
def test_an_amount_with_two_signs_waits(text: str) -> None:
    assert made("money", text, currency="USD", credits="negative") == (None, "not_an_amount")


@given(st.integers(-(10**9), 10**9), st.sampled_from(["negative", "positive", None]))
def test_turning_the_sign_turns_every_amount_and_loses_none(minor: int, credits: str | None) -> None:
    text = f"{Decimal(minor).scaleb(-2):.2f}"
    options = {"currency": "USD", **({"credits": credits} if credits else {})}
    assert made("money", text, **options, sign="turned") == (-minor, None)


@pytest.mark.parametrize(
    ("name", "text", "options", "value"),
    [
        ("integer", "1,234", {"decimal_mark": "."}, 1234),
        ("integer", "1.234", {"decimal_mark": ","}, 1234),
        ("integer", "1 234", {"grouping": "space"}, 1234),
        ("integer", "12 34", {"grouping": "space"}, None),
        ("integer", "7 mm", {"unit": "mm"}, 7),
        ("integer", "7 cm", {"unit": "mm"}, None),
        ("decimal", "1 234,5", {"grouping": "space", "decimal_mark": ","}, "1234.5"),
        ("decimal", "98.6F", {"unit": "F"}, "98.6"),
        ("decimal", "98.6F", {}, None),
    ],
)
def test_marks_around_a_number_are_taken_off_where_a_person_said_so(
    name: str, text: str, options: dict[str, str], value: object
) -> None:
    assert made(name, text, **options)[0] == value
