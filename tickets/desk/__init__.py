"""The agents' pages: the queue, the conversation, the customer, and what an agent can do with a ticket."""
