"""The web application, put together in one place."""

import logging
from collections.abc import Callable, Mapping

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from storage.store import Store
from webhook import chat, console, faults, security
from webhook.channels.contract import Channel
from webhook.channels.routes import routes
from webhook.chat.reaching import reaching
from webhook.clock import Clock, now
from webhook.config import Config
from webhook.dialogue import Dialogue
from webhook.messaging import Messaging


def create_app(config: Config, store: Store, clock: Clock = now, channels: Mapping[str, Channel] | None = None,
               ring: Callable[[], None] = lambda: None) -> Flask:
    """Make the application over one open store, with the addressed channels that work.

    `ring` tells the worker that something waits to be sent.
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
    app.register_blueprint(reaching(store, clock))
    app.register_blueprint(console.pages(store, config, clock))
    if channels:
        app.register_blueprint(routes(channels, Messaging(store, channels, clock, ring), config))
    return app
