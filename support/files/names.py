"""What a file may be called here: nothing that hides, acts or breaks when somebody saves it."""

import re
import unicodedata

from support import shield

LONGEST_STEM = 90  # characters
LONGEST_BYTES = 200  # of UTF-8; file systems take 255
# Windows opens a device by these names, whatever ending follows (Microsoft, "Naming Files, Paths").
DEVICES = re.compile(r"(?i)^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)")
# Endings a server or a desktop would run, when a second ending hides them ("shell.php.jpg").
ACTING = re.compile(
    r"(?i)\.(?=(?:php\d?|phtml?|pht|phar|exe|com|bat|cmd|scr|pif|cpl|dll|msi|jar|jse?|vbe?|vbs|wsf|ps1|sh|py"
    r"|pl|cgi|jspx?|aspx?|hta|html?|xhtml|svgz?|xml|mht|lnk|url|iso|img|app|dmg|apk|reg)(?:\.|$))"
)


def safe_name(name: str) -> str:
    """A name that can be shown and saved anywhere: no path, no control or direction marks, 100 characters."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    name = "".join(c for c in name if unicodedata.category(c)[0] != "C")
    name = shield.readable(shield.mask(name).text)
    name = re.sub(r'[<>:"|?*%;]+', "_", name).strip(" .") or "file"
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    stem = DEVICES.sub(r"_\1", ACTING.sub("_", stem))
    return _short(stem) + (f".{ending[:9]}" if dot else "")


def ending_of(name: str) -> str:
    """`.png` of `shot.PNG`, empty for a name without one."""
    _stem, dot, ending = name.rpartition(".")
    return f".{ending.lower()}" if dot else ""


def with_ending(name: str, ending: str) -> str:
    """The same name with the ending its content has."""
    stem, dot, _old = name.rpartition(".")
    return f"{stem if dot else name}{ending}"


def _short(stem: str) -> str:
    """Cut to LONGEST_STEM characters and LONGEST_BYTES bytes, never within a character."""
    return stem[:LONGEST_STEM].encode()[:LONGEST_BYTES].decode(errors="ignore")
