"""`python -m portal.cli`: the command where its script is not on the path."""

from portal.cli import main

main()
