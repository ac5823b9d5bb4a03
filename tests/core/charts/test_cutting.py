from __future__ import annotations

from core.charts import Section, cut, digest_of
from core.record.model import Sensitivity
from tests.core.charts.made import chart

EVERYTHING = frozenset(Section)
CARE = frozenset({Sensitivity.IDENTITY, Sensitivity.CLINICAL, Sensitivity.OPERATIONAL})
WHOLE = {
    "allergy": [{"substance": "Latex"}],
    "procedure": [{"description": "Crown", "fee": 90_000, "currency": "USD"}],
    "ledger_entry": [{"amount": 500, "currency": "USD", "note": "cash"}],
    "clinical_note": [{"text": ["Plain."]}, {"text": ["Delicate."], "restricted": True}],
}


def test_what_is_not_of_ones_classes_is_not_in_the_chart_at_all() -> None:
    seen = cut(chart(**WHOLE), sections=EVERYTHING, classes=CARE, restricted=True)
    assert "90000" not in repr([each.values for each in seen.everything])
    assert "cash" not in repr([each.values for each in seen.everything])
    assert "USD" not in repr([each.values for each in seen.everything])
    assert seen.entries(Section.LEDGER) == ()


def test_sections_and_kinds_are_cut_out_whole() -> None:
    whole = chart(**WHOLE)
    alerts = cut(whole, sections={Section.ALERTS, Section.WHO}, classes=CARE)
    assert [section for section, _ in alerts.sections] == [Section.ALERTS, Section.WHO]
    patient = cut(whole, sections=EVERYTHING, classes=CARE, entities={"patient"})
    assert {each.entity for each in patient.everything} == {"patient"}


def test_fields_of_the_person_can_be_cut_to_what_the_work_needs() -> None:
    whole = chart(patient=[{"last_name": "Bloggs", "ssn": "900-26-1016"}])
    seen = cut(whole, sections=EVERYTHING, classes=CARE, patient={"last_name"})
    assert [each.values for each in seen.everything] == [(("last_name", "Bloggs"),)]


def test_a_restricted_note_is_for_few() -> None:
    whole = chart(**WHOLE)
    few = cut(whole, sections=EVERYTHING, classes=CARE, restricted=True)
    others = cut(whole, sections=EVERYTHING, classes=CARE)
    assert (len(few.entries(Section.NOTES)), len(others.entries(Section.NOTES))) == (2, 1)


def test_a_restricted_chart_says_so() -> None:
    assert chart(patient=[{"restricted": True}]).restricted and not chart().restricted


def test_the_digest_changes_with_any_value_and_not_with_the_place_of_a_row() -> None:
    first = digest_of(chart(condition=[{"name": "Asthma"}, {"name": "Gout"}]))
    assert digest_of(chart(condition=[{"name": "Asthma"}, {"name": "Gout", "source_record": 77}])) == first
    assert digest_of(chart(condition=[{"name": "Asthma"}, {"name": "Gout "}])) != first
    assert digest_of(chart(condition=[{"name": "Asthma"}])) != first
    assert digest_of(chart(condition=[{"name": "Asthma"}, {"name": "Gout", "voided": True}])) != first


def test_the_digest_of_what_one_sees_is_blind_to_what_one_does_not() -> None:
    cheap, dear = ({**WHOLE, "ledger_entry": [{"amount": amount}]} for amount in (1, 2))
    seen = [cut(chart(**each), sections=EVERYTHING, classes=CARE) for each in (cheap, dear)]
    assert digest_of(seen[0]) == digest_of(seen[1])
    assert digest_of(chart(**cheap)) != digest_of(chart(**dear))
