"""Is this upload what it says it is? Content is asked, never the name alone.

`check(upload)` gives back what may be kept: a harmless name, the true type, bytes without hidden passengers.
`scanning.scan(content)` asks clamd, where there is one. `vault.Vault` is where identity documents lie.
"""

from support.files.checks import ACCEPTED, Checked, check, wanted_name
from support.files.names import safe_name
from support.files.refusals import FileRefused

__all__ = ["ACCEPTED", "Checked", "FileRefused", "check", "safe_name", "wanted_name"]
