"""The admin: admins alone; and what not even they may do there."""

from tests.permissions.table import WHO, Row

# A line a kind of row: what may be done by hand. What is missing happens by actions, or never.
KINDS = """
people_customer              add change delete
people_tier                  add change         # a tier that any version names stays
people_user                  add change delete
people_agent                 add change delete
people_team                  add change delete
people_apikey                add change delete
people_fallback              add change delete
people_skill                 add change delete
people_accountlock           # what the exchange signed
audit_entry                  # the book
noticeboard_notice           add change delete
noticeboard_officialaccount  add change delete
tickets_policy               add change
livechat_hours               add change delete
tickets_calendar             add change delete
tickets_routing              add change delete
tickets_specialists          add change delete
tickets_topic                add change delete
tickets_errorcode            add change delete
tickets_macro                add change delete
tickets_pen                  add change delete
social_delivery              # what the networks told
social_account
livechat_site                add change delete
livechat_sitekey             add change delete
search_concept               add change delete
helpcenter_category          add change delete
helpcenter_article           add change
helpcenter_translation       # written at the desk
helpcenter_snippet           add change
helpcenter_fact              add change
helpcenter_lockedterm        add change delete
helpcenter_picture           add change
helpcenter_video             add change
"""

# Of these nothing need be said: a form without a word is saved.
SILENT = {"livechat_sitekey"}

# What Root gets, by GET and by POST.
PLACES = {
    "admin:index": ("-", "200", "200"),
    "admin:app_list": ("-", "200", "200"),
    "admin:search": ("-", "200", "200"),
    "admin:login": ("-", "to", "to"),
    "admin:password_change": ("-", "200", "200"),
    "admin:password_change_done": ("-", "200", "405"),
    "admin:autocomplete": ("lookup", "200", "405"),
    "admin:tickets_policy_table": ("policy", "200", "422"),
    "admin:tickets_policy_rota": ("-", "200", "200"),
    "admin:tickets_policy_replay": ("policy", "200", "404"),
    "admin:tickets_policy_back": ("policy", "405", "to"),
    "admin:tickets_policy_versions": ("policy", "200", "200"),
    "admin:people_customer_import_tiers": ("-", "200", "422"),
    "admin:people_customer_file": ("tiers-file", "200", "to"),
    "admin:people_customer_problems": ("tiers-file", "200", "405"),
    "admin:jsi18n": ("-", "200", "405"),
    "admin:view_on_site": ("-", "404", "404"),  # no kind of row has a page of its own to go to
    "admin/(?P<url>.*)$": ("-", "404", "404"),
}


def _admins(route: str, method: str, about: str, roots: str) -> Row:
    """A row in which Root gets one thing, strangers the sign-in, and everybody else finds no such page."""
    strangers = {"anon", "gus", "key", "bare"}
    said = {who: "in" if who in strangers else "404" for who in WHO} | {"root": roots}
    return Row(route, method, about, said)


def _rows() -> list[Row]:
    found = [
        _admins(route, method, about, roots)
        for route, (about, *both) in PLACES.items()
        for method, roots in zip(("GET", "POST"), both, strict=True)
    ]
    goes = dict.fromkeys(("anon", "gus", "key", "bare"), "to")
    found += [
        Row("admin:logout", "GET", "-", {**_admins("", "", "", "405").verdicts, **goes}),
        Row("admin:logout", "POST", "-", {**_admins("", "", "", "200").verdicts, **goes}),
    ]
    for line in KINDS.strip().splitlines():
        kind, *rights = line.partition("#")[0].split()
        found += _of_kind(kind, rights)
    return found


def _of_kind(kind: str, rights: list[str]) -> list[Row]:
    may = {right: "200" if right in rights else "403" for right in ("add", "change", "delete")}
    app, model = kind.split("_")
    pages = [
        ("changelist", "-", "200", "200"),
        ("add", "-", may["add"], may["add"]),
        ("history", "row", "200", "200"),
        ("delete", "row", may["delete"], may["delete"]),
        ("change", "row", "200", "to" if kind in SILENT else may["change"]),
    ]
    found = []
    for page, about, by_get, by_post in pages:
        found.append(_admins(f"admin:{kind}_{page}", "GET", about, by_get))
        found.append(_admins(f"admin:{kind}_{page}", "POST", about, by_post))
    short = f"admin/{app}/{model}/<path:object_id>/"
    return [*found, _admins(short, "GET", "-", "to"), _admins(short, "POST", "-", "to")]


ADMIN = _rows()
