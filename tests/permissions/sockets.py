"""The live lines: `open`, or the code they are closed with, which is said after the handshake."""

from tests.permissions.table import Row, rows

SOCKETS: list[Row] = rows("""
# line                        -      about   anon carl cleo gus  ada  ben  sam  root key  bare

ws/desk/                      LINE   -       4401 4403 4403 4401 open open open open 4401 4401
ws/tickets/                   LINE   -       4401 open open open 4403 4403 4403 4403 4401 4401
ws/tickets/<str:reference>/   LINE   ticket  4404 open 4404 4404 open 4404 open open 4404 4404
ws/tickets/<str:reference>/   LINE   chat    4404 open 4404 4404 open 4404 open open 4404 4404
ws/tickets/<str:reference>/   LINE   guest   4404 4404 4404 open open 4404 open open 4404 4404
ws/help/<int:pk>/<str:language>/ LINE line   4401 4403 4403 4401 open open open open 4401 4401
ws/help/<int:pk>/<str:language>/ LINE root-line 4401 4403 4403 4401 4404 4404 4404 open 4401 4401
ws/chat/                      LINE   -       4403 open 4403 4403 4403 4403 4403 4403 4403 4403
*                             LINE   -       4404
""")
