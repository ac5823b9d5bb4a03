"""What the command line shows stands there as it is, whatever signs it is made of."""

from __future__ import annotations

import pytest

from portal.cli.saying import Voice

NAMES = ("[red]patients[/red].csv", "rows:100:of:key:.csv", "back\\[slash].csv")


@pytest.mark.parametrize("name", NAMES)
def test_a_line_shows_a_name_as_it_is(capsys, name):
    Voice().say(name)
    Voice().note(name)
    said = capsys.readouterr()
    assert (said.out, said.err) == (f"{name}\n", f"{name}\n")


@pytest.mark.parametrize("name", NAMES)
def test_a_table_shows_a_name_as_it_is(capsys, name):
    Voice().table("Files", ("File", "Records"), [(name, 3)])
    assert name in capsys.readouterr().out
