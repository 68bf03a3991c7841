"""Install a hash-pinned requirements file and show that it goes on: install.py FILE STAMP."""

import subprocess
import sys
from pathlib import Path

requirements, stamp = Path(sys.argv[1]), Path(sys.argv[2])
total = sum("==" in line and line[0].isalnum() for line in requirements.read_text().splitlines())
command = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--require-hashes"]
print(f"Installing what {requirements} pins (a minute or two the first time) …", flush=True)
seen = 0
with subprocess.Popen([*command, "-r", str(requirements)], stdout=subprocess.PIPE, text=True) as pip:
    assert pip.stdout
    for line in pip.stdout:
        if line.startswith(("Collecting ", "Processing ", "Requirement already")):
            seen += 1
            if seen % 20 == 0:
                print(f"  found {seen} of about {total} packages", flush=True)
        elif line.startswith("Installing collected packages"):
            print("  unpacking …", flush=True)
if pip.returncode:
    sys.exit(pip.returncode)
stamp.touch()
