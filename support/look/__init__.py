"""What every page is made of: the line, its words, icons, names of severities, masked text.

A page begins with `{% load i18n look %}` and stands on `base.html` (customers) or `desk.html` (agents).
Then: `{% icon "chat" %}`, `{% severity 2 %}`, `{% tier ticket.customer.tier %}`, `{% line promise %}`,
`{% range_line low=… mid=… high=… label=… %}`, `{% when message.created_at %}`, `{{ body|masked_text }}`,
`{{ seconds|duration }}`, and the small includes in `templates/components/`.
A promise is made in the view: `support.look.promise.promise(target=…, waited=…, paused=…, answered=…)`.
Everything here is pure: it reads settings and its arguments, never a row.
"""
