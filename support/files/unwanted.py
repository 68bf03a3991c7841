"""Endings we refuse with advice of their own, before anybody looks inside."""

from collections.abc import Callable

from support.files import refusals
from support.files.refusals import FileRefused

KEYS = (
    ".pem",
    ".key",
    ".p8",
    ".p12",
    ".pfx",
    ".ppk",
    ".jks",
    ".keystore",
    ".kdbx",
    ".wallet",
    ".dat",
    ".gpg",
)
ARCHIVES = (".zip", ".rar", ".7z", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".zst", ".iso")
DOCUMENTS = (
    *(".doc", ".docx", ".docm", ".odt", ".rtf", ".xls", ".xlsx", ".xlsm", ".ods", ".ppt", ".pptx", ".pages"),
    *(".numbers", ".html", ".htm", ".xhtml", ".mht", ".mhtml", ".svg", ".svgz", ".xml"),
)
ADVICE: dict[str, Callable[[str], FileRefused]] = {
    ".har": refusals.traffic,
    **dict.fromkeys(KEYS, refusals.key),
    **dict.fromkeys(ARCHIVES, refusals.archive),
    **dict.fromkeys(DOCUMENTS, refusals.document),
}
