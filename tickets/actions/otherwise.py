"""A form that comes a second time with something else in it."""


class SaidOtherwise(Exception):
    """This form's key was used before, for something else: nothing was done."""
