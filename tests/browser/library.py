"""A few articles to read and to write at: what the stories of the help center begin with."""

import shutil
from io import BytesIO
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from PIL import Image

from helpcenter import actions, media, wording
from helpcenter.management.commands.load_articles import CONTENT
from helpcenter.models import Translation
from tests.browser.conftest import backstage

EVERY_BLOCK = """Begin here.

## Add the key {#add}

::: for ios
1. **Open.** Settings on the iPhone.
2. **Tap.** Keys.
:::
::: for android
1. **Open.** Settings on the Android phone.
2. **Tap.** Keys.
:::

> [!warning]
> Nobody from us asks for your key.

![The button stands below the list](picture:button)

## What it costs {#costs}

{{ snippet:fees }}

```
GET /v1/keys?address=0x52908400098527886E0F7030069857D2E4169EE752908400098527886E0F7030069857D2
```

## Questions {#questions}

::: faq May I use two keys?
Yes, two are better than one.
:::
"""


def picture(name: str = "button") -> None:
    """A picture of ours."""
    drawn = BytesIO()
    Image.new("RGB", (1200, 600), "teal").save(drawn, "PNG")
    media.hang(name, SimpleUploadedFile(f"{name}.png", drawn.getvalue(), "image/png"))


def quoted() -> None:
    """A fee, and the table that quotes it."""
    wording.state("fee", value="0.0005", unit="BTC", kind="amount")
    wording.reword("fees", {"en": "| Coin | Fee |\n|---|---:|\n| Bitcoin | {{ fact:fee }} |"})


def text(
    slug: str, title: str, body: str, *, language: str = "en", kind: str = "how-to", **facts: object
) -> Translation:
    """An article that is out, on the shelf of keys."""
    with backstage():
        shelf = actions.shelve("keys", names={"en": "Keys", "de": "Schlüssel"})
        article = actions.open_article(slug, **{"category": shelf, "kind": kind} | facts)
        said = {"title": title, "summary": "In a minute.", "body": body}
        return actions.publish(actions.revise(article, language, **said).translation)


def ours(folder: Path, *slugs: str) -> None:
    """Some of the demo's own articles, in all their languages, with everything they quote."""
    for name in ("categories.json", "quoted.json"):
        shutil.copy(CONTENT / name, folder)
    for slug in ("media", *slugs):
        shutil.copytree(CONTENT / slug, folder / slug)
    with backstage():
        call_command("load_articles", str(folder), verbosity=0)
