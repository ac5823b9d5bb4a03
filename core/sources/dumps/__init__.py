"""SQL dumps: what a database wrote out as INSERT and COPY statements, read without any database."""
