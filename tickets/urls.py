"""The customers' addresses."""

from django.urls import path, register_converter

from tickets.views import drafts, files, filing, guest, mine, thread


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
    path("desk/<slug:slug>/", filing.desk, name="desk"),
    path("open/<str:token>/", guest.open_by_link, name="open"),
    path("drafts/<str:form>/", drafts.unsent_texts, name="drafts"),
    path("drafts/<str:form>/<str:key>/", drafts.unsent_text, name="draft"),
    path("files/<int:pk>/", files.download, name="file"),
    path("<reference:reference>/", thread.show, name="show"),
    path("<reference:reference>/reply/", thread.reply, name="reply"),
    path("<reference:reference>/solved/", thread.solve, name="solve"),
    path("<reference:reference>/after/<int:seq>/", thread.after, name="after"),
]
