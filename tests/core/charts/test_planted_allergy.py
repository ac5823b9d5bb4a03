"""A refuted allergy that a list still has: the chart contradicts the later word that there is none."""

from __future__ import annotations

import pytest

from core.charts import Section, charts_of
from core.charts.allergies import contradicts
from core.demonstration.plants import Plant
from core.parts import whole_entity
from tests.core.demonstration.kinds import ran

KINDS = ("patient", "allergy", "allergy_statement")


def contradicting(name: str, *plants: Plant) -> set[str]:
    outcome, _ = ran(name, *plants)
    frames = {
        kind: whole_entity([p.frame for p in outcome.parts if p.name == f"entity/{kind}"]) for kind in KINDS
    }
    charts = charts_of(frames, set(frames["patient"]["id"]), names={})
    return {patient for patient, chart in charts.items() if contradicts(chart.entries(Section.ALERTS))}


@pytest.mark.parametrize("name", ["paper", pytest.param("legacy", marks=pytest.mark.soak)])
def test_the_one_chart_with_the_planted_allergy_contradicts_itself(name: str) -> None:
    before, after = contradicting(name), contradicting(name, Plant.REFUTED_ALLERGY)
    assert before < after and len(after) == len(before) + 1
