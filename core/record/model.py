"""The shape of the clinic record: entities and fields, declared as data.

Everything that must agree with the record reads it from here: suggestion (meaning, synonyms), shaping
(type, domain, reference), sealing (sensitivity), the schema command and the handover (FHIR home).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ID = "id"
"""Reserved field name: a record's own key. No field bears it; the key of a mapping feeds it."""
CURRENCY = "currency"
"""Field of every record that holds amounts: what they are amounts of (law 6)."""


class Sensitivity(StrEnum):
    """Which key seals a value and whose work needs it (contracts, section 5)."""

    IDENTITY = "identity"
    CLINICAL = "clinical"
    FINANCIAL = "financial"
    OPERATIONAL = "operational"


class Kind(StrEnum):
    """The type of a field, and how it is published (Polars type in brackets)."""

    TEXT = "text"  # [String] trimmed, otherwise as it stood
    NOTE = "note"  # [String] long text written by a person, as it stood
    CODE = "code"  # [String] one of `domain`, or an open code kept as it stood when domain is empty
    DATE = "date"  # [Date]
    PARTIAL_DATE = "partial_date"  # [String] ISO 8601: "2000", "2000-03", "2000-03-12", or a whole instant
    DATETIME = "datetime"  # [Datetime us UTC] an instant
    INTEGER = "integer"  # [Int64]
    DECIMAL = "decimal"  # [String] canonical decimal text, exact
    MONEY = "money"  # [Int64] minor units; the record's `currency` says of what
    BOOLEAN = "boolean"  # [Boolean]
    PHONE = "phone"  # [String] E.164 where it parses, else as it stood with a finding
    EMAIL = "email"  # [String] trimmed
    REFERENCE = "reference"  # [String] target id of another record


@dataclass(frozen=True)
class Domain:
    """The closed set of codes of a field. words: other systems' ways of saying each code."""

    codes: tuple[tuple[str, tuple[str, ...]], ...]

    def names(self) -> tuple[str, ...]:
        return tuple(code for code, _ in self.codes)

    def lookup(self) -> dict[str, str]:
        """Trimmed and case-folded word -> code, the codes themselves included."""
        found: dict[str, str] = {}
        for code, words in self.codes:
            for word in (code, code.replace("_", " "), *words):
                found.setdefault(word.strip().casefold(), code)
        return found


@dataclass(frozen=True)
class Field:
    """One field of an entity.

    meaning: plain English, one sentence. words: what other systems call it (synonyms, several languages,
    abbreviations), lower case. required: a record without it cannot stand and waits.
    reference: entities it may point to, the first being the usual one. many: several source columns may
    feed it (published as a list, in column order). fhir: FHIR R4 element path.
    """

    name: str
    kind: Kind
    sensitivity: Sensitivity
    meaning: str
    fhir: str
    words: tuple[str, ...] = ()
    required: bool = False
    reference: tuple[str, ...] = ()
    domain: Domain | None = None
    many: bool = False


@dataclass(frozen=True)
class Entity:
    """One kind of record.

    words: what other systems call a table of these. fhir: the FHIR R4 resource.
    satellite: it may be formed from a row of another entity's table (an address from a patient row); it
    then points back through its field that references that entity.
    key_words: what other systems call the column that names one such record ("patient id", "pat num"). The
    key is no field: a suggestion names it `entity.id`, and a mapping carries it apart (TableMapping.key).
    """

    name: str
    area: str
    meaning: str
    fhir: str
    fields: tuple[Field, ...]
    words: tuple[str, ...] = ()
    satellite: bool = False
    key_words: tuple[str, ...] = ()

    def field(self, name: str) -> Field:
        return next(f for f in self.fields if f.name == name)

    def has(self, name: str) -> bool:
        return any(f.name == name for f in self.fields)

    def holds_money(self) -> bool:
        return any(f.kind is Kind.MONEY for f in self.fields)

    def references_to(self, entity: str) -> Field | None:
        """The first field that may point to `entity`, or None."""
        return next((f for f in self.fields if entity in f.reference), None)


@dataclass(frozen=True)
class ClinicRecord:
    """All entities, in the order in which they are best loaded.

    key_words: what a record's own key is called whatever the entity ("id", "uuid").
    """

    entities: tuple[Entity, ...]
    key_words: tuple[str, ...] = ()

    def entity(self, name: str) -> Entity:
        return next(e for e in self.entities if e.name == name)

    def has(self, name: str) -> bool:
        return any(e.name == name for e in self.entities)
