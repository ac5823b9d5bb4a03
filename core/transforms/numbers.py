"""Whole numbers, measures and money, read exactly (law 6: no float anywhere)."""

from __future__ import annotations

import polars as pl

from core.money import CURRENCIES, minor_digits
from core.transforms.apart import read_apart
from core.transforms.model import Keep, Options, Shaped, Transform, unread

MAX_DIGITS = 15
"""More digits than this is an identifier and not an amount; it waits rather than overflow."""

SIGN_CURRENCIES = {"€": ("EUR",), "£": ("GBP", "EGP", "LBP"), "¥": ("JPY", "CNY"), "₹": ("INR",)}
"""Signs that belong to few currencies. "$" belongs to many and contradicts only those of the others."""


GROUPINGS = {"space": r"[ \u00a0\u202f]", "apostrophe": "['\u2019]"}
CREDITS = ("negative", "positive")
SIGNS = ("turned",)
_GROUP = {".": ",", ",": "."}
"""Which mark stands between thousands where the other one is the decimal mark."""
_SIDE = r"(?i)^(.*[\d.,)\s])(CR|DR|H|S)\.?$"
"""An amount and which side of an account it stands on: credit and debit, or Haben and Soll."""


def _integer(text: pl.Expr, options: Options, keep: Keep) -> Shaped:
    bare = _without_marks(text, options, keep)
    if "decimal_mark" in options:
        bare = keep(_plain_number(bare, options, keep))
    read = _whole(bare, keep)
    return unread(read, text, "not_a_whole_number")


def _whole(text: pl.Expr, keep: Keep) -> pl.Expr:
    # "123.0" is how spreadsheets hand over a whole number.
    shaped = text.str.contains(rf"^[+-]?\d{{1,{MAX_DIGITS}}}(\.0+)?$")
    digits = pl.when(shaped).then(text.str.replace(r"\.0+$", "").str.strip_prefix("+"))
    return keep(digits.cast(pl.Int64, strict=False))


