"""Access databases by mdbtools, as child processes over the scratch door: bounded, and with no key of ours.

mdbtools is a program of its own (Debian: `apt-get install mdbtools`); where it is missing, reading says so.
"""

from __future__ import annotations

import re
import resource
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from threading import Event, Timer
from typing import IO

from core.sources.access_door import NULL, AccessDoor, Export, Exported
from storage.scratch import Scratch, quiet_environment, scratch

PROGRAMS = ("mdb-tables", "mdb-export", "mdb-schema")
SECONDS = 120.0
MOST_BYTES = 2 << 30
_BOUNDS = (
    ("--as", resource.RLIMIT_AS, 2 << 30),
    ("--cpu", resource.RLIMIT_CPU, 120),
    ("--core", resource.RLIMIT_CORE, 0),
    ("--fsize", resource.RLIMIT_FSIZE, 0),
)
"""option of prlimit, limit, most."""
_MOST_TABLES = 2_000
_PIECE = 1 << 20
_EXPORT = ("-B", "-0", NULL, "-b", "hex", "-D", "%Y-%m-%d", "-T", "%Y-%m-%dT%H:%M:%S")
_COLUMN = re.compile(r"^\s*\[([^\]]+)\]\s+(\w[\w ]*?)(?:\s*\([\d, ]+\))?(?:\s+NOT NULL)?\s*,?\s*$")
_TABLE = re.compile(r"^CREATE TABLE \[([^\]]+)\]")


class _Failed(Exception):
    """A program ended badly, too late, or with too much to say."""


class _Late(_Failed):
    """A program was stopped, since it took too long."""


class MdbTools:
    """The door, over the programs that are installed."""

    def __init__(self, *, seconds: float = SECONDS, most: int = MOST_BYTES) -> None:
        self._seconds, self._most = seconds, most

    def export(self, content: bytes) -> Export | None:
        """Every table of a database; None where the programs cannot open it."""
        with scratch(content) as file:
            try:
                names = self._run(file, "mdb-tables", ("-1", "-t", "table"), ()).decode("utf-8").splitlines()
                objects = self._run(file, "mdb-export", ("-b", "strip"), ("MSysObjects",))
            except (_Failed, UnicodeDecodeError):
                return None
            types = self._types(file)
            tables = tuple(
                self._table(file, name, types.get(name, {})) for name in names[:_MOST_TABLES] if name
            )
        return Export(tables, objects)

    def _table(self, file: Scratch, name: str, types: dict[str, str]) -> Exported:
        try:
            return Exported(name, self._run(file, "mdb-export", _EXPORT, (name,)), types)
        except _Failed as failed:
            return Exported(name, None, types, late=isinstance(failed, _Late))

    def _types(self, file: Scratch) -> dict[str, dict[str, str]]:
        """Table -> column -> type."""
        try:
            schema = self._run(file, "mdb-schema", ("--no-indexes", "--no-relations"), ())
        except _Failed:
            return {}
        return types_in(schema.decode("utf-8", "replace"))

    def _run(self, file: Scratch, program: str, options: Sequence[str], behind: Sequence[str]) -> bytes:
        """What a program prints. Raises _Failed."""
        bounds = ("prlimit", *_bounds(), "--") if shutil.which("prlimit") else ()
        if shutil.which(program) is None:
            raise _Failed
        command = [*bounds, program, *options, "--", file.path, *behind]
        child = subprocess.Popen(  # noqa: S603 (a fixed program, no shell)
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pass_fds=file.descriptors,
            env=quiet_environment({"MDBICONV": "UTF-8", "MDB_JET3_CHARSET": "CP1252"}),
        )
        late = Event()
        clock = Timer(self._seconds, _stop, (child, late))
        clock.start()
        try:
            with child:
                said = _said(child.stdout, self._most) if child.stdout else b""
                if len(said) > self._most:
                    child.kill()
        finally:
            clock.cancel()
        if late.is_set():
            raise _Late
        if child.returncode or len(said) > self._most:
            raise _Failed
        return said


def _bounds() -> Iterator[str]:
    """What a program may use at most; never more than we may ourselves, since asking for that is refused."""
    for option, limit, most in _BOUNDS:
        _, ours = resource.getrlimit(limit)
        yield f"{option}={most if ours == resource.RLIM_INFINITY else min(most, ours)}"


def _said(printed: IO[bytes], most: int) -> bytes:
    """What a program prints, up to one byte more than it may; room is asked for only as it comes."""
    said = bytearray()
    while len(said) <= most and (piece := printed.read(min(_PIECE, most + 1 - len(said)))):
        said += piece
    return bytes(said)


def _stop(child: subprocess.Popen[bytes], late: Event) -> None:
    """Ends a program that took too long, and keeps that this was why."""
    late.set()
    child.kill()


def types_in(schema: str) -> dict[str, dict[str, str]]:
    """The types of all columns, out of what mdb-schema prints."""
    found: dict[str, dict[str, str]] = {}
    columns: dict[str, str] = {}
    for line in schema.splitlines():
        if table := _TABLE.match(line):
            columns = found.setdefault(table.group(1), {})
        elif column := _COLUMN.match(line):
            columns[column.group(1)] = column.group(2).strip().lower()
    return found


def access_door(seconds: float = SECONDS) -> AccessDoor | None:
    """The door to mdbtools, or None where it is not installed. seconds: that each program may take."""
    return MdbTools(seconds=seconds) if all(shutil.which(program) for program in PROGRAMS) else None
