"""Figures of the design, measured: `python -m benchmarks run`, or another name of those below.

Without a name it is `run`, as `make bench` has it.
"""

from __future__ import annotations

import argparse
import sys

from benchmarks import (
    cluster_cost,
    cost_of_acts,
    large_read,
    log_cost,
    one_change,
    people_at_once,
    preview,
    profile_cost,
    sandbox_load,
    suggestions,
    whole_run,
)

MEASURED = {
    "run": whole_run,
    "people": people_at_once,
    "acts": cost_of_acts,
    "read": large_read,
    "preview": preview,
    "suggestions": suggestions,
    "log": log_cost,
    "change": one_change,
    "sandbox": sandbox_load,
    "profiles": profile_cost,
    "cluster": cluster_cost,
}


def main(words: list[str]) -> None:
    named = words if words and words[0] in (*MEASURED, "-h", "--help") else ["run", *words]
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    kinds = asked.add_subparsers(dest="what", required=True)
    for name, module in MEASURED.items():
        module.options(kinds.add_parser(name, description=module.__doc__))
    wanted = asked.parse_args(named)
    MEASURED[wanted.what].measure(wanted)


if __name__ == "__main__":
    main(sys.argv[1:])
