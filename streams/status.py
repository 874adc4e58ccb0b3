"""A worker's own page: /metrics for Prometheus and /ready for whoever routes work to it; on 127.0.0.1 unless configured."""

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, generate_latest

from schemas.topics import StageName
from streams import metrics
from streams.config import SettingsError


class StatusPage:
    """Serves /metrics and /ready for one worker."""

    def __init__(self, *, stage: StageName, host: str, port: int) -> None:
        self._ready = metrics.READY.labels(stage)
        self._host, self._port = host, port
        app = web.Application()
        app.add_routes([web.get("/metrics", _metrics), web.get("/ready", self._readiness)])
        self._runner = web.AppRunner(app, access_log=None)

    async def start(self) -> None:
        """
        Raises:
            SettingsError: If the address can't be had.
        """
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self._port).start()
        except OSError as error:
            raise SettingsError(
                f"WRITETHRU_HTTP_HOST, WRITETHRU_HTTP_PORT: {self._host}:{self._port} can't be had: {error.strerror}"
            ) from error

    async def stop(self) -> None:
        await self._runner.cleanup()

    async def _readiness(self, _: web.Request) -> web.Response:
        ready = bool(self._ready._value.get())
        return web.Response(text="ready\n" if ready else "not ready: recovering, or waiting for partitions\n", status=200 if ready else 503)


async def _metrics(_: web.Request) -> web.Response:
    return web.Response(body=generate_latest(REGISTRY), headers={"Content-Type": CONTENT_TYPE_LATEST})
