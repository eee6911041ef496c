"""The people and places with a name in the demo. All are invented."""

from dataclasses import dataclass

from app.domain.people import RoleLevel, SeatKind, WhenSmall
from app.services import demo

EMAILS = {seat.key: seat.email for seat in demo.SEATS}
AMIRA, DELE, RHIANNON, SORCHA, OWEN = (EMAILS[key] for key in ("amira", "dele", "rhiannon", "sorcha", "owen"))
MABEL = "mabel@eastquay.example"


@dataclass(frozen=True)
class Place:
    """An organisation, and how many people each of its teams has. Without teams, `people` says how many.

    `volunteers` are those of them who are no staff: it has widened its circle.
    """

    slug: str
    name: str
    domain: str
    teams: dict[str, int]
    without_team: int = 0
    when_small: WhenSmall = WhenSmall.STAND_TOGETHER
    own_words: str = ""
    volunteers: int = 0

    @property
    def people(self) -> int:
        return sum(self.teams.values()) + self.without_team

    @property
    def staff(self) -> int:
        return self.people - self.volunteers


@dataclass(frozen=True)
class Table:
    """A partnership and who sits at it."""

    slug: str
    name: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Named:
    """One of the cast. Those with a place are on its staff list, in `team` if it has teams."""

    name: str
    email: str
    kind: SeatKind
    place: str | None = None
    team: str | None = None
    convenes: str | None = None
    role_level: RoleLevel = RoleLevel.STRATEGIC


NORTHWAY = Place(
    "northway-homes",
    "Northway Homes",
    "northway.example",
    {
        "Customer contact": 47,
        "Finance and systems": 26,
        "Housing support": 64,
        "Independent living": 55,
        "Lettings": 41,
        "Neighbourhoods": 58,
        "Night concierge": 4,
        "Outreach": 38,
        "People and learning": 15,
        "Repairs": 72,
    },
)
COUNCIL = Place(
    "millbrook-council",
    "Millbrook Council adult services",
    "millbrook-council.example",
    {
        "Commissioning": 30,
        "East locality": 62,
        "First contact": 20,
        "Hospital discharge": 48,
        "Reablement": 52,
        "Safeguarding": 40,
        "West locality": 58,
    },
)
FEN_VALLEY = Place(
    "fen-valley-nhs",
    "Fen Valley NHS community team",
    "fenvalley.example",
    {
        "Clinic reception": 18,
        "Community matrons": 24,
        "District nursing": 88,
        "Mental wellbeing": 52,
        "Social prescribing": 18,
        "Therapies": 60,
    },
)
LANTERN = Place(
    "lantern-trust",
    "Lantern Trust",
    "lantern.example",
    {"Advice": 12, "Day centre": 18, "Office": 6, "Outreach": 22},
)
WILLOW = Place(
    "willow-street-kitchen",
    "Willow Street Kitchen",
    "willowstreet.example",
    {},
    without_team=6,
    when_small=WhenSmall.OWN_WORDS,
    own_words=(
        "We cook on Tuesdays and Fridays, and most of what we know about people we hear over the washing-up. "
        "What helps us is a phone call before a form. What wears us out is being asked the same thing four "
        "times. Come and eat with us: it is the quickest meeting you will have all week."
    ),
)
CANAL_SIDE = Place(
    "canal-side-carers",
    "Canal Side Carers",
    "canalside.example",
    {},
    without_team=4,
    when_small=WhenSmall.OWN_WORDS,
    own_words=(
        "There are four of us, and we all care for somebody at home. Evening meetings suit us; nine in the "
        "morning never will. Since the spring someone rings to ask before the plan is written, and it shows."
    ),
)
MILLBROOK = Table(
    "millbrook",
    "Millbrook Prevention Partnership",
    (NORTHWAY, COUNCIL, FEN_VALLEY, LANTERN, WILLOW, CANAL_SIDE),
)

# Of its teams eight, six and three answer: the worked example on the page about how figures are made.
HARBOUR_ROW = Place(
    "harbour-row-housing",
    "Harbour Row Housing",
    "harbour-row.example",
    {"Front desk": 8, "Repairs": 14, "Sheltered homes": 12},
)
QUAYSIDE = Place("quayside-advice", "Quayside Advice", "quayside.example", {}, without_team=12)
TIDEWATER = Place("tidewater-youth", "Tidewater Youth", "tidewater.example", {}, without_team=14)
# Three staff, who could never be shown; they asked those who cook and carry with them as well.
ROPEWALK = Place("ropewalk-cafe", "Ropewalk Café", "ropewalk.example", {}, without_team=12, volunteers=9)
# Each has fewer than five who answer, and they stand together.
FERRY_LANE = Place("ferry-lane-larder", "Ferry Lane Larder", "ferrylane.example", {}, without_team=5)
MUDLARK = Place("mudlark-workshop", "Mudlark Workshop", "mudlark.example", {}, without_team=5)
SALTMARSH = Place("saltmarsh-befrienders", "Saltmarsh Befrienders", "saltmarsh.example", {}, without_team=4)
WINDMILL = Place("windmill-allotments", "Windmill Allotments", "windmill.example", {}, without_team=5)
EASTQUAY = Table(
    "eastquay",
    "Eastquay Partnership",
    (HARBOUR_ROW, QUAYSIDE, TIDEWATER, ROPEWALK, FERRY_LANE, MUDLARK, SALTMARSH, WINDMILL),
)


@dataclass(frozen=True)
class World:
    """Everything there is in the demo."""

    millbrook: Table = MILLBROOK
    eastquay: Table = EASTQUAY

    @property
    def tables(self) -> tuple[Table, ...]:
        return (self.millbrook, self.eastquay)


CAST = (
    Named(
        "Amira Rahal",
        AMIRA,
        SeatKind.RESPONDENT,
        place="lantern-trust",
        team="Outreach",
        role_level=RoleLevel.OPERATIONAL,
    ),
    Named("Dele Okonjo", DELE, SeatKind.HR_DIRECTOR, place="northway-homes", team="People and learning"),
    Named("Rhiannon Vaughan", RHIANNON, SeatKind.CONVENOR, convenes="millbrook"),
    Named("Sorcha Brannigan", SORCHA, SeatKind.FELLOW),
    Named("Owen Trevithick", OWEN, SeatKind.HR_DIRECTOR, place="harbour-row-housing", team="Front desk"),
    Named("Mabel Quayle", MABEL, SeatKind.CONVENOR, convenes="eastquay"),
)
