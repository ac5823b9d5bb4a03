"""Target ids are derived from source keys, not drawn (contracts, section 2): "patient:main:10001".

A satellite formed from another entity's row bears that row's key: "address:main:patient.10001".
"""

from __future__ import annotations

import polars as pl


def target_id(entity: str, system: str, source_id: pl.Expr) -> pl.Expr:
    """entity:system:source id; null where the source id is."""
    return pl.concat_str(pl.lit(f"{entity}:{system}:"), source_id)


def satellite_id(entity: str, system: str, *, route: pl.Expr, source_id: pl.Expr) -> pl.Expr:
    """entity:system:route.source id."""
    return pl.concat_str(pl.lit(f"{entity}:{system}:"), route, pl.lit("."), source_id)
