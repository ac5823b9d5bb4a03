"""A page that is watched while it is walked: console errors, failed requests, anything from elsewhere."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

PATIENCE = 60_000
_TALLEST = 4_000
_HEIGHT = 900
_FRAMEWORK = "/_stcore/"
_QUIET_TIMES, _QUIET_APART = 4, 80
_QUIET = """() => {
    const app = document.querySelector("[data-testid=stApp]");
    const waits = document.querySelector("[data-testid=stSkeleton]");
    return app?.dataset.testScriptState === "notRunning" && !waits;
}"""
_WIDER = """() => {
    const main = document.querySelector("[data-testid=stMain]");
    return Math.max(document.documentElement.scrollWidth - innerWidth, main.scrollWidth - main.clientWidth);
}"""


@dataclass
class Watched:
    page: Page
    address: str
    errors: list[str] = field(default_factory=list)

    def sees(self, text: str) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=PATIENCE)

    def settles(self) -> None:
        """Waits until the script has run to its end and nothing is drawn any more.

        The framework says of itself whether it has asked for a rerun; its picture of a running script comes
        only half a second later, so that its absence says nothing. It has to say so several times on end:
        what was tapped a moment ago may not have been asked for yet, and a run may ask for another.
        """
        expect(self.page.locator(".cb-title, .cb-state").first).to_be_visible(timeout=PATIENCE)
        until = time.monotonic() + PATIENCE / 1000
        quiet = 0
        while quiet < _QUIET_TIMES:
            assert time.monotonic() < until, "the page did not come to rest"
            self.page.wait_for_timeout(_QUIET_APART)
            quiet = quiet + 1 if self.page.evaluate(_QUIET) else 0

    def whole(self) -> None:
        """Makes the window as tall as the page, so that a picture holds all of it."""
        self.settles()
        height = self.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        width = self.page.viewport_size["width"] if self.page.viewport_size else 0
        self.page.set_viewport_size({"width": width, "height": min(_TALLEST, max(_HEIGHT, int(height) + 16))})
        self.settles()

    def overflow(self) -> int:
        """By how many pixels the page is wider than its window."""
        wide: int = self.page.evaluate(_WIDER)
        return wide

    def _console(self, message: ConsoleMessage) -> None:
        """The framework looks for itself below a page's own address first; that 404 is its habit."""
        where = message.location.get("url", "") if message.location else ""
        if message.type == "error" and _FRAMEWORK not in where:
            self.errors.append(f"console: {message.text} ({where})")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.netloc != urlsplit(self.address).netloc:
            self.errors.append(f"asked elsewhere: {request.url}")


def opened(
    browser: Browser, address: str, path: str, *, width: int, theme: str, own_certificate: bool = False
) -> Watched:
    """own_certificate: whether the portal's has nobody's word for it, as on a machine where it is tried."""
    context = browser.new_context(
        viewport={"width": width, "height": _HEIGHT},
        color_scheme="dark" if theme == "dark" else "light",
        ignore_https_errors=own_certificate,
    )
    watched = Watched(context.new_page(), address)
    watched.page.on("console", watched._console)
    watched.page.on("request", watched._request)
    watched.page.on("pageerror", lambda error: watched.errors.append(f"script: {error}"))
    watched.page.goto(f"{address}/{path}")
    return watched
