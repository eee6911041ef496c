"""Cookies, all of one kind: opaque, for this host, out of reach of script."""

from fastapi import Request, Response

from app.web.site import Site


def set_cookie(response: Response, site: Site, name: str, value: str, *, minutes: int | None = None) -> None:
    """Without `minutes` it goes when the browser is closed."""
    response.set_cookie(
        site.cookie(name),
        value,
        max_age=None if minutes is None else minutes * 60,
        path="/",
        secure=site.is_https,
        httponly=True,
        samesite="lax",
    )


def clear_cookie(response: Response, site: Site, name: str) -> None:
    response.delete_cookie(site.cookie(name), path="/", secure=site.is_https, httponly=True, samesite="lax")


def read_cookie(request: Request, name: str) -> str | None:
    site: Site = request.app.state.site
    return request.cookies.get(site.cookie(name))
