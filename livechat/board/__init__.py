"""/desk/chats/: the chats an agent holds, side by side; each column is the desk's own conversation."""
