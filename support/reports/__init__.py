"""Reports for supervisors: is everybody served alike, and who decided what."""
