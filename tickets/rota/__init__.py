"""How many agents an hour of the day needs for the promises: demand counts what comes, hours asks Erlang."""
