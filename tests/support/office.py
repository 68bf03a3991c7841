"""How the stories of the admin fill in its forms."""

from django.urls import reverse


def page(what, *args):
    return reverse(f"admin:{what}", args=args)


def filled(office, address, **changed):
    """The form of a page as it stands, with something changed, sent."""
    form = office.get(address).context["adminform"].form
    said = {}
    for name in form.fields:
        value = form[name].value()
        said[name] = "" if value is None else value
    for inline in office.get(address).context["inline_admin_formsets"]:
        said |= {f"{inline.formset.prefix}-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return office.post(
        address, {name: value for name, value in (said | changed).items() if value is not False}
    )
