"""Who may what: tables of every door of the house and every kind of person, and the stage for trying them."""
