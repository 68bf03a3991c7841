"""What the stage needs of the help center: pictures, a film, a fact, a snippet."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from helpcenter import media, wording
from helpcenter.models import ArticleFile, Fact, Flag, LockedTerm, Revision

FORMS = {
    "writing:preview": {"body": "Words.", "language": "en"},
    "writing:text": {"title": "open", "body": "More words.", "severity": "content", "seen": "0"},
    "writing:unsent": {"body": "Half"},
}


def things():
    """What the editor's addresses ask."""
    texts = {name: Revision.objects.get(translation__article__slug=name) for name in ("open", "root-s")}
    flag = Flag.objects.create(fact=Fact.objects.get(), translation=texts["open"].translation)
    return {
        "flag": {"pk": flag.pk},
        "text": {"slug": "open", "language": "en"},
        "root-text": {"slug": "root-s", "language": "en"},
        "revision": {"pk": texts["open"].pk, "language": "en"},
        "root-revision": {"pk": texts["root-s"].pk},
        "line": {"pk": texts["open"].translation.article_id, "language": "en"},
        "root-line": {"pk": texts["root-s"].translation.article_id, "language": "en"},
    }


def body(slug):
    """The words of an article; "open" and "ours" show the picture of their name."""
    return f"Words.\n\n![A picture](picture:{slug})" if slug in ("open", "ours") else "Words."


def hang_pictures():
    """The last parts of the addresses of two pictures; the articles "open" and "ours" show them."""
    drawn, files = BytesIO(), []
    Image.new("RGB", (600, 300), "teal").save(drawn, "PNG")
    for name in ("open", "ours"):
        upload = SimpleUploadedFile("drawn.png", drawn.getvalue(), "image/png")
        picture = media.hang(name, upload)
        files.append(media.picture(picture).src.rpartition("/")[2])
    film = b"\x1a\x45\xdf\xa3\x42\x82\x84webm" + bytes(64)
    media.put_on("film", SimpleUploadedFile("film.webm", film, "video/webm"))
    wording.state("fee", value=1, unit="EUR", kind="amount")
    LockedTerm.objects.create(term="Meridian")
    wording.reword("fees", {"en": "Costs {{ fact:fee }}."})
    return files


def bring_articles(by):
    """A file of articles that was looked at and not begun."""
    return ArticleFile.objects.create(name="all.jsonl", content=b"{}", state="shown", uploaded_by=by)
