"""Pictures of files: the bytes of one file in, a PNG of bounded size out, or one reason why not.

Files stay as they came (law 4). Nothing here is imported with the package, so that the short-lived process
which makes one picture loads what this picture needs and no more.
"""
