"""Who did and who read what: an append-only book."""
