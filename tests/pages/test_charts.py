from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from core.spotchecks import Found, Scope
from portal.viewmodels.charts import ChartsPage, Seen
from portal.viewmodels.picture import OfChart
from storage.errors import StaleVersion
from tests.pages.pages_alone import html_of, labels, shown, text_of
from tests.portal.fake_charts import CHART, CHARTS, DRAWS, RESULT, SAID, SIZES
from tests.portal.fakes import FakePortal


def page(**changes: object) -> FakePortal:
    return FakePortal(charts_page=replace(CHARTS, **changes))


def press(app: AppTest, label: str) -> AppTest:
    return next(each for each in app.button if each.label == label).click().run()


def opened(portal: FakePortal) -> AppTest:
    app = press(shown("charts", portal), "Open the next chart")
    assert not app.exception
    return app


def test_it_says_first_what_is_left_for_this_person() -> None:
    assert "16 of 21 charts are left for you." in text_of(shown("charts", page()))


def test_before_a_run_it_teaches_the_next_step() -> None:
    app = shown("charts", FakePortal(charts_page=ChartsPage("Maple", ran=False)))
    assert "There is no run yet" in text_of(app) and labels(app) == ["Go to the overview"]


def test_a_practitioner_draws_by_size_and_seed() -> None:
    portal = page(draw=None, lines=(), result=None, concerns=(), version=0)
    app = shown("charts", portal)
    assert "59 charts: if all of these are right, fewer than 1 chart in 20 is faulty" in str(
        app.radio[0].options
    )
    app.radio[0].set_value(59)
    app.text_input[0].set_value("4711")
    press(app, "Draw the sample")
    assert portal.steps == [("draw", 59, "4711", 0)]


def test_who_may_not_draw_is_told_who_does() -> None:
    portal = page(draw=None, lines=(), result=None, concerns=(), may_draw=False, scope=None, opens=False)
    app = shown("charts", portal)
    assert "Once the practitioner of your clinic has drawn one" in text_of(app) and not labels(app)


def test_no_name_stands_on_the_page_before_a_chart_is_opened() -> None:
    portal = page()
    assert "Bloggs" not in html_of(shown("charts", portal)) and portal.steps == []


def test_the_next_chart_opens_with_what_could_hurt_before_everything_else() -> None:
    portal = page()
    said = text_of(opened(portal))
    assert portal.steps[0] == ("chart", Seen(1, 6))
    places = [
        said.index(each) for each in ("Allergies This patient", "In the old system, and not", "Penicillin")
    ]
    assert places == sorted(places)
    assert "both that there are allergies and that there are none" in said


def test_old_stands_beside_new_and_what_is_missing_is_marked_in_words() -> None:
    app = opened(page())
    assert "PENICILLIN" in html_of(app) and "not in the new record" in text_of(app)
    assert "&lt;b&gt;Bloggs" in html_of(app) and "<b>Bloggs" not in html_of(app)
    assert "&lt;i&gt;x" in html_of(app)


def test_a_record_leads_back_to_the_entry_of_its_row() -> None:
    drawn = html_of(opened(page()))
    assert 'href="log?table=1&amp;record=12"' in drawn and "Where this came from" in drawn


@pytest.mark.parametrize(("label", "found"), [("✓ Right", Found.RIGHT), ("≈ Small difference", Found.SMALL)])
def test_a_verdict_is_one_tap_and_the_next_chart_opens(label: str, found: Found) -> None:
    portal = page()
    app = press(opened(portal), label)
    assert ("judge", Seen(1, 6, CHART.seen.digest), found) in portal.steps
    assert portal.steps[-1] == ("chart", Seen(1, 7)) and not app.exception


def test_a_serious_one_stays_open_for_its_concern() -> None:
    portal = page()
    app = press(opened(portal), "! Serious")
    assert portal.steps[-1] == ("chart", Seen(1, 6))
    assert app.toast[0].value == "Chart 6: serious. Please say below what somebody has to see to."
    app.text_area[0].set_value("The penicillin is gone.")
    press(app, "Raise the concern")
    seen = Seen(1, 6, CHART.seen.digest)
    assert ("raise", seen, "The penicillin is gone.", "vendor team") in portal.steps


