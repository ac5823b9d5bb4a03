"""The sizes of windows, which reading as a whole has to know too (`core.sources.sizes`)."""

from core.sources.sizes import ONE_TABLE, SIZES, Sizes

__all__ = ["ONE_TABLE", "SIZES", "Sizes"]
