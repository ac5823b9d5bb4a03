"""From arguments to files: what `read`, `suggest` and `migrate` were given, in an order that never varies.

Nothing is passed over in silence (law 2): whatever is not taken is listed in `Gathered.left_out` with why.
Paths are relative to their argument, "/"-separated (contracts, section 4); where two arguments give one
path, all paths begin with the name of their argument.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.errors import NothingReadable, WrongUsage
from core.tables import Upload

LITTER = frozenset({".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", ".localized"})
"""Files that desktops leave in folders by themselves, by their lower-case names."""
BLOCK = 4 << 20


@dataclass(frozen=True)
class Found:
    """A file to be read. path: what it is called in every result. place: where it lies."""

    path: str
    place: Path

    def upload(self) -> Upload:
        """The file as an upload; its bytes are read once here for the digest, and again at each `open`."""
        digest, size = hashlib.sha256(), 0
        for block in self.slices():
            digest.update(block)
            size += len(block)
        return Upload(self.path, digest.hexdigest(), size, self.place.read_bytes, self.slices)

    def slices(self) -> Iterator[bytes]:
        """The content piece by piece, anew at each call."""
        with self.place.open("rb") as opened:
            while block := opened.read(BLOCK):
                yield block


@dataclass(frozen=True)
class LeftOut:
    """Something that was given and not taken. litter: a desktop's own file, which nobody misses."""

    path: str
    reason: str
    litter: bool = False


@dataclass(frozen=True)
class Gathered:
    """Everything that the arguments hold, in path order."""

    files: tuple[Found, ...]
    left_out: tuple[LeftOut, ...]

    def refused(self) -> tuple[LeftOut, ...]:
        """What somebody may have meant to be read and was not."""
        return tuple(each for each in self.left_out if not each.litter)


def gather(arguments: Sequence[Path], *, apart: Sequence[Path] = ()) -> Gathered:
    """All files of the arguments. `apart`: folders of ours that are not input even if they lie within.

    Raises WrongUsage where an argument does not exist, NothingReadable where no argument holds a file.
    """
    for argument in arguments:
        _refuse_missing(argument)
    given, twice = _once_each(arguments)
    walked = [tuple(_walk(argument, frozenset(_resolved(apart)))) for argument in given]
    items = _named(given, walked)
    files = sorted((i for i in items if isinstance(i, Found)), key=lambda found: found.path)
    left_out = sorted((i for i in (*items, *twice) if isinstance(i, LeftOut)), key=lambda out: out.path)
    if not files:
        raise _nothing(arguments)
    return Gathered(files=tuple(files), left_out=tuple(left_out))


def _refuse_missing(argument: Path) -> None:
    if not os.path.lexists(argument):
        raise WrongUsage(
            place=spelled(str(argument)),
            found="There is no file or folder of this name.",
            do="Check the path for a typing mistake.",
        )


def _nothing(arguments: Sequence[Path]) -> NothingReadable:
    return NothingReadable(
        place=spelled(str(arguments[0])),
        found="There is no file in it." if len(arguments) == 1 else "There is no file in any of these.",
        do="Name a file, or a folder that holds what the old system exported.",
    )


def _resolved(folders: Sequence[Path]) -> Iterator[Path]:
    return (folder.resolve() for folder in folders)


def _once_each(arguments: Sequence[Path]) -> tuple[list[Path], list[LeftOut]]:
    """The arguments without repetitions, and the repetitions."""
    given: dict[Path, Path] = {}
    twice: list[LeftOut] = []
    for argument in arguments:
        if argument.resolve() in given:
            twice.append(LeftOut(spelled(str(argument)), "It was given twice and is read once."))
        else:
            given[argument.resolve()] = argument
    return list(given.values()), twice


def _walk(argument: Path, apart: frozenset[Path]) -> Iterator[Found | LeftOut]:
    if _is_folder(argument):
        yield from _walk_folder(argument, "", within=(_identity(argument),), apart=apart)
    else:
        yield _judged(argument, spelled(argument.name))


def _walk_folder(
    folder: Path, prefix: str, *, within: tuple[tuple[int, int], ...], apart: frozenset[Path]
) -> Iterator[Found | LeftOut]:
    """within: the folders that we are in, by device and inode, so that a loop of links ends."""
    try:
        names = sorted(child.name for child in folder.iterdir())
    except OSError as refused:
        yield LeftOut(prefix.rstrip("/") or ".", f"This folder could not be opened: {_why(refused)}.")
        return
    for name in names:
        place, path = folder / name, prefix + spelled(name)
        if not _is_folder(place):
            yield _judged(place, path)
        elif place.resolve() in apart:
            yield LeftOut(path, "It is where Chartbridge keeps its own files.", litter=True)
        elif _identity(place) in within:
            yield LeftOut(path, "This link leads back to a folder that it lies in.")
        else:
            inner = (*within, _identity(place))
            yield from _walk_folder(place, f"{path}/", within=inner, apart=apart)


def _is_folder(place: Path) -> bool:
    try:
        return place.is_dir()
    except OSError:
        return False


def _identity(folder: Path) -> tuple[int, int]:
    known = folder.stat()
    return (known.st_dev, known.st_ino)


def _judged(place: Path, path: str) -> Found | LeftOut:
    """A file to be read, or why not. A pipe or device is never opened: reading one may never end."""
    if place.name.lower() in LITTER or place.name.startswith("._"):
        return LeftOut(path, "The desktop put it there by itself.", litter=True)
    try:
        mode = place.stat().st_mode
        if not stat.S_ISREG(mode):
            return LeftOut(path, "It is a device or a pipe and not a file.")
        with place.open("rb"):
            return Found(path, place)
    except FileNotFoundError:
        return LeftOut(path, "This link points to nothing.")
    except OSError as refused:
        return LeftOut(path, f"It could not be opened: {_why(refused)}.")


def _why(refused: OSError) -> str:
    return (refused.strerror or "unknown reason").lower()


def _named(arguments: list[Path], walked: list[tuple[Found | LeftOut, ...]]) -> list[Found | LeftOut]:
    """Every item under a path that only it has."""
    counted = Counter(item.path for items in walked for item in items)
    if max(counted.values(), default=0) <= 1:
        return [item for items in walked for item in items]
    prefixes = _prefixes(arguments)
    return [
        _renamed(item, f"{prefix}/{item.path}")
        for prefix, items in zip(prefixes, walked, strict=True)
        for item in items
    ]


def _prefixes(arguments: list[Path]) -> list[str]:
    """The name of each folder, or of the folder that a file lies in; numbered where two are alike."""
    names = [_own_name(argument) for argument in arguments]
    seen: Counter[str] = Counter()
    prefixes = []
    for name in names:
        seen[name] += 1
        prefixes.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return prefixes


def _own_name(argument: Path) -> str:
    folder = argument if argument.is_dir() else argument.resolve().parent
    return spelled(folder.resolve().name or "root")


def _renamed(item: Found | LeftOut, path: str) -> Found | LeftOut:
    if isinstance(item, Found):
        return Found(path, item.place)
    return LeftOut(path, item.reason, item.litter)


def spelled(name: str) -> str:
    """A file name that can be printed and stored: bytes that are no text become \\xNN."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
