"""The commands about the sandbox. What does the work is imported when asked for (see commands.py)."""

from __future__ import annotations

import typer

from portal.cli import options as o

sandbox = typer.Typer(
    help="A copy of the new platform to rehearse with, filled from a run; it sends nothing."
)


@sandbox.command("load")
def _sandbox_load(project: o.OfProject = None, as_json: o.AsJson = False) -> None:
    """Fill the sandbox from the newest run, or go on where that was stopped."""
    from portal.cli.sandbox import load

    raise typer.Exit(load(project, as_json=as_json))


@sandbox.command("status")
def _sandbox_status(
    project: o.OfProject = None, check: o.CheckSandbox = False, as_json: o.AsJson = False
) -> None:
    """Say what the sandbox holds, and how far a load is that was stopped."""
    from portal.cli.sandbox import status

    raise typer.Exit(status(project, check=check, as_json=as_json))


@sandbox.command("drop")
def _sandbox_drop(project: o.OfProject = None, as_json: o.AsJson = False) -> None:
    """Remove the sandbox. The run that it was filled from stays."""
    from portal.cli.sandbox import drop

    raise typer.Exit(drop(project, as_json=as_json))
