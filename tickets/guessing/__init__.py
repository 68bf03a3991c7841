"""What is it about? A small guesser that says which words made it think so, and learns from corrections.

It proposes and decides nothing: a person takes or leaves what it says, and it never sees a severity.
"""
