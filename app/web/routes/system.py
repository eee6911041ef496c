"""For machines that look after the site: is it up, and can it work."""

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from app.services.readiness import why_not_ready
from app.web.dependencies import Reading

router = APIRouter()


@router.get("/healthz", name="system.healthz")
def healthz() -> Response:
    """The process answers. Says nothing of the database, so that a slow one gets nobody restarted."""
    return JSONResponse({"status": "ok"})


@router.get("/readyz", name="system.readyz")
def readyz(session: Reading) -> Response:
    reason = why_not_ready(session)
    body = {"status": "ok"} if reason is None else {"status": "not ready", "reason": reason}
    return JSONResponse(body, status_code=200 if reason is None else 503)
