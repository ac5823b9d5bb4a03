"""The shapes that a value may have, each told by one pattern over the trimmed text.

A value may have several shapes ("12345" is an integer, a zip code and code-like); suggestion weighs
them with the name. Patterns are tested on stencils (core.profiles.counting), on distinct values where certain
digits matter, and weighted by how often each occurs.
Sources: ISO 8601 dates, DICOM PS3.5 section 9 (UIDs), RFC 9562 (UUIDs), ICD-10-CM, CDT, LOINC and CVX
code layouts as their publishers describe them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

TIME = r"(?:[T ]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?)"
MONTH = r"[A-Za-zéûä]{3,10}\.?"


class Shape(StrEnum):
    """In the order in which a reader would like to be told."""

    DATE_ISO = "date, 2021-03-04"
    DATETIME_ISO = "date and time, 2021-03-04 10:00"
    DATETIME_ZONED = "date, time and zone, 2021-03-04T10:00:00Z"
    DATE_SLASHED = "date, 03/04/2021"
    DATE_YEAR_FIRST = "date, 2021/03/04"
    DATE_COMPACT = "date, 20210304"
    DATE_NAMED = "date, 4-Mar-2021"
    DATE_PARTIAL = "month, 2021-03"
    YEAR = "year"
    TIME = "time of day"
    INTEGER = "whole number"
    DECIMAL = "decimal number"
    MONEY = "amount of money"
    PERCENT = "percentage"
    PHONE = "telephone number"
    EMAIL = "e-mail address"
    UUID = "UUID"
    URL = "web address"
    DICOM_UID = "DICOM UID"
    ICD = "ICD code"
    CDT = "CDT code"
    LOINC = "LOINC code"
    SNOMED = "SNOMED-like code"
    RXNORM = "RxNorm-like code"
    CVX = "CVX-like code"
    NPI = "NPI-like number"
    SSN = "social security number"
    ZIP = "postal code"
    YES_NO = "yes or no"
    SEX = "sex"
    LETTER = "single letter"
    FILE = "file name"
    STREET = "street with number"
    WORDS = "words"
    TEXT = "long text"
    ZERO_LED = "digits with a leading zero"


class Lead(StrEnum):
    """What a value starts with; it decides which patterns are worth a look."""

    NUMBER = "number"
    OTHER = "other"


@dataclass(frozen=True)
class Pattern:
    """A shape and the Rust regular expression that tells it, looked for where `leads` says.

    rough: where the pattern asks for certain digits, the same with any digit in their place, so that the
    stencils say which values may have the shape. None: it takes every digit alike, and stencils tell it.
    """

    shape: Shape
    regex: str
    leads: tuple[Lead, ...] = (Lead.NUMBER,)
    rough: str | None = None


LONGEST_SHORT = 200
"""Characters beyond which a value is long text and nothing else."""
NUMBER_LEAD = r"^[\d+\-(.$£€¥]"
ANY = (Lead.NUMBER, Lead.OTHER)
OTHER = (Lead.OTHER,)

PATTERNS = (
    Pattern(Shape.DATE_ISO, r"^\d{4}-\d{1,2}-\d{1,2}$"),
    Pattern(Shape.DATETIME_ISO, rf"^\d{{4}}-\d{{1,2}}-\d{{1,2}}{TIME}$"),
    Pattern(Shape.DATETIME_ZONED, rf"^\d{{4}}-\d{{1,2}}-\d{{1,2}}{TIME} ?(?:Z|[+-]\d{{2}}:?\d{{2}})$"),
    Pattern(Shape.DATE_SLASHED, rf"^\d{{1,2}}([/.-])\d{{1,2}}[/.-](?:\d{{4}}|\d{{2}}){TIME}?$"),
    Pattern(Shape.DATE_YEAR_FIRST, rf"^\d{{4}}[/.]\d{{1,2}}[/.]\d{{1,2}}{TIME}?$"),
    Pattern(
        Shape.DATE_COMPACT,
        r"^(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{4}|\d{6})?$",
        rough=r"^\d{8}(?:\d{4}|\d{6})?$",
    ),
    Pattern(
        Shape.DATE_NAMED,
        rf"^(?:\d{{1,2}}\.?[- ]?{MONTH}[- ,]*\d{{2,4}}|{MONTH}[- ]?\d{{1,2}}[, ]+\d{{4}}){TIME}?$",
        ANY,
    ),
    Pattern(Shape.DATE_PARTIAL, r"^\d{4}-(?:0[1-9]|1[0-2])$", rough=r"^\d{4}-\d{2}$"),
    Pattern(Shape.YEAR, r"^(?:18|19|20)\d{2}$", rough=r"^\d{4}$"),
    Pattern(Shape.TIME, r"^\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?$"),
    Pattern(Shape.INTEGER, r"^[+-]?\d+$"),
    Pattern(Shape.DECIMAL, r"^[+-]?\d*[.,]\d+$"),
    Pattern(
        Shape.MONEY,
        r"^[(+-]?\s?[$£€¥]\s?[+-]?[\d.,']*\d\)?$|^[(+-]?\d{1,3}(?:[,.' ]\d{3})*[.,]\d{2}\)?\s?[€£$]?-?$"
        r"|^[(+-]?\d+[.,]\d{2}\)?\s?[€£$]?-?$",
    ),
    Pattern(Shape.PERCENT, r"^\d+(?:[.,]\d+)?\s?%$"),
    Pattern(
        Shape.PHONE,
        r"^(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}(?:\s?(?:x|ext\.?)\s?\d+)?$"
        r"|^\+\d[\d ()./-]{6,18}$|^\(?0\d[\d ()/.-]{6,16}$|^\d{3}-\d{4}$",
        rough=r"^(?:\+?\d[ .-]?)?\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}(?:\s?(?:x|ext\.?)\s?\d+)?$"
        r"|^\+\d[\d ()./-]{6,18}$|^\(?\d\d[\d ()/.-]{6,16}$|^\d{3}-\d{4}$",
    ),
    Pattern(Shape.EMAIL, r"^[^@\s]+@[^@\s]+\.[^@\s]{2,}$", ANY),
    Pattern(Shape.UUID, r"^[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}$", ANY),
    Pattern(Shape.URL, r"^(?i:https?://|www\.)\S+$", OTHER),
    Pattern(
        Shape.DICOM_UID,
        r"^(?:urn:oid:)?[0-2](?:\.(?:0|[1-9]\d*)){4,}$",
        ANY,
        rough=r"^(?:urn:oid:)?\d(?:\.\d+){4,}$",
    ),
    Pattern(
        Shape.ICD, r"^[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?$|^\d{3}\.\d{1,2}$|^[VE]\d{2,3}\.\d{1,2}$", ANY
    ),
    Pattern(Shape.CDT, r"^[Dd]\d{4}$", OTHER),
    Pattern(Shape.LOINC, r"^\d{1,7}-\d$"),
    Pattern(Shape.SNOMED, r"^\d{6,18}$"),
    Pattern(Shape.RXNORM, r"^\d{3,7}$"),
    Pattern(Shape.CVX, r"^\d{2,3}$"),
    Pattern(Shape.NPI, r"^[12]\d{9}$", rough=r"^\d{10}$"),
    Pattern(Shape.SSN, r"^\d{3}-\d{2}-\d{4}$"),
    Pattern(
        Shape.ZIP,
        r"^\d{5}(?:-?\d{4})?$|^[A-Z]\d[A-Z] ?\d[A-Z]\d$|^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$",
        ANY,
    ),
    Pattern(
        Shape.YES_NO,
        r"^(?i:y|n|yes|no|true|false|t|f|0|1|ja|nein|si|sí|oui|non)$",
        ANY,
        rough=r"^(?i:y|n|yes|no|true|false|t|f|\d|ja|nein|si|sí|oui|non)$",
    ),
    Pattern(
        Shape.SEX,
        r"^(?i:m|f|w|u|x|o|male|female|man|woman|unknown|other|männlich|weiblich|hombre|mujer|masculino"
        r"|femenino|homme|femme)$",
        OTHER,
    ),
    Pattern(Shape.LETTER, r"^\pL$", OTHER),
    Pattern(
        Shape.FILE,
        r"(?i)^[^\r\n]+\.(?:jpe?g|png|gif|bmp|tiff?|dcm|dic|pdf|docx?|rtf|txt|xlsx?|html?|xml|zip|mp4|wav)$",
        ANY,
        rough=r"(?i)^[^\r\n]+\.mp\d$",
    ),
    Pattern(Shape.STREET, r"^\d+\S* +\pL.*\pL|^\pL.*\pL\.? +\d+ ?[A-Za-z]?$", ANY),
    Pattern(Shape.WORDS, r"^\pL[\pL'’. -]*$", OTHER),
    Pattern(Shape.TEXT, r"[\r\n]|^.{60}|(?:\S+\s+){8}\S", ANY),
    Pattern(Shape.ZERO_LED, r"^0\d+$", rough=r"^\d+$"),
)
