"""`make bench`: measures what was promised, and prints a table. Exits with 1 when a promise was not kept."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from bench import answering, attack, audit, closing, dump, mail, overview, pages, report, staff_lists
from bench.report import Figure, at_least, at_most
from bench.world import a_world, skewed

A_PARTNERSHIP = (420, 310, 200, 58, 8, 4)  # 1,000 people, two of the partners too few to show
MANY = 100_000
MOST_MEMORY_MB = 1024
SOME = 1_000
INVITED = 50_000


@dataclass(frozen=True)
class Size:
    """Of a partnership, `teams` in each organisation; and the seconds promised for closing its assessment."""

    people: int
    organisations: int
    teams: int
    seconds: float


CLOSINGS = (Size(1_058, 6, 8, 2), Size(10_000, 10, 20, 10), Size(100_000, 100, 20, 120))


def about_saving() -> Iterator[Figure]:
    saving = answering.measure_saving()
    yield Figure("Parts saved in one process, 16 clients", saving.platform, "a second")
    yield Figure("The floor: bare Starlette, raw sqlite3", saving.floor, "a second")
    yield at_least("… so much of the floor", saving.ratio, "", 0.15)
    yield Figure("Saving a part and reading the next, half within", saving.middle_ms, "ms")
    yield Figure("… 99 of 100 within", saving.slow_ms, "ms")
    completing = answering.measure_completing()
    yield Figure("Server's processor time, a whole response", completing.cpu_ms, "ms")
    yield Figure("… the floor's, for as many saves", saving.floor_cpu_ms * completing.saves, "ms")
    yield Figure("Whole responses, 16 clients", completing.a_second, "a second")


def about_pages() -> Iterator[Figure]:
    with a_world(*A_PARTNERSHIP) as world:
        closing.measure(world)
        weighed = pages.weigh_dashboards(world)
    yield at_most("Partnership's dashboards, cold, on a phone", weighed.phone_kb, "kB", 60)
    yield at_most("… on a wide screen", weighed.wide_kb, "kB", 450)
    yield at_most("… first paint at 400 kbit/s, 400 ms", weighed.first_paint_seconds, "s", 2)


def about_closing() -> Iterator[Figure]:
    """Snapshot, scores, every measure's release, figures and seal, beside numpy alone on the same answers."""
    for size in CLOSINGS:
        staff = skewed(size.people, size.organisations)
        print(
            f"  {size.people:,} people in {size.organisations} organisations …", file=sys.stderr, flush=True
        )
        with a_world(*staff, teams=size.teams) as world:
            closed, read = closing.measure(world)
            again = closing.measure_again(world)
        yield at_most(
            f"Closing, {size.people:,} responses, {closed.cells:,} cells", closed.seconds, "s", size.seconds
        )
        yield at_most("… memory, at the most", closed.memory_mb, "MB", MOST_MEMORY_MB)
        yield Figure("… numpy alone, the same answers", read.seconds, "s")
        yield Figure("… its memory", read.memory_mb, "MB")
        share = f"{closing.SHARE_LINKED:.0%} linked, {again.linked_changes:,} changes"
        yield at_most(f"… answered again, {share}", again.seconds, "s", size.seconds)
        yield at_most("… memory, at the most", again.memory_mb, "MB", MOST_MEMORY_MB)


def about_audit() -> Iterator[Figure]:
    found = []
    for people in audit.SIZES:
        say(f"{people:,} people …")
        one = audit.measure(people)
        found.append(one)
        yield at_most(f"Audit of a measure, {people:,} people, atoms and all", one.seconds_a_measure, "s", 10)
        yield Figure(f"… atoms, of {one.groups:,} groups", one.atoms, "")
        yield Figure("… deciding for a theme and its statements", one.seconds_for_decisions, "s")
        yield Figure("… memory, at the most", one.memory_mb, "MB")
    for before, after in pairwise(found):
        times = after.seconds_a_measure / before.seconds_a_measure
        yield Figure(f"… {before.people:,} to {after.people:,} people takes", times, "times as long")


def about_mail() -> Iterator[Figure]:
    with a_world(INVITED, joint=False) as world:
        queued = mail.measure(world)
    yield Figure(f"Opening an assessment, {INVITED:,} invited", queued.opening, "s")
    yield Figure("… writing their letters", queued.writing, "s")
    yield Figure("… saves by others meanwhile", queued.saves, "")
    yield at_most("… the longest of them took", queued.longest_wait, "s", 1)


