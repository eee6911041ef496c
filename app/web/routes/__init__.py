"""Every router of the site, in the order they are tried."""

from app.web.routes import (
    about_you,
    accounts,
    admin,
    answering,
    api,
    charter,
    demo,
    exports,
    invitations,
    my_results,
    organisations,
    partnerships,
    public,
    receipts,
    results,
    sending,
    system,
    withdrawing,
)

# Answering first: a thousand people save parts for each one who reads a dashboard.
ROUTERS = (
    answering.router,
    about_you.router,
    sending.router,
    withdrawing.router,
    invitations.router,
    public.router,
    charter.router,
    my_results.router,
    receipts.router,
    accounts.router,
    organisations.router,
    partnerships.router,
    results.router,
    exports.router,
    api.router,
    demo.router,
    admin.router,
    system.router,
)
