"""Typed questions: how each kind is asked, and how its answer is read.

A topic's field is data (models.TopicField); here is what its kind means. `asked` gives the form's control,
`read` turns what was typed into a canonical value, or says what is wrong and how to mend it; form.Typed is a
form with a topic's questions.
"""

from tickets.fields.asked import asked
from tickets.fields.reading import Around, Read, read

__all__ = ["Around", "Read", "asked", "read"]
