"""`python -m bench.writing`: customers who write and agents who answer, at an even pace.

Reads `{"held", "waits", "pace", "seconds"}` from its input, ids of tickets, and prints how many it wrote. One
message of three comes to a ticket on a desk, one answers another, one comes to a ticket that waits; of these
each seventh opens a ticket. It ends after twice the time, whatever was written by then.
"""

import json
import sys
import time
import uuid
from itertools import count

import django

OPENS = 7


def main() -> None:
    """Write, and say how many and in how many seconds."""
    asked = json.load(sys.stdin)
    django.setup()
    from tickets import actions
    from tickets.models import Ticket

    found = Ticket.objects.select_related("customer", "assignee").in_bulk([*asked["held"], *asked["waits"]])
    held, waits = ([found[pk] for pk in asked[name]] for name in ("held", "waits"))
    start, many = time.monotonic(), asked["pace"] * asked["seconds"]
    for turn in count():
        time.sleep(max(0.0, start + turn / asked["pace"] - time.monotonic()))
        if turn == many or time.monotonic() > start + 2 * asked["seconds"]:
            print(json.dumps({"written": turn, "took": time.monotonic() - start}))
            return
        key, at = uuid.uuid4().hex, turn // 3
        words = f"Where is my deposit of 1,250 USDT? {key}"
        if turn % 3 == 1:
            answered = held[(at + len(held) // 2) % len(held)]
            actions.reply(answered, by=answered.assignee, body="It is on its way.", key=key)
            continue
        ticket = (waits if turn % 3 else held)[at % len(waits if turn % 3 else held)]
        said = {"channel": "web", "external_id": key, "customer": ticket.customer, "body": words}
        opens = turn % (3 * OPENS) == 2
        actions.receive(**said, ticket=None if opens else ticket)


main()
