"""Parts of pages that say the same to everybody; `{% load lasting %}`."""

from django import template
from django.template.base import NodeList, Parser, Token
from django.utils.translation import get_language

register = template.Library()


@register.tag
def lasting(parser: Parser, token: Token) -> "Lasting":
    """`{% lasting %}…{% endlasting %}` around words, icons and buttons without a variable."""
    nodes = parser.parse(("endlasting",))
    parser.delete_first_token()
    return Lasting(nodes)


class Lasting(template.Node):
    """What stands between the tags, drawn once in each language; it is given no variable of the page."""

    def __init__(self, nodes: NodeList) -> None:
        self.nodes = nodes
        self.drawn: dict[str | None, str] = {}

    def render(self, context: template.Context) -> str:
        """The part in the reader's language, kept or new."""
        language = get_language()
        if (known := self.drawn.get(language)) is None:
            known = self.drawn[language] = self.nodes.render(context.new())
        return known
