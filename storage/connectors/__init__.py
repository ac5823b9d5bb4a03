"""Extracts over the network: what another system answers, page by page, kept as it was sent.

A connector knows how one kind of system hands out its records; asking politely, starting where it stopped
and writing down are the same for all of them.
"""

from storage.connectors.asking import Asking, ExtractRefused
from storage.connectors.description import Description, read_description
from storage.connectors.extracting import Extracted, extract
from storage.connectors.kinds import connector_for
from storage.connectors.model import Connector, Plan, Taken

__all__ = [
    "Asking",
    "Connector",
    "Description",
    "ExtractRefused",
    "Extracted",
    "Plan",
    "Taken",
    "connector_for",
    "extract",
    "read_description",
]
