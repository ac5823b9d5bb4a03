"""Pieces that pages are put together from. Each takes facts and draws; none reads storage."""
