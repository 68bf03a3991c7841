"""Pin pyproject.toml's dependencies with hashes, good for every Python from 3.11 on."""

import re
import subprocess
import sys
from pathlib import Path

COMPILE = ["uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"]
QUIET = ["--no-emit-index-url", "--no-emit-find-links", "--no-header"]
FILES = {
    "requirements.txt": [],
    "requirements-dev.txt": ["--group", "dev", "--constraint", "requirements.txt"],
}

for name, more in FILES.items():
    command = [sys.executable, "-m", *COMPILE, *QUIET, *sys.argv[1:], *more, "-o", name, "pyproject.toml"]
    subprocess.run(command, check=True)
    if found := re.search(r"://\S+|file:\S+", Path(name).read_text()):
        sys.exit(f"{name} names a place it came from: {found[0]}")
