"""Signing in: plain pages of our own routes, since the framework's pages can set no cookie."""
