"""Workbooks under a password: opened with it, refused by name without it or with another."""

from __future__ import annotations

import base64
import hashlib
import zipfile
import zlib
from dataclasses import replace
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from msoffcrypto.format.ooxml import OOXMLFile

from core.sources import read_uploads
from core.sources.bounds import BOUNDS
from core.sources.means import Means
from core.tables import Intake
from tests.core.sources.given import kinds, of, rows, upload
from tests.core.sources.test_workbook import xlsx
from tests.shared_data import shared_data


def sealed(content: bytes, password: str) -> bytes:
    out = BytesIO()
    OOXMLFile(BytesIO(content)).encrypt(password, out)
    return out.getvalue()


def sealed_ods(cells: bytes, password: str) -> bytes:
    """A spreadsheet with this content.xml, sealed as OpenDocument 1.2 says (part 2, chapter 4)."""
    squeezing = zlib.compressobj(wbits=-15)
    squeezed = squeezing.compress(cells) + squeezing.flush()
    salt, start, short = b"s" * 16, b"i" * 16, 16 - len(squeezed) % 16
    key = hashlib.pbkdf2_hmac("sha1", hashlib.sha256(password.encode()).digest(), salt, 10, 32)
    sealing = Cipher(algorithms.AES256(key), modes.CBC(start)).encryptor()
    proof = hashlib.sha256(squeezed[:1024]).digest()
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", sealing.update(squeezed + bytes(short - 1) + bytes([short])))
        archive.writestr(
            "META-INF/manifest.xml",
            MANIFEST.format(*(base64.b64encode(each).decode() for each in (proof, start, salt))),
        )
    return out.getvalue()


MANIFEST = """<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<m:file-entry m:full-path="content.xml"><m:encryption-data m:checksum-type="x#sha256-1k" m:checksum="{}">
<m:algorithm m:algorithm-name="http://www.w3.org/2001/04/xmlenc#aes256-cbc" m:initialisation-vector="{}"/>
<m:key-derivation m:salt="{}" m:iteration-count="10"/>
<m:start-key-generation m:start-key-generation-name="http://www.w3.org/2000/09/xmldsig#sha256"/>
</m:encryption-data></m:file-entry></m:manifest>"""
PLAIN = xlsx(t=[["id", "name"], [1, "Ann"], [2, "Ben"]])
SEALED = sealed(PLAIN, "open")


def under(password: str | None, content: bytes = SEALED) -> Intake:
    means = Means({"w.xlsx": password} if password else {})
    return read_uploads([upload("w.xlsx", content)], means=means)


def test_a_workbook_opens_with_its_password() -> None:
    (table,) = under("open").tables
    assert rows(table) == [["1", "Ann"], ["2", "Ben"]]
    assert table.counted == 2


def test_without_a_password_the_finding_stays_and_with_another_it_says_so() -> None:
    assert kinds(under(None)) == {"password_protected"}
    assert kinds(under("other")) == {"wrong_password"}


def test_a_workbook_that_is_only_protected_against_changes_opens_by_itself() -> None:
    assert len(under(None, sealed(PLAIN, "VelvetSweatshop")).tables) == 1


def test_a_password_stands_in_no_result_and_in_no_description() -> None:
    assert "open" not in repr(Means({"w.xlsx": "open"}))


def test_a_sealed_spreadsheet_that_unpacks_to_more_than_a_workbook_may_is_not_unpacked() -> None:
    content = sealed_ods(b"<a>" + bytes(1 << 20), "open")
    means = Means({"": "open"}, bounds=replace(BOUNDS, workbook=1 << 16))
    assert kinds(read_uploads([upload("w.ods", content)], means=means)) == {"workbook_too_big"}
    wrong = Means({"": "other"}, bounds=means.bounds)
    assert kinds(read_uploads([upload("w.ods", content)], means=wrong)) == {"wrong_password"}


def test_a_sealed_workbook_cut_off_anywhere_harms_nobody() -> None:
    for twentieth in range(1, 20):
        found = under("open", SEALED[: len(SEALED) * twentieth // 20])
        assert found.tables or found.files


@pytest.mark.parametrize(
    ("name", "password"), [("pass_protected.xlsx", "123"), ("pass_protected.ods", "1234")]
)
def test_workbooks_that_nobody_here_sealed_are_opened(name: str, password: str) -> None:
    upload_ = of(shared_data("workbooks") / name)
    assert kinds(read_uploads([upload_])) == {"password_protected"}
    assert kinds(read_uploads([upload_], means=Means({"": "no"}))) == {"wrong_password"}
    found = read_uploads([upload_], means=Means({"": password}))
    assert kinds(found) <= {"nothing_readable", "empty_sheet", "no_header", "header_assumed", "whole_numbers"}
    assert all(one.counted == one.table.frame.height for one in found.tables)
