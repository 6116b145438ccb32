"""Serving the pages from one process: gunicorn's threads, or waitress on Windows."""

import socket
import sys
from collections.abc import Callable
from typing import Any

from flask import Flask

from webhook.config import Config

THREADS = 8


class PortTaken(Exception):
    """Something else listens there. The message says what to do."""


def serve(load: Callable[[], Flask], config: Config) -> None:
    """Serve until told to stop. One process: the database's writer lock lives in it.

    `load` makes the application in the process that serves: a database connection must not be shared with
    the process that starts it.
    """
    check_port(config)
    if sys.platform == "win32":
        _on_windows(load(), config)
    else:
        _on_unix(load, config)


def _on_windows(app: Flask, config: Config) -> None:
    from waitress import serve as serve_threads

    serve_threads(app, host=config.host, port=config.port, threads=THREADS)


def _on_unix(load: Callable[[], Flask], config: Config) -> None:
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for name, value in _options(config).items():
                self.cfg.set(name, value)

        def load(self) -> Flask:
            return load()

    Server().run()


def check_port(config: Config) -> None:
    """Raise `PortTaken` where nothing could listen at the configured address."""
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((config.host, config.port))
        except OSError:
            raise PortTaken(f"Heard cannot listen on {config.host} port {config.port}: something else "
                            f"does, or the address is not this machine's. Try --port {config.port + 1}.") from None


def _options(config: Config) -> dict[str, Any]:
    # No access log: an address beside a moment says who answered when. No control socket in the home folder.
    host = f"[{config.host}]" if ":" in config.host else config.host
    return {"bind": f"{host}:{config.port}", "worker_class": "gthread", "workers": 1, "threads": THREADS,
            "loglevel": "warning", "accesslog": None, "control_socket_disable": True, "proc_name": "heard"}
