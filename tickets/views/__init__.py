"""The customers' pages: file a ticket, follow it, answer, fetch a file."""
