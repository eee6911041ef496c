"""Every router of the site, in the order they are tried."""

from fastapi import APIRouter

ROUTERS: tuple[APIRouter, ...] = ()
