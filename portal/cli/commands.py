"""Every command with its options, as a page. What does the work is imported when it is asked for.

The engine and the store take a second to import, which nobody should wait for who asks for help.
"""

from __future__ import annotations

import typer

from portal.cli import options as o
from portal.cli.cluster_commands import cluster
from portal.cli.key_commands import keys
from portal.cli.loading import loading
from portal.cli.mapping_commands import mapping
from portal.cli.sandbox_commands import sandbox

app = typer.Typer(
    name="chartbridge",
    help="Move a clinic's records from the software it has to the one it wants, all of them accounted for.",
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
audit = typer.Typer(help="The trail of everything that was done.")
app.add_typer(audit, name="audit")
store = typer.Typer(help="What is stored, for whoever keeps copies of it and brings it back.")
app.add_typer(store, name="store")
app.add_typer(keys, name="keys")
app.add_typer(mapping, name="mapping")
app.add_typer(sandbox, name="sandbox")
app.add_typer(cluster, name="cluster")


@app.callback()
def _without_a_command(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command("read")
def _read(
    sources: o.Sources,
    to_csv: o.ToCsv = None,
    to_parquet: o.ToParquet = None,
    choices: o.ChoicesFile = None,
    choices_out: o.ChoicesOut = None,
    rejects_out: o.RejectsOut = None,
    repair: o.Repair = False,
    passwords: o.Passwords = None,
    layouts: o.Layouts = None,
    corrections: o.Corrections = None,
    as_json: o.AsJson = False,
) -> None:
    """Read files and say what was found, without storing anything."""
    with loading():
        from portal.cli.beside import Beside
        from portal.cli.read import Outputs, read
        from portal.cli.table_files import copies_to

    out = Outputs(copies_to(csv=to_csv, parquet=to_parquet), choices_out, rejects_out)
    beside = Beside(choices, passwords, layouts, repair, corrections)
    raise typer.Exit(read(sources, out=out, beside=beside, as_json=as_json))


@app.command("profile")
def _profile(
    sources: o.Sources,
    values: o.WithValues = False,
    choices: o.ChoicesFile = None,
    repair: o.Repair = False,
    passwords: o.Passwords = None,
    layouts: o.Layouts = None,
    corrections: o.Corrections = None,
    as_json: o.AsJson = False,
) -> None:
    """Say what every column holds: kind, formats, keys, references. Nothing is stored."""
    with loading():
        from portal.cli.beside import Beside
        from portal.cli.profile import profile

    beside = Beside(choices, passwords, layouts, repair, corrections)
    raise typer.Exit(profile(sources, values=values, beside=beside, as_json=as_json))


@app.command("suggest")
def _suggest(
    sources: o.Sources,
    choices: o.ChoicesFile = None,
    repair: o.Repair = False,
    passwords: o.Passwords = None,
    layouts: o.Layouts = None,
    corrections: o.Corrections = None,
    as_json: o.AsJson = False,
) -> None:
    """Suggest a field of the clinic record for every column, without storing anything."""
    with loading():
        from portal.cli.beside import Beside
        from portal.cli.suggest import suggest

    beside = Beside(choices, passwords, layouts, repair, corrections)
    raise typer.Exit(suggest(sources, beside=beside, as_json=as_json))


@app.command("migrate")
def _migrate(
    sources: o.Sources,
    out: o.Out = None,
    category: o.CategoryOf = None,
    mapping: o.MappingFile = None,
    decisions: o.DecisionsFile = None,
    accept: o.AcceptWhich = None,
    choices: o.ChoicesFile = None,
    repair: o.Repair = False,
    passwords: o.Passwords = None,
    layouts: o.Layouts = None,
    corrections: o.Corrections = None,
    no_export: o.NoExport = False,
    strict: o.Strict = False,
    currency: o.Currency = None,
    zone: o.Zone = None,
    country: o.Country = None,
    system: o.System = None,
    as_json: o.AsJson = False,
) -> None:
    """Shape an export into the clinic record and account for every record and cell."""
    with loading():
        from portal.cli.beside import Beside
        from portal.cli.migrate import migrate
        from portal.cli.request import Said

    said = Said(
        sources=sources,
        out=out,
        export=not no_export,
        category=category,
        mapping=mapping,
        decisions=decisions,
        accept=accept,
        beside=Beside(choices, passwords, layouts, repair, corrections),
        currency=currency,
        zone=zone,
        country=country,
        system=system,
        strict=strict,
    )
    raise typer.Exit(migrate(said, as_json=as_json))


@app.command("extract")
def _extract(description: o.DescriptionFile, out: o.ExtractOut, as_json: o.AsJson = False) -> None:
    """Take the records of another system over its interface into a folder, IN CLEAR, or go on with it."""
    from portal.cli.extract import take_extract

    raise typer.Exit(take_extract(description, out=out, as_json=as_json))


@app.command("handover")
def _handover(
    folder: o.HandoverFolder,
    project: o.OfProject = None,
    finances: o.Finances = False,
    check: o.CheckIt = False,
    as_json: o.AsJson = False,
) -> None:
    """Write a project's records, originals and log as open files, IN CLEAR, or check such a folder."""
    from portal.cli.handover import check_folder, hand_over

    if check:
        raise typer.Exit(check_folder(folder, project=project, finances=finances, as_json=as_json))
    raise typer.Exit(hand_over(folder, project=project, finances=finances, as_json=as_json))


@app.command("demo")
def _demo(
    folder: o.DemoFolder,
    kind: o.OfKind = o.DemoKind.LEGACY,
    plant: o.Plants = None,
    small: o.SmallDemo = False,
    complete: o.CompleteDemo = False,
    as_json: o.AsJson = False,
) -> None:
    """Write an invented dental group's export, the truth about it, and the mapping that reads it."""
    from portal.cli.demo import Wanted, demo

    wanted = Wanted(kind.value, tuple(name.value for name in plant or ()), small, complete)
    raise typer.Exit(demo(folder, wanted, as_json=as_json))


@app.command("verify")
def _verify_document(document: o.Document, trust: o.TrustFile = None, as_json: o.AsJson = False) -> None:
    """Check a signed readiness document: 0 valid, 1 altered, 3 by an unknown signer."""
    from portal.cli.verify import verify

    raise typer.Exit(verify(document, trust=trust, as_json=as_json))


@app.command("schema")
def _schema(form: o.PrintedAs = o.Form.TABLE, as_json: o.AsJson = False) -> None:
    """Print the clinic record: every entity and field, with meaning, sensitivity and FHIR home."""
    from portal.cli.schema import schema

    raise typer.Exit(schema(o.Form.JSON if as_json else form))


@app.command("serve")
def _serve(production: o.Production = False) -> None:
    """Open the portal in this process, with a worker beside it, until Ctrl-C."""
    from portal.cli.serving import for_production, refuse_a_taken_port
    from portal.settings import read_settings

    settings = for_production(read_settings()) if production else read_settings()
    refuse_a_taken_port(settings)
    from portal.server import serve

    serve(settings)


@app.command("owner")
def _owner(email: o.Email, as_json: o.AsJson = False) -> None:
    """Print a link with which the first owner of a portal with sign-in makes an account."""
    from portal.cli.owner import owner

    raise typer.Exit(owner(email, as_json=as_json))


@app.command("worker")
def _worker() -> None:
    """Do the portal's long work in this process, until Ctrl-C."""
    from portal.cli.machines import machines_of
    from portal.settings import read_settings
    from portal.worker import run

    settings = read_settings()
    typer.echo("Working. To stop, press Ctrl-C.")
    run(settings, lending=machines_of)


@audit.callback()
def _group() -> None:
    """Keeps `audit` a group, so that its one command is called by its name."""


@audit.command("verify")
def _verify(project: o.Project = None, as_json: o.AsJson = False) -> None:
    """Check every project's audit trail; exits with 1 where one was altered, reordered or cut."""
    from portal.cli.audit import verify

    raise typer.Exit(verify(project, as_json=as_json))


@store.command("check")
def _check(as_json: o.AsJson = False) -> None:
    """Read every original and run once; exits with 1 where one is missing or does not open."""
    from portal.cli.store import check_all

    raise typer.Exit(check_all(as_json=as_json))


@store.command("copy-to")
def _copy_to(place: o.PlaceOfCopy, as_json: o.AsJson = False) -> None:
    """Copy every sealed file to a folder or bucket. Copy the database first."""
    from portal.cli.store import copy_to

    raise typer.Exit(copy_to(place, as_json=as_json))


@store.command("copy-from")
def _copy_from(place: o.PlaceOfCopy, as_json: o.AsJson = False) -> None:
    """Bring every sealed file of a copy back. Bring the database back first."""
    from portal.cli.store import copy_from

    raise typer.Exit(copy_from(place, as_json=as_json))


@store.command("sweep")
def _sweep(as_json: o.AsJson = False) -> None:
    """Remove what stopped uploads and runs left behind, once it is a day old."""
    from portal.cli.store import sweep_all

    raise typer.Exit(sweep_all(as_json=as_json))


@app.command("purge")
def _purge(
    certificate: o.Certificate, project: o.WhichProject, reason: o.Reason, as_json: o.AsJson = False
) -> None:
    """Destroy a project's keys, FOR GOOD: nothing of it opens again. Writes the signed certificate."""
    from portal.cli.purge import purge

    raise typer.Exit(purge(project, certificate, reason=reason, as_json=as_json))


@app.command("version")
def _version(as_json: o.AsJson = False) -> None:
    """Print the version of Chartbridge and of the Python that runs it."""
    from portal.cli.version import version

    raise typer.Exit(version(as_json=as_json))
