"""Files: the ledger of all that were received or named, what speaks against them, and consent histories."""
