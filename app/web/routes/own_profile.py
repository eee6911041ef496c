"""What a person makes of her own results: one theme of them, and a page to take to supervision."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.domain.errors import NO_SUCH_PAGE, NotFound
from app.domain.profile import things_to_try_in
from app.web.dependencies import Library, Reading, SiteHere
from app.web.own_results import find_own_results
from app.web.pages import render

router = APIRouter(prefix="/my-results")

PARTS = {
    "strengths": "What comes easily",
    "room": "Where there is room to grow",
    "steps": "Small things to try",
    "habits": "All my habits, theme by theme",
    "views": "How things look from where I sit",
}


@router.get("/themes/{code}", name="own_profile.theme")
def theme(request: Request, code: str, session: Reading, site: SiteHere, library: Library) -> Response:
    if not any(theme.code == code for each in library.charters for theme in each.themes):
        raise NotFound(NO_SUCH_PAGE)
    own = find_own_results(request, session, site, library)
    if own is None:
        return RedirectResponse("/my-results", 303)
    habits = next((each for each in own.profile.themes if each.theme.code == code), None)
    if habits is None:
        raise NotFound(NO_SUCH_PAGE)
    context = {"own": own, "here": habits, "tries": things_to_try_in(own.profile, habits)}
    return render(request, "my_results/theme.html", context)


@router.get("/supervision", name="own_profile.to_supervision")
def to_supervision(request: Request, session: Reading, site: SiteHere, library: Library) -> Response:
    """The address says which parts she ticked, and nothing of what is in them."""
    own = find_own_results(request, session, site, library)
    if own is None:
        return RedirectResponse("/my-results", 303)
    chosen = {part for part in PARTS if request.query_params.get(part) == "yes"}
    context = {"own": own, "profile": own.profile, "parts": PARTS, "chosen": chosen}
    return render(request, "my_results/supervision.html", context)
