"""Every router of the site, in the order they are tried."""

from app.web.routes import accounts, charter

ROUTERS = (
    charter.router,
    accounts.router,
)
