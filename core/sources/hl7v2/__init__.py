"""HL7 v2 messages: one table for each kind of segment."""
