"""Pictures that a folder brings: looked into like every upload, and never hung over another one unasked."""

from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _

from helpcenter import media
from helpcenter.exchange.manuscripts import Figure
from helpcenter.models import Picture
from helpcenter.models.snippet import quotable
from support.files import FileRefused
from support.people.models import User


class Hanging:
    """The pictures of one delivery. Their rows stand at once, their files only when all is well (`keep`)."""

    def __init__(self, told: list[str], *, by: User | None) -> None:
        self.told, self.by = told, by
        self.waiting: list[tuple[str, media.Painted]] = []

    def take(self, one: Figure) -> None:
        """Hang it, unless it hangs already. Raises ValidationError for a bad name and for what is no picture.

        Where another one is called so, a person's file leaves it there, and the command line, with nobody to
        ask, puts this one in its place; either is told.
        """
        quotable(one.name)
        standing = Picture.objects.select_for_update().filter(name=one.name).first()
        if standing and (kept := media.original(standing)) and kept[1] == one.raw:
            return
        try:
            painted = media.paint(SimpleUploadedFile(PurePosixPath(one.where).name, one.raw))
        except FileRefused as refused:
            raise ValidationError(str(refused)) from refused
        if standing and standing.digest == painted.digest:
            return
        if standing and self.by:
            self._tell(one, _("another picture hangs under this name and stays; give this one another name."))
            return
        if standing:
            self._tell(one, _("another picture hung under this name; this one takes its place."))
        media.enter(one.name, painted, about=one.about)
        self.waiting.append((one.name, painted))

    def keep(self) -> None:
        """Put the files away."""
        for name, painted in self.waiting:
            media.store(name, painted)

    def _tell(self, one: Figure, words: str) -> None:
        self.told.append(f"{one.where}: {words}")
