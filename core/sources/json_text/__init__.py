"""JSON and JSON Lines as tables; FHIR, which is JSON too, has a folder of its own."""