def about_overview() -> Iterator[Figure]:
    with a_world(SOME, joint=False) as world:
        closing.measure(world)
        some = overview.measure(world)
        weighed = pages.weigh_dashboards(world)
    with a_world(MANY, joint=False) as world:
        closed, _ = closing.measure(world)
        many = overview.measure(world)
    yield Figure("Organisation's overview, 1,000 responses", some.milliseconds, "ms")
    yield Figure("… queries", some.queries, "")
    yield Figure("Organisation's overview, 100,000 responses", many.milliseconds, "ms")
    yield at_most("… queries", many.queries, "", some.queries)
    yield at_most("… time, times that at 1,000", many.milliseconds / some.milliseconds, "", 1.2)
    yield Figure("Closing an assessment, 100,000 responses", closed.seconds, "s")
    yield at_most("Organisation's dashboards, cold, on a phone", weighed.phone_kb, "kB", 60)
    yield at_most("… on a wide screen", weighed.wide_kb, "kB", 450)
    yield at_most("… first paint at 400 kbit/s, 400 ms", weighed.first_paint_seconds, "s", 2)


def about_questionnaire() -> Iterator[Figure]:
    with a_world(10, announce=True) as world:
        weighed = pages.weigh_questionnaire(world)
    yield at_most("A part of the questionnaire, cold", max(weighed.phone_kb, weighed.wide_kb), "kB", 50)
    yield at_most("… first paint at 400 kbit/s, 400 ms", weighed.first_paint_seconds, "s", 2)


def about_attack() -> Iterator[Figure]:
    found = []
    for number, loot in enumerate(attack.attack_all(), start=1):
        found.append(loot)
        say(
            f"{number}: {loot.answers:,} answers, {loot.shown:,} figures and {loot.changes} changes shown, "
            f"{loot.determined} determined, {len(loot.narrow)} narrow, {len(loot.at_an_end)} at an end, "
            f"{loot.seconds:.0f} s"
        )
    at_an_end = [width for loot in found for width in loot.at_an_end]
    yield Figure("Partnerships broken into, at two times", len(found), "")
    yield Figure("… figures shown in them", sum(loot.shown for loot in found), "")
    yield Figure("… changes of linked people shown", sum(loot.changes for loot in found), "")
    yield at_most(
        "… themes that determine fewer than five people", sum(loot.determined for loot in found), "", 0
    )
    yield at_most(
        "… means of few with under 20 points of room", sum(len(loot.narrow) for loot in found), "", 0
    )
    yield Figure("… as little, but at an end of the scale", len(at_an_end), "")
    yield at_least("… the narrowest of those", min(at_an_end, default=100), "points", 1)


def about_dump() -> Iterator[Figure]:
    for game in dump.play_all():
        yield Figure(f"A dump after the seal, {game.database}, people in it", game.people, "")
        yield Figure("… ways to guess whose a response is", game.ways, "")
        yield at_most("… guessed right in the best of them", game.most_right, "", game.most_by_chance)


def about_people() -> Iterator[Figure]:
    new, again = staff_lists.measure()
    for what, one in (("people, all new", new), ("the same again, each in another team", again)):
        yield at_most(f"A staff list of {staff_lists.PEOPLE:,}: {what}", one.seconds, "s", 60)
        yield Figure("… the step in which it counts", one.counting_seconds, "s")
        yield at_most("… another writer waits, at the most", one.held_seconds, "s", 2)
        yield Figure("… another page takes, at the most", one.page_seconds, "s")
        yield at_most("… memory, at the most", one.memory_mb, "MB", 500)


def say(words: str) -> None:
    print(f"  {words}", file=sys.stderr, flush=True)


ABOUT: dict[str, Callable[[], Iterator[Figure]]] = {
    "saving": about_saving,
    "questionnaire": about_questionnaire,
    "pages": about_pages,
    "closing": about_closing,
    "audit": about_audit,
    "attack": about_attack,
    "dump": about_dump,
    "mail": about_mail,
    "overview": about_overview,
    "people": about_people,
}


def main(wanted: list[str]) -> int:
    if unknown := [name for name in wanted if name not in ABOUT]:
        sys.exit(f"Nothing here is called {unknown[0]}. There is: {', '.join(ABOUT)}.")
    figures: list[Figure] = []
    for name in wanted or list(ABOUT):
        print(f"Measuring: {name} …", file=sys.stderr, flush=True)
        figures += ABOUT[name]()
    print(report.table(figures))
    print(f"Written to {report.write(figures)}.")
    return 0 if all(figure.met is not False for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
