"""Large delimited texts, read in windows that are cut where a record is proven to begin.

What comes out is what reading the whole gives; only a few windows are in memory at a time.
"""
