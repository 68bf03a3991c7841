"""The processes of a running desk and their command lines, the same under `manage.py up` and in containers.

Where they listen comes by environment (GRANIAN_HOST, GRANIAN_PORT, UVICORN_HOST, UVICORN_PORT). Why two web
processes and a worker per queue: docs/decisions/.
"""

_WORKER = "celery --quiet -A support worker --loglevel WARNING --without-gossip --without-mingle"

COMMANDS = {
    "web": "granian --interface wsgi --no-ws --blocking-threads 4 --log-level warning"
    " support.wsgi:application",
    "live": "uvicorn --ws websockets-sansio --ws-max-size 2097152 --ws-ping-interval 10 --ws-ping-timeout 10"
    " --ws-per-message-deflate false --limit-concurrency 8000 --timeout-graceful-shutdown 3"
    " --log-level warning support.asgi:application",
    "worker-urgent": f"{_WORKER} --hostname urgent@%h --queues urgent --concurrency 2",
    "worker-default": f"{_WORKER} --hostname default@%h --queues default --concurrency 2",
    "worker-bulk": f"{_WORKER} --hostname bulk@%h --queues bulk --concurrency 1",
    "beat": "celery --quiet -A support beat --loglevel WARNING",
}
