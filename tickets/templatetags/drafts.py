"""Words of drafts that a page's script puts together; `{% load drafts %}`."""

import json

from django import template
from django.utils.translation import ngettext

from tickets.drafts.keeping import MOST

register = template.Library()


@register.simple_tag
def unsent_texts() -> str:
    """How one says that there are 1, 2, … unsent texts, as a JSON list: scripts know no plurals.

    A browser and the house may each know some, so there are twice as many.
    """
    said = [
        ngettext("You have an unsent text", "You have %(count)d unsent texts", count) % {"count": count}
        for count in range(1, 2 * MOST + 1)
    ]
    return json.dumps(said, ensure_ascii=False)
