"""How often a person clicks: counted in the page itself, so that no step of a walk can forget one."""

from __future__ import annotations

from tests.browser.watching import Watched

_COUNTS = """() => {
    const kept = Number(sessionStorage.getItem("cbClicks") || 0);
    window.cbClicks = kept;
    addEventListener("click", event => {
        if (event.isTrusted) sessionStorage.setItem("cbClicks", ++window.cbClicks);
    }, true);
}"""


def counts_clicks(seen: Watched) -> None:
    """From now on, reloads of the page included."""
    seen.page.add_init_script(f"({_COUNTS})()")
    seen.page.evaluate(f"({_COUNTS})()")


def clicks(seen: Watched) -> int:
    """Since counting began, and begins again."""
    number: int = seen.page.evaluate("window.cbClicks")
    seen.page.evaluate("() => { window.cbClicks = 0; sessionStorage.setItem('cbClicks', 0); }")
    return number
