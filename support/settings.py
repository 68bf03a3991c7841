"""All settings, from the environment, read top to bottom; `.env.example` explains each one."""

from functools import partial
from pathlib import Path

import environ

from support import embedded, environment, manual, policy
from support.people.admin_look import LOOK as UNFOLD  # noqa: F401  (a setting)

BASE_DIR = Path(__file__).resolve().parent.parent
env = environment.env
environ.Env.read_env(BASE_DIR / ".env")

# ── Where we run ─────────────────────────────────────────────────────────────────────────────────
MODE = env("FAIRLEAD_MODE", default="development")  # development | production
PRODUCTION = MODE == "production"
DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=not PRODUCTION)  # the local mailbox and the demo networks are routed
VAR_DIR = Path(env("FAIRLEAD_VAR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)
SECRET_KEY = env("SECRET_KEY", default="" if PRODUCTION else embedded.development_secret(VAR_DIR))
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"])
SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")  # how links in mails begin
LIVE_URLS = env.list("LIVE_URL", default=[])  # where /ws/ answers, by the page's host; none: same origin
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=[])  # networks whose X-Forwarded-For we believe
EXCHANGE_NAME = env("EXCHANGE_NAME", default="Meridian Exchange")

if PRODUCTION:
    environment.refuse_weak_production(debug=DEBUG, secret_key=SECRET_KEY, hosts=ALLOWED_HOSTS)
secret = partial(environment.secret, is_demo=DEMO)  # a secret of a door, see there

# ── Rooms ────────────────────────────────────────────────────────────────────────────────────────
INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",  # the site is ours
    "support.people.admin_site.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "channels",
    "csp",
    "django_htmx",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "haystack",
    "pgtrigger",
    "rest_framework",
    "rest_framework_api_key",
    "support",
    "support.look",
    "support.people",
    "support.audit",
    "support.search",
    "support.noticeboard",
    "tickets",
    "livechat",
    "social",
    "helpcenter",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "support.letters.readable",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "support.look.middleware.in_their_time",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    *("axes.middleware.AxesMiddleware", "helpcenter.deflection.follow"),
]

ROOT_URLCONF = "support.urls"
WSGI_APPLICATION, ASGI_APPLICATION = "support.wsgi.application", "support.asgi.application"
FORM_RENDERER, CSRF_FAILURE_VIEW = "support.look.forms.Renderer", "support.look.views.stale_form"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                *("django.template.context_processors.request", "support.look.context.house"),
                *(f"django.contrib.{app}.context_processors.{app}" for app in ("auth", "messages")),
            ]
        },
    }
]

# ── Rows and messengers ──────────────────────────────────────────────────────────────────────────
RUNNING = embedded.running_urls(VAR_DIR)  # PostgreSQL and Valkey that `manage.py up` started, if any
DATABASE_URL = env("DATABASE_URL", default=RUNNING.get("DATABASE_URL", "postgres://localhost/fairlead"))
REDIS_URL = env("REDIS_URL", default=RUNNING.get("REDIS_URL", "redis://localhost:6379/0"))
DATABASES = {
    "default": environ.Env.db_url_config(DATABASE_URL)
    | {"CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=600), "CONN_HEALTH_CHECKS": True}
}
CACHES = {"default": {"BACKEND": "support.cache.Forgiving", "LOCATION": REDIS_URL}}
PATIENCE = {"socket_timeout": 2, "socket_connect_timeout": 2}  # seconds for a messenger that hangs
LAYER = {"hosts": [{"address": REDIS_URL} | PATIENCE], "prefix": env("CHANNEL_PREFIX", default="fairlead")}
CHANNEL_LAYERS = {"default": {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": LAYER}}

# Late ack and a short visibility timeout: a killed worker's task runs again within two minutes.
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = CELERY_TASK_ACKS_LATE = CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT, CELERY_TASK_DEFAULT_QUEUE = 60, "default"
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULE_FILENAME = env("BEAT_SCHEDULE", default=str(VAR_DIR / "beat"))
CELERY_BEAT_SYNC_EVERY = 1  # so that the file's age says whether beat is alive
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": env.int("CELERY_VISIBILITY_TIMEOUT", default=90),  # just above the longest task
    "unacked_restore_interval": 1,  # kombu sweeps every tenth tick of this
    "global_keyprefix": env("CELERY_PREFIX", default=""),
} | PATIENCE

# ── People ───────────────────────────────────────────────────────────────────────────────────────
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL, LOGIN_REDIRECT_URL = "account_login", "after_sign_in"
ACCOUNT_LOGIN_METHODS, ACCOUNT_SIGNUP_FIELDS = {"email"}, ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD, ACCOUNT_EMAIL_SUBJECT_PREFIX = None, ""
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_ADAPTER = "support.people.adapter.DeskAccountAdapter"
AXES_VERBOSE = False
AXES_FAILURE_LIMIT, AXES_COOLOFF_TIME = 10, 0.25  # hours
AXES_LOCKOUT_PARAMETERS, AXES_RESET_ON_SUCCESS = [["username", "ip_address"]], True
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
LIVE_ORIGINS = env.list("LIVE_ORIGINS", default=[SITE_URL])  # exact origins that may open /ws/

# ── Languages and times ──────────────────────────────────────────────────────────────────────────
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("es", "Español"),
    ("fr", "Français"),
    ("de", "Deutsch"),
    ("it", "Italiano"),
    ("pt", "Português"),
    ("ru", "Русский"),
    ("tr", "Türkçe"),
    ("zh-hans", "简体中文"),
]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env("TIME_ZONE", default="UTC")

# ── Pages ────────────────────────────────────────────────────────────────────────────────────────
STATIC_URL, STATIC_ROOT = "/static/", VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(VAR_DIR / "media")))  # never served by a URL of its own
PLAIN, HASHED = "django.contrib.staticfiles.storage.StaticFilesStorage", "support.stylesheets.OneStylesheet"
VAULT_ROOT = Path(env("VAULT_ROOT", default=str(VAR_DIR / "vault")))  # identity documents, what arrives
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "vault": {"BACKEND": "support.files.vault.Vault"},
    "staticfiles": {"BACKEND": HASHED if PRODUCTION else PLAIN},
}
WHITENOISE_USE_FINDERS = not PRODUCTION
UPLOAD_MAX_BYTES = env.int("UPLOAD_MAX_BYTES", default=10 * 1024 * 1024)
UPLOAD_MAX_FILES = env.int("UPLOAD_MAX_FILES", default=5)
VAULT_DAYS = env.int("VAULT_DAYS", default=90)  # after a ticket closed
CLAMD_URL = environment.good_clamd(env("CLAMD_URL", default=""))
CLAMD_TIMEOUT = env.float("CLAMD_TIMEOUT", default=15)  # seconds it may be silent
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# ── Safe by default ──────────────────────────────────────────────────────────────────────────────
CONTENT_SECURITY_POLICY = policy.content(LIVE_URLS)
PERMISSIONS_POLICY = {"geolocation": [], "microphone": [], "camera": ["self"], "payment": []}
if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = 63_072_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True

