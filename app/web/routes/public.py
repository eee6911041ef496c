"""The pages that explain: what this is, how it works, who sees what, how figures are made."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from app.services import pooling
from app.services.own_settings import contact_at
from app.web import pooled_rows
from app.web.dependencies import CurrentCharter, MaybeSeat, Reading, maybe_seat
from app.web.pages import render

# Nobody needs a seat here; whoever has one keeps their own links in the header.
router = APIRouter(dependencies=[Depends(maybe_seat)])


@router.get("/", name="public.home")
def home(request: Request, charter: CurrentCharter) -> HTMLResponse:
    return render(request, "public/home.html", {"themes": charter.themes})


@router.get("/how-it-works", name="public.how_it_works")
def how_it_works(request: Request) -> HTMLResponse:
    return render(request, "public/how_it_works.html")


@router.get("/privacy", name="public.privacy")
def privacy(request: Request) -> HTMLResponse:
    return render(request, "public/privacy.html")


@router.get("/accessibility", name="public.accessibility")
def accessibility(request: Request) -> HTMLResponse:
    return render(request, "public/accessibility.html")


@router.get("/help", name="public.help")
def help_page(request: Request, seat: MaybeSeat, session: Reading) -> HTMLResponse:
    """Somebody signed in also reads whom to ask where she works."""
    here = seat.organisation_id if seat else None
    contact = contact_at(session, here) if here else None
    return render(request, "public/help.html", {"contact": contact})


@router.get("/method", name="public.method")
def method(request: Request) -> HTMLResponse:
    return render(request, "public/method.html")


@router.get("/method/questions", name="public.questions")
def questions(request: Request, session: Reading, charter: CurrentCharter) -> HTMLResponse:
    """How dependable they are."""
    about = pooled_rows.about_questions(charter, pooling.editions(session, charter))
    return render(request, "public/questions.html", about)
