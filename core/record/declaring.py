"""Short constructors, so that a declared field reads as one line of a form and not as a call with ten names.

`identity.text(...)` is a text field of the identity class, and so on for each kind and class. Words are
given as one string with "|" between them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.record import vocabulary
from core.record.model import CURRENCY, Domain, Entity, Field, Kind, Sensitivity


def split(words: str) -> tuple[str, ...]:
    """The words between the bars, trimmed, without repeats, in the order given."""
    return tuple(dict.fromkeys(word.strip() for word in words.split("|") if word.strip()))


def domain(**codes: str) -> Domain:
    """A closed set: code="word|word|..."."""
    return Domain(tuple((code, split(words)) for code, words in codes.items()))


@dataclass(frozen=True)
class Fields:
    """Constructors of fields of one sensitivity class."""

    sensitivity: Sensitivity

    def _field(
        self, kind: Kind, name: str, meaning: str, fhir: str, words: str, *,
        required: bool = False, many: bool = False,
        closed: Domain | None = None, to: tuple[str, ...] = (),
    ) -> Field:  # fmt: skip
        return Field(
            name, kind, self.sensitivity, meaning, fhir, split(words),
            required=required, reference=to, domain=closed, many=many,
        )  # fmt: skip

    def text(self, name: str, meaning: str, fhir: str, words: str, *, many: bool = False) -> Field:
        return self._field(Kind.TEXT, name, meaning, fhir, words, many=many)

    def note(self, name: str, meaning: str, fhir: str, words: str, *, many: bool = False) -> Field:
        return self._field(Kind.NOTE, name, meaning, fhir, words, many=many)

    def code(
        self, name: str, meaning: str, fhir: str, words: str, *,
        closed: Domain | None = None, many: bool = False,
    ) -> Field:  # fmt: skip
        return self._field(Kind.CODE, name, meaning, fhir, words, closed=closed, many=many)

    def date(self, name: str, meaning: str, fhir: str, words: str) -> Field:
        return self._field(Kind.DATE, name, meaning, fhir, words)

    def partial(self, name: str, meaning: str, fhir: str, words: str) -> Field:
        return self._field(Kind.PARTIAL_DATE, name, meaning, fhir, words)

    def moment(self, name: str, meaning: str, fhir: str, words: str) -> Field:
        return self._field(Kind.DATETIME, name, meaning, fhir, words)

    def integer(self, name: str, meaning: str, fhir: str, words: str) -> Field:
        return self._field(Kind.INTEGER, name, meaning, fhir, words)

    def decimal(self, name: str, meaning: str, fhir: str, words: str) -> Field:
        return self._field(Kind.DECIMAL, name, meaning, fhir, words)

    def money(self, name: str, meaning: str, fhir: str, words: str) -> Field:
        return self._field(Kind.MONEY, name, meaning, fhir, words)

    def flag(self, name: str, meaning: str, fhir: str, words: str) -> Field:
        return self._field(Kind.BOOLEAN, name, meaning, fhir, words)

    def phone(self, name: str, meaning: str, fhir: str, words: str) -> Field:
        return self._field(Kind.PHONE, name, meaning, fhir, words)

    def email(self, name: str, meaning: str, fhir: str, words: str) -> Field:
        return self._field(Kind.EMAIL, name, meaning, fhir, words)

    def ref(
        self, name: str, meaning: str, fhir: str, words: str, *, to: tuple[str, ...], required: bool = False
    ) -> Field:
        return self._field(Kind.REFERENCE, name, meaning, fhir, words, required=required, to=to)


identity = Fields(Sensitivity.IDENTITY)
clinical = Fields(Sensitivity.CLINICAL)
financial = Fields(Sensitivity.FINANCIAL)
operational = Fields(Sensitivity.OPERATIONAL)


def of_patient(fhir: str) -> Field:
    """The patient a record belongs to; without one it cannot stand."""
    return operational.ref(
        "patient", "Patient to whom this belongs.", fhir, vocabulary.PATIENT, to=("patient",), required=True
    )


def by_provider(meaning: str, fhir: str, words: str = "") -> Field:
    """The provider who did or answers for it."""
    return operational.ref("provider", meaning, fhir, f"{vocabulary.PROVIDER}|{words}", to=("provider",))


def at_clinic(fhir: str) -> Field:
    return operational.ref("clinic", "Location where it happened.", fhir, vocabulary.CLINIC, to=("clinic",))


def in_encounter(fhir: str) -> Field:
    to = ("encounter", "appointment")
    return operational.ref("encounter", "Visit during which it happened.", fhir, vocabulary.ENCOUNTER, to=to)


def bookkeeping(resource: str) -> tuple[Field, ...]:
    """Who typed a record and when, and whether the old system had struck it out."""
    return (
        operational.moment(
            "entered_at", "When the record was typed into the old system.",
            f"{resource}.meta.extension(created)",
            "date entered|date entry|entry date|entered|date added|created|created at|created on|"
            "date created|create date|creation date|sec date entry|date time created|inserted at|erfasst am|"
            "angelegt am|fecha de creación|date de création|date de saisie|data de criação|"
            "data di inserimento|data creazione",
        ),
        operational.text(
            "entered_by", "Who typed the record into the old system.", f"{resource}.meta.extension(author)",
            "entered by|created by|user|operator|recorded by|posted by|sec user num entry|erfasst von|"
            "benutzer|usuario|creado por|utilisateur|créé par|usuário|criado por|utente|creato da",
        ),
        operational.moment(
            "modified_at", "When the record was last changed in the old system.",
            f"{resource}.meta.lastUpdated",
            "modified|modified at|modified on|last modified|date modified|modify date|updated|updated at|"
            "last updated|last update|date t stamp|date tstamp|sec date t edit|row version date|changed at|"
            "geändert am|modificado|fecha de modificación|date de modification|data de modificação|"
            "data di modifica",
        ),
        operational.flag(
            "voided", "Whether the old system had struck the record out (deleted, void).",
            f"{resource}.extension(voided)",
            "void|voided|is void|deleted|is deleted|deleted flag|removed|cancelled record|gelöscht|"
            "storniert|borrado|eliminado|anulado|supprimé|annulé|excluído|apagado|cancellato|eliminato",
        ),
    )  # fmt: skip


def with_currency(entity: Entity) -> Entity:
    """An entity that holds amounts says of what: one field for all of them, declared here once."""
    if not entity.holds_money() or entity.has(CURRENCY):
        return entity
    said = financial.code(
        CURRENCY, "Currency of the amounts of this record (ISO 4217).", f"{entity.fhir}.extension(currency)",
        "currency|currency code|curr|iso currency|währung|waehrung|moneda|divisa|devise|moeda|valuta",
    )  # fmt: skip
    return replace(entity, fields=(*entity.fields, said))
