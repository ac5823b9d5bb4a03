"""Schema revisions, run at opening. None ever needs a key; none ever takes the audit chain down (law 8)."""
