"""`python -m bench [part …]`: measure, print a table, write bench/results.json."""

import json
import os
import sys
import tempfile
from pathlib import Path

from support import embedded

PARTS = [
    "queue",
    "simulate",
    "replay",
    "desk",
    "reports",
    "tickets",
    "topics",
    "search",
    "help",
    "lighthouse",
    "chat",
    "live",
]
NAMED = ["eval"]  # only when asked for by name: it needs judged questions, which are not shipped
RESULTS = Path(__file__).parent / "results.json"


def main() -> None:
    """Run the parts that were asked for on private services; figures of other parts stay as they were."""
    wanted = sys.argv[1:] or PARTS
    if unknown := set(wanted) - {*PARTS, *NAMED}:
        sys.exit(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join([*PARTS, *NAMED])}")
    with tempfile.TemporaryDirectory(prefix="fairlead-bench-") as folder:
        var = Path(folder)
        var.chmod(0o711)
        os.environ |= {
            "FAIRLEAD_VAR": folder,
            "LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "support.settings",
        }
        with embedded.services(var, throwaway=True) as urls:
            os.environ |= urls
            found = measure(wanted)
    table(found)
    kept = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    RESULTS.write_text(json.dumps(dict(sorted((kept | found).items())), indent=2) + "\n")


def measure(wanted: list[str]) -> dict[str, dict[str, object]]:
    """Prepare an empty desk and let each part measure: `{name: {"value", "unit", "n"}}`."""
    import importlib

    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("prepare")
    found: dict[str, dict[str, object]] = {}
    for part in wanted:
        print(f"measuring {part} …", flush=True)
        found |= importlib.import_module(f"bench.{part}").measure()
    return found


def table(found: dict[str, dict[str, object]]) -> None:
    """Print what was found, a row a figure."""
    width = max(map(len, found), default=0)
    for name, figure in sorted(found.items()):
        print(f"{name:<{width}}  {figure['value']:>10}  {figure['unit']:<22}  n={figure['n']}")


main()
