"""Runs that are done on several machines: a Dask scheduler and workers, started from this package.

A task names what it needs and its digests; a worker opens it in the same sealed store and does with it what
this machine would do (law 3). Nothing else of the house knows Dask.
"""
