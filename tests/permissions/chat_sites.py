"""What the stage needs of the chat on foreign pages: a site and its key."""

from livechat.models import Site, SiteKey


def put_up():
    """A site with one key."""
    site = Site.objects.create(key="www", name="Meridian", origins=["https://www.meridian.example"])
    SiteKey.objects.create(site=site, kid="k1")


def things():
    """What the addresses of the chat on foreign pages ask."""
    return {"script": {"version": "v1"}, "site": {"site": "www"}}
