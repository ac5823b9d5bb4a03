"""Which kind of browser and machine somebody came with: two words of a short list, for their own eyes.

The list is short on purpose. It lets a person tell their own sessions apart, and tells nothing of a version
or an address by which somebody could be followed.
"""

from __future__ import annotations

_BROWSERS = (
    ("Edg", "edge"),
    ("OPR/", "opera"),
    ("SamsungBrowser", "samsung"),
    ("Firefox/", "firefox"),
    ("FxiOS", "firefox"),
    ("CriOS", "chrome"),
    ("Chrome/", "chrome"),
    ("Safari/", "safari"),
)
"""In this order: most browsers say that they are others as well."""
_MACHINES = (
    ("iPhone", "iphone"),
    ("iPad", "ipad"),
    ("Android", "tablet"),
    ("Windows", "windows"),
    ("CrOS", "chromebook"),
    ("Macintosh", "mac"),
    ("Linux", "linux"),
)


def device_of(agent: str) -> str:
    """ "firefox/windows", or a part of it left empty. agent: what a browser says of itself, at its word."""
    browser = next((name for sign, name in _BROWSERS if sign in agent), "")
    machine = next((name for sign, name in _MACHINES if sign in agent), "")
    if machine == "tablet" and "Mobile" in agent:
        machine = "android"
    return f"{browser}/{machine}"
