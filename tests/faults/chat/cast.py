"""Run inside the house (`python -m tests.faults.chat.cast 4`): agents who take chats, and their browsers.

Prints JSON: `[{"name", "pk", "cookie"}, …]`.
"""

import json
import os
import sys
from importlib import import_module

import django

NAMES = ("ada", "ben", "sam", "kim", "lou", "max", "pia", "tom")


def main() -> None:
    """Agents of the front line, signed in."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "support.settings")
    django.setup()
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from support.people.models import Agent, Team, User

    people = []
    for name in NAMES[: int(sys.argv[1])]:
        user = User.objects.create_user(
            f"{name}@meridian.example", None, name=name.title(), role=User.Role.AGENT
        )
        agent = Agent.objects.create(user=user, languages=["en"], availability="online")
        agent.teams.set(Team.objects.filter(slug="front-line"))
        session = import_module(settings.SESSION_ENGINE).SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        cookie = f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
        people.append({"name": name, "pk": user.pk, "cookie": cookie})
    print(json.dumps(people))


if __name__ == "__main__":
    main()
