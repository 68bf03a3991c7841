"""A browser that sends files ahead of its form, as tus 1.0.0 says."""

from base64 import b64encode

from django.test import Client

TUS = {"Tus-Resumable": "1.0.0"}


def metadata(**told):
    """`name base64` by comma."""
    return ",".join(f"{name} {b64encode(value.encode()).decode()}" for name, value in told.items())


def begin(browser: Client, name="shot.png", size=10, *, kind="screenshot", to="/tickets/uploads/", **headers):
    """The first request; its answer."""
    told = {"Upload-Length": str(size), "Upload-Metadata": metadata(filename=name, kind=kind, form="new")}
    return browser.post(
        to,
        b"",
        content_type="application/offset+octet-stream",
        headers=TUS | told | headers,
    )


def piece(browser: Client, address, content, *, at=0):
    """The next bytes; the answer."""
    headers = TUS | {"Upload-Offset": str(at)}
    return browser.patch(address, content, content_type="application/offset+octet-stream", headers=headers)


def sent(browser: Client, name, content, *, kind="screenshot", to="/tickets/uploads/"):
    """A whole file sent ahead; its token."""
    address = begin(browser, name, len(content), kind=kind, to=to)["Location"]
    assert piece(browser, address, content).status_code == 204
    return address.rstrip("/").rpartition("/")[2]


def lying(settings, folder="arriving"):
    """What lies on a shelf of the vault."""
    return [path for path in (settings.VAULT_ROOT / folder).rglob("*") if path.is_file()]
