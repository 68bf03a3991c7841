"""What we can say about a ticket before it is sent: what is missing, what is likely, what we have already.

Nothing is kept by looking, and nothing here ever stops a ticket.
"""
