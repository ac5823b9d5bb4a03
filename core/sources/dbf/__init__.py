"""dBASE and FoxPro tables, with the notes that they keep in a second file."""
