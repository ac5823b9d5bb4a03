"""Use cases: each authorises, does one thing, and leaves its audit event in the same transaction.

No Streamlit here: the command line, the worker and pages call the same functions.
"""
