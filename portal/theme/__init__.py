"""How the portal looks: tokens for Streamlit, a small style sheet, and colours shared with charts."""
