"""Imaging: what the stored images say about themselves, and to whom they belong (laws 2 and 4)."""

from core.imaging.finding_kinds import KINDS
from core.imaging.image_header import ImageHeader
from core.imaging.inventory import image_findings, inventory
from core.imaging.matching import Verdict, match
from core.imaging.tags import tags_of

__all__ = ["KINDS", "ImageHeader", "Verdict", "image_findings", "inventory", "match", "tags_of"]
