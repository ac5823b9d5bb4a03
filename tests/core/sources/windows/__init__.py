"""Tests of reading large texts in windows."""
