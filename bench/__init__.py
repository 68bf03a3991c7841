"""What we measure, against what, how to run it: `make bench`, or `make bench ONLY=queue` for a part.

Each figure is taken on this machine in this run. Two machines differ, so the figures that matter are ratios
of two measurements of one run: the work itself, over the least the same stack could do.
"""
