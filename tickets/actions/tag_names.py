"""What a tag is called, on every ticket at once."""

from django.db import transaction

from support.audit import book
from support.people.models import User
from tickets.actions.tagging import spelled
from tickets.models import Tag


@transaction.atomic
def rename_tag(tag: Tag, *, name: str, by: User) -> Tag:
    """Call a tag something else on every ticket; where another is called so, the two become one, returned.

    Raises MayNotTag.
    """
    name = spelled(name)
    tags = {one.name: one for one in Tag.objects.select_for_update().filter(name__in=[tag.name, name])}
    was, into = tag.name, tags.get(name)
    if was == name or was not in tags:
        return into or tag
    if into is None:
        tag.name = name
        tag.save(update_fields=["name"])
        book.record("tag.renamed", tag, by=by, before=was, after=name)
        return tag
    there = into.taggings.values("ticket")
    tag.taggings.exclude(ticket__in=there).update(tag=into)
    tag.delete()
    book.record("tag.merged", into, by=by, before=was, after=name)
    return into
