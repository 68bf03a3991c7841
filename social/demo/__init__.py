"""Two little networks to try the desk with: /demo/networks/ takes what we send, /demo/social/ shows it.

Routed only when settings.DEMO. They check signatures as the real ones do; the way in is the real webhook.
"""
