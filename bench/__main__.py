"""python -m bench [--quick] [--write]: what the project costs, each figure a ratio within one run."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import casting, closing, deciding, members, power
from bench.databases import engines

DOCUMENT = Path(__file__).parents[1] / "docs" / "benchmarks.md"
LARGEST_FRONT = 60_000
MARK = "<!-- figures -->"


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured, the figure, and what it should be; empty where nothing is asked."""

    what: str
    figure: str
    target: str = ""
    met: bool | None = None


def main() -> None:
    """Measure everything, print the table, and write it into the document where asked."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smaller numbers, under a minute on an idle machine")
    parser.add_argument("--write", action="store_true", help="put the table into docs/benchmarks.md")
    asked = parser.parse_args()
    rows = list(_rows(quick=asked.quick))
    table = "\n".join(_lines(rows))
    print(table)
    if asked.write:
        head, mark, _ = DOCUMENT.read_text(encoding="utf-8").partition(MARK)
        DOCUMENT.write_text(f"{head}{mark}\n\n{table}\n", encoding="utf-8")


def _rows(*, quick: bool) -> Iterator[Row]:
    if len(engines()) == 1:
        yield Row("PostgreSQL", "not measured: the environment names no server")
    for engine in engines():
        yield from _casting_rows(engine, casting.measure(engine, quick=quick))
        yield from _closing_rows(engine, closing.measure(engine, quick=quick))
        yield from _members_rows(engine, members.measure(engine, quick=quick))
    yield from _deciding_rows(deciding.measure(quick=quick))
    yield from _power_rows(power.measure(quick=quick))


def _casting_rows(engine: str, found: casting.Casting) -> Iterator[Row]:
    rate = found.ratio
    yield Row(f"{engine}: ballots cast over HTTP, beside the floor", f"{rate:.2f}", "≥ 0.30", rate >= 0.3)
    yield Row(f"{engine}: slowest hundredth of ballots, beside the floor's", f"{found.p99_ratio:.1f}")


def _closing_rows(engine: str, found: list[closing.Closing]) -> Iterator[Row]:
    for one in found:
        ratio = one.seconds / one.bare_seconds
        yield Row(f"{engine}: closing {one.ballots:,} ballots, beside the bare GROUP BY", f"{ratio:.1f}")
    last, memory = closing.growth(found), found[-1].grown_mib / found[0].grown_mib
    yield Row(f"{engine}: exponent by which closing grows", f"{last:.2f}", "≤ 1.10", last <= 1.1)
    times = found[-1].ballots // found[0].ballots
    yield Row(f"{engine}: memory of closing {times:,} times the ballots", f"{memory:.1f} times")


def _members_rows(engine: str, found: members.Browsing) -> Iterator[Row]:
    for name, visits in found.visits.items():
        (few, small), (many, large) = sorted(visits.items())
        same, slower = small.statements == large.statements, large.seconds / small.seconds
        what = f"{engine}: members page, {name}, {many:,} beside {few:,} members"
        yield Row(f"{what}: statements", f"{large.statements} and {small.statements}", "the same", same)
        yield Row(f"{what}: time", f"{slower:.2f}", *(("≤ 2", slower <= 2) if name == members.FIRST else ()))
    share = found.front_bytes / LARGEST_FRONT
    yield Row(f"{engine}: first page, compressed, of the 60 kB it may weigh", f"{share:.2f}", "≤ 1", share <= 1)


def _deciding_rows(found: deciding.Deciding) -> Iterator[Row]:
    first = found.decisions[0]
    yield Row("Deciding by a rule, beside bare arithmetic", f"1 : {found.ratio:.0f}")
    for one in found.decisions:
        times = one.microseconds / first.microseconds
        more = f", {times:.1f} times the first" if one is not first else ""
        figure = f"{one.microseconds:.0f} µs, {one.findings} findings{more}"
        yield Row(f"One decision for {one.what}", figure)


def _power_rows(found: power.Measuring) -> Iterator[Row]:
    yield Row("Power under the rule of the EU-27 (2 to the 27 ways to vote)", f"{found.union:.2f} s")
    yield Row("Power in two centers of 500 and 130 members", f"{found.centers:.2f} s")
    what = f"Power of 51 voters with weights, by {power.PEER} and by this program"
    if found.ratio is None:
        yield Row(what, f"{found.college:.3f} s; not installed: pip install {power.PEER}")
    else:
        yield Row(what, f"{found.ratio:.1f} : 1 ({found.peer:.2f} s and {found.college:.3f} s)")


def _lines(rows: list[Row]) -> Iterator[str]:
    verdicts = {None: "", True: "yes", False: "NO"}
    yield "| Measured | Ratio | Asked | Met |"
    yield "| --- | --- | --- | --- |"
    for row in rows:
        yield f"| {row.what} | {row.figure} | {row.target} | {verdicts[row.met]} |"


if __name__ == "__main__":
    main()
