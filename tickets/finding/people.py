"""Who is meant by a name somebody typed."""

from django.db.models import Q

from support.people.models import Customer, User

MOST = 200  # people of one name


def customers_called(value: str) -> list[int]:
    """Customers by exchange id, e-mail address, name, or name on a network; their ids, at most MOST.

    Ids and addresses are known whole or not at all: by their parts, what is hidden could be guessed.
    "#12" is the one with this id, as the desk itself asks: a link must not hold what it hides.
    """
    if value.startswith("#") and value[1:].isdecimal() and len(value) < 19:
        return [int(value[1:])]
    rows, handle = Customer.objects.order_by(), value.removeprefix("@")
    ways = [
        rows.filter(Q(exchange_id__iexact=value) | Q(email__iexact=value)),
        rows.filter(name__folded__contains=value),
        rows.filter(handles__name__folded__contains=handle),
        rows.filter(handles__external_id__iexact=handle),
    ]
    return sorted({pk for way in ways for pk in way.values_list("pk", flat=True)[:MOST]})


def agents_called(value: str) -> list[int]:
    """Colleagues by the beginning of their name or address; their ids."""
    staff = User.objects.exclude(role=User.Role.CUSTOMER)
    meant = Q(name__istartswith=value) | Q(email__istartswith=value)
    return list(staff.filter(meant).values_list("pk", flat=True)[:MOST])
