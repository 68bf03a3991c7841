"""The outside networks, one module each, the same shape method for method; no models, no views.

`event_key(payload, body)`, `parse(payload)`, `plain(text)`, `split(text, public=…)`, and `Client(account_id)`
with `send` and `find`.
"""
