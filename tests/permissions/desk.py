"""The agents' desk: strangers are sent to the sign-in, customers find no such page, other teams no ticket."""

from tests.permissions.table import rows

DESK = rows("""
# route            method about     anon carl cleo gus  ada  ben  sam  root key  bare

desk:home          GET    -         in   404  404  in   200  200  200  200  in   in
desk:home          POST   -         in   404  404  in   405  405  405  405  in   in
desk:next          GET    -         in   404  404  in   405  405  405  405  in   in
desk:next          POST   -         in   404  404  in   to   to   to   to   in   in
desk:ahead         GET    -         in   404  404  in   200  204  200  200  in   in
desk:ahead         POST   -         in   404  404  in   405  405  405  405  in   in
desk:queue         GET    -         in   404  404  in   200  200  200  200  in   in
desk:queue         POST   -         in   404  404  in   405  405  405  405  in   in
desk:availability  GET    -         in   404  404  in   405  405  405  405  in   in
desk:availability  POST   -         in   404  404  in   to   to   to   422  in   in

desk:reveals       GET    -         in   404  404  in   404  404  200  200  in   in
desk:reveals       POST   -         in   404  404  in   404  404  405  405  in   in

desk:wall          GET    -         in   404  404  in   404  404  200  200  in   in
desk:wall          POST   -         in   404  404  in   404  404  405  405  in   in
desk:rebalance     GET    -         in   404  404  in   404  404  405  405  in   in
desk:rebalance     POST   -         in   404  404  in   404  404  to   to   in   in
desk:relieve       GET    agent     in   404  404  in   404  404  405  405  in   in
desk:relieve       POST   agent     in   404  404  in   404  404  to   to   in   in
desk:force         GET    ticket    in   404  404  in   404  404  405  405  in   in
desk:force         POST   ticket    in   404  404  in   404  404  to   to   in   in

desk:whispers      GET    ticket    in   404  404  in   200  404  200  200  in   in
desk:whispers      POST   ticket    in   404  404  in   404  404  to   to   in   in
desk:take-over     GET    ticket    in   404  404  in   404  404  405  405  in   in
desk:take-over     POST   ticket    in   404  404  in   404  404  to   to   in   in

desk:ticket        GET    ticket    in   404  404  in   200  404  200  200  in   in
desk:ticket        POST   ticket    in   404  404  in   405  405  405  405  in   in
desk:more          GET    ticket    in   404  404  in   200  404  200  200  in   in
desk:more          POST   ticket    in   404  404  in   405  405  405  405  in   in
desk:about         GET    ticket    in   404  404  in   200  404  200  200  in   in
desk:about         POST   ticket    in   404  404  in   405  405  405  405  in   in
desk:account       GET    ticket    in   404  404  in   200  404  200  200  in   in
desk:account       POST   ticket    in   404  404  in   405  405  405  405  in   in
desk:reveal        GET    ticket    in   404  404  in   405  405  405  405  in   in
desk:reveal        POST   ticket    in   404  404  in   200  404  200  200  in   in
desk:decisions     GET    ticket    in   404  404  in   200  404  200  200  in   in
desk:decisions     POST   ticket    in   404  404  in   405  405  405  405  in   in
desk:head          GET    ticket    in   404  404  in   200  404  200  200  in   in
desk:head          POST   ticket    in   404  404  in   405  405  405  405  in   in
desk:after         GET    ticket    in   404  404  in   200  404  200  200  in   in
desk:after         POST   ticket    in   404  404  in   405  405  405  405  in   in
desk:before        GET    ticket    in   404  404  in   200  404  200  200  in   in
desk:before        POST   ticket    in   404  404  in   405  405  405  405  in   in
desk:near          GET    ticket    in   404  404  in   200  404  200  200  in   in
desk:near          POST   ticket    in   404  404  in   405  405  405  405  in   in
desk:read          GET    ticket    in   404  404  in   405  405  405  405  in   in
desk:read          POST   ticket    in   404  404  in   204  404  204  204  in   in
desk:translation   GET    said      in   404  404  in   404  404  404  404  in   in
desk:translation   POST   said      in   404  404  in   405  405  405  405  in   in
desk:said          GET    said      in   404  404  in   200  404  200  200  in   in
desk:said          POST   said      in   404  404  in   405  405  405  405  in   in
desk:attachment    GET    file      in   404  404  in   200  404  200  200  in   in
desk:attachment    GET    note-file in   404  404  in   200  404  200  200  in   in
# An identity document opens for members of teams that check them; a file being scanned for nobody.
desk:attachment    GET    identity  in   404  404  in   200  404  404  404  in   in
desk:attachment    GET    scanning  in   404  404  in   404  404  404  404  in   in
desk:attachment    POST   file      in   404  404  in   405  405  405  405  in   in
desk:seal          GET    file      in   404  404  in   405  405  405  405  in   in
desk:seal          POST   file      in   404  404  in   to   404  to   to   in   in
desk:seal          POST   note-file in   404  404  in   404  404  404  404  in   in

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
reports:library         GET  -      in   404  404  in   404  404  200  200  in   in
reports:library         POST -      in   404  404  in   404  404  405  405  in   in
reports:library_sheet   GET  -      in   404  404  in   404  404  200  200  in   in
reports:library_sheet   POST -      in   404  404  in   404  404  405  405  in   in

# Articles by file are for who supervises: the file holds internal articles too.
exchange:files          GET  -             in   404  404  in   404  404  200  200  in   in
exchange:files          POST -             in   404  404  in   404  404  422  422  in   in
exchange:file           GET  articles-file in   404  404  in   404  404  200  200  in   in
exchange:file           POST articles-file in   404  404  in   404  404  405  405  in   in
exchange:begin          GET  articles-file in   404  404  in   404  404  405  405  in   in
exchange:begin          POST articles-file in   404  404  in   404  404  to   to   in   in
exchange:zip            GET  -             in   404  404  in   404  404  200  200  in   in
exchange:zip            POST -             in   404  404  in   404  404  405  405  in   in
exchange:lines          GET  -             in   404  404  in   404  404  200  200  in   in
exchange:lines          POST -             in   404  404  in   404  404  405  405  in   in

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
desk:all-tags      GET    -         in   404  404  in   404  404  200  200  in   in
desk:all-tags      POST   -         in   404  404  in   404  404  405  405  in   in
desk:tag-rename    GET    tag       in   404  404  in   404  404  405  405  in   in
desk:tag-rename    POST   tag       in   404  404  in   404  404  to   to   in   in
desk:tags          GET    ticket    in   404  404  in   200  404  200  200  in   in
desk:tags          POST   ticket    in   404  404  in   to   404  to   to   in   in
desk:untag         GET    ticket    in   404  404  in   405  405  405  405  in   in
desk:untag         POST   ticket    in   404  404  in   to   404  to   to   in   in
desk:follow        GET    ticket    in   404  404  in   405  405  405  405  in   in
desk:follow        POST   ticket    in   404  404  in   to   404  to   to   in   in
desk:snooze        GET    ticket    in   404  404  in   200  404  200  200  in   in
desk:snooze        POST   ticket    in   404  404  in   to   404  to   to   in   in
desk:wake          GET    ticket    in   404  404  in   405  405  405  405  in   in
desk:wake          POST   ticket    in   404  404  in   to   404  to   to   in   in
desk:around        GET    ticket    in   404  404  in   200  404  200  200  in   in
desk:around        POST   ticket    in   404  404  in   405  405  405  405  in   in
desk:link          GET    ticket    in   404  404  in   200  404  200  200  in   in
desk:link          POST   ticket    in   404  404  in   to   404  to   to   in   in
desk:unlink        GET    linked    in   404  404  in   405  405  405  405  in   in
desk:unlink        POST   linked    in   404  404  in   to   404  to   to   in   in
desk:flag          GET    ticket    in   404  404  in   405  405  405  405  in   in
desk:flag          POST   ticket    in   404  404  in   to   404  to   to   in   in
desk:split         GET    two       in   404  404  in   200  404  200  200  in   in
desk:split         POST   two       in   404  404  in   to   404  to   to   in   in
desk:answer-all    GET    problem   in   404  404  in   200  404  200  200  in   in
desk:answer-all    POST   problem   in   404  404  in   200  404  200  200  in   in
desk:joint         GET    joint     in   404  404  in   200  404  200  200  in   in
desk:joint         POST   joint     in   404  404  in   405  405  405  405  in   in

# Words on their way: only agents know of them; who wrote them, and supervisors, call them back.
desk:outgoing      GET    ticket    in   404  404  in   200  404  200  200  in   in
desk:outgoing      POST   ticket    in   404  404  in   405  405  405  405  in   in
desk:recall        GET    waits     in   404  404  in   405  405  405  405  in   in
desk:recall        POST   waits     in   404  404  in   200  404  200  200  in   in
# What is held only its writer sends anyway, having seen what came.
desk:send-anyway   GET    held      in   404  404  in   405  405  405  405  in   in
desk:send-anyway   POST   held      in   404  404  in   to   404  404  404  in   in
desk:discard       GET    held      in   404  404  in   405  405  405  405  in   in
desk:discard       POST   held      in   404  404  in   to   404  to   to   in   in
desk:jotting       GET    jotting   in   404  404  in   200  404  200  200  in   in
desk:jotting       POST   jotting   in   404  404  in   200  404  200  200  in   in
desk:jotting-take-over GET  shown   in   404  404  in   405  405  405  405  in   in
desk:jotting-take-over POST shown   in   404  404  in   404  404  200  200  in   in
desk:try           GET    ticket    in   404  404  in   405  405  405  405  in   in
desk:try           POST   ticket    in   404  404  in   200  404  200  200  in   in
desk:macros-for    GET    ticket    in   404  404  in   200  404  200  200  in   in
desk:macros-for    POST   ticket    in   404  404  in   405  405  405  405  in   in
desk:colleagues    GET    ticket    in   404  404  in   200  404  200  200  in   in
desk:colleagues    POST   ticket    in   404  404  in   405  405  405  405  in   in
desk:macros        GET    -         in   404  404  in   200  200  200  200  in   in
desk:macros        POST   -         in   404  404  in   405  405  405  405  in   in
desk:macro-new     GET    -         in   404  404  in   404  404  200  200  in   in
desk:macro-new     POST   -         in   404  404  in   404  404  to   to   in   in
desk:macro         GET    macro     in   404  404  in   404  404  200  200  in   in
desk:macro         POST   macro     in   404  404  in   404  404  to   to   in   in
desk:macro-delete  GET    macro     in   404  404  in   405  405  405  405  in   in
desk:macro-delete  POST   macro     in   404  404  in   404  404  to   to   in   in
desk:pen           GET    -         in   404  404  in   405  405  405  405  in   in
desk:pen           POST   -         in   404  404  in   to   to   to   to   in   in
# Many tickets at once: whoever chose them, and supervisors, follow it.
desk:bulk          GET    -         in   404  404  in   200  200  200  200  in   in
desk:bulk          POST   -         in   404  404  in   422  422  422  422  in   in
desk:bulk-begun    GET    bulk      in   404  404  in   200  404  200  200  in   in
desk:bulk-begun    POST   bulk      in   404  404  in   405  405  405  405  in   in
desk:bulk-undo     GET    bulk      in   404  404  in   405  405  405  405  in   in
desk:bulk-undo     POST   bulk      in   404  404  in   to   404  to   to   in   in

# A view Ada keeps for herself: to others there is none.
desk:views         GET    -         in   404  404  in   200  200  200  200  in   in
desk:views         POST   -         in   404  404  in   405  405  405  405  in   in
desk:view-new      GET    -         in   404  404  in   200  200  200  200  in   in
desk:view-new      POST   -         in   404  404  in   to   to   to   to   in   in
desk:view-change   GET    view      in   404  404  in   200  404  404  404  in   in
desk:view-change   POST   view      in   404  404  in   to   404  404  404  in   in
desk:view-move     GET    view      in   404  404  in   405  405  405  405  in   in
desk:view-move     POST   view      in   404  404  in   to   404  404  404  in   in
desk:view-forget   GET    view      in   404  404  in   405  405  405  405  in   in
desk:view-forget   POST   view      in   404  404  in   to   404  404  404  in   in
desk:sheet         GET    -         in   404  404  in   200  200  200  200  in   in
desk:sheet         POST   -         in   404  404  in   405  405  405  405  in   in
""")
