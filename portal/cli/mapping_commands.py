"""The commands about mappings. What does the work is imported when it is asked for (see commands.py)."""

from __future__ import annotations

import typer

from portal.cli import options as o

mapping = typer.Typer(help="A mapping as a file: compared, taken along, brought in.")


@mapping.command("diff")
def _mapping_diff(
    was: o.OneMapping,
    now: o.OtherMapping,
    project: o.OfProject = None,
    words: o.WithWords = False,
    as_json: o.AsJson = False,
) -> None:
    """Say what differs between two mapping files, or between two versions of a project's mapping."""
    from portal.cli.mapping import diff

    raise typer.Exit(diff(was, now, project=project, words=words, as_json=as_json))


@mapping.command("export")
def _mapping_export(
    file: o.MappingTo, project: o.OfProject = None, version: o.OfVersion = 0, as_json: o.AsJson = False
) -> None:
    """Write a project's mapping as a file, IN CLEAR: its value maps hold words of the export."""
    from portal.cli.mapping import export

    raise typer.Exit(export(file, project=project, version=version, as_json=as_json))


@mapping.command("import")
def _mapping_import(
    file: o.MappingFrom,
    project: o.OfProject = None,
    take: o.TakeIt = False,
    words: o.WithWords = False,
    as_json: o.AsJson = False,
) -> None:
    """Say what a mapping file would change in a project, and take it where --take says so."""
    from portal.cli.mapping import bring_in

    raise typer.Exit(bring_in(file, project=project, take=take, words=words, as_json=as_json))
