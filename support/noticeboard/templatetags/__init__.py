"""What other rooms put on their pages from the board."""
