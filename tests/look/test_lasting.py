"""What says the same to everybody is drawn once in each language, and knows nobody."""

from django.template import Context, Template
from django.utils import translation

PART = Template("{% load i18n lasting %}{{ name }}: {% lasting %}{% translate 'Close' %}{% endlasting %}")
NOSY = Template("{% load lasting %}{% lasting %}{% if name %}{{ name }}{% endif %}{% endlasting %}")


def drawn(template, language, **facts):
    with translation.override(language):
        return template.render(Context(facts))


def test_each_reader_gets_it_in_their_language_and_the_rest_anew():
    assert [drawn(PART, code, name="Carl") for code in ("en", "de", "en")] == [
        "Carl: Close",
        "Carl: Schließen",
        "Carl: Close",
    ]
    assert drawn(PART, "de", name="Cleo") == "Cleo: Schließen"


def test_nothing_of_a_page_gets_into_what_others_are_shown():
    assert drawn(NOSY, "en", name="Carl") == ""
    assert drawn(NOSY, "en", name="Cleo") == ""
