"""FHIR: resources in bundles, in bulk exports (one a line) or alone, one table for each kind."""
