"""A door: words said in public and in direct messages on X and Facebook."""