def _decimal(text: pl.Expr, options: Options, keep: Keep) -> Shaped:
    plain = keep(_plain_number(_without_marks(text, options, keep), options, keep))
    shaped = plain.str.contains(r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$")
    return unread(keep(pl.when(shaped).then(plain.str.strip_prefix("+"))), text, "not_a_number")


def _without_marks(text: pl.Expr, options: Options, keep: Keep) -> pl.Expr:
    """Without the unit that a person said follows the numbers, and without their marks between thousands."""
    unit, grouping = options.get("unit"), options.get("grouping")
    if unit:
        text = keep(text.str.strip_suffix(str(unit)).str.strip_chars_end())
    if grouping:
        grouped = rf"^[+-]?\d{{1,3}}({GROUPINGS[str(grouping)]}\d{{3}})+(\D\d*)?$"
        bare = text.str.replace_all(GROUPINGS[str(grouping)], "")
        text = keep(pl.when(text.str.contains(grouped)).then(bare).otherwise(text))
    return text


def _plain_number(text: pl.Expr, options: Options, keep: Keep) -> pl.Expr:
    """Without grouping marks, the decimal mark being "."; unchanged where the grouping is irregular."""
    mark = str(options.get("decimal_mark", "."))
    group = _GROUP[mark]
    grouped = rf"^[^\d]*\d{{1,3}}(\{group}\d{{3}})+(\{mark}\d*)?[^\d]*$"
    bare = text.str.replace_all(group, "", literal=True)
    ungrouped = keep(pl.when(text.str.contains(grouped)).then(bare).otherwise(text))
    if mark == ".":
        return ungrouped
    # A point that is still there was no grouping mark: leave it to fail rather than to mean thousands.
    return pl.when(~ungrouped.str.contains(".", literal=True)).then(
        ungrouped.str.replace(",", ".", literal=True)
    )


def _money(text: pl.Expr, options: Options, keep: Keep) -> Shaped:
    """The amount as its signs say, or the other way round where the column counts the other way."""
    sided = "credits" in options
    read = _sided(text, options, keep) if sided else _signed(text, options, keep)
    if options.get("sign") == "turned":
        return Shaped(-read.value, read.finding)
    return read


def _sided(text: pl.Expr, options: Options, keep: Keep) -> Shaped:
    """With CR and DR, S and H: the side that counts as negative is so, and bears no other sign beside it."""
    side = keep(text.str.extract(_SIDE, 2).str.to_uppercase())
    sided = side.is_not_null()
    bare = keep(pl.when(sided).then(text.str.extract(_SIDE, 1).str.strip_chars()).otherwise(text))
    read = _signed(bare, options, keep)
    credit = side.is_in(["CR", "H"])
    negative = keep(sided & (credit if options["credits"] == "negative" else ~credit))
    twice = keep(sided & bare.str.contains(r"[()+-]"))
    signed = pl.when(negative).then(-read.value).otherwise(read.value)
    both = pl.when(twice).then(pl.lit("not_an_amount"))
    return Shaped(keep(pl.when(~twice | ~sided).then(signed)), pl.coalesce(both, read.finding))


def _signed(shown: pl.Expr, options: Options, keep: Keep) -> Shaped:
    usual = keep(_usual_amount(shown, options, keep))
    other = pl.when(usual.is_null()).then(shown)
    read = read_apart(other, lambda text, keep: _any_amount(text, options, keep), pl.Int64, keep=keep)
    return Shaped(pl.coalesce(usual, read.value), read.finding)


def _usual_amount(text: pl.Expr, options: Options, keep: Keep) -> pl.Expr:
    """Of "1,234.50", "$7.00", "-7.00" and "(7.00)" what `_any_amount` says; null for all others."""
    currency, mark = str(options["currency"]), str(options.get("decimal_mark", "."))
    group, digits = _GROUP[mark], minor_digits(currency)
    dollar = r"\$?" if _may_be_dollars(currency) else ""
    part = rf"\{mark}[0-9]{{{digits}}}" if digits else ""
    number = rf"{dollar}(?:[0-9]{{1,12}}|[0-9]{{1,3}}(?:\{group}[0-9]{{3}}){{1,3}}){part}"
    plain = keep(pl.when(text.str.contains(rf"^(?:-?{number}|\({number}\))$")).then(text))
    bare = plain.str.strip_chars("-()$").str.replace_all(group, "", literal=True)
    amount = keep(bare.str.replace_all(mark, "", literal=True).cast(pl.Int64, strict=False))
    negative = plain.str.starts_with("-") | plain.str.starts_with("(")
    return pl.when(negative).then(-amount).otherwise(amount)


def _any_amount(text: pl.Expr, options: Options, keep: Keep) -> Shaped:
    currency = str(options["currency"])
    digits = minor_digits(currency)
    compact = text.str.replace_all(r"[\s\u00a0\u202f']", "")
    bare = keep(_without_signs(compact, currency))
    plain = keep(_plain_number(keep(bare.str.strip_chars("()+-")), options, keep))
    shaped = plain.str.contains(rf"^\d{{0,{MAX_DIGITS}}}(\.\d*)?$") & plain.str.contains(r"\d")
    # Trailing zeros beyond the currency's digits say nothing; other digits there cannot be kept exactly.
    shaped = keep(shaped)
    exact = keep(plain.str.contains(rf"^\d*(\.\d{{0,{digits}}}0*)?$"))
    whole = plain.str.extract(r"^(\d*)", 1)
    part = pl.concat_str(plain.str.extract(r"\.(\d*)$", 1).fill_null(""), pl.lit("0" * digits)).str.slice(
        0, digits
    )
    amount = keep(pl.when(shaped & exact).then(pl.concat_str(whole, part)).cast(pl.Int64, strict=False))
    sign_ok, negative = _sign(bare)
    value = keep(pl.when(sign_ok).then(pl.when(negative).then(-amount).otherwise(amount)))
    finer = pl.when(shaped & ~exact).then(pl.lit("finer_than_the_currency"))
    read = unread(value, text, "not_an_amount")
    return Shaped(read.value, pl.coalesce(pl.when(value.is_null()).then(finer), read.finding))


def _without_signs(compact: pl.Expr, currency: str) -> pl.Expr:
    """Without the signs and code that may stand for `currency`; those of others stay and fail."""
    signs = [sign for sign, owners in SIGN_CURRENCIES.items() if currency in owners]
    dollar = [r"\$"] if _may_be_dollars(currency) else []
    return compact.str.replace(rf"(?i)({'|'.join([*signs, *dollar, currency])})", "")


def _may_be_dollars(currency: str) -> bool:
    return currency not in {"EUR", "GBP", "JPY", "INR", "CHF"}


def _sign(bare: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """(whether the signs make sense, whether the amount is negative): "(1)", "-1", "1-", "+1"."""
    parenthesised = bare.str.contains(r"^\([^()]*\)$")
    minus = bare.str.contains(r"^-[^+-]*$|^[^+-]*-$")
    plus_or_none = bare.str.contains(r"^\+?[^+()-]*$")
    inside = bare.str.strip_chars("()").str.contains(r"[+-]")
    return (
        (parenthesised & ~inside) | (minus & ~bare.str.contains(r"[()]")) | plus_or_none
    ), parenthesised | minus


def currency_said(text: pl.Expr) -> pl.Expr:
    """A currency code as ISO 4217 writes it, whether or not there is such a one; null for nothing."""
    code = text.str.strip_chars().str.to_uppercase()
    return pl.when(code != "").then(code)


def _currency(text: pl.Expr, _: Options, keep: Keep) -> Shaped:
    code = keep(currency_said(text))
    return unread(keep(pl.when(code.is_in(sorted(CURRENCIES))).then(code)), text, "currency_unknown")


_MARK = {"decimal_mark": '"." (default) or ","'}
_MARKS = {
    "unit": 'what follows the number and is taken off, such as "mm"',
    "grouping": '"space" or "apostrophe", the mark between thousands, beside the comma or point',
}

INTEGER = Transform(
    "integer",
    "Reads a whole number.",
    {"decimal_mark": '"." or ","; where it is said, the other one may stand between thousands', **_MARKS},
    _integer,
)
DECIMAL = Transform(
    "decimal", "Reads a number with decimals, exactly as written.", {**_MARK, **_MARKS}, _decimal
)
MONEY = Transform(
    "money",
    "Reads an amount of money into exact minor units; a minus sign or parentheses make it negative.",
    {
        "currency": "ISO 4217 code of amounts, where no column of the table says that of each row",
        **_MARK,
        "credits": '"negative" or "positive": the sign of amounts marked CR or H; those with DR or S have '
        "the other one. Without it such amounts wait",
        "sign": '"turned" where the column counts the other way than the record: its minus is our plus',
    },
    _money,
)
CURRENCY = Transform(
    "currency",
    "Reads which currency the amounts of a row are in, by its code of three letters; another word waits.",
    {},
    _currency,
)
