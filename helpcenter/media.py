"""Pictures and films: hung up by editors, their addresses change whenever the content does."""

import hashlib
import re
from dataclasses import dataclass

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from helpcenter import quotes
from helpcenter.models import Picture, Video
from support.files import FileRefused, check, refusals
from support.files.widths import as_kept, in_widths

WIDTHS = [480, 800, 1280]
SUFFIXES = {"video/mp4": "mp4", "video/webm": "webm"}
PICTURE_FILE = re.compile(r"(?P<digest>[0-9a-f]{16})-(?P<width>\d{1,5})\.webp")
VIDEO_FILE = re.compile(r"(?P<digest>[0-9a-f]{16})\.(?P<ending>mp4|webm|(?P<code>[a-z-]{2,10})\.vtt)")
NAMES = dict(settings.LANGUAGES)


@dataclass(frozen=True)
class Shown:
    """A file to be served: where it lies, or its words."""

    content_type: str
    path: str = ""
    words: str = ""


@dataclass(frozen=True)
class Painted:
    """A picture painted anew, none of it stored yet: a PNG to keep, and (width, height, WebP) to be shown."""

    original: bytes
    made: list[tuple[int, int, bytes]]

    @property
    def digest(self) -> str:
        """Of the content; the same picture always has the same."""
        return hashlib.sha256(self.original).hexdigest()[:16]


def hang(name: str, upload: UploadedFile, *, about: str = "") -> Picture:
    """Keep a picture, painted anew in a few widths. Raises FileRefused for what is no picture."""
    painted = paint(upload)
    store(name, painted)
    return enter(name, painted, about=about)


def paint(upload: UploadedFile) -> Painted:
    """Look into a picture and paint it anew; nothing is kept. Raises FileRefused for what is none."""
    checked = check(upload)
    if not checked.content_type.startswith("image/"):
        raise FileRefused(_("%(name)s is no picture.") % {"name": checked.name})
    original = as_kept(checked.content.read(), WIDTHS[-1])
    try:
        return Painted(original, in_widths(original, WIDTHS))
    except ValueError as too_tall:  # WebP ends at 16,383 pixels
        raise refusals.too_many_pixels(checked.name) from too_tall


def store(name: str, painted: Painted) -> None:
    """Put its files away; nobody sees them before its row is there (`enter`)."""
    _keep(_original_path(name, painted.digest), painted.original)
    for width, _height, raw in painted.made:
        _keep(_picture_path(name, painted.digest, width), raw)


def enter(name: str, painted: Painted, *, about: str = "") -> Picture:
    """Its row, in place of the one that was called so."""
    width, height, _raw = painted.made[-1]
    said = {"digest": painted.digest, "width": width, "height": height, "about": about}
    said["widths"] = [width for width, _, _ in painted.made]
    picture, _made = Picture.objects.update_or_create(name=name, defaults=said)
    return picture


def original(row: Picture) -> tuple[str, bytes] | None:
    """Its ending and bytes as they leave the house; of one from before originals were kept, the widest."""
    for path in (_original_path(row.name, row.digest), _picture_path(row.name, row.digest, row.widths[-1])):
        if default_storage.exists(path):
            with default_storage.open(path) as file:
                return path.rpartition(".")[2], file.read()
    return None


@transaction.atomic
def put_on(name: str, upload: UploadedFile | None, **said: object) -> Video:
    """Keep a film, or what is said of it. Raises FileRefused for anything but MP4 and WebM."""
    if upload is not None:
        checked = check(upload)
        if checked.content_type not in SUFFIXES:
            raise FileRefused(_("%(name)s is neither MP4 nor WebM.") % {"name": checked.name})
        said |= {"digest": checked.sha256[:16], "content_type": checked.content_type}
        _keep(_video_path(name, checked.sha256[:16], checked.content_type), checked.content.read())
    video, _made = Video.objects.update_or_create(name=name, defaults=said)
    return video


def picture(row: Picture) -> quotes.Picture:
    """A picture as a page shows it."""
    addresses = {width: _address(row.name, f"{row.digest}-{width}.webp") for width in row.widths}
    srcset = ", ".join(f"{address} {width}w" for width, address in addresses.items())
    return quotes.Picture(addresses[row.widths[-1]], srcset, row.width, row.height)


def video(row: Video) -> quotes.Video:
    """A film as a page shows it."""
    tracks = tuple(
        (code, NAMES.get(code, code), _address(row.name, f"{row.digest}.{code}.vtt"))
        for code, words in row.captions.items()
        if words
    )
    poster = picture(row.poster).src if row.poster else ""
    source = _address(row.name, f"{row.digest}.{SUFFIXES[row.content_type]}")
    return quotes.Video(source, row.content_type, poster, row.width, row.height, tracks)


def file_of(row: Picture | Video, file: str) -> Shown | None:
    """The file behind the last part of an address; None for what is none of this picture or film."""
    if isinstance(row, Picture):
        found = PICTURE_FILE.fullmatch(file)
        if found and found["digest"] == row.digest and int(found["width"]) in row.widths:
            return Shown("image/webp", _picture_path(row.name, row.digest, int(found["width"])))
        return None
    found = VIDEO_FILE.fullmatch(file)
    if not found or found["digest"] != row.digest:
        return None
    if code := found["code"]:
        return Shown("text/vtt", words=row.captions[code]) if row.captions.get(code) else None
    return Shown(row.content_type, _video_path(row.name, row.digest, row.content_type))


def _address(name: str, file: str) -> str:
    return reverse("helpcenter:media", args=[name, file])


def _picture_path(name: str, digest: str, width: int) -> str:
    return f"help/{name}/{digest}-{width}.webp"


def _original_path(name: str, digest: str) -> str:
    return f"help/{name}/{digest}.png"


def _video_path(name: str, digest: str, content_type: str) -> str:
    return f"help/{name}/{digest}.{SUFFIXES[content_type]}"


def _keep(path: str, raw: bytes) -> None:
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(raw))
