"""Live chat while things break: real processes, clients that keep to the written protocol, and a judge.

`house.py` runs the processes and restarts what dies, `visitors.py` and `agents.py` speak, `nemesis.py` breaks
things by a seed, `history.py` keeps what everybody did, `checkers.py` judges it, `report.py` prints it.
"""
