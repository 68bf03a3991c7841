"""The customers' addresses."""

from django.urls import path, register_converter

from tickets.views import (
    drafts,
    export,
    files,
    filing,
    guest,
    lock,
    mine,
    rating,
    things,
    thread,
    uploads,
)


class Reference:
    """MER- and seven letters or digits, in either case."""

    regex = "[Mm][Ee][Rr]-[0-9A-Za-z]{7}"

    def to_python(self, value: str) -> str:
        """References are kept in capitals."""
        return value.upper()

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


register_converter(Reference, "reference")

app_name = "tickets"
urlpatterns = [
    path("", mine.mine, name="mine"),
    path("new/", filing.new, name="new"),
    path("new/advice/", filing.advice, name="advice"),
    path("desk/<slug:slug>/", filing.desk, name="desk"),
    path("open/<str:token>/", guest.open_by_link, name="open"),
    path("drafts/<str:form>/", drafts.unsent_texts, name="drafts"),
    path("drafts/<str:form>/<str:key>/", drafts.unsent_text, name="draft"),
    path("lock/", lock.page, name="lock"),
    path("lock/letter/", lock.ask_letter, name="lock_letter"),
    path("lock/undo/", lock.ask_undo, name="unlock"),
    path("lock/now/<str:token>/", lock.by_letter, name="lock_by_letter"),
    path("lock/stay/<str:token>/", lock.stay, name="stay_locked"),
    path("files/<uuid:key>/", files.download, name="file"),
    path("files/<uuid:key>/line/", files.line, name="file-line"),
    path("uploads/", uploads.begin, name="uploads"),
    path("uploads/<str:token>/", uploads.one, name="upload"),
    path("rate/<str:token>/", rating.rate_by_link, name="rate-by-link"),
    path("export/<slug:form>/", export.everything, name="export-all"),
    path("<reference:reference>/", thread.show, name="show"),
    path("<reference:reference>/reply/", thread.reply, name="reply"),
    path("<reference:reference>/solved/", thread.solve, name="solve"),
    path("<reference:reference>/wanted/<int:pk>/", things.answer, name="thing"),
    path("<reference:reference>/rate/", rating.rate, name="rate"),
    path("<reference:reference>/export/<slug:form>/", export.ticket, name="export"),
    path("<reference:reference>/link/", guest.mail_link, name="link"),
    path("<reference:reference>/after/<int:seq>/", thread.after, name="after"),
]
