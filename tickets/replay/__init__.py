"""The last seven days once more: the real arrivals, today's roster, under the table in force and another one.

week reads what arrived, handling how long it kept somebody, roster who is there and may serve what; lanes
turns that into what tickets.floor plays; comparison says what came of it; runs keeps it for the page, and
chart draws it.
"""
