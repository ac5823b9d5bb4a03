"""Signing in: plain pages of our own routes, since the framework's pages can set no cookie."""

import warnings

from authlib.deprecate import AuthlibDeprecationWarning

# Authlib says at every start which client library it would rather have; nobody at a terminal can act on it.
warnings.simplefilter("ignore", AuthlibDeprecationWarning)
