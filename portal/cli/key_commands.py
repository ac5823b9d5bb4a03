"""The commands about keys. What does the work is imported when it is asked for (see commands.py)."""

from __future__ import annotations

import typer

from portal.cli import options as o

keys = typer.Typer(help="The keys that seal everything: how old they are, new ones, another master key.")


@keys.command("show")
def _keys_show(project: o.Project = None, as_json: o.AsJson = False) -> None:
    """List every key with its version, its age and how much it has sealed. No key is shown."""
    from portal.cli.keys import show

    raise typer.Exit(show(project, as_json=as_json))


@keys.command("renew")
def _keys_renew(project: o.Project = None, above: o.KeyAbove = False, as_json: o.AsJson = False) -> None:
    """Renew the keys of a project, or of all, while people work; a worker seals older things anew."""
    from portal.cli.keys import renew

    raise typer.Exit(renew(project, project_key=above, as_json=as_json))


@keys.command("rewrap")
def _keys_rewrap(to: o.KeyTo, source: o.KeyFrom = None, as_json: o.AsJson = False) -> None:
    """Take every project's key to another master key, all or none; nothing sealed changes."""
    from portal.cli.keys import rewrap

    raise typer.Exit(rewrap(to, source=source, as_json=as_json))
