"""Articles from elsewhere and to elsewhere: Markdown folders and JSON lines, the same there and back."""
