"""Streamlit's own settings, said once: the server passes them on, .streamlit/config.toml repeats them.

They must hold wherever the portal is started from, so the server hands them over as flags; the file is
for tools that read the folder. A test keeps the two equal, another asks a live server (design, 10).

postScriptGC: the framework would look for garbage through all that lives after every click. Python does so
by itself when there is a quarter more to look at; see portal/shared.py for what it need not look at.
"""

from __future__ import annotations

from reports.charts.palette import BACKGROUND, BAD, CAUTION, GOOD, INK, LINE, PARTS, PRIMARY, SURFACE

Value = str | int | bool | list[str] | list[int]

MONO = 'ui-monospace, "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace'

_BEHAVIOUR: dict[str, Value] = {
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
    "client.disableDataExport": True,
    "client.allowedOrigins": [],
    "logger.level": "warning",
    "logger.enableRich": False,
    "logger.hideWelcomeMessage": True,
    "runner.magicEnabled": False,
    "runner.postScriptGC": False,
    "server.headless": True,
    "server.fileWatcherType": "none",
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "server.enableXsrfProtection": True,
    "server.showEmailPrompt": False,
    "server.disconnectedSessionTTL": 120,
}


def _shared() -> dict[str, Value]:
    """ "sans-serif" and "serif" mean Source Sans and Source Serif, served from here: no network."""
    return {
        "theme.font": "sans-serif",
        "theme.headingFont": "serif",
        "theme.codeFont": MONO,
        "theme.baseFontSize": 16,
        "theme.baseRadius": "10px",
        "theme.buttonRadius": "10px",
        "theme.showWidgetBorder": True,
        "theme.headingFontSizes": ["2.25rem", "1.5rem", "1.2rem", "1.05rem", "1rem", "0.9rem"],
        "theme.headingFontWeights": [600, 600, 600, 600, 600, 600],
    }


def _tokens(mode: str) -> dict[str, Value]:
    return {
        f"theme.{mode}.primaryColor": PRIMARY.of(mode),
        f"theme.{mode}.backgroundColor": BACKGROUND.of(mode),
        f"theme.{mode}.secondaryBackgroundColor": SURFACE.of(mode),
        f"theme.{mode}.textColor": INK.of(mode),
        f"theme.{mode}.linkColor": PRIMARY.of(mode),
        f"theme.{mode}.borderColor": LINE.of(mode),
        f"theme.{mode}.greenColor": GOOD.of(mode),
        f"theme.{mode}.orangeColor": CAUTION.of(mode),
        f"theme.{mode}.redColor": BAD.of(mode),
        f"theme.{mode}.blueColor": PARTS["imported"].of(mode),
        f"theme.{mode}.sidebar.backgroundColor": SURFACE.of(mode),
        f"theme.{mode}.sidebar.secondaryBackgroundColor": BACKGROUND.of(mode),
        f"theme.{mode}.sidebar.borderColor": LINE.of(mode),
    }


OPTIONS: dict[str, Value] = {**_BEHAVIOUR, **_shared(), **_tokens("light"), **_tokens("dark")}
"""Every option by its dotted name; address, port and upload limit come from the settings."""
