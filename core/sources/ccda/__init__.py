"""C-CDA documents: the coded entries of their sections, their narrative, and who they are about."""
