"""The sandbox, a copy of the new platform: whose each record is, and the cut into whole patients."""

from core.sandbox.cutting import Cut, cut
from core.sandbox.whose import PATIENT, leading, patients_of

__all__ = ["PATIENT", "Cut", "cut", "leading", "patients_of"]
