"""Every router of the site, in the order they are tried."""

from app.web.routes import accounts, admin, charter, demo, organisations, partnerships, public, system

ROUTERS = (
    public.router,
    charter.router,
    accounts.router,
    organisations.router,
    partnerships.router,
    demo.router,
    admin.router,
    system.router,
)
