"""Customers' pages and the sign-in."""

from tests.permissions.table import rows

PAGES = rows("""
# route                          method about     anon carl cleo gus  ada  ben  sam  root key  bare

home                             GET    -         200
home                             POST   -         405
noticeboard:status               GET    -         200
noticeboard:status               POST   -         405
noticeboard:is_this_us           GET    -         405
noticeboard:is_this_us           POST   -         200

helpcenter:home                  GET    -         200
helpcenter:home                  POST   -         405
helpcenter:search                GET    -         200
helpcenter:search                POST   -         405
helpcenter:titles                GET    -         200
helpcenter:titles                POST   -         405
helpcenter:suggest               GET    -         200
helpcenter:suggest               POST   -         405
helpcenter:options               GET    -         200
helpcenter:options               POST   -         405
helpcenter:found                 GET    article   to
helpcenter:found                 GET    internal  404  404  404  404  to   to   to   to   404  404
helpcenter:found                 POST   article   405
helpcenter:searches              GET    -         404  404  404  404  404  404  200  200  404  404
helpcenter:searches              POST   -         405
helpcenter:judge                 GET    -         404  404  404  404  404  404  to   to   404  404
helpcenter:judge                 POST   -         404  404  404  404  404  404  to   to   404  404
helpcenter:category              GET    shelf     200
helpcenter:category              POST   shelf     405
short                            GET    article   to
short                            GET    internal  404  404  404  404  to   to   to   to   404  404
short                            POST   article   405
robots                           GET    -         200
robots                           POST   -         405
helpcenter:sitemap               GET    -         200
helpcenter:sitemap               POST   -         405
helpcenter:sitemap-part          GET    sitemap   200
helpcenter:sitemap-part          POST   sitemap   405
helpcenter:feed                  GET    feed      200
helpcenter:feed                  POST   feed      405
helpcenter:feed-of-shelf         GET    feed      200
helpcenter:feed-of-shelf         POST   feed      405
helpcenter:feed-of-kind          GET    feed      200
helpcenter:feed-of-kind          POST   feed      405
helpcenter:media                 GET    picture   200
helpcenter:media                 GET    inner-picture 404  404  404  404  200  200  200  200  404  404
helpcenter:media                 POST   picture   405
helpcenter:article               GET    article   200
helpcenter:article               GET    internal  404  404  404  404  200  200  200  200  404  404
helpcenter:article               GET    draft     404  # read in the admin until it is out
helpcenter:article               POST   article   405
helpcenter:vote                  GET    article   405
helpcenter:vote                  POST   article   303
helpcenter:vote                  POST   internal  404  404  404  404  303  303  303  303  404  404

# Carl's ticket is Carl's; agents go to the desk, which asks whether it is their team's.
tickets:mine                     GET    -         200  200  200  200  to   to   to   to   200  200
tickets:mine                     POST   -         405
tickets:advice                   GET    -         405
tickets:advice                   POST   -         200
tickets:new                      GET    -         200
tickets:new                      POST   -         to
tickets:show                     GET    ticket    404  200  404  404  to   404  to   to   404  404
tickets:show                     GET    chat      404  200  404  404  to   404  to   to   404  404
tickets:show                     GET    guest     404  404  404  200  to   404  to   to   404  404
tickets:show                     POST   ticket    405
tickets:reply                    GET    ticket    405
tickets:reply                    POST   ticket    404  to   404  404  404  404  404  404  404  404
tickets:reply                    POST   chat      404  to   404  404  404  404  404  404  404  404
tickets:reply                    POST   guest     404  404  404  to   404  404  404  404  404  404
tickets:solve                    GET    ticket    405
tickets:solve                    POST   ticket    404  to   404  404  404  404  404  404  404  404
tickets:solve                    POST   guest     404  404  404  to   404  404  404  404  404  404
tickets:after                    GET    ticket    404  200  404  404  404  404  404  404  404  404
tickets:after                    GET    guest     404  404  404  200  404  404  404  404  404  404
tickets:after                    POST   ticket    405
# Unsent words are each person's own: who asks sees only theirs. A ticket's are for whoever may answer in it.
tickets:drafts                   GET    unsent    200
tickets:drafts                   GET    half-said 404  200  404  404  404  404  404  404  404  404
tickets:drafts                   POST   unsent    405
tickets:draft                    GET    unsent    405
tickets:draft                    POST   unsent    200
tickets:draft                    POST   half-said 404  200  404  404  404  404  404  404  404  404
tickets:thing                    GET    thing     405
tickets:thing                    POST   thing     404  to   404  404  404  404  404  404  404  404
tickets:rate                     GET    solved    405
tickets:rate                     POST   solved    404  to   404  404  404  404  404  404  404  404
tickets:export                   GET    export    404  200  404  404  404  404  404  404  404  404
tickets:export                   GET    guests-export 404  404  404  200  404  404  404  404  404  404
tickets:export                   POST   export    405
tickets:export-all               GET    all       404  200  404  200  404  404  404  404  404  404
tickets:export-all               POST   all       405
# Whoever holds the letter rates that solve, and reads nothing.
tickets:rate-by-link             GET    rating    200
tickets:rate-by-link             GET    forged    404
tickets:rate-by-link             POST   rating    to
tickets:rate-by-link             POST   forged    404
tickets:file                     GET    file      404  200  404  404  to   to   to   to   404  404
tickets:file                     GET    note-file 404  404  404  404  to   to   to   to   404  404
tickets:file                     POST   file      405
# An identity document is handed out to no customer, also not to its owner; a file being scanned to nobody.
tickets:file                     GET    identity  404  404  404  404  to   to   to   to   404  404
tickets:file                     GET    scanning  404  404  404  404  to   to   to   to   404  404
tickets:file-line                GET    file      404  200  404  404  404  404  404  404  404  404
tickets:file-line                GET    note-file 404  404  404  404  404  404  404  404  404  404
tickets:file-line                GET    identity  404  200  404  404  404  404  404  404  404  404
tickets:file-line                GET    scanning  404  200  404  404  404  404  404  404  404  404
tickets:file-line                POST   file      405
# What is sent ahead of a form is its sender's alone; more of it in tests/tickets/test_uploads.py.
tickets:uploads                  GET    -         405
tickets:uploads                  POST   -         201
tickets:upload                   GET    upload    404  200  404  404  404  404  404  404  404  404
tickets:upload                   POST   upload    405
# A tier's own desk: Carl's.
tickets:desk                     GET    entrance  404  200  404  404  404  404  404  404  404  404
tickets:desk                     POST   entrance  404  to   404  404  404  404  404  404  404  404
# Looking at a letter's link opens nothing, its button does, once; a forged one opens and asks for nothing.
tickets:open                     GET    link      200
tickets:open                     GET    forged    404
tickets:open                     POST   link      to
tickets:open                     POST   forged    404
tickets:link                     GET    guest     405
tickets:link                     POST   guest     404  404  404  200  404  404  404  404  404  404
tickets:link                     POST   ticket    404
# Lock my account now. One press for who signs in with an account at the exchange, a letter for others.
tickets:lock                     GET    -         200
tickets:lock                     POST   -         to
tickets:lock_letter              GET    -         to
tickets:lock_letter              POST   -         200
tickets:unlock                   GET    -         405
tickets:unlock                   POST   -         404  to   404  404  404  404  404  404  404  404
# Whoever has a lock of their own is shown that instead of a link that opens nothing.
tickets:lock_by_letter           GET    letter    200
tickets:lock_by_letter           GET    forged    404  to   404  404  404  404  404  404  404  404
tickets:lock_by_letter           POST   letter    to
tickets:lock_by_letter           POST   forged    404  to   404  404  404  404  404  404  404  404
tickets:stay_locked              GET    stay      200
tickets:stay_locked              GET    forged    404
tickets:stay_locked              POST   stay      to
tickets:stay_locked              POST   forged    404

# What stands on foreign pages knows nobody by a session; a token is tried in tests/livechat/test_embed.py.
embed:script                     GET    script    200
embed:script                     POST   script    405
embed:window                     GET    site      200
embed:window                     POST   site      405
embed:begin                      GET    site      405
embed:begin                      POST   site      200
embed:unread                     GET    site      404
embed:unread                     POST   site      405
embed:ticket                     GET    site      405
embed:ticket                     POST   site      404

livechat:chat                    GET    -         200  200  200  200  to   to   to   to   200  200
livechat:chat                    POST   -         405
livechat:after                   GET    seq       404  200  404  404  404  404  404  404  404  404
livechat:after                   POST   seq       405
livechat:say                     GET    -         405
livechat:say                     POST   -         404  200  404  404  404  404  404  404  404  404
livechat:hint                    GET    -         405
livechat:hint                    POST   -         404  204  404  404  404  404  404  404  404  404
livechat:correct                 GET    -         405
livechat:correct                 POST   -         404  422  404  404  404  404  404  404  404  404
livechat:address                 GET    -         405
livechat:address                 POST   -         404  to   404  404  404  404  404  404  404  404
livechat:turn                    GET    -         405
livechat:turn                    POST   -         404  to   404  404  404  404  404  404  404  404
livechat:as-ticket               GET    -         405
livechat:as-ticket               POST   -         404  to   404  404  404  404  404  404  404  404
livechat:end                     GET    -         405
livechat:end                     POST   -         404  to   404  404  404  404  404  404  404  404
livechat:uploads                 GET    -         405
livechat:uploads                 POST   -         404  201  404  404  404  404  404  404  404  404
livechat:upload                  GET    chat-upload 404 200  404  404  404  404  404  404  404  404
livechat:upload                  GET    upload    404
livechat:upload                  POST   chat-upload 405
livechat:file                    GET    chat-file 404  200  404  404  404  404  404  404  404  404
livechat:file                    GET    note-file 404
livechat:file                    GET    file      404
livechat:file                    POST   chat-file 405
livechat:rate                    GET    -         405
livechat:rate                    POST   -         404
livechat:transcript              GET    -         404  to   404  404  404  404  404  404  404  404
livechat:transcript              POST   -         405
livechat:keep                    GET    -         404  200  404  404  404  404  404  404  404  404
livechat:keep                    POST   -         405

sw-desk                          GET    -         200
sw-desk                          POST   -         405
set_language                     GET    -         to
set_language                     POST   -         to

after_sign_in                    GET    -         in   to   to   in   to   to   to   to   in   in
after_sign_in                    POST   -         405
account_login                    GET    -         200  to   to   200  to   to   to   to   200  200
account_login                    POST   -         200  to   to   200  to   to   to   to   200  200
account_logout                   GET    -         to   200  200  to   200  200  200  200  to   to
account_logout                   POST   -         to
account_inactive                 GET    -         200
account_inactive                 POST   -         405
account_signup                   GET    -         200  to   to   200  to   to   to   to   200  200
account_signup                   POST   -         to
account_reauthenticate           GET    -         in   200  200  in   200  200  200  200  in   in
account_reauthenticate           POST   -         in   200  200  in   200  200  200  200  in   in
account_email                    GET    -         in   200  200  in   200  200  200  200  in   in
account_email                    POST   -         in   to   to   in   to   to   to   to   in   in
account_email_verification_sent  GET    -         200
account_email_verification_sent  POST   -         405
account_confirm_email            GET    -         200
account_confirm_email            GET    proof     200
account_confirm_email            POST   -         404
account_confirm_email            POST   proof     in
account_change_password          GET    -         in   200  200  in   200  200  200  200  in   in
account_change_password          POST   -         in   200  200  in   200  200  200  200  in   in
account_set_password             GET    -         in   to   to   in   to   to   to   to   in   in
account_set_password             POST   -         in   to   to   in   to   to   to   to   in   in
account_reset_password           GET    -         200
account_reset_password           POST   -         to
account_reset_password_done      GET    -         200
account_reset_password_done      POST   -         405
account_reset_password_from_key  GET    -         200
account_reset_password_from_key  POST   -         200
account_reset_password_from_key_done GET -        200
account_reset_password_from_key_done POST -       405
account_confirm_login_code       GET    -         in   to   to   in   to   to   to   to   in   in
account_confirm_login_code       POST   -         in   to   to   in   to   to   to   to   in   in

mfa_index                        GET    -         in   200  200  in   200  200  200  200  in   in
mfa_index                        POST   -         in   405  405  in   405  405  405  405  in   in
mfa_authenticate                 GET    -         in   to   to   in   to   to   to   to   in   in
mfa_authenticate                 POST   -         in   to   to   in   to   to   to   to   in   in
mfa_reauthenticate               GET    -         in   # nobody here has a second step
mfa_reauthenticate               POST   -         in
mfa_activate_totp                GET    -         in   200  200  in   200  200  200  200  in   in
mfa_activate_totp                POST   -         in   200  200  in   200  200  200  200  in   in
mfa_deactivate_totp              GET    -         in   404  404  in   404  404  404  404  in   in
mfa_deactivate_totp              POST   -         in   404  404  in   404  404  404  404  in   in
mfa_view_recovery_codes          GET    -         in   404  404  in   404  404  404  404  in   in
mfa_view_recovery_codes          POST   -         in   405  405  in   405  405  405  405  in   in
mfa_generate_recovery_codes      GET    -         in   200  200  in   200  200  200  200  in   in
mfa_generate_recovery_codes      POST   -         in   200  200  in   200  200  200  200  in   in
mfa_download_recovery_codes      GET    -         in   404  404  in   404  404  404  404  in   in
mfa_download_recovery_codes      POST   -         in   404  404  in   404  404  404  404  in   in
""")
