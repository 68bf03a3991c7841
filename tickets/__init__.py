"""The heart: what was said, by whom, how urgent, what happened."""
