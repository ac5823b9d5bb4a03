"""How much one file may ask for while it is read: files are anybody's, and some are made to harm.

One frozen policy for all readers, handed in through `Means`, since the engine has no environment. Each bound
ends in a finding of its own, and what is refused harms nothing that lies beside it. A bound never leaves out
records in silence: a file is read whole, or its finding blocks (law 2).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from core.digests import facts_digest

MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Bounds:
    """Sizes in bytes. All of them are measured while reading; what a file says about itself is not believed.

    files: in one archive. unpacked: what one archive may come to. ratio: to its own size, looked at beyond
    `allowance`. archives: inside of each other. workbook: unpacked. sheet_cells: of the rectangle from the
    corner to the last filled cell. nesting: levels of XML or JSON. columns: of one table of such a text.
    cell: a single note or value of a database. memory: what a compressed stream may ask for.
    seconds: of a program.
    """

    files: int = 50_000
    unpacked: int = 8 << 30
    ratio: int = 250
    allowance: int = 32 * MEGABYTE
    archives: int = 3
    workbook: int = 2 << 30
    sheet_cells: int = 10_000_000
    nesting: int = 200
    columns: int = 1_500
    cell: int = 64 * MEGABYTE
    memory: int = 256 * MEGABYTE
    seconds: int = 120

    @property
    def digest(self) -> str:
        """Of these bounds, since they change what is read (law 3); empty where nobody set any."""
        return "" if self == BOUNDS else facts_digest({k: str(v) for k, v in asdict(self).items()})

    def burst(self, inflated: int, packed: int) -> str | None:
        """The finding kind where `inflated` bytes out of `packed` are too many."""
        if inflated > self.unpacked:
            return "archive_too_big"
        swollen = inflated > self.allowance and inflated > self.ratio * max(packed, 1)
        return "archive_swells" if swollen else None


BOUNDS = Bounds()
"""As they are where nobody sets them."""
