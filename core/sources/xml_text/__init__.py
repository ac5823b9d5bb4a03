"""XML: C-CDA documents go to their own reader, everything else is flattened by one rule."""
