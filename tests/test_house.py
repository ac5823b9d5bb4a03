"""The house keeps its own rules: layers, words, documents that say what the code does, and no traces."""

from __future__ import annotations

import ast
import os
import re
import runpy
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from typer.main import get_command

from core.catalogue import CATALOGUE
from portal.cli.commands import app

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("core", "storage", "reports", "portal", "pages")
LONGEST_FILE = 300
DECLARATIONS = "core/record/"
"""Data and no code: a list of fields is as long as it is."""
VAGUE = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
BINARY = {".png", ".jpg", ".woff2", ".ico", ".gz", ".zip", ".parquet", ".pdf", ".dcm", ".xlsx", ".ttf"}


def house_files() -> list[Path]:
    """What is, or is about to be, kept under version control."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def texts() -> Iterator[tuple[str, str]]:
    for path in house_files():
        if path.suffix not in BINARY:
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8", errors="replace")


def modules() -> Iterator[tuple[str, Path]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), path


def found_in_texts(pattern: str) -> list[str]:
    return [
        f"{name}:{number}"
        for name, text in texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if re.search(pattern, line)
    ]


def test_no_file_speaks_of_a_package_registry():
    names = (
        "py" + "pi" + r"\.org",
        "python" + r"hosted",
        "npm" + r"js\.org",
        "index" + "-url",
        "find" + "-links",
    )
    assert found_in_texts("|".join(names)) == []


def test_no_file_speaks_of_the_machine_that_it_was_written_on():
    assert (
        found_in_texts(r"(?<![\w./~])/(" + "wo" + r"rk|ro" + r"ot|ho" + r"me/[a-z]+)(/|\b(?!ing|er|s))") == []
    )


def test_every_dependency_is_pinned_and_no_pin_names_an_address():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*declared["dependencies"], *declared["optional-dependencies"]["dev"]]
    pins = (ROOT / "constraints.txt").read_text()
    pinned = {re.split(r"==", line)[0].lower() for line in pins.splitlines() if "==" in line}
    missing = {re.split(r"[\[<>=; ]", name)[0].lower() for name in wanted} - pinned
    assert not missing
    assert "://" not in pins and " @ " not in pins


def test_no_module_has_a_name_that_says_nothing():
    assert [name for name, path in modules() if path.stem in VAGUE or path.parent.name in VAGUE] == []


def test_no_module_of_the_portal_hides_one_of_the_standard_library():
    own = {path.stem for path in (ROOT / "portal").iterdir() if path.suffix == ".py" or path.is_dir()}
    assert own & set(sys.stdlib_module_names) == set()


def test_the_entry_point_lies_nowhere_beside_the_pages():
    """A first request that names a page would run that file without the entry point, past the sign-in."""
    assert not (ROOT / "pages").joinpath("app.py").exists()
    assert not list(ROOT.glob("*.py"))


def test_files_stay_short_enough_to_be_read():
    lengths = {n: path.read_text().count("\n") for n, path in modules() if not n.startswith(DECLARATIONS)}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_the_median_function_has_fewer_than_ten_lines():
    lengths = [
        node.end_lineno - node.body[0].lineno + 1
        for _, path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.end_lineno is not None
    ]
    assert statistics.median(lengths) < 10


WRITES_SHEETS = {
    "reports/csv_text.py": "the door",
    "reports/finances/workbook.py": "asks `harmless` for every text",
    "reports/rejects_workbook.py": "every cell is of the type text, which no spreadsheet runs",
    "portal/cli/table_forms.py": "a copy of the source as it stood (contracts, section 4), told so",
    "core/demonstration/writing.py": "invented exports to read, not ours to hand out",
    "core/demonstration/paper/export.py": "invented exports to read, not ours to hand out",
}


def test_every_sheet_is_written_at_the_door_that_lets_no_formula_run():
    calls = re.compile(
        r"\.write_csv\(|\bcsv\.writer\(|DictWriter\(|\bWorkbook\(|write_excel\(|\.to_csv\(|xlsxwriter"
    )
    found = {name for name, path in modules() if calls.search(path.read_text())}
    assert {name for name in found if not name.startswith("benchmarks/")} == set(WRITES_SHEETS)


def test_every_module_says_why_it_exists():
    silent = [
        name
        for name, path in modules()
        if path.stat().st_size and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert silent == []


def calls_in(path: Path) -> set[str]:
    return {
        f"{node.func.attr}({'' if node.args or node.keywords else 'nothing'})"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }


def test_the_engine_never_asks_for_the_time_or_for_chance_without_a_seed():
    asks = {
        "now(nothing)",
        "now()",
        "today(nothing)",
        "utcnow(nothing)",
        "default_rng(nothing)",
        "uuid4(nothing)",
        "uuid1(nothing)",
    }
    guilty = {name: calls_in(path) & asks for name, path in modules() if name.startswith("core/")}
    assert {name: calls for name, calls in guilty.items() if calls} == {}


def commands() -> dict[str, list[str]]:
    """Command -> its options, as the program has them."""
    return dict(_commands("chartbridge", get_command(app)))


def _commands(name: str, command) -> Iterator[tuple[str, list[str]]]:
    inner = getattr(command, "commands", None)
    if inner is None:
        yield (
            name,
            [o for p in command.params if p.param_type_name == "option" for o in p.opts if o != "--help"],
        )
        return
    for each, below in inner.items():
        yield from _commands(f"{name} {each}", below)


def sections() -> dict[str, str]:
    text = (ROOT / "docs" / "commands.md").read_text()
    return {part.split("\n", 1)[0].strip(): part for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]}


def test_every_command_and_option_is_documented():
    written = sections()
    for command, options in commands().items():
        assert command in written, f"docs/commands.md has no section on {command}"
        unnamed = [option for option in options if option not in written[command]]
        assert not unnamed, f"docs/commands.md does not explain {command} {unnamed}"


def test_no_command_or_option_is_documented_that_is_not_there():
    known = commands()
    for title, text in sections().items():
        if title.startswith("chartbridge "):
            assert title in known
            usage = " ".join(line for line in text.splitlines() if line.startswith("    "))
            assert set(re.findall(r"--[a-z-]+", usage)) == set(known[title]), title


def test_every_kind_of_finding_is_documented_as_it_is_said():
    """`make docs` writes the page anew."""
    page = runpy.run_path(str(ROOT / "docs" / "write_findings.py"))["page"]()
    assert (ROOT / "docs" / "findings.md").read_text(encoding="utf-8") == page
    assert all(f"| `{kind.name}` |" in page for kind in CATALOGUE)


def test_every_check_is_documented_as_it_asks():
    """`make docs` writes the page anew."""
    page = runpy.run_path(str(ROOT / "docs" / "write_checks.py"))["page"]()
    assert (ROOT / "docs" / "checks.md").read_text(encoding="utf-8") == page


def test_every_transform_is_documented_as_it_is():
    """`make docs` writes the page anew."""
    page = runpy.run_path(str(ROOT / "docs" / "write_transforms.py"))["page"]()
    assert (ROOT / "docs" / "transforms.md").read_text(encoding="utf-8") == page


def test_kinds_of_findings_have_one_meaning_each_in_plain_words():
    names = [kind.name for kind in CATALOGUE]
    assert len(names) == len(set(names))
    for kind in CATALOGUE:
        assert re.fullmatch(r"[a-z][a-z0-9_]*", kind.name)
        assert kind.means.endswith("."), kind.name
        assert not re.search(r"\w!(\s|$)", f"{kind.means} {kind.advice}"), kind.name


PICTURES = ROOT / "docs" / "pictures"
LARGEST_PICTURES = 10_700_000
"""Bytes: fifteen pages in four states and four looks, and those of the tour."""


def test_every_file_that_a_document_points_to_is_there():
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    lost = [
        f"{page.name}: {place}"
        for page in pages
        for place in re.findall(r'(?:\]\(|src=")([^)":#]+)(?:#[^)]*)?[)"]', page.read_text())
        if not (page.parent / place).exists()
    ]
    assert lost == []


def test_pictures_stay_small_enough_to_be_kept_beside_the_code():
    assert sum(path.stat().st_size for path in PICTURES.rglob("*.png")) < LARGEST_PICTURES


def test_make_test_checks_the_layers():
    assert "lint-imports" in (ROOT / "Makefile").read_text()


def test_make_test_lets_python_keep_what_it_has_compiled():
    """Else every portal and command that a test starts would compile all of it anew, for ten seconds."""
    assert "\nunexport PYTHONDONTWRITEBYTECODE\n" in (ROOT / "Makefile").read_text()
    assert not sys.dont_write_bytecode and "PYTHONDONTWRITEBYTECODE" not in os.environ