# ── Doors ────────────────────────────────────────────────────────────────────────────────────────
TICKET_CHANNELS = {
    "web": "tickets.channels.Web",
    "email": "tickets.channels.Email",
    "chat": "livechat.channels.Chat",
    "x": "social.channels.X",
    "facebook": "social.channels.Facebook",
}
FACTS = "helpcenter.facts.Facts"  # what macros may quote; see tickets/macros/facts.py
FORMS = "tickets.topics.Forms"  # what articles may lead to; see helpcenter/writing/picking.py
FACT_QUOTERS = {"macro": "tickets.macros.facts.Macros"}  # flagged when a fact changes, beside articles
OPENING_HOURS = {  # read by support.hours
    "chat": env("CHAT_HOURS", default="24/7"),
    "web": "24/7",
    "email": "24/7",
    "x": env("SOCIAL_HOURS", default="Mo-Fr 08:00-20:00"),
    "facebook": env("SOCIAL_HOURS", default="Mo-Fr 08:00-20:00"),
}
OPENING_ZONE, REOPEN_DAYS = env("OPENING_ZONE", default="Europe/Berlin"), env.int("REOPEN_DAYS", default=3)
MAILER = "support.mailbox.Backend" if DEMO else "django.core.mail.backends.smtp.EmailBackend"
EMAIL_BACKEND = env("EMAIL_BACKEND", default=MAILER)
vars().update(env.email_url("EMAIL_URL", default="smtp://localhost:25") if "EMAIL_URL" in env.ENVIRON else {})
EMAIL_TIMEOUT = env.float("EMAIL_TIMEOUT", default=20)  # seconds a mail server may be silent
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Meridian Support <support@meridian.example>")
REPLY_DOMAIN = env("REPLY_DOMAIN", default="reply.meridian.example")  # signed reply addresses live here
MAIL_IN_SECRET = secret("MAIL_IN_SECRET", demo="demo-mail-in-secret", needed=False)
MAIL_IN_HOST = env("MAIL_IN_HOST", default=REPLY_DOMAIN)  # whose Authentication-Results we believe
OWN_DOMAINS = env.list("OWN_DOMAINS", default=["meridian.example"])  # agents link there without a warning
AWAY_MINUTES = env.int("AWAY_MINUTES", default=10)  # then chats of who said they are away go back to the line
UNDO_SECONDS = env.int("UNDO_SECONDS", default=10)  # a reply waits so long before it leaves

