"""What hangs on a cell of an entry, in one sentence; counted as the records stand now."""

from __future__ import annotations

from core.dependents import Reach
from portal.viewmodels.log import CellReach
from portal.wording.figures import counted

ASK = "What depends on each cell"
ASK_HELP = "Under each cell stands which entries of this log would be others if the cell were another."
_IF = "If this cell changed, "
_ALONE = "only this entry would change."
_TIED = "numbers tie them together, and what refers to a record may not stand without it"
_WHY = {
    Reach.NUMBER: "this number, or a reference to it, joins them",
    Reach.LOOKED_UP: "what a code means is looked up here",
    Reach.REFERENCE: _TIED,
    Reach.STANDING: _TIED,
    Reach.COMPARED: "checks compare it with the records that refer to this one",
    Reach.MOUTH: "what was done to one tooth is compared with the rest of the same mouth",
    Reach.NEWEST: "the check looks at every patient born later than the newest day of work",
    Reach.OWN: "the number is the same, and whether the rows are alike hangs on every cell",
}
_NEW_NUMBER = "So would those of its new number."


def sentence(told: CellReach) -> str:
    """One sentence; of a number one more, about the number that the cell would have."""
    number = Reach.NUMBER in told.reaches
    if told.others == 0 or (told.others is None and told.reaches <= {Reach.OWN}):
        return f"{_IF}this entry would change. {_NEW_NUMBER}" if number else f"{_IF}{_ALONE}"
    others = "other records" if told.others is None else counted(told.others, "other record")
    said = f"{_IF}this entry would change and {others}: {'; '.join(_reasons(told))}."
    return f"{said} {_NEW_NUMBER}" if number else said


def _reasons(told: CellReach) -> list[str]:
    return list(dict.fromkeys(_WHY[reach] for reach in Reach if reach in told.reaches))
