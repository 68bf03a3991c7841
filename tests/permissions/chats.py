"""The agents' board of chats, and who may keep somebody out."""

from tests.permissions.table import rows

CHATS = rows("""
# route            method about     anon carl cleo gus  ada  ben  sam  root key  bare

board:board        GET    -         in   404  404  in   200  200  200  200  in   in
board:board        POST   -         in   404  404  in   405  405  405  405  in   in
board:take         GET    -         in   404  404  in   405  405  405  405  in   in
board:take         POST   -         in   404  404  in   to   to   to   to   in   in
board:chat         GET    ticket    in   404  404  in   200  404  200  200  in   in
board:chat         POST   ticket    in   404  404  in   405  405  405  405  in   in
board:block        GET    ticket    in   404  404  in   200  404  200  200  in   in
board:block        POST   ticket    in   404  404  in   to   404  to   to   in   in
board:blocks       GET    -         in   404  404  in   404  404  200  200  in   in
board:blocks       POST   -         in   404  404  in   404  404  405  405  in   in
board:lift         GET    block     in   404  404  in   404  404  405  405  in   in
board:lift         POST   block     in   404  404  in   404  404  to   to   in   in

desk:invite        GET    ticket    in   404  404  in   405  405  405  405  in   in
desk:invite        POST   ticket    in   404  404  in   422  404  422  422  in   in
desk:see-off       GET    invited   in   404  404  in   405  405  405  405  in   in
desk:see-off       POST   invited   in   404  404  in   to   404  to   to   in   in
""")
