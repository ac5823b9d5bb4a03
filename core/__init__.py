"""The engine: what a clinic's exports mean, and proof that nothing of them was lost.

Pure: no clock, environment, network, database or screen. What it needs to know it is handed.
"""

ENGINE_VERSION = "7"
"""Part of every run's identity (law 3): raised whenever the same inputs may give another result."""
