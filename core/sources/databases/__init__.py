"""Files that are whole databases: SQLite and Access."""
