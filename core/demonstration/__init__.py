"""An example export to try Chartbridge with: a small clinic that does not exist, from a system like many.

It is what a practice leaving an on-premise dental system hands over: tables in cp1252 with CRLF, a
workbook, a ZIP of images, a document. A little is wrong with it on purpose (`blemishes.py` says what),
because an export without a fault teaches nothing. Same seed, same bytes (law 3).
"""

from core.demonstration.export import example_export

__all__ = ["example_export"]
