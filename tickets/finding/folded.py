"""Names as people type them in a hurry: `name__folded__contains`, in any case, with or without accents.

The function is the house's own and immutable, so that an index may hold what it answers: a million names.
"""

from django.db.models import CharField, TextField, Transform


class Folded(Transform):
    """`tickets_folded(text)`: lower case without accents; "İbrahim" is "ibrahim", "Müller" is "muller"."""

    lookup_name, function, bilateral = "folded", "tickets_folded", True


for field in (CharField, TextField):
    field.register_lookup(Folded)
