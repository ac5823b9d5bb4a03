"""Logs that say where something failed and never what it held (law 7).

Messages of exceptions may quote a record, and the framework, the web server and the database library all
log them with their text. So the one place where every log record is made leaves the text out. As JSON a
line has the fields of FIELDS and no others: of our own messages the sentence as it stands in the code, of
other people's the place in their code and nothing more, since nobody knows what they put into theirs.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
import traceback
from datetime import UTC, datetime
from types import TracebackType

from portal.settings import LogForm

FIELDS = ("at", "level", "logger", "event", "where", "job", "kind", "attempt", "reference", "type", "failed")
"""at: UTC. event: our sentence, without its values. where: the line that logs. type, failed: an exception's
class, and the lines that it went through. job, kind, attempt: what a worker had in hand. reference: what a
person was told to quote."""
BARE = "%(message)s"
"""The message and nothing before it: with JSON the message is the line."""
OURS = ("chartbridge", "core", "storage", "reports", "portal", "pages")
_GIVEN = ("job", "kind", "attempt", "reference", "type", "failed")
_FRAMES = 3
_LONGEST = 300
_MADE = logging.LogRecord
_UNFORESEEN = logging.getLogger("chartbridge")


def where(error: BaseException) -> str:
    """ "module.py:12 in function", the innermost last."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    return " > ".join(
        f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} in {frame.name}" for frame in frames
    )


def told(error: BaseException) -> dict[str, str]:
    """What may be said of an exception, as fields for `extra`."""
    return {"type": type(error).__name__, "failed": where(error)}


def keep_values_out_of_logs(form: LogForm = LogForm.PLAIN) -> None:
    """From now on, in this process, for every logger."""
    logging.setLogRecordFactory(_as_json if form is LogForm.JSON else _without_values)


def begin_logging(form: LogForm) -> None:
    """For a process of ours from its start: warnings and what nobody caught are lines of the log too."""
    keep_values_out_of_logs(form)
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(BARE) if form is LogForm.JSON else _Plain())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.captureWarnings(True)
    sys.excepthook = _uncaught
    threading.excepthook = lambda failed: _uncaught(failed.exc_type, failed.exc_value, failed.exc_traceback)


def _uncaught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if issubclass(kind, SystemExit | KeyboardInterrupt):
        return
    _UNFORESEEN.critical("something failed that nobody caught", exc_info=(kind, error or kind(), trace))


class _Plain(logging.Formatter):
    """A line for a person: the message, and behind it what was given beside it."""

    def format(self, record: logging.LogRecord) -> str:
        given = ", ".join(f"{name}={vars(record)[name]}" for name in _GIVEN if name in vars(record))
        said = f"{record.levelname} {record.name}: {record.getMessage()}"
        return f"{said} ({given})" if given else said


class _Quiet(_MADE):
    """A log record whose exceptions were reduced to their type and place."""

    def getMessage(self) -> str:  # noqa: N802 (the name is logging's)
        if isinstance(self.args, tuple):
            self.args = tuple(_told(a) if isinstance(a, BaseException) else a for a in self.args)
        if isinstance(self.msg, BaseException):
            self.msg = _told(self.msg)
        return super().getMessage()


class _Json(_MADE):
    """A log record whose message is its line."""

    failure: BaseException | None = None

    def getMessage(self) -> str:  # noqa: N802 (the name is logging's)
        ours = self.name.split(".", 1)[0] in OURS
        facts = {
            "at": datetime.fromtimestamp(self.created, UTC).isoformat(timespec="milliseconds"),
            "level": self.levelname.lower(),
            "logger": self.name if ours else self.name.split(".", 1)[0],
            "event": self.msg if ours and isinstance(self.msg, str) else "",
            "where": f"{self.filename}:{self.lineno}",
            **(told(self.failure) if self.failure else {}),
            **{name: str(vars(self)[name])[:_LONGEST] for name in _GIVEN if ours and name in vars(self)},
        }
        return json.dumps({name: facts[name] for name in FIELDS if facts.get(name)})


def _as_json(*arguments: object, **named: object) -> logging.LogRecord:
    record = _Json(*arguments, **named)  # type: ignore[arg-type]
    record.failure = record.exc_info[1] if record.exc_info else None
    record.exc_info = record.exc_text = record.stack_info = None
    return record


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
