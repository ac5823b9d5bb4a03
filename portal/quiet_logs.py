"""Logs that say where something failed and never what it held (law 7).

Messages of exceptions may quote a record, and the framework, the web server and the database library all
log them with their text. So the one place where every log record is made leaves the text out.
"""

from __future__ import annotations

import logging
import traceback

_FRAMES = 3
_MADE = logging.LogRecord


def where(error: BaseException) -> str:
    """ "module.py:12 in function", the innermost last."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    return " > ".join(
        f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} in {frame.name}" for frame in frames
    )


def keep_values_out_of_logs() -> None:
    """From now on, in this process, for every logger."""
    logging.setLogRecordFactory(_without_values)


class _Quiet(_MADE):
    """A log record whose exceptions were reduced to their type and place."""

    def getMessage(self) -> str:  # noqa: N802 (the name is logging's)
        if isinstance(self.args, tuple):
            self.args = tuple(_told(a) if isinstance(a, BaseException) else a for a in self.args)
        if isinstance(self.msg, BaseException):
            self.msg = _told(self.msg)
        return super().getMessage()


def _without_values(*arguments: object, **named: object) -> logging.LogRecord:
    record = _Quiet(*arguments, **named)  # type: ignore[arg-type]
    error = record.exc_info[1] if record.exc_info else None
    if error is not None:
        record.msg = f"{record.getMessage()} ({_told(error)})"
        record.args = None
    record.exc_info = record.exc_text = None
    return record


def _told(error: BaseException) -> str:
    return f"{type(error).__name__} at {where(error)}"
