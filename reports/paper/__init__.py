"""What our documents have in common on paper: type and tables, the top of the first page, foot and places."""
