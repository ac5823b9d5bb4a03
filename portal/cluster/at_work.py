"""The portal's worker whose runs are done by a cluster: `python -m portal.cluster.at_work`."""

from __future__ import annotations

from portal.cluster.lending import lend
from portal.worker import main

if __name__ == "__main__":
    main(lend)
