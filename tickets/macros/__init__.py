"""Words agents say often: in which language, with which variables, and what is done with them."""
