"""The web application, put together in one place."""

import logging

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from storage.store import Store
from webhook import chat, faults, security
from webhook.clock import Clock, now
from webhook.config import Config
from webhook.dialogue import Dialogue


def create_app(config: Config, store: Store, clock: Clock = now) -> Flask:
    """Make the application over one open store.

    It logs no requests: an address beside a moment would say who answered when.
    """
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    app = Flask("webhook", template_folder="templates", static_folder="static")
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if config.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=config.proxies, x_proto=config.proxies, x_host=config.proxies)
    security.guard(app, config)
    faults.explain(app)
    app.register_blueprint(chat.pages(Dialogue(store, clock), config))
    return app