X_ENABLED = env.bool("X_ENABLED", default=DEMO)
X_ACCOUNT_ID = env("X_ACCOUNT_ID", default="1111111111111111111")
X_ACCOUNT_NAME = env("X_ACCOUNT_NAME", default="MeridianXchg")
X_CONSUMER_KEY = secret("X_CONSUMER_KEY", demo="demo-x-consumer-key", needed=X_ENABLED)
X_CONSUMER_SECRET = secret("X_CONSUMER_SECRET", demo="demo-x-consumer-secret", needed=X_ENABLED)
X_ACCESS_TOKEN = secret("X_ACCESS_TOKEN", demo="demo-x-access-token", needed=X_ENABLED)
X_ACCESS_TOKEN_SECRET = secret("X_ACCESS_TOKEN_SECRET", demo="demo-x-access-secret", needed=X_ENABLED)
X_API_URL = env("X_API_URL", default=f"{SITE_URL}/demo/networks/x" if DEMO else "https://api.x.com")
X_POST_LIMIT, X_DM_LIMIT = env.int("X_POST_LIMIT", default=280), env.int("X_DM_LIMIT", default=10_000)

FACEBOOK_ENABLED = env.bool("FACEBOOK_ENABLED", default=DEMO)
FACEBOOK_PAGE_ID = env("FACEBOOK_PAGE_ID", default="102938475610293")
FACEBOOK_PAGE_NAME = env("FACEBOOK_PAGE_NAME", default="MeridianXchg")
FACEBOOK_PAGE_TOKEN = secret("FACEBOOK_PAGE_TOKEN", demo="demo-page-token", needed=FACEBOOK_ENABLED)
FACEBOOK_DM_LIMIT = env.int("FACEBOOK_DM_LIMIT", default=2000)
META_APP_ID = env("META_APP_ID", default="1234567890")
META_APP_SECRET = secret("META_APP_SECRET", demo="demo-meta-app-secret", needed=FACEBOOK_ENABLED)
META_VERIFY_TOKEN = secret("META_VERIFY_TOKEN", demo="demo-meta-verify-token", needed=FACEBOOK_ENABLED)
GRAPH = f"{SITE_URL}/demo/networks/graph" if DEMO else "https://graph.facebook.com"
GRAPH_API_URL = env("GRAPH_API_URL", default=GRAPH)
GRAPH_API_VERSION = env("GRAPH_API_VERSION", default="v26.0")
SOCIAL_TIMEOUT = env.float("SOCIAL_TIMEOUT", default=10.0)  # seconds for one call
SOCIAL_MAX_BODY = env.int("SOCIAL_MAX_BODY", default=1024 * 1024)  # bytes of a webhook
EXCHANGE_URL = env("EXCHANGE_URL", default="").rstrip("/")  # asked for tiers: docs/exchange.md
EXCHANGE_SECRETS = environment.good_secrets(env.list("EXCHANGE_SECRETS", default=[]), is_demo=DEMO)
EXCHANGE_TIMEOUT = env.float("EXCHANGE_TIMEOUT", default=2.0)  # seconds for one try
TIER_FRESH_HOURS = env.float("TIER_FRESH_HOURS", default=24)
TIER_KEPT_DAYS = env.float("TIER_KEPT_DAYS", default=30)
EXCHANGE_LOCK_URL = env("EXCHANGE_LOCK_URL", default=f"{SITE_URL}/demo/exchange/" if DEMO else "")
EXCHANGE_FACTS_URL = env("EXCHANGE_FACTS_URL", default=f"{SITE_URL}/demo/exchange/facts" if DEMO else "")
EXCHANGE_UNLOCK_AFTER_HOURS = env.float("EXCHANGE_UNLOCK_AFTER_HOURS", default=24)
TRANSLATOR = env("TRANSLATOR", default="support.translation.libretranslate.LibreTranslate")
TRANSLATOR_URL, TRANSLATOR_KEY = env("TRANSLATOR_URL", default=""), env("TRANSLATOR_KEY", default="")
TRANSLATOR_TIMEOUT = env.float("TRANSLATOR_TIMEOUT", default=5.0)  # seconds
MACHINE_LANGUAGES = env.list("MACHINE_LANGUAGES", default=[])
ONE_PERSON_HOUSE = env.bool("ONE_PERSON_HOUSE", default=False)
SEARCHES_KEPT_MONTHS = env.int("SEARCHES_KEPT_MONTHS", default=13)
PUSH_PRIVATE_KEY = environment.good_push_key(env("PUSH_PRIVATE_KEY", default=""))
PUSH_CONTACT = env("PUSH_CONTACT", default=SITE_URL)
PUSH_SERVICES = env.list("PUSH_SERVICES", default=environment.PUSH_SERVICES)

# ── Machines ─────────────────────────────────────────────────────────────────────────────────────
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["support.people.keys.HasScope"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["support.problems.Json"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "support.problems.answer",
}
SPECTACULAR_SETTINGS = manual.ABOUT
HAYSTACK_CONNECTIONS = {"default": environment.search_engine(f"{BASE_DIR}/helpcenter/synonyms.json")}
SEARCH_MEANING, SEARCH_MEANING_TIMEOUT = environment.search_meaning()
LOGGING = environment.to_the_console(env("LOG_LEVEL", default="INFO"))
