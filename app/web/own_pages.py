"""What pages for the person herself share: the keys to her notebook, and today as she has it on her wall."""

from datetime import date
from typing import Annotated

from fastapi import Depends

from app.domain.notebooks import Keys
from app.domain.working_days import UK
from app.web.dependencies import Now, Random, SiteHere


async def notebook_keys(site: SiteHere, randomness: Random) -> Keys:
    return Keys(site.notebook_secrets, randomness)


async def uk_today(now: Now) -> date:
    return now.astimezone(UK).date()


NotebookKeys = Annotated[Keys, Depends(notebook_keys)]
Today = Annotated[date, Depends(uk_today)]
