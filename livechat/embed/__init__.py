"""The chat on foreign pages: one script tag, one frame, and a token in place of a session."""
