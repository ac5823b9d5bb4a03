"""`chartbridge version`: which build this is, for reports of faults and for the log."""

from __future__ import annotations

import platform
from importlib import metadata

from portal.cli.saying import Voice


def version(*, as_json: bool) -> int:
    """Prints the version of Chartbridge and of the Python that runs it; 0."""
    voice = Voice(as_json)
    ours, python = metadata.version("chartbridge"), platform.python_version()
    if as_json:
        voice.result({"chartbridge": ours, "python": python})
    voice.say(f"chartbridge {ours} (Python {python})")
    return 0
