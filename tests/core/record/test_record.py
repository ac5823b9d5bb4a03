"""The declaration of the clinic record agrees with itself and leaves nothing of the design out."""

from __future__ import annotations

from collections import Counter

import pytest

from core.record import RECORD, domains
from core.record.model import ID, Entity, Field, Kind, Sensitivity

FIELDS = [(entity, field) for entity in RECORD.entities for field in entity.fields]
DOMAINS = [(entity, field) for entity, field in FIELDS if field.domain]

NAMED_IN_THE_DESIGN = {
    "practice": "clinic operatory provider staff_member fee_schedule procedure_code",
    "people": "patient contact_point address family_member guarantor emergency_contact referral recall",
    "coverage": "payer plan coverage preauthorisation claim claim_line",
    "clinical": "allergy allergy_statement alert condition medication surgery family_history social_history "
    "vital_sign lab_result clinical_note perio_exam perio_measurement tooth_chart_entry immunisation device "
    "care_plan",
    "care": "encounter appointment schedule_block procedure treatment_plan lab_case prescription",
    "money": "invoice invoice_line payment allocation refund adjustment write_off deposit credit balance "
    "payment_plan instalment",
    "files": "image photograph scan document consent_form consent_form_version",
}

# One word for two fields is allowed only where the cells settle it: a name or an id, a name or a code.
SETTLED_BY_CELLS = {
    ("coverage", "payer", "payer_name"),
    ("coverage", "plan", "plan_name"),
    ("condition", "name", "code"),
    ("ledger_entry", "date", "entered_at"),
}


def named(pair: tuple[Entity, Field]) -> str:
    return f"{pair[0].name}.{pair[1].name}"


def test_every_area_and_entity_of_the_design_is_declared() -> None:
    for area, names in NAMED_IN_THE_DESIGN.items():
        for name in names.split():
            assert RECORD.has(name), f"{name} is missing"
            assert RECORD.entity(name).area == area, name


def test_names_of_entities_are_unique_and_so_are_the_fields_of_each() -> None:
    assert max(Counter(entity.name for entity in RECORD.entities).values()) == 1
    for entity in RECORD.entities:
        assert max(Counter(field.name for field in entity.fields).values()) == 1, entity.name


def test_no_field_bears_the_name_reserved_for_the_key() -> None:
    assert [named(pair) for pair in FIELDS if pair[1].name == ID] == []


def test_a_field_says_what_it_means_where_it_goes_and_what_others_call_it() -> None:
    for pair in FIELDS:
        field = pair[1]
        assert field.meaning.endswith(".") and field.meaning[0].isupper(), named(pair)
        assert "!" not in field.meaning and "|" not in field.meaning, named(pair)
        assert "." in field.fhir and field.words, named(pair)
        for word in field.words:
            assert word == word.lower().strip() and "_" not in word and "  " not in word, word


def test_an_entity_says_what_it_means_what_others_call_it_and_its_key() -> None:
    for entity in RECORD.entities:
        assert entity.meaning.endswith(".") and entity.fhir and entity.words, entity.name
        assert entity.key_words, entity.name
    assert "id" in RECORD.key_words


def test_every_reference_names_a_declared_entity_and_nothing_else_does() -> None:
    for entity, field in FIELDS:
        assert bool(field.reference) == (field.kind is Kind.REFERENCE), (entity.name, field.name)
        for target in field.reference:
            assert RECORD.has(target), (entity.name, field.name, target)


def test_every_satellite_points_back_to_a_patient_first() -> None:
    for entity in RECORD.entities:
        if entity.satellite:
            back = entity.references_to("patient")
            assert back is not None and back.name == "patient", entity.name


def test_only_the_patient_of_a_record_is_required() -> None:
    assert {field.name for _, field in FIELDS if field.required} == {"patient"}


def test_only_code_fields_have_code_sets() -> None:
    assert {field.kind for _, field in DOMAINS} == {Kind.CODE}


