"""The handover: the clinic's data as it leaves, any day, in formats that any program opens.

A package is a run of files, each a path and its bytes in pieces, so that a folder and a ZIP stream are
written by the same few lines and nothing patient-sized is ever whole in memory. Everything but
`manifest.json` is the same for the same run (law 3); originals are bit-identical (law 4).
"""

from reports.handover.beside import Agreed, Beside, Learnt, Signed
from reports.handover.checking import Checked, Wrong, check
from reports.handover.content import Content, Original
from reports.handover.files import files
from reports.handover.folder import finish, refuse_unusable, write_folder
from reports.handover.manifest import About, Tally
from reports.handover.scope import EVERYTHING, FINANCES, Scope
from reports.handover.zip_stream import zip_stream

__all__ = [
    "EVERYTHING",
    "FINANCES",
    "About",
    "Agreed",
    "Beside",
    "Checked",
    "Content",
    "Learnt",
    "Original",
    "Scope",
    "Signed",
    "Tally",
    "Wrong",
    "check",
    "files",
    "finish",
    "refuse_unusable",
    "write_folder",
    "zip_stream",
]
