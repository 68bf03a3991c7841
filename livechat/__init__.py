"""A door: words typed now."""
