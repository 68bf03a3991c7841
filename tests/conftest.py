"""The cast of every story. (The services below the stories are in `tests/ground.py`.)"""
