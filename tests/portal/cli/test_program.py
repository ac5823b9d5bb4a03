"""Errors leave by one door: one sentence, the right exit status, no traceback and no patient data."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from portal.cli import program
from tests.portal.cli.terminal import run_apart


def test_without_a_command_it_lists_the_commands(chartbridge):
    said = chartbridge()
    assert said.status == 0
    for name in ("read", "suggest", "migrate", "schema", "serve", "worker", "audit", "version"):
        assert name in said.out


@pytest.mark.parametrize(
    "arguments",
    [("nonsense",), ("read",), ("read", "--nonsense", "x"), ("schema", "--format", "x"), ("audit",)],
)
def test_a_mistyped_command_is_one_sentence_on_standard_error(chartbridge, arguments):
    said = chartbridge(*arguments)
    assert (said.status, said.out) == (2, "")
    assert len(said.err.splitlines()) == 1
    assert "Traceback" not in said.err


def test_with_json_a_mistyped_command_is_json_on_standard_output(chartbridge):
    said = chartbridge("read", "--json")
    assert said.status == 2
    assert set(said.json["error"]) == {"kind", "place", "found", "do"}


def test_a_path_that_is_not_there_exits_with_2(chartbridge, tmp_path):
    said = chartbridge("read", tmp_path / "nowhere", "--json")
    assert (said.status, said.json["error"]["kind"]) == (2, "usage")


def test_an_empty_folder_exits_with_3(chartbridge, tmp_path):
    said = chartbridge("migrate", tmp_path, "--no-export", "--json")
    assert (said.status, said.json["error"]["kind"]) == (3, "nothing_readable")


def test_an_unforeseen_error_is_named_by_its_kind_and_never_by_its_text(capsys):
    class Failing:
        def main(self, *_arguments, **_options):
            raise KeyError("Ms Molarsen, born 12 Mar 1950")

    status = program.run(["read", "--json"], command=Failing())
    said = capsys.readouterr()
    assert status == 1
    assert "KeyError" in json.loads(said.out)["error"]["found"]
    assert "Molarsen" not in said.out + said.err


def test_even_a_panic_below_python_ends_in_a_sentence(capsys):
    class PanicException(BaseException):
        """What a native library raises; it is no Exception."""

    class Failing:
        def main(self, *_arguments, **_options):
            raise PanicException("secret")

    assert program.run(["read"], command=Failing()) == 1
    assert "secret" not in capsys.readouterr().err


def test_ctrl_c_says_that_it_stopped(capsys):
    class Interrupted:
        def main(self, *_arguments, **_options):
            raise KeyboardInterrupt

    assert program.run(["read"], command=Interrupted()) == 130
    assert "Stopped" in capsys.readouterr().err


def test_an_unknown_setting_is_refused_by_its_name(chartbridge, monkeypatch, tmp_path):
    (tmp_path / "a.csv").write_text("id,name\n1,x\n")
    monkeypatch.setenv("CHARTBRIDGE_HOEM", "x")
    said = chartbridge("migrate", tmp_path, "--no-export", "--json")
    assert (said.status, said.json["error"]["place"]) == (2, "CHARTBRIDGE_HOEM")


def test_the_program_runs_as_a_process_and_says_its_version(tmp_path):
    said = run_apart(tmp_path, "version", "--json")
    assert (said.status, set(said.json)) == (0, {"chartbridge", "python"})


def test_the_command_starts_without_the_web_framework():
    """A person who asks for the version does not wait for a web server."""
    run_it = "from portal.cli.program import run; run(['version'])"
    code = f"import sys; {run_it}; sys.exit('streamlit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True).returncode == 0
