"""What a field asks for, read from what was pasted: the value, or NotOne with words that help."""
