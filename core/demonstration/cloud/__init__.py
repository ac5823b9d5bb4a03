"""The group as a cloud system exports it: keys that mean nothing, instants in UTC, deleted rows left in."""
