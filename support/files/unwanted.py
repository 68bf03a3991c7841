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
PICTURES = (
    *(".avif", ".bmp", ".cr2", ".cr3", ".dng", ".arw", ".nef", ".raw", ".tif", ".tiff", ".jxl", ".jp2"),
    *(".ico", ".psd"),
)
FILMS = (".avi", ".mkv", ".wmv", ".flv", ".f4v", ".mpg", ".mpeg", ".mts", ".m2ts", ".ts", ".ogv", ".vob")
SOUNDS = (".mp3", ".m4a", ".wav", ".ogg", ".opus", ".oga", ".aac", ".amr", ".flac", ".wma", ".caf")
PROGRAMS = (
    *(".exe", ".msi", ".com", ".bat", ".cmd", ".scr", ".ps1", ".vbs", ".js", ".jar", ".sh", ".py", ".app"),
    *(".dmg", ".pkg", ".apk", ".ipa", ".deb", ".rpm", ".lnk"),
)
ADVICE: dict[str, Callable[[str], FileRefused]] = {
    ".har": refusals.traffic,
    **dict.fromkeys(KEYS, refusals.key),
    **dict.fromkeys(ARCHIVES, refusals.archive),
    **dict.fromkeys(DOCUMENTS, refusals.document),
    **dict.fromkeys(PICTURES, refusals.picture),
    **dict.fromkeys(FILMS, refusals.film),
    **dict.fromkeys(SOUNDS, refusals.sound),
    **dict.fromkeys(PROGRAMS, refusals.program),
}