def test_after_the_last_chart_the_list_is_shown_again() -> None:
    lines = tuple(replace(each, found=None if each.place == 6 else Found.RIGHT) for each in CHARTS.lines)
    app = press(opened(page(lines=lines)), "✓ Right")
    assert "What this shows so far" in text_of(app)
    assert app.toast[0].value == "Chart 6: right. That was the last one. Thank you."


def test_a_chart_that_is_another_one_by_now_is_shown_again_with_the_reason() -> None:
    portal = page()
    app = opened(portal)
    portal.refusal = StaleVersion(place="charts", found="Another run came in between.", do="Look again.")
    app = press(app, "✓ Right")
    assert "Another run came in between." in text_of(app)
    assert portal.steps[-1] == ("chart", Seen(1, 6))


def test_a_concern_is_settled_in_words() -> None:
    portal = page()
    app = shown("charts", portal)
    assert "The penicillin is &lt;b&gt;gone" in html_of(app)
    next(each for each in app.text_input if each.label == "How it was settled").set_value("Mapped again.")
    press(app, "Settle it")
    assert portal.steps == [("settle", 1, "Mapped again.")]


def test_what_a_concern_says_is_hidden_from_who_sees_no_charts() -> None:
    concerns = tuple(replace(each, text="", answer="") for each in CHARTS.concerns)
    app = shown("charts", page(opens=False, scope=None, may_draw=False, may_settle=False, concerns=concerns))
    said = text_of(app)
    assert "What it says is for those who see charts." in said
    assert "Charts are compared by the practitioner of your clinic." in said
    assert labels(app) == []


def test_the_result_says_in_words_what_it_proves() -> None:
    done = replace(RESULT, checked=59, small=0, serious=0, bound=SIZES[1][1], left=0)
    assert (
        "With 59 charts and no faulty one you can be 95 % sure: fewer than 1 chart in 20 is faulty"
        in text_of(shown("charts", page(result=done)))
    )


def test_a_serious_difference_without_a_concern_is_said() -> None:
    app = shown("charts", page(result=replace(RESULT, unanswered=(4,))))
    assert "Chart 4 has a serious difference that no concern was raised about yet." in text_of(app)


def test_a_chart_for_few_is_not_offered_to_others() -> None:
    lines = tuple(replace(each, closed=each.place == 6) for each in CHARTS.lines)
    portal = page(lines=lines, scope=Scope.IMAGES)
    assert "15 of 20 charts are left for you." in text_of(shown("charts", portal))
    press(shown("charts", portal), "Open the next chart")
    assert portal.steps[0] == ("chart", Seen(1, 7))


def test_a_patient_is_added_by_number_and_the_number_is_not_kept() -> None:
    portal = page()
    app = shown("charts", portal)
    number = next(each for each in app.text_input if each.label == "Chart number")
    number.set_value("00017")
    app = press(app, "Add the chart")
    assert portal.steps == [("choose", "00017", 9)]
    assert next(each for each in app.text_input if each.label == "Chart number").value == ""


def test_a_chart_s_files_stand_beside_their_records_and_what_did_not_arrive_is_said() -> None:
    html = html_of(opened(page()))
    assert 'src="picture/p/0a/0b?frame=1&amp;width=360"' in html and 'loading="lazy"' in html
    assert "1. Radiograph inside the mouth, 12 Mar 2021, tooth 36" in html and "3. Photograph" in html
    assert "did not arrive with the uploads: &lt;b&gt;a&lt;/b&gt;.jpg" in html


def test_one_picture_is_looked_at_closer_by_its_number_and_two_side_by_side() -> None:
    portal = page()
    app = opened(portal)
    pills = app.pills[0]
    assert [str(each) for each in pills.options] == ["1", "2", "3"]
    app = pills.set_value([1]).run()
    assert portal.pictures_asked == [OfChart(1, 6, 4)] and "width=1000" in html_of(app)
    app = app.pills[0].set_value([2, 1]).run()
    assert portal.pictures_asked[1:] == [OfChart(1, 6, 4), OfChart(1, 6, 5)] and "cb-beside" in html_of(app)


def test_nothing_of_a_picture_stands_in_the_visit_s_memory() -> None:
    app = opened(page())
    app = app.pills[0].set_value([1]).run()
    kept = repr(app.session_state)
    assert "cb-picture" in kept
    assert "Radiograph" not in kept and "picture/" not in kept and "Bloggs" not in kept


