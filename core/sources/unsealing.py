"""Workbooks that are sealed with a password: opened in memory, where the password was handed in.

Excel's own sealing is opened by msoffcrypto-tool, that of OpenDocument as its specification (part 2,
chapter 4) says. What is opened is read like any other workbook; no password is kept or told anywhere.
"""

from __future__ import annotations

import base64
import hashlib
import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO

import msoffcrypto
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from lxml import etree
from msoffcrypto.exceptions import InvalidKeyError

from core.sources.recognition import Format

USUAL = "VelvetSweatshop"
"""The password that Excel uses itself for a workbook that is only protected against changes."""
MOST_ROUNDS = 2_000_000
_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_AES = "http://www.w3.org/2001/04/xmlenc#aes256-cbc"
_SHA256 = "http://www.w3.org/2000/09/xmldsig#sha256"
_FAULTS = (
    etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, IndexError,
    OSError, EOFError, OverflowError, MemoryError, NotImplementedError, RuntimeError,
)  # fmt: skip
WRONG, UNKNOWN, TOO_BIG = "wrong_password", "unknown_seal", "workbook_too_big"


@dataclass(frozen=True)
class Unsealed:
    """content: the workbook in clear, or None. says: the finding kind where it is None."""

    content: bytes | None = field(repr=False)
    says: str | None = None


def is_sealed_xls(content: bytes) -> bool:
    """Whether a workbook of Excel 97 is sealed; it looks like any other from outside."""
    try:
        return bool(msoffcrypto.OfficeFile(BytesIO(content)).is_encrypted())
    except Exception:  # see _of_office
        return False


def unsealed(content: bytes, kind: Format, password: str | None, *, most: int) -> Unsealed:
    """The workbook in clear. Without a password only the usual one is tried. most: bytes it may unpack to."""
    if kind is not Format.ODS:
        return _of_office(content, password)
    if password is None:
        return Unsealed(None, "password_protected")
    return _of_opendocument(content, password, most)


def _of_office(content: bytes, password: str | None) -> Unsealed:
    try:
        sealed = msoffcrypto.OfficeFile(BytesIO(content))
        sealed.load_key(password=password or USUAL, verify_password=True)
        out = BytesIO()
        sealed.decrypt(out)
    except InvalidKeyError:
        return Unsealed(None, WRONG if password else "password_protected")
    except Exception:
        # Over a damaged file the library raises whatever its own parsers do; it never told which.
        return Unsealed(None, UNKNOWN if password else "password_protected")
    return Unsealed(out.getvalue())


def _of_opendocument(content: bytes, password: str, most: int) -> Unsealed:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            seal = _seal(archive.read("META-INF/manifest.xml"))
            if seal is None:
                return Unsealed(None, UNKNOWN)
            squeezed = seal.opened(archive.read("content.xml"), password)
        if squeezed is None:
            return Unsealed(None, WRONG)
        return _unpacked(squeezed, most)
    except _FAULTS:
        return Unsealed(None, UNKNOWN)


def _unpacked(squeezed: bytes, most: int) -> Unsealed:
    """No more is unpacked than may be, whatever the cells were squeezed from."""
    unpacking = zlib.decompressobj(wbits=-15)
    cells = unpacking.decompress(squeezed, most + 1)
    if len(cells) > most:
        return Unsealed(None, TOO_BIG)
    return Unsealed(_rebuilt(cells)) if unpacking.eof else Unsealed(None, UNKNOWN)


@dataclass(frozen=True)
class _Seal:
    """How content.xml is sealed. proof: of the first 1,024 bytes before they were sealed."""

    start: bytes
    salt: bytes
    rounds: int
    proof: bytes

    def opened(self, sealed: bytes, password: str) -> bytes | None:
        """The bytes in clear, still squeezed; None where the password is not the one."""
        first = hashlib.sha256(password.encode()).digest()
        key = hashlib.pbkdf2_hmac("sha1", first, self.salt, self.rounds, 32)
        decryptor = Cipher(algorithms.AES256(key), modes.CBC(self.start)).decryptor()
        padded = decryptor.update(sealed) + decryptor.finalize()
        clear = padded[: -padded[-1]] if 0 < padded[-1] <= 16 else padded
        return clear if hashlib.sha256(clear[:1024]).digest() == self.proof else None


def _seal(manifest: bytes) -> _Seal | None:
    """What the manifest says of content.xml; None where it is sealed in another way."""
    root = etree.fromstring(
        manifest, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    )
    entry = root.find(f"{_MANIFEST}file-entry[@{_MANIFEST}full-path='content.xml']")
    data = entry.find(f"{_MANIFEST}encryption-data") if entry is not None else None
    if data is None:
        return None
    told = {key.removeprefix(_MANIFEST): value for each in data.iter() for key, value in each.attrib.items()}
    known = told.get("algorithm-name") == _AES and told.get("start-key-generation-name") == _SHA256
    proven = told.get("checksum-type", "").endswith("sha256-1k")
    rounds = int(told.get("iteration-count", "0"))
    if not known or not proven or not 0 < rounds <= MOST_ROUNDS:
        return None
    start, salt, proof = (
        base64.b64decode(told[name]) for name in ("initialisation-vector", "salt", "checksum")
    )
    return _Seal(start, salt, rounds, proof)


def _rebuilt(content: bytes) -> bytes:
    """A spreadsheet in clear with nothing in it but its cells."""
    out = BytesIO()
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    entry = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
    space = _MANIFEST.strip("{}")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), kind, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{space}" manifest:version="1.2">{entry}</manifest:manifest>',
        )
    return out.getvalue()
