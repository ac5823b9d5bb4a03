"""A list taken along: asked for on the page, saved by the browser, and the same link opens nothing again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_walk import run_of
from tests.browser.watching import PATIENCE, Watched

Visit = Callable[..., Watched]
Picture = Callable[[Page, str], None]


def saved(seen: Watched, button: str, link: str) -> str:
    seen.settles()
    seen.page.get_by_role("button", name=button).click()
    expect(seen.page.get_by_role("link", name=link)).to_be_visible(timeout=PATIENCE)
    with seen.page.expect_download() as waiting:
        seen.page.get_by_role("link", name=link).click()
    return Path(waiting.value.path()).read_text(encoding="utf-8")


def test_the_log_is_saved_as_a_spreadsheet_and_its_link_opens_once(visit: Visit, picture: Picture) -> None:
    run_of(visit)
    seen = visit("log")
    content = saved(seen, "Take along as a spreadsheet", "Save the spreadsheet file")
    assert content.startswith("file,table,record,line,source_id,disposition")
    picture(seen.page, "log-taken-light-1440")
    seen.page.get_by_role("link", name="Save the spreadsheet file").click()
    seen.page.wait_for_url("**/download/**")
    assert "used already" in seen.page.content()
    seen.errors.clear()


def test_the_trail_is_saved_with_its_chain_and_tells_that_it_was(visit: Visit) -> None:
    seen = visit("audit")
    content = saved(seen, "with the chain", "Save the JSON Lines file")
    assert content.startswith('{"format":"chartbridge/audit/1"')
    seen.page.reload()
    seen.settles()
    seen.sees("of this trail along as a file.")


@pytest.mark.parametrize("width", [1440, 390])
def test_what_offers_the_file_fits_its_window(visit: Visit, width: int) -> None:
    run_of(visit)
    for path in ("log", "audit"):
        seen = visit(path, width=width)
        seen.settles()
        seen.page.get_by_role("button", name="Take along as a spreadsheet").click()
        expect(seen.page.get_by_role("link", name="Save the spreadsheet file")).to_be_visible(
            timeout=PATIENCE
        )
        seen.whole()
        assert seen.overflow() <= 0
