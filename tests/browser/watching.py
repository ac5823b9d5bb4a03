"""A page that is watched while it is walked: console errors, failed requests, anything from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Request

PATIENCE = 60_000
_TALLEST = 4_000
_HEIGHT = 900
_FRAMEWORK = "/_stcore/"
_LOOKS_APART, _LOOKS, _QUIET_FOR = 30, 4, 120
_QUIET = """([call, looks, quiet]) => {
    const shown = document.querySelector(".cb-title, .cb-state");
    const app = document.querySelector("[data-testid=stApp]");
    const waits = document.querySelector("[data-testid=stSkeleton]");
    const calm = shown?.checkVisibility() && app?.dataset.testScriptState === "notRunning" && !waits;
    const now = performance.now();
    if (!calm || window.cbCalm?.call !== call) window.cbCalm = { call, since: now, looks: 0 };
    if (!calm) return false;
    window.cbCalm.looks += 1;
    return window.cbCalm.looks >= looks && now - window.cbCalm.since >= quiet;
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
    settled: int = 0

    def sees(self, text: str) -> None:
        self.page.get_by_text(text).first.wait_for(timeout=PATIENCE)

    def settles(self) -> None:
        """Waits until the script has run to its end and nothing is drawn any more.

        The framework says of itself whether it has asked for a rerun; its picture of a running script comes
        only half a second later, so that its absence says nothing. It has to say so several times on end:
        what was tapped a moment ago may not have been asked for yet, and a run may ask for another. The page
        itself looks, between whatever else it does: looking from outside took a third of every walk.
        """
        self.settled += 1
        asked = [self.settled, _LOOKS, _QUIET_FOR]
        self.page.wait_for_function(_QUIET, arg=asked, polling=_LOOKS_APART, timeout=PATIENCE)

    def whole(self) -> None:
        """Makes the window as tall as the page, so that a picture holds all of it."""
        self.settles()
        height = self.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        width = self.page.viewport_size["width"] if self.page.viewport_size else 0
        self.page.set_viewport_size({"width": width, "height": min(_TALLEST, max(_HEIGHT, int(height) + 16))})
        self.settles()

    def overflow(self) -> int:
        """By how many pixels the page, once it is whole, is wider than its window."""
        self.settles()
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
        reduced_motion="reduce",
        ignore_https_errors=own_certificate,
    )
    watched = Watched(context.new_page(), address)
    watched.page.on("console", watched._console)
    watched.page.on("request", watched._request)
    watched.page.on("pageerror", lambda error: watched.errors.append(f"script: {error}"))
    watched.page.goto(f"{address}/{path}")
    return watched
