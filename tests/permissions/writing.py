"""Where the library is written: agents write what is for their role, supervisors judge."""

from tests.permissions.table import rows

WRITING = rows("""
# route            method about          anon carl cleo gus  ada  ben  sam  root key  bare

writing:home       GET    -             in   404  404  in   200  200  200  200  in   in
writing:home       POST   -             in   404  404  in   405  405  405  405  in   in
writing:pick       GET    -             in   404  404  in   200  200  200  200  in   in
writing:pick       POST   -             in   404  404  in   405  405  405  405  in   in
writing:preview    GET    -             in   404  404  in   405  405  405  405  in   in
writing:preview    POST   -             in   404  404  in   200  200  200  200  in   in
writing:text       GET    text          in   404  404  in   200  200  200  200  in   in
writing:text       GET    root-text     in   404  404  in   404  404  404  200  in   in
writing:history    GET    text          in   404  404  in   200  200  200  200  in   in
writing:history    GET    root-text     in   404  404  in   404  404  404  200  in   in
writing:revision   GET    revision      in   404  404  in   200  200  200  200  in   in
writing:revision   GET    root-revision in   404  404  in   404  404  404  200  in   in
writing:text       POST   text          in   404  404  in   409  409  409  409  in   in
writing:flags      GET    -             in   404  404  in   200  200  200  200  in   in
writing:flags      POST   -             in   404  404  in   405  405  405  405  in   in
writing:looked     GET    flag          in   404  404  in   405  405  405  405  in   in
writing:looked     POST   flag          in   404  404  in   to   to   to   to   in   in
writing:history    POST   text          in   404  404  in   405  405  405  405  in   in
writing:revision   POST   revision      in   404  404  in   405  405  405  405  in   in
writing:restore    GET    revision      in   404  404  in   405  405  405  405  in   in
writing:restore    POST   revision      in   404  404  in   to   to   to   to   in   in
writing:restore    POST   root-revision in   404  404  in   404  404  404  to   in   in
writing:judge      GET    revision      in   404  404  in   404  404  405  405  in   in
writing:judge      POST   revision      in   404  404  in   404  404  to   to   in   in
writing:judge      POST   root-revision in   404  404  in   404  404  404  to   in   in
writing:new        GET    -             in   404  404  in   200  200  200  200  in   in
writing:new        POST   -             in   404  404  in   422  422  422  422  in   in
writing:place      GET    text          in   404  404  in   200  200  200  200  in   in
writing:place      GET    root-text     in   404  404  in   404  404  404  200  in   in
writing:place      POST   text          in   404  404  in   404  404  422  422  in   in
writing:place      POST   root-text     in   404  404  in   404  404  404  422  in   in
writing:checked    GET    text          in   404  404  in   405  405  405  405  in   in
writing:checked    POST   text          in   404  404  in   404  404  to   to   in   in
writing:checked    POST   root-text     in   404  404  in   404  404  404  to   in   in
writing:withdraw   GET    text          in   404  404  in   404  404  405  405  in   in
writing:withdraw   POST   text          in   404  404  in   404  404  to   to   in   in
writing:unsent     GET    text          in   404  404  in   405  405  405  405  in   in
writing:unsent     POST   text          in   404  404  in   204  204  204  204  in   in
writing:unsent     POST   root-text     in   404  404  in   404  404  404  204  in   in
writing:picture    GET    text          in   404  404  in   405  405  405  405  in   in
writing:picture    POST   text          in   404  404  in   422  422  422  422  in   in
writing:machine    GET    text          in   404  404  in   405  405  405  405  in   in
writing:machine    POST   text          in   404  404  in   422  422  422  422  in   in
""")
