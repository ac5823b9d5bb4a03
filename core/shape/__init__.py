"""From text to the clinic record: expressions, keys, references, records, and the fate of every cell."""
