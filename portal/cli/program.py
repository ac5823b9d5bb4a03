"""The `chartbridge` command as a program: the one door through which results and errors leave.

Whoever types a command sees a sentence and never a traceback; an error that nobody foresaw is named by
its kind alone, since its text could hold patient data (law 7).
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import typer
from typer.main import get_command

from core.errors import ChartbridgeError, WrongUsage
from portal.cli.commands import app
from portal.cli.loading import leaving
from portal.cli.saying import Voice

INTERRUPTED = 130
UNEXPECTED = 1


class UnforeseenError(ChartbridgeError):
    """Something that nobody foresaw; only its kind may be told."""

    kind = "unexpected"
    exit_status = UNEXPECTED


def main() -> None:
    """The entry point: runs the command line of this process and exits with its status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    status = run(sys.argv[1:])
    leaving()
    sys.exit(status)


class Command(Protocol):
    """What typer makes of our functions, as far as it is used here."""

    def main(self, args: list[str], *, prog_name: str, standalone_mode: bool) -> object: ...


def run(arguments: Sequence[str], *, command: Command | None = None) -> int:
    """Runs one command; gives the exit status (contracts, section 4). Never raises."""
    running = command or get_command(app)
    voice = Voice(as_json="--json" in arguments)
    try:
        return _status(running.main([*arguments], prog_name="chartbridge", standalone_mode=False))
    except ChartbridgeError as error:
        return voice.refuse(error)
    except typer.TyperException as error:
        return voice.refuse(_as_usage(error))
    except (KeyboardInterrupt, typer.Abort):
        voice.note("Stopped. Nothing half done was kept.")
        return INTERRUPTED
    except BrokenPipeError:
        return _reader_left()
    except SystemExit as leaving:
        return _status(leaving.code)
    except BaseException as error:
        return voice.refuse(_unforeseen(error))


def _status(result: object) -> int:
    return result if isinstance(result, int) else 0


def _as_usage(error: typer.TyperException) -> WrongUsage:
    message = error.format_message()
    return WrongUsage(
        place="chartbridge",
        found=message if message.endswith((".", "?")) else f"{message}.",
        do="`chartbridge --help` lists the commands, and `--help` after a command its options.",
    )


def _unforeseen(error: BaseException) -> UnforeseenError:
    return UnforeseenError(
        place="chartbridge",
        found=f"Something happened that was not foreseen ({_kind(error)}{_at(error)}).",
        do="What was stored before is unharmed. Please report the command and this line.",
    )


def _kind(error: BaseException) -> str:
    """The name of the kind of error; for one of the operating system, its reason, which holds no data."""
    reason = f": {error.strerror.lower()}" if isinstance(error, OSError) and error.strerror else ""
    return f"{type(error).__name__}{reason}"


def _at(error: BaseException) -> str:
    """Where in our files it happened, for whoever repairs it: names and lines, never a value."""
    frames = traceback.extract_tb(error.__traceback__)[-2:]
    return "".join(f", {Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in frames)


def _reader_left() -> int:
    """Whoever read our output closed it (`| head`): that is no error, and nobody is left to be told."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
