"""The commands of a cluster. What does the work is imported when it is asked for (see commands.py)."""

from __future__ import annotations

import typer

cluster = typer.Typer(help="Runs over several machines: one shares out the work, others do it.")


@cluster.command("scheduler")
def _scheduler() -> None:
    """Share out the work of runs among workers, at CHARTBRIDGE_CLUSTER, until Ctrl-C."""
    from portal.cluster.serving import run_scheduler
    from portal.settings import read_settings

    settings = read_settings()
    typer.echo("Sharing out work. To stop, press Ctrl-C.")
    run_scheduler(settings)


@cluster.command("worker")
def _worker() -> None:
    """Do work that the scheduler at CHARTBRIDGE_CLUSTER hands out, until Ctrl-C."""
    from portal.cluster.serving import run_worker
    from portal.settings import read_settings

    settings = read_settings()
    typer.echo("Working for the cluster. To stop, press Ctrl-C.")
    run_worker(settings)
