"""Machines: the API by key and scope, the networks by signature, and what anybody may ask."""

from tests.permissions.table import rows

MACHINES = rows("""
# route           method about     anon carl cleo gus  ada  ben  sam  root key  bare

# A sign-in opens nothing here, whoever it is.
api-customer      GET    customer  401  401  401  401  401  401  401  401  405  403
api-customer      POST   customer  401  401  401  401  401  401  401  401  405  403
api-customer      PUT    customer  401  401  401  401  401  401  401  401  200  403
api-customer      PATCH  customer  401  401  401  401  401  401  401  401  405  403
api-customer      DELETE customer  401  401  401  401  401  401  401  401  405  403
api-tickets       GET    -         401  401  401  401  401  401  401  401  200  403
api-tickets       POST   -         401  401  401  401  401  401  401  401  201  403
api-tickets       PUT    -         401  401  401  401  401  401  401  401  405  403
api-tickets       PATCH  -         401  401  401  401  401  401  401  401  405  403
api-tickets       DELETE -         401  401  401  401  401  401  401  401  405  403
api-ticket        GET    ticket    401  401  401  401  401  401  401  401  200  403
api-ticket        POST   ticket    401  401  401  401  401  401  401  401  405  403
api-ticket        PUT    ticket    401  401  401  401  401  401  401  401  405  403
api-ticket        PATCH  ticket    401  401  401  401  401  401  401  401  405  403
api-ticket        DELETE ticket    401  401  401  401  401  401  401  401  405  403
api-messages      GET    ticket    401  401  401  401  401  401  401  401  405  403
api-messages      POST   ticket    401  401  401  401  401  401  401  401  201  403
api-messages      PUT    ticket    401  401  401  401  401  401  401  401  405  403
api-messages      PATCH  ticket    401  401  401  401  401  401  401  401  405  403
api-messages      DELETE ticket    401  401  401  401  401  401  401  401  405  403
api-replies       GET    ticket    401  401  401  401  401  401  401  401  405  403
api-replies       POST   ticket    401  401  401  401  401  401  401  401  201  403
api-replies       PUT    ticket    401  401  401  401  401  401  401  401  405  403
api-replies       PATCH  ticket    401  401  401  401  401  401  401  401  405  403
api-replies       DELETE ticket    401  401  401  401  401  401  401  401  405  403
api-chat-code     GET    chat      401  401  401  401  401  401  401  401  200  403
api-chat-code     POST   chat      401  401  401  401  401  401  401  401  405  403
api-chat-code     PUT    chat      401  401  401  401  401  401  401  401  405  403
api-chat-code     PATCH  chat      401  401  401  401  401  401  401  401  405  403
api-chat-code     DELETE chat      401  401  401  401  401  401  401  401  405  403
api-articles      GET    question  401  401  401  401  401  401  401  401  200  403
api-articles      POST   -         401  401  401  401  401  401  401  401  405  403
api-articles      PUT    -         401  401  401  401  401  401  401  401  405  403
api-articles      PATCH  -         401  401  401  401  401  401  401  401  405  403
api-articles      DELETE -         401  401  401  401  401  401  401  401  405  403
api-topics        GET    -         401  401  401  401  401  401  401  401  200  403
api-topics        POST   -         401  401  401  401  401  401  401  401  405  403
api-topics        PUT    -         401  401  401  401  401  401  401  401  405  403
api-topics        PATCH  -         401  401  401  401  401  401  401  401  405  403
api-topics        DELETE -         401  401  401  401  401  401  401  401  405  403
api-root          GET    -         to
api-root          POST   -         405
api-root          PUT    -         405
api-root          PATCH  -         405
api-root          DELETE -         405
schema            GET    -         200
schema            POST   -         405
api-docs          GET    -         200
api-docs          POST   -         405

# Who signed decides, not who asks.
mail-hook         GET    -         405
mail-hook         POST   signed    200
mail-hook         POST   -         403
social:x          GET    crc       200
social:x          GET    -         400
social:x          POST   signed    200
social:x          POST   -         403
social:facebook   GET    verify    200
social:facebook   GET    -         403
social:facebook   POST   signed    200
social:facebook   POST   -         403

exchange-hook     GET    -         403
exchange-hook     POST   signed    200
exchange-hook     POST   -         403

healthz           GET    -         200
healthz           POST   -         405

# Only where DEMO is on. The demo networks ask for our own signature; tests/social/test_demo.py signs.
demo_mail         GET    -         200
demo_mail         POST   -         405
demo_letter       GET    mail      200
demo_letter       POST   mail      405
demo_facts  GET  -  403
demo_facts  POST -  405
demo_exchange     GET    -         405
demo_exchange     POST   -         403
demo_social       GET    -         200
demo_social       POST   -         to
demo_x            GET    -         401
demo_x            POST   -         401
demo_graph        GET    -         401
demo_graph        POST   -         401
""")
