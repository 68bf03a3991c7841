"""Finding tickets at the desk: what was said becomes words, a question becomes words and filters."""
