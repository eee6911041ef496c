"""Anyone may check a receipt. The answer is yes or no, and nothing else."""

from fastapi import APIRouter, Request, Response

from app.services import receipts
from app.web.dependencies import Form, Reading
from app.web.limits import TryLimits
from app.web.pages import render

router = APIRouter(prefix="/receipt")

MOST_CHECKS_FROM_A_PLACE = 100


@router.get("", name="receipts.ask")
def ask(request: Request) -> Response:
    return render(request, "my_results/receipt.html", {"typed": "", "is_kept": None, "problems": {}})


@router.post("", name="receipts.check")
def check(request: Request, form: Form, session: Reading, limits: TryLimits) -> Response:
    limits.count_place("checking a receipt", most=MOST_CHECKS_FROM_A_PLACE)
    typed = form.get("receipt", "")
    context = {"typed": typed, "is_kept": receipts.is_kept(session, typed), "problems": {}}
    return render(request, "my_results/receipt.html", context)
