"""Text in columns of a fixed width, as old systems print it."""
