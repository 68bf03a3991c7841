"""Live lines of the editor: who else has a text open. They only translate."""

from typing import Any

from django.conf import settings

from helpcenter.models import Article
from support import realtime
from support.live import NOT_ALLOWED, NOT_FOUND, NOT_SIGNED_IN, LiveConsumer
from support.people.models import User


class WritingConsumer(LiveConsumer):
    """One text in one language: its editors see each other's names, and nothing of what they type."""

    user: User
    group: str = ""

    def connect(self) -> None:
        """Open for agents, to articles that are for them."""
        self.user = user = self.scope["user"]
        if not user.is_authenticated or not user.is_staff:
            self.refuse(NOT_ALLOWED if user.is_authenticated else NOT_SIGNED_IN)
            return
        asked = self.scope["url_route"]["kwargs"]
        is_there = Article.objects.visible_to(user).filter(pk=asked["pk"]).exists()
        if not is_there or asked["language"] not in dict(settings.LANGUAGES):
            self.refuse(NOT_FOUND)
            return
        self.accept()
        self.group = realtime.writing_group(asked["pk"], asked["language"])
        self.join(self.group)

    def disconnect(self, code: int) -> None:
        """The others see that this screen left."""
        self._say(on=False)

    def understand(self, frame: dict[str, Any]) -> None:
        """here."""
        match frame:
            case {"here": "new" | "still" as word}:
                self._say(on=True, is_new=word == "new")
            case _:
                self.tell(error="not understood")

    def _say(self, *, on: bool, is_new: bool = False) -> None:
        if self.group:
            realtime.push(self.group, "here", by=self.user.pk, name=str(self.user), on=on, is_new=is_new)