def corrected() -> FakePortal:
    """A chart of which somebody said already that something differs."""
    portal = page()
    portal.chart_shown = replace(CHART, found=Found.SMALL, said=SAID, wants_reason=(Found.RIGHT,))
    return portal


def test_a_chart_says_who_said_what_of_it_and_why() -> None:
    html = html_of(opened(corrected()))
    assert "Serious, said Robin &lt;b&gt;Sample&lt;/b&gt;, 12 Mar 2026" in html
    assert "Right (images and documents), said Ada Sample" in html
    assert "Why: It stands under &lt;b&gt;another&lt;/b&gt; heading." in html
    assert "What was said of this chart" not in html_of(opened(page()))


def test_a_milder_answer_has_a_place_for_its_reason_and_takes_it_along() -> None:
    portal = corrected()
    app = opened(portal)
    assert "Said of this chart before: small difference." in text_of(app)
    next(each for each in app.text_input if each.label == "Why it is milder now").set_value("Looked again.")
    press(app, "✓ Right")
    assert ("judge", Seen(1, 6, CHART.seen.digest), Found.RIGHT, "Looked again.") in portal.steps


def test_a_milder_answer_without_its_reason_is_not_taken_and_says_what_is_missing_where_one_taps() -> None:
    portal = corrected()
    app = press(opened(portal), "✓ Right")
    assert not [step for step in portal.steps if step[0] == "judge"]
    assert "Write why above the buttons" in app.toast[0].value
    app = press(app, "! Serious")
    assert ("judge", Seen(1, 6, CHART.seen.digest), Found.SERIOUS) in portal.steps


def test_no_reason_is_asked_for_where_none_is_needed() -> None:
    assert not [each for each in opened(page()).text_input if each.label == "Why it is milder now"]


def test_answers_that_were_made_milder_are_told_to_everybody_with_both_names() -> None:
    app = shown("charts", page(opens=False, scope=None, may_draw=False, may_settle=False))
    said = html_of(app)
    assert "Chart 3: serious, said Robin &lt;b&gt;Sample&lt;/b&gt;, 12 Mar 2026" in said
    assert "Now small difference, says Parker Sample" in said
    assert "Why: It stands under &lt;b&gt;another&lt;/b&gt; heading." in said
    assert "Chart of an earlier sample (images and documents): serious" in said
    assert "Nobody was asked why." in said


def test_another_sample_is_drawn_with_a_reason() -> None:
    portal = page()
    app = shown("charts", portal)
    next(each for each in app.text_input if each.label == "Why another sample is drawn").set_value("More.")
    press(app, "Draw another sample")
    assert portal.steps == [("draw", 20, "", 9, "More.")]


def test_a_starting_number_says_where_it_was_not_kept_whether_a_person_chose_it() -> None:
    draw = replace(DRAWS[-1], typed=None)
    said = html_of(shown("charts", page(draws=(draw,), draw=draw)))
    assert "from the starting number 4711 (whether a person chose it was not kept): 20 charts" in said


def test_every_draw_is_told_with_its_reason_and_who_chose_its_number() -> None:
    said = html_of(shown("charts", page(draws=DRAWS, draw=DRAWS[-1])))
    assert "Sample 1, of an earlier run, from the starting number 17, chosen by a person: 20 charts" in said
    assert "Sample 2, from the starting number 4711: 20 charts" in said
    assert "Why: A newer run has &lt;b&gt;more&lt;/b&gt;." in said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"held": True}, "They make this figure no better."),
        ({"gone": 2}, "Counted in: 2 faulty charts that a newer run has changed since."),
        ({"carried": 1}, "Counted in: 1 faulty chart of an earlier run's sample"),
        ({"standing": 3}, "Answers that say serious, of all samples and parts of charts: 3."),
        ({"never_compared": 4}, "Drawn from earlier runs and never compared: 4 charts. What would have been"),
    ],
)
def test_what_the_figure_counts_that_one_might_not_think_of_is_said(change: dict, said: str) -> None:
    quiet = replace(RESULT, standing=0)
    assert said not in text_of(shown("charts", page(result=quiet)))
    assert said in text_of(shown("charts", page(result=replace(quiet, **change))))
