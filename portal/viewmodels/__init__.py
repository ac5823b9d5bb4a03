"""What pages show, as frozen dataclasses: facts only, no widgets, no database rows, no sentences."""
