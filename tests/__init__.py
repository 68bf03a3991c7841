"""Tests: stories told with a fixed cast."""
