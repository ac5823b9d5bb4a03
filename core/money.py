"""Exact money: integer minor units with a currency, never a float (law 6).

Minor-unit digits are those of ISO 4217, list one. A currency missing from `MINOR_DIGITS` has two.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

MINOR_DIGITS = {
    "BHD": 3, "BIF": 0, "CLF": 4, "CLP": 0, "DJF": 0, "GNF": 0, "IQD": 3, "ISK": 0, "JOD": 3, "JPY": 0,
    "KMF": 0, "KRW": 0, "KWD": 3, "LYD": 3, "OMR": 3, "PYG": 0, "RWF": 0, "TND": 3, "UGX": 0, "UYI": 0,
    "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
}  # fmt: skip


CURRENCIES = frozenset(
    code
    for line in (
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP",
        "BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR",
        "FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES",
        "KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR",
        "MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF",
        "SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS",
        "UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG",
    )
    for code in line.split()
)
"""The codes of ISO 4217, list one, of money that people pay with."""


def minor_digits(currency: str) -> int:
    """How many decimal places one unit of `currency` (ISO 4217, upper case) has."""
    return MINOR_DIGITS.get(currency, 2)


class CurrenciesDiffer(ValueError):
    """Two currencies were about to be added without a dated rate."""

    def __init__(self, left: str, right: str) -> None:
        super().__init__(f"cannot add {right} to {left} without a dated rate")


@dataclass(frozen=True, order=False)
class Money:
    """An amount: `minor_units` (cents for USD) of `currency` (ISO 4217)."""

    minor_units: int
    currency: str

    def __add__(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise CurrenciesDiffer(self.currency, other.currency)
        return Money(self.minor_units + other.minor_units, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor_units, self.currency)

    def __sub__(self, other: Money) -> Money:
        return self + -other

    def as_decimal(self) -> Decimal:
        """The amount in major units, exactly."""
        return Decimal(self.minor_units).scaleb(-minor_digits(self.currency))

    def __str__(self) -> str:
        return f"{self.as_decimal():,f} {self.currency}"
