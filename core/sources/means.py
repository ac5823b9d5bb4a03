"""What reading may use beside the files: passwords, bounds, and a door to programs outside of the engine.

The engine has no environment, so whoever calls it hands these in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.sources.access_door import AccessDoor
from core.sources.bounds import BOUNDS, Bounds
from core.sources.sizes import ONE_TABLE, Sizes


@dataclass(frozen=True)
class Means:
    """passwords: path of an upload or member -> its password; "" is tried for every sealed file.

    access: what opens Access databases, None where nothing does. bounds: how much a file may ask for.
    sizes: which texts are read in windows. packed: whether large tables come packed, for whoever goes through
    their rows a few at a time; neither changes what is read.
    """

    passwords: Mapping[str, str] = field(default_factory=dict, repr=False)
    access: AccessDoor | None = None
    bounds: Bounds = BOUNDS
    sizes: Sizes = ONE_TABLE
    packed: bool = False

    def password(self, path: str) -> str | None:
        """The password for a file, by its path, the path of what it lies in, or for all of them."""
        outer = path.split("!/")[0]
        return self.passwords.get(path) or self.passwords.get(outer) or self.passwords.get("")


NO_MEANS = Means()
