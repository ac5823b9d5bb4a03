"""The Streamlit shell and the command line: sign-in, permissions, services, jobs, pages' tools."""
