"""Commands of the social door."""
