"""`suggest` has an answer for every column, "no home" included."""

from __future__ import annotations

KEYS = ["file", "table", "column", "entity", "field", "confidence", "sure", "reason"]


def test_every_column_gets_an_answer_even_without_rows(chartbridge, tmp_path):
    (tmp_path / "patients.csv").write_text("PatNum,LName,FName,Birthdate,Qzx17\n")
    said = chartbridge("suggest", tmp_path / "patients.csv", "--json")
    assert said.status == 0
    assert [each["column"] for each in said.json] == ["PatNum", "LName", "FName", "Birthdate", "Qzx17"]
    assert all(list(each) == KEYS for each in said.json)
    homes = {each["column"]: (each["entity"], each["field"]) for each in said.json}
    assert homes["Birthdate"] == ("patient", "birth_date")
    assert homes["Qzx17"] == (None, None)


def test_people_are_told_in_words(chartbridge, tmp_path):
    (tmp_path / "patients.csv").write_text("PatNum,LName,FName,Qzx17\n1,Molarsen,Pearl,x\n")
    said = chartbridge("suggest", tmp_path)
    assert said.status == 0
    assert "4 columns" in said.out and "no field of its own" in said.out
