"""What agents are told of."""
