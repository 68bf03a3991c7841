"""The agents' desk: strangers are sent to the sign-in, customers find no such page, other teams no ticket."""

from tests.permissions.table import rows

DESK = rows("""
# route            method about     anon carl cleo gus  ada  ben  sam  root key  bare

desk:home          GET    -         in   404  404  in   200  200  200  200  in   in
desk:home          POST   -         in   404  404  in   405  405  405  405  in   in
desk:next          GET    -         in   404  404  in   405  405  405  405  in   in
desk:next          POST   -         in   404  404  in   to   to   to   to   in   in
desk:queue         GET    -         in   404  404  in   200  200  200  200  in   in
desk:queue         POST   -         in   404  404  in   405  405  405  405  in   in
desk:availability  GET    -         in   404  404  in   405  405  405  405  in   in
desk:availability  POST   -         in   404  404  in   to   to   to   422  in   in

desk:wall          GET    -         in   404  404  in   404  404  200  200  in   in
desk:wall          POST   -         in   404  404  in   404  404  405  405  in   in
desk:rebalance     GET    -         in   404  404  in   404  404  405  405  in   in
desk:rebalance     POST   -         in   404  404  in   404  404  to   to   in   in
desk:relieve       GET    agent     in   404  404  in   404  404  405  405  in   in
desk:relieve       POST   agent     in   404  404  in   404  404  to   to   in   in
desk:force         GET    ticket    in   404  404  in   404  404  405  405  in   in
desk:force         POST   ticket    in   404  404  in   404  404  to   to   in   in

desk:ticket        GET    ticket    in   404  404  in   200  404  200  200  in   in
desk:ticket        POST   ticket    in   404  404  in   405  405  405  405  in   in
desk:decisions     GET    ticket    in   404  404  in   200  404  200  200  in   in
desk:decisions     POST   ticket    in   404  404  in   405  405  405  405  in   in
desk:head          GET    ticket    in   404  404  in   200  404  200  200  in   in
desk:head          POST   ticket    in   404  404  in   405  405  405  405  in   in
desk:after         GET    ticket    in   404  404  in   200  404  200  200  in   in
desk:after         POST   ticket    in   404  404  in   405  405  405  405  in   in
desk:before        GET    ticket    in   404  404  in   200  404  200  200  in   in
desk:before        POST   ticket    in   404  404  in   405  405  405  405  in   in
desk:said          GET    said      in   404  404  in   200  404  200  200  in   in
desk:said          POST   said      in   404  404  in   405  405  405  405  in   in
desk:attachment    GET    file      in   404  404  in   200  404  200  200  in   in
desk:attachment    GET    note-file in   404  404  in   200  404  200  200  in   in
# An identity document opens for members of teams that check them; a file being scanned for nobody.
desk:attachment    GET    identity  in   404  404  in   200  404  404  404  in   in
desk:attachment    GET    scanning  in   404  404  in   404  404  404  404  in   in
desk:attachment    POST   file      in   404  404  in   405  405  405  405  in   in

desk:notices       GET    -         in   404  404  in   200  200  200  200  in   in
desk:notices       POST   -         in   404  404  in   405  405  405  405  in   in
desk:notices-count GET    -         in   404  404  in   200  200  200  200  in   in
desk:notices-count POST   -         in   404  404  in   405  405  405  405  in   in
desk:notices-read  GET    -         in   404  404  in   405  405  405  405  in   in
desk:notices-read  POST   -         in   404  404  in   to   to   to   to   in   in
desk:notices-at    GET    ticket    in   404  404  in   to   404  to   to   in   in
desk:notices-at    POST   ticket    in   404  404  in   405  405  405  405  in   in
desk:mute          GET    ticket    in   404  404  in   405  405  405  405  in   in
desk:mute          POST   ticket    in   404  404  in   to   404  to   to   in   in
desk:wishes        GET    -         in   404  404  in   200  200  200  200  in   in
desk:wishes        POST   -         in   404  404  in   422  422  422  422  in   in
# No key is set on this stage: nobody can agree to what is not configured.
desk:devices       GET    -         in   404  404  in   405  405  405  405  in   in
desk:devices       POST   -         in   404  404  in   409  409  409  409  in   in
desk:device-forget GET    -         in   404  404  in   405  405  405  405  in   in
desk:device-forget POST   -         in   404  404  in   to   to   to   to   in   in
desk:reply         GET    ticket    in   404  404  in   405  405  405  405  in   in
desk:reply         POST   ticket    in   404  404  in   to   404  to   to   in   in
desk:note          GET    ticket    in   404  404  in   405  405  405  405  in   in
desk:note          POST   ticket    in   404  404  in   to   404  to   to   in   in
desk:claim         GET    ticket    in   404  404  in   405  405  405  405  in   in
desk:claim         POST   ticket    in   404  404  in   to   404  409  409  in   in
desk:claim         POST   waiting   in   404  404  in   to   404  to   to   in   in
desk:assign        GET    ticket    in   404  404  in   405  405  405  405  in   in
desk:assign        POST   ticket    in   404  404  in   to   404  to   to   in   in
desk:resolve       GET    ticket    in   404  404  in   405  405  405  405  in   in
desk:resolve       POST   ticket    in   404  404  in   to   404  to   to   in   in
desk:reopen        GET    ticket    in   404  404  in   405  405  405  405  in   in
desk:reopen        POST   ticket    in   404  404  in   to   404  to   to   in   in
desk:severity      GET    ticket    in   404  404  in   405  405  405  405  in   in
desk:severity      POST   ticket    in   404  404  in   to   404  to   to   in   in
desk:refile        GET    ticket    in   404  404  in   200  404  200  200  in   in
desk:refile        POST   ticket    in   404  404  in   to   404  to   to   in   in

# Reports are for who sees every team.
reports:home            GET  -      in   404  404  in   404  404  to   to   in   in
reports:home            POST -      in   404  404  in   404  404  405  405  in   in
reports:fairness        GET  -      in   404  404  in   404  404  200  200  in   in
reports:fairness        POST -      in   404  404  in   404  404  405  405  in   in
reports:fairness_sheet  GET  -      in   404  404  in   404  404  200  200  in   in
reports:fairness_sheet  POST -      in   404  404  in   404  404  405  405  in   in
reports:decisions       GET  -      in   404  404  in   404  404  200  200  in   in
reports:decisions       POST -      in   404  404  in   404  404  405  405  in   in
reports:decisions_sheet GET  -      in   404  404  in   404  404  200  200  in   in
reports:decisions_sheet POST -      in   404  404  in   404  404  405  405  in   in
desk:escalate      GET    ticket    in   404  404  in   200  404  200  200  in   in
desk:escalate      POST   ticket    in   404  404  in   422  404  422  422  in   in
desk:complexity    GET    ticket    in   404  404  in   405  405  405  405  in   in
desk:complexity    POST   ticket    in   404  404  in   to   404  to   to   in   in
desk:promise       GET    ticket    in   404  404  in   405  405  405  405  in   in
desk:promise       POST   ticket    in   404  404  in   to   404  to   to   in   in
desk:spare         GET    asked     in   404  404  in   405  405  405  405  in   in
desk:spare         POST   asked     in   404  404  in   to   404  to   to   in   in
desk:asides        GET    ticket    in   404  404  in   200  404  200  200  in   in
desk:asides        POST   ticket    in   404  404  in   405  405  405  405  in   in
desk:ask           GET    ticket    in   404  404  in   200  404  200  200  in   in
desk:ask           POST   ticket    in   404  404  in   to   404  to   to   in   in
# Ben is asked: he sees the question, and still not the ticket.
desk:aside         GET    aside     in   404  404  in   200  200  200  200  in   in
desk:aside         POST   aside     in   404  404  in   405  405  405  405  in   in
desk:aside-say     GET    aside     in   404  404  in   405  405  405  405  in   in
desk:aside-say     POST   aside     in   404  404  in   to   to   to   to   in   in
desk:aside-end     GET    aside     in   404  404  in   405  405  405  405  in   in
desk:aside-end     POST   aside     in   404  404  in   to   to   to   to   in   in
desk:merge         GET    ticket    in   404  404  in   200  404  200  200  in   in
desk:merge         POST   ticket    in   404  404  in   to   404  to   to   in   in
desk:unmerge       GET    merged    in   404  404  in   405  405  405  405  in   in
desk:unmerge       POST   merged    in   404  404  in   to   404  to   to   in   in
desk:part          GET    whole     in   404  404  in   200  404  200  200  in   in
desk:part          POST   whole     in   404  404  in   405  405  405  405  in   in
""")
