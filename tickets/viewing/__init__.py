"""Views of the desk: which tickets, in what order, a page at a time, and how many."""
