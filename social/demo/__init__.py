"""Two little networks to try the desk with: /demo/networks/ takes what our clients send, /demo/social/ shows it.

Routed only when settings.DEMO. They check signatures as the real ones do, and the way in is the real webhook.
"""
