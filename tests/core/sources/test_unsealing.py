"""Workbooks under a password: opened with it, refused by name without it or with another."""

from __future__ import annotations

from io import BytesIO

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from core.sources import read_uploads
from core.sources.means import Means
from core.tables import Intake
from tests.core.sources.given import kinds, of, rows, upload
from tests.core.sources.test_workbook import xlsx
from tests.shared_data import shared_data


def sealed(content: bytes, password: str) -> bytes:
    out = BytesIO()
    OOXMLFile(BytesIO(content)).encrypt(password, out)
    return out.getvalue()


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
