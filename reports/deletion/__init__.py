"""The certificate of deletion: that a project's keys were destroyed, by whom, and what of it still exists."""

from reports.deletion.content import Certificate, KeyLine
from reports.deletion.layout import laid_out

__all__ = ["Certificate", "KeyLine", "laid_out"]
