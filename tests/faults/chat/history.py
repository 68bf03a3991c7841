"""What every client did, as it happened: one JSON object a line, so that a failure can be read afterwards.

`{t, client, op, key, phase, …}`: `t` in seconds since 1970; `op` is say, reply, claim, release or a fault;
`key` is what the operation is about. `phase`: `invoke`, then `ok` (acknowledged), `fail` (surely not done)
or `info` (nobody knows).
"""

import json
import time
from pathlib import Path
from typing import Any

Row = dict[str, Any]


class History:
    """Rows in memory and, line by line, in a file: also a run that is cut off leaves what it knew."""

    def __init__(self, path: Path) -> None:
        self.path, self.rows = path, []
        self._file = path.open("w", buffering=1)

    def note(self, client: str, op: str, key: object, phase: str, **more: Any) -> None:
        """Write down one step."""
        row = {"t": round(time.time(), 4), "client": client, "op": op, "key": key, "phase": phase} | more
        self.rows.append(row)
        self._file.write(json.dumps(row) + "\n")

    def close(self) -> None:
        """Nothing comes any more."""
        self._file.close()


def read(path: Path) -> list[Row]:
    """The rows of a history that was kept."""
    return [json.loads(line) for line in path.read_text().splitlines()]
