"""The paths that people follow, as files that people edit (docs/training.md)."""

from portal.training.paths import PATHS, path_of

__all__ = ["PATHS", "path_of"]