@pytest.mark.parametrize("pair", DOMAINS, ids=named)
def test_a_word_stands_for_one_code_and_digits_stand_for_none(pair: tuple[Entity, Field]) -> None:
    domain = pair[1].domain
    assert domain is not None
    said: dict[str, str] = {}
    for code, words in domain.codes:
        for word in {code, code.replace("_", " "), *words}:
            assert said.setdefault(word.casefold(), code) == code, word
            assert not word.isdigit() or domain is domains.COVERAGE_ORDER, word


def test_a_word_stands_for_one_field_of_an_entity_unless_the_cells_settle_it() -> None:
    for entity in RECORD.entities:
        said: dict[str, str] = {}
        for field in entity.fields:
            for word in field.words:
                first = said.setdefault(word, field.name)
                told = (entity.name, first, field.name)
                assert first == field.name or told in SETTLED_BY_CELLS, (word, told)


def test_free_text_is_never_merely_operational_nor_merely_identity() -> None:
    for entity, field in FIELDS:
        if field.kind is Kind.NOTE:
            allowed = {Sensitivity.CLINICAL, Sensitivity.FINANCIAL}
            assert field.sensitivity in allowed, (entity.name, field.name)


def test_amounts_of_money_are_financial() -> None:
    for entity, field in FIELDS:
        if field.kind is Kind.MONEY:
            assert field.sensitivity is Sensitivity.FINANCIAL, (entity.name, field.name)


def test_ways_to_reach_a_person_are_identity() -> None:
    for entity, field in FIELDS:
        if field.kind in {Kind.PHONE, Kind.EMAIL}:
            assert field.sensitivity is Sensitivity.IDENTITY, (entity.name, field.name)


def test_names_births_and_numbers_of_patients_are_identity() -> None:
    patient = RECORD.entity("patient")
    for name in ("first_name", "last_name", "birth_date", "ssn", "passport", "chart_number", "race"):
        assert patient.field(name).sensitivity is Sensitivity.IDENTITY, name


def test_health_facts_are_clinical() -> None:
    for name in NAMED_IN_THE_DESIGN["clinical"].split():
        for field in RECORD.entity(name).fields:
            if field.kind in {Kind.TEXT, Kind.CODE, Kind.DECIMAL, Kind.PARTIAL_DATE}:
                told = field.name in {"entered_by", "referred_by", "currency"}
                assert told or field.sensitivity is Sensitivity.CLINICAL, (name, field.name)


def test_a_denial_is_no_allergy_and_a_refutation_is_not_active() -> None:
    allergy, statement = RECORD.entity("allergy"), RECORD.entity("allergy_statement")
    said = statement.field("statement").domain
    status, verification = allergy.field("status").domain, allergy.field("verification").domain
    assert said is not None and status is not None and verification is not None
    assert set(said.names()) == {"present", "none_known", "not_asked", "blank"}
    assert said.lookup()["no known allergies"] == said.lookup()["nkda"] == "none_known"
    assert "refuted" in verification.names() and "refuted" not in status.names()
    assert not set(status.lookup()) & set(said.lookup())


def test_codes_are_told_apart_in_several_systems_and_languages() -> None:
    said = {
        ("patient", "sex"): {"M": "male", "Weiblich": "female", "masculino": "male", "femme": "female"},
        ("procedure", "status"): {"TP": "planned", "EO": "existing_other", "EC": "existing_ours"},
        ("appointment", "status"): {"Broken": "no_show", "Complete": "completed", "abgesagt": "cancelled"},
        ("coverage", "order"): {"primary": "primary", "Secundaria": "secondary"},
        ("coverage", "relationship"): {"Self": "self", "Ehefrau": "spouse", "hijo": "child"},
        ("ledger_entry", "type"): {"INS PMT": "insurance_payment", "PMT": "payment", "WRITEOFF": "write_off"},
        ("payment", "method"): {"Visa": "credit_card", "Check": "cheque", "Bar": "cash"},
    }
    for (entity, field), words in said.items():
        domain = RECORD.entity(entity).field(field).domain
        assert domain is not None
        for word, code in words.items():
            assert domain.lookup()[word.casefold()] == code, word
