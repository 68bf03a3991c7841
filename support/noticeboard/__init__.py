"""The public notice board: announcements, incidents, waits, official accounts."""
