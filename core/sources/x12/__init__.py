"""X12: claims that were sent (837) and what insurers answered (835)."""
