"""Search: a Haystack backend that stands on PostgreSQL full-text search."""
