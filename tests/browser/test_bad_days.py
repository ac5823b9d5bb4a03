"""What goes wrong in a clinic: two tabs, a late change, the wrong role, an old signature, a false document.

The clinic stands where its document is written and the practitioner has signed; the pages do the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from reportlab.pdfgen.canvas import Canvas

from core.decisions import GroupKind
from portal.services.decision_page import view as groups_of
from portal.viewmodels.decisions import DecisionsQuery
from tests.browser import steps
from tests.browser.test_audit_trail import look_as
from tests.browser.watching import PATIENCE, Watched, opened
from tests.portal.clinics import ACCOUNTANT, CHAMPION, OWNER, PRACTITIONER, Clinic, ran_home
from tests.portal.serving import Served, served
from tests.portal.stores import KEY

At = Callable[..., Watched]


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, bytes]]]:
    """A home in which one document is signed by all and another waits for the accountant."""
    home = tmp_path_factory.mktemp("bad_days")
    clinic = Clinic(home, like=ran_home(tmp_path_factory))
    clinic.in_order()
    clinic.keys()
    first = clinic.issue()
    clinic.signed_by_all(first)
    whole = clinic.pdf(first)
    clinic.date(None, "Not yet")
    clinic.date()
    clinic.sign(PRACTITIONER, clinic.issue())
    assert GroupKind.DUPLICATE in {
        line.kind for line in groups_of(clinic.store, OWNER, clinic.project, DecisionsQuery()).groups
    }
    clinic.store.close()
    yield home, {"whole": whole}


@pytest.fixture(scope="module")
def portal(signed: tuple[Path, dict[str, bytes]]) -> Iterator[Served]:
    home, _ = signed
    with served(home, HOME=str(home / "home"), MASTER_KEY=KEY, EXAMPLE="none", ROLE="owner") as running:
        yield running


@pytest.fixture(scope="module")
def document(signed: tuple[Path, dict[str, bytes]]) -> bytes:
    return signed[1]["whole"]


@pytest.fixture
def at(browser: Browser, portal: Served) -> Iterator[At]:
    watched: list[Watched] = []

    def go(path: str, *, role: str = "") -> Watched:
        seen = opened(browser, portal.address, path, width=1440, theme="light")
        watched.append(seen)
        seen.settles()
        if role:
            look_as(seen, role)
        return seen

    yield go
    for each in watched:
        each.page.context.close()
    assert [error for each in watched for error in each.errors] == []


def test_a_decision_made_in_two_tabs_is_made_once_and_the_later_one_is_told(at: At) -> None:
    first, second = at("decisions"), at("decisions")
    for seen, choice in ((first, "Keep in the archive"), (second, "Leave behind for good")):
        panel = steps.opens_group(seen, "Records of patients")
        steps.taps(seen, panel, choice, "Checked by hand")
    steps.decided(first, first.page.locator(".st-key-cb-decision-panel"), "Records of patients")
    second.page.locator(".st-key-cb-decision-panel").get_by_role("button", name="Decide").click()
    second.sees("Somebody decided something in the meantime, so yours was not saved.")
    second.page.get_by_text("Decided: 1 group").click()
    stands = second.page.locator("[class*=st-key-cb-decided-]").filter(has_text="Records of patients")
    expect(stands).to_contain_text("Keep in the archive", timeout=PATIENCE)


def test_a_role_that_may_not_is_told_whom_to_ask_and_has_nothing_to_press(at: At) -> None:
    receptionist = at("mapping", role="Remy Sample, receptionist")
    receptionist.sees("Changing it is for")
    expect(receptionist.page.get_by_role("button", name="Run with this mapping")).to_have_count(0)
    steps.goes_to(receptionist, "Go-live")
    expect(receptionist.page.get_by_role("button", name="Move the day")).to_have_count(0)
    receptionist.sees("The day is set and moved by the owner of your clinic.")
    expect(receptionist.page.get_by_role("link", name="Audit trail")).to_have_count(0)
    receptionist.page.goto(receptionist.page.url.replace("go-live", "audit"))
    receptionist.sees("This is for somebody else")


def test_what_is_mapped_while_a_run_is_under_way_counts_in_the_next_one_only(at: At) -> None:
    seen, other = at("mapping"), at("mapping")
    table = "insurance_plans"
    for tab in (seen, other):
        steps.opens_table(tab, table, "GroupName")
    steps.opens_column(seen, "GroupName")
    steps.chooses(seen, "Where it goes", "Leave it out")
    expect(steps.column(seen, "GroupName")).to_contain_text("left out", timeout=PATIENCE)
    other.page.reload()
    other.settles()
    steps.opens_table(other, table, "GroupNum")
    steps.presses(seen, "Run with this mapping")
    seen.sees("A run is under way with the mapping that it began with.")
    steps.opens_column(other, "GroupNum")
    steps.chooses(other, "Where it goes", "Leave it out")
    expect(steps.column(other, "GroupNum")).to_contain_text("left out", timeout=PATIENCE)
    expect(seen.page.locator(".st-key-cb-job")).to_have_count(0, timeout=PATIENCE)
    other.sees("This mapping is newer than the last run, which used version")


def test_a_signature_after_the_run_changed_is_refused_with_the_reason(at: At) -> None:
    seen = at("go-live", role=f"{ACCOUNTANT.name}, accountant")
    seen.sees("There is a newer run.")
    seen.sees("A newer run has finished since this document was written.")
    expect(seen.page.get_by_role("button", name=f"Sign as {ACCOUNTANT.name}")).to_have_count(0)
    steps.presses(seen, "Count again")
    seen.sees("no longer counts.")
    look_as(seen, f"{CHAMPION.name}, champion")
    seen.sees("Documents that no longer count")
    expect(seen.page.get_by_label("Your signing passphrase", exact=True)).to_have_count(0)


def not_ours() -> bytes:
    page = BytesIO()
    canvas = Canvas(page)
    canvas.drawString(72, 720, "An invoice of somebody else")
    canvas.save()
    return page.getvalue()


def with_a_note(content: bytes) -> bytes:
    """As a viewer does it that puts a note on a page: an update after the last signature."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/Text"),
            generic.pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (72, 720, 92, 740))),
            generic.pdf_name("/Contents"): generic.pdf_string("Paid"),
        }
    )
    writer.register_annotation(writer.find_page_for_modification(0)[0], writer.add_object(note))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("spoilt", "verdict"),
    [
        (lambda whole: whole, "Valid"),
        (lambda _: not_ours(), "Not a document of a portal"),
        (lambda whole: whole[: len(whole) * 2 // 3], "Altered"),
        (lambda whole: whole[:-7], "Altered"),
        (with_a_note, "Altered"),
        (lambda whole: whole + b"\n% a byte more\n", "Altered"),
    ],
    ids=["whole", "not ours", "cut off", "cut off at its end", "with a note", "with bytes behind it"],
)
def test_the_page_tells_a_document_from_one_that_was_spoilt(
    at: At, document: bytes, spoilt: Callable[[bytes], bytes], verdict: str
) -> None:
    seen = at("verify")
    seen.page.locator("input[type=file]").first.set_input_files(
        {"name": "readiness.pdf", "mimeType": "application/pdf", "buffer": spoilt(document)}
    )
    standing = seen.page.locator(".cb-verdict .cb-standing")
    expect(standing).to_contain_text(verdict, timeout=PATIENCE)
