"""Where the library is written: texts, who looked at them, and what their translations lack."""
