"""What the stories of files share: a doorway with a server for uploads, files, and the page they go from."""

import io
import re

from PIL import Image
from playwright.sync_api import Locator, Page, expect

MEGABYTE = 1024 * 1024
SOME = re.compile("[1-9]")
FORM = "/tickets/new/?topic=cannot-sign-in"


def picture(name: str = "Balances.png", colour: str = "red", size: tuple[int, int] = (400, 600)) -> dict:
    """A picture of one colour, as a file to choose."""
    raw = io.BytesIO()
    Image.new("RGB", size, colour).save(raw, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": raw.getvalue()}


def video(name: str = "Film.mp4", size: int = 3 * MEGABYTE + 5) -> dict:
    """A file of several parts, each byte of which says where it stands."""
    raw = bytes(at % 251 for at in range(1000)) * (size // 1000 + 1)
    return {"name": name, "mimeType": "video/mp4", "buffer": raw[:size]}


def paper(name: str = "Statement.pdf", size: int = 4000) -> dict:
    """A small file that is no picture."""
    return {"name": name, "mimeType": "application/pdf", "buffer": b"%PDF-" + b"x" * (size - 5)}


class Sender:
    """A page with the form open, behind the doorway."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        page.goto(url + FORM)
        expect(page.locator(".drop")).to_be_visible()

    def writes(self) -> None:
        self.page.get_by_label("What happened?").fill("See the files.")
        self.page.get_by_label("Your e-mail address").fill("gus@guest.example")

    def chooses(self, *files: dict) -> None:
        self.page.locator("input[type=file][name]").set_input_files(list(files))

    def sends(self) -> None:
        self.page.get_by_role("button", name="Send the ticket").click()

    def row(self, name: str) -> Locator:
        return self.page.locator(".upload").filter(has=self.page.locator("bdi", has_text=name))

    def is_in(self, name: str, state: str) -> None:
        expect(self.row(name)).to_have_attribute("data-state", state)

    @property
    def arrived(self) -> Locator:
        return self.page.get_by_text("The form has arrived")

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")
