"""What customers paste is understood, or refused in words that help."""
