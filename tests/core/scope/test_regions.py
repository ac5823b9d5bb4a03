"""Regional points are pointers with a source, for each country that is said to have them."""

from __future__ import annotations

from core.scope.regions import COUNTRIES, POINTS, Topic, points_for


def test_five_countries_have_a_point_for_every_topic() -> None:
    assert {"US", "CA", "GB", "DE", "AU"} <= set(COUNTRIES)
    for country in COUNTRIES:
        assert {each.topic for each in points_for(country)} == set(Topic)


def test_every_point_has_a_source_and_a_name_of_its_own() -> None:
    assert all(each.source and each.text.endswith(".") for each in POINTS)
    assert len({each.name for each in POINTS}) == len(POINTS)


def test_a_country_is_found_however_it_is_typed_and_others_have_none() -> None:
    assert points_for(" us ") == points_for("US")
    assert points_for("FR") == ()
