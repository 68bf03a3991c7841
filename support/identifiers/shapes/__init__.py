"""What a text is, judged by itself: one module a family of things, each with `seen(text)`."""
