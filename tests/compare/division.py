"""Divisions against other people's packages: sizes, shape and time, as ratios in one run.

    tests/run python                                          # builds and installs the wheel
    .cache/venv/bin/python tests/compare/division.py          # an hour; --quick for a few minutes;
                                                              # an interrupt ends a part, the next one follows

Instances are made from printed seeds, and `points/houses-west.csv` of the shared data: ten thousand real houses.
All have the band of the policy, 100 to 150, and n / 125 grids. The peers are timed without their import.

| peer | what it is |
|---|---|
| k-means-constrained | Lloyd's steps with an exact assignment within the band; 1 start and 10 |
| METIS | pymetis on the Delaunay graph of scipy: parts of equal size with short borders |
| KaHIP | the same by kahip |
| k-means | scikit-learn, which knows no band: how many grids come out lawful |
| HiGHS | the proven optimum of tiny instances, by a set partition over every lawful grid |
"""

from __future__ import annotations

import argparse
import itertools
import os
import time
from collections.abc import Callable
from pathlib import Path

import highspy
import kahip
import numpy as np
import pymetis
from k_means_constrained import KMeansConstrained
from numpy.typing import NDArray
from report import Report
from scipy.spatial import Delaunay
from sklearn.cluster import KMeans

import wangge as wg

SEED = 20261123
MIN, MAX = 100, 150
Places = NDArray[np.float64]
Labels = NDArray[np.int64]

# Instances ------------------------------------------------------------------------------------------------------------


def villages(n: int, seed: int) -> Places:
    """Hamlets of about forty households, scattered, some of them overlapping."""
    rng = np.random.default_rng(seed)
    hamlets = max(1, n // 40)
    centre = rng.uniform(0, np.sqrt(hamlets) * 600, (hamlets, 2))
    own = rng.integers(0, hamlets, n)
    return centre[own] + rng.normal(size=(n, 2)) * rng.uniform(40, 140, hamlets)[own][:, None]


def scattered(n: int, seed: int) -> Places:
    """Households everywhere alike."""
    return np.random.default_rng(seed).uniform(0, np.sqrt(n) * 60, (n, 2))


def town_and_hills(n: int, seed: int) -> Places:
    """Six in ten households in a town, the others far apart in the hills around it."""
    rng = np.random.default_rng(seed)
    town, side = int(n * 0.6), np.sqrt(n) * 120
    return np.concatenate(
        [rng.normal(size=(town, 2)) * np.sqrt(town) * 6 + side / 3, rng.uniform(0, side, (n - town, 2))]
    )


def stacks(n: int, seed: int) -> Places:
    """Towers of 160 to 340 households, each at one place."""
    rng = np.random.default_rng(seed)
    towers = max(2, n // 250)
    centre = rng.uniform(0, np.sqrt(towers) * 900, (towers, 2))
    share = rng.uniform(160, 340, towers)
    return centre[rng.choice(towers, n, p=share / share.sum())]


def line(n: int, seed: int) -> Places:
    """One road."""
    rng = np.random.default_rng(seed)
    return np.stack([rng.uniform(0, n * 15, n), rng.normal(size=n) * 2], 1)


def county(n: int, seed: int) -> Places:
    """Places of every size and density."""
    rng = np.random.default_rng(seed)
    places, side = max(3, n // 400), np.sqrt(n) * 150
    centre, share = rng.uniform(0, side, (places, 2)), rng.lognormal(0, 1.2, places)
    own = rng.choice(places, n, p=share / share.sum())
    found: Places = centre[own] + rng.normal(size=(n, 2)) * np.exp(rng.normal(5.2, 0.8, places))[own][:, None]
    alone = rng.random(n) < 0.15
    found[alone] = rng.uniform(0, side, (int(alone.sum()), 2))
    return found


def islands(n: int, seed: int) -> Places:
    """A small island and a large one: 163 and 837 of a thousand, so that a grid must lie on both."""
    rng = np.random.default_rng(seed)
    small = n * 163 // 1000
    return np.concatenate([rng.normal(size=(small, 2)) * 150, rng.normal(size=(n - small, 2)) * 400 + (4000, 0)])


def houses(n: int, _seed: int) -> Places:
    """Real houses, in metres of a plane that touches their middle."""
    shared = Path(os.environ.get("WANGGE_SHARED") or Path(__file__).resolve().parents[3] / "shared")
    lat, lon = np.loadtxt(shared / "data" / "points" / "houses-west.csv", delimiter=",", skiprows=1, unpack=True)
    east = (lon - lon.min()) * 111_320 * np.cos(np.radians(lat.mean()))
    return np.stack([east, (lat - lat.min()) * 110_574], 1)[:n]


KINDS: dict[str, Callable[[int, int], Places]] = {
    kind.__name__: kind for kind in (villages, scattered, town_and_hills, stacks, line, county, islands, houses)
}


def make(kind: str, n: int) -> Places:
    """An instance, in whole centimetres."""
    return np.round(KINDS[kind](n, SEED), 2)


# Measures -------------------------------------------------------------------------------------------------------------


def spread(places: Places, labels: Labels) -> float:
    """The sum of squared distances to the middles."""
    sizes = np.maximum(np.bincount(labels), 1)[:, None]
    middle = np.stack([np.bincount(labels, axis) for axis in places.T], 1) / sizes
    return float(((places - middle[labels]) ** 2).sum())


def rms(places: Places, labels: Labels) -> float:
    return float(np.sqrt(spread(places, labels) / len(places)))


def in_size(labels: Labels, grids: int) -> float:
    """The share of the grids that are lawful."""
    sizes = np.bincount(labels, minlength=grids)
    return float(((sizes >= MIN) & (sizes <= MAX)).mean())


def timed(call: Callable[[], object], rounds: int = 1) -> float:
    """Seconds, the best of so many."""
    found = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        found = min(found, time.perf_counter() - start)
    return found


def ours(places: Places, threads: int = 2, **options: object) -> wg.Division:
    grids = round(len(places) / 125)
    asked = {"crs": "metres", "count": grids, "aims": ["compact"], "threads": threads, **options}
    return wg.divide(places[:, 0], places[:, 1], POLICY, **asked)  # type: ignore[arg-type]


def constrained(places: Places, starts: int) -> Labels:
    model = KMeansConstrained(round(len(places) / 125), size_min=MIN, size_max=MAX, n_init=starts, random_state=0)
    return np.asarray(model.fit_predict(places), dtype=np.int64)


def metis(places: Places) -> Labels:
    start, beside = Delaunay(places).vertex_neighbor_vertices
    _, labels = pymetis.part_graph(round(len(places) / 125), pymetis.CSRAdjacency(start, beside))
    return np.asarray(labels)


def by_kahip(places: Places) -> Labels:
    start, beside = Delaunay(places).vertex_neighbor_vertices
    ones = [1] * len(places)
    found = kahip.kaffpa(
        ones, start.tolist(), [1] * len(beside), beside.tolist(), round(len(places) / 125), 0.1, True, 0, kahip.FAST
    )
    return np.asarray(found[1])


POLICY = wg.Policy.preset("combined")
# From least change (0) to best shape (100).
FREEDOM = 70


def narrow(low: int, high: int) -> wg.Policy:
    """The same policy with another band."""
    text = POLICY.to_toml()
    was = f"min = {MIN}\nmax = {MAX}"
    assert was in text
    return wg.Policy.from_toml(text.replace(was, f"min = {low}\nmax = {high}", 1))


# Comparisons ----------------------------------------------------------------------------------------------------------


def shape(report: Report, sizes: list[int], starts: int, quick: bool) -> None:
    """RMS and sizes against k-means-constrained, on every instance."""
    print(f"seed {SEED}; RMS in metres, time in seconds; k-means-constrained with 1 and {starts} starts")
    print(
        f"{'':<22}{'ours':>9}{'s':>8}{'1 start':>9}{'s':>7}{f'{starts} starts':>10}{'s':>7}"
        f"{'ratio':>7}{'k-means in size':>17}"
    )
    larger = []
    for n, kind in itertools.product(sizes, KINDS):
        if quick and n > 1000 and kind not in ("villages", "houses"):
            continue
        places = make(kind, n)
        grids = round(n / 125)
        division = ours(places)
        labels = np.asarray(division.labels, dtype=np.int64)
        seconds = timed(lambda places=places: ours(places), 3)
        report.check(f"{kind} {n}: every grid in size", in_size(labels, grids) == 1.0 and len(labels) == n)
        report.check(f"{kind} {n}: the grids are those asked for", len(set(labels.tolist())) == grids)
        peers = []
        for many in (1, starts):
            begin = time.perf_counter()
            found = constrained(places, many)
            peers.append((rms(places, found), time.perf_counter() - begin))
        plain = KMeans(grids, n_init=1, random_state=0).fit(places).labels_
        own, (one, one_s), (ten, ten_s) = rms(places, labels), *peers
        # Where nobody has to leave a place there is nothing to compare.
        ratio = own / ten if ten > 1e-6 else (1.0 if own < 1e-6 else float("inf"))
        if n >= 3000:
            larger.append(ratio)
        print(
            f"{kind:<15}{n:>7}{own:>9.2f}{seconds:>8.3f}{one:>9.2f}{one_s:>7.1f}{ten:>10.2f}{ten_s:>7.1f}{ratio:>7.3f}"
            f"{in_size(np.asarray(plain), grids):>17.0%}",
            flush=True,
        )
        report.ratio(f"RMS / k-means-constrained, {starts} starts, {kind} {n:,}", ratio, "<= 1.00")
        if n == 10_000 and kind in ("villages", "houses"):
            report.ratio(f"k-means-constrained, 1 start / time of ours, {kind} {n:,}", one_s / seconds, ">= 50")
        if n == 1000:
            report.ratio(f"time in ms, {kind} {n:,}", seconds * 1e3, "<= 10")
    if larger:
        report.ratio("mean of those RMS ratios from 3,000 on", float(np.mean(larger)), "<= 0.98")


def speed(report: Report, sizes: list[int]) -> None:
    """Time against METIS with its Delaunay, and how it grows."""
    print("\nseconds, villages; METIS and KaHIP with their Delaunay graph")
    print(f"{'n':>10}{'ours, 1':>10}{'ours, 2':>10}{'METIS':>10}{'RMS':>8}{'METIS':>8}{'METIS in size':>15}")
    points = []
    for n in sizes:
        places = make("villages", n)
        one, two = timed(lambda places=places: ours(places, 1)), timed(lambda places=places: ours(places), 2)
        other = timed(lambda places=places: metis(places), 2)
        division, parts = ours(places), metis(places)
        labels = np.asarray(division.labels, dtype=np.int64)
        report.check(f"villages {n}: every grid in size", in_size(labels, round(n / 125)) == 1.0)
        print(
            f"{n:>10,}{one:>10.3f}{two:>10.3f}{other:>10.3f}{rms(places, labels):>8.1f}{rms(places, parts):>8.1f}"
            f"{in_size(parts, round(n / 125)):>15.1%}",
            flush=True,
        )
        goal = "<= 1.0" if n == 10_000 else "<= 0.5" if n >= 100_000 else ""
        report.ratio(f"time / METIS with its Delaunay, {n:,}", two / other, goal)
        points.append((np.log(n), np.log(one)))
    if len(points) > 1:
        slope = np.polyfit(*np.array(points).T, 1)[0]
        report.ratio("growth exponent of the time on one thread", float(slope), "<= 1.1")
    places = make("villages", 10_000)
    kahips = timed(lambda: by_kahip(places))
    print(f"KaHIP (fast), 10,000: {kahips:.2f} s, RMS {rms(places, by_kahip(places)):.1f}")
    report.ratio("KaHIP, fast / time of ours, 10,000", kahips / timed(lambda: ours(places), 2))


def pieces(report: Report, sizes: list[int]) -> None:
    """Grids in one piece: by default, and where that is asked for."""
    alone, whole = [0, 0], 0
    worst = 0.0
    print("\nin one piece, by default and where that is asked for; RMS of the second over the first:")
    for n, kind in itertools.product(sizes, ("villages", "scattered", "town_and_hills", "county", "line", "houses")):
        places = make(kind, n)
        free, joined = ours(places), ours(places, contiguous=True)
        ratio = joined.measures.rms / free.measures.rms
        found = (free.measures.connected, joined.measures.connected, len(free.names))
        print(
            f"{kind:<15}{n:>7}{found[0]:>5}{found[1]:>5} of {found[2]:>3}{ratio:>8.4f}",
            flush=True,
        )
        alone[0] += free.measures.connected
        alone[1] += len(free.names)
        whole += len(joined.names) - joined.measures.connected
        worst = max(worst, ratio)
    print(f"\nin one piece by default: {alone[0]} of {alone[1]} grids; asked for: all but {whole}")
    report.check("contiguous: every grid in one piece", whole == 0)
    report.ratio("% of grids in one piece by default", 100 * alone[0] / alone[1], ">= 99.8")
    report.ratio("RMS in one piece / RMS, at worst", worst, "<= 1.01")


def hamlets(n: int, apart: bool, seed: int) -> tuple[Places, list[str]]:
    """Natural groups of 20 to 60: each in a field of its own, or wherever they fall."""
    rng = np.random.default_rng(seed)
    sizes: list[int] = []
    while sum(sizes) < n:
        sizes.append(int(rng.integers(20, 61)))
    sizes[-1] -= sum(sizes) - n
    side = int(np.ceil(np.sqrt(len(sizes))))
    fields = rng.permutation(side * side)[: len(sizes)]
    centre = np.stack([fields % side, fields // side], 1) * 600.0
    if not apart:
        centre = rng.uniform(0, side * 600, centre.shape)
    own = np.repeat(np.arange(len(sizes)), sizes)
    return np.round(centre[own] + rng.normal(size=(n, 2)) * 60, 2), [f"{group:04}" for group in own]


def groups(report: Report, sizes: list[int]) -> None:
    """Natural groups kept whole."""
    print(f"\nnatural groups of 20 to 60 kept whole:\n{'':<22}{'whole':>13}{'one piece':>12}{'RMS / free':>12}{'s':>8}")
    for n, apart in itertools.product(sizes, (True, False)):
        places, names = hamlets(n, apart, SEED + n)
        start = time.perf_counter()
        kept = ours(places, group=names, aims=["whole_groups", "connected", "compact"])
        seconds = time.perf_counter() - start
        found, ratio = kept.measures, kept.measures.rms / ours(places).measures.rms
        what = f"{'apart' if apart else 'overlapping'} {n:,}"
        one = found.connected / len(kept.names)
        print(
            f"{what:<22}{found.groups_whole:>6} /{found.groups:>5}{one:>12.1%}{ratio:>12.3f}{seconds:>8.2f}", flush=True
        )
        split = found.groups - found.groups_whole
        report.check(f"{what}: each split is explained", split == len(kept.splits))
        report.ratio(f"% of groups whole, {what}", 100 * found.groups_whole / found.groups, ">= 99")
        report.ratio(f"RMS whole / free, {what}", ratio, "<= 1.20")
        if apart:
            report.ratio(f"% of grids in one piece, {what}", 100 * one, ">= 95")


def optimum(places: Places, grids: int, band: tuple[int, int], bound: float) -> float:
    """The least spread there is: the cheapest set of lawful grids that holds every household once."""
    n = len(places)
    found = []
    for size in range(band[0], band[1] + 1):
        subsets = np.array(list(itertools.combinations(range(n), size)), dtype=np.int8)
        own = places[subsets]
        cost = ((own - own.mean(axis=1, keepdims=True)) ** 2).sum(axis=(1, 2))
        cheap = cost <= bound * (1 + 1e-9)
        found.append((subsets[cheap], cost[cheap]))
    # Each household bears at least its least share of any grid: a grid that leaves the others too little goes.
    for _ in range(3):
        least = np.full(n, np.inf)
        for subsets, cost in found:
            np.minimum.at(least, subsets, (cost / max(1, subsets.shape[1]))[:, None])
        kept = [cost + least.sum() - least[subsets].sum(axis=1) <= bound * (1 + 1e-9) for subsets, cost in found]
        found = [(subsets[keep], cost[keep]) for (subsets, cost), keep in zip(found, kept, strict=True)]
    columns = [column for subsets, _ in found for column in subsets]
    costs = np.concatenate([cost for _, cost in found])
    # With fractions of grids first: one whose price stands too far above what its households are worth goes, too.
    least_sum, dear = cheapest(columns, costs, n, grids, whole=False)
    near = np.flatnonzero(dear <= bound * (1 + 1e-9) - least_sum + 1e-6 * bound)
    return cheapest([columns[place] for place in near], costs[near], n, grids, whole=True)[0]


def cheapest(
    columns: list[NDArray[np.int8]], costs: Places, n: int, grids: int, *, whole: bool
) -> tuple[float, NDArray[np.float64]]:
    """The least sum of costs that holds each household once, and by how much each column is too dear."""
    rows = [np.append(column, n) for column in columns]
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(columns), n + 1
    model.col_cost_, model.col_lower_, model.col_upper_ = costs, np.zeros(len(columns)), np.ones(len(columns))
    model.row_lower_ = model.row_upper_ = np.array([1.0] * n + [float(grids)])
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = np.cumsum([0, *(len(own) for own in rows)])
    model.a_matrix_.index_ = np.concatenate(rows)
    model.a_matrix_.value_ = np.ones(sum(len(own) for own in rows))
    if whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * len(columns)
    highs = highspy.Highs()
    highs.silent()
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.passModel(model)
    highs.run()
    assert highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    worth = np.asarray(highs.getSolution().row_dual)
    dear = np.zeros(0) if whole else costs - np.array([worth[own].sum() for own in rows])
    return float(highs.getInfo().objective_function_value), dear


def tiny(report: Report, many: int) -> None:
    """Tiny instances against their proven optimum."""
    policy = narrow(4, 6)
    over, others = [], []
    for seed in range(many):
        rng = np.random.default_rng(SEED + seed)
        n = 22 + seed % 3
        places = np.round(rng.uniform(0, 1000, (n, 2)) if seed % 2 else rng.normal(size=(n, 2)) * 300, 2)
        grids = round(n / 5)
        division = wg.divide(places[:, 0], places[:, 1], policy, crs="metres", count=grids, aims=["compact"])
        found = spread(places, np.asarray(division.labels, dtype=np.int64))
        best = optimum(places, grids, (4, 6), found)
        model = KMeansConstrained(grids, size_min=4, size_max=6, n_init=10, random_state=0)
        over.append(found / best - 1)
        others.append(spread(places, np.asarray(model.fit_predict(places), dtype=np.int64)) / best - 1)
    proven = sum(value < 1e-6 for value in over)
    print(f"\n{many} tiny instances of 22 to 24: ours optimal on {proven}, at worst {max(over):.2%} over")
    print(
        f"k-means-constrained, 10 starts: optimal on {sum(v < 1e-6 for v in others)}, at worst {max(others):.2%} over"
    )
    report.ratio("% of tiny instances at the proven optimum", 100 * proven / many, ">= 90")
    report.ratio("% over the optimum at worst", 100 * max(over), "<= 1")


def again(report: Report, n: int) -> None:
    """Households came and went: who keeps the grid, and what it costs."""
    print(f"\n{n:,} households, some of which went and as many came:")
    for kind, (percent, goal) in itertools.product(("villages", "county", "houses"), ((2, ">= 99"), (10, ">= 97"))):
        places = make(kind, n)
        before = ours(places)
        rng = np.random.default_rng(SEED + percent)
        many = n * percent // 100
        stay = np.sort(rng.permutation(n)[many:])
        came = places[rng.permutation(n)[:many]] + rng.normal(size=(many, 2)) * 60
        now = np.concatenate([places[stay], np.round(came, 2)])
        old = np.concatenate([np.asarray(before.labels)[stay], np.full(many, -1)])
        previous = [None if label < 0 else str(label) for label in old.tolist()]
        found = wg.redivide(previous, now[:, 0], now[:, 1], POLICY, crs="metres", aims=["compact"], freedom=FREEDOM)
        new = wg.divide(now[:, 0], now[:, 1], POLICY, crs="metres", count=len(found.division.names), aims=["compact"])
        kept = 100 * found.kept / len(stay)
        ratio = found.division.measures.rms / new.measures.rms
        what = f"{kind}, {percent} % came and went"
        print(f"  {what:<32}{kept:>7.2f} % keep their grid, RMS {ratio:.4f} of a new division")
        sizes = np.bincount(np.asarray(found.division.labels))
        report.check(f"{what}: lawful", bool(((sizes >= MIN) & (sizes <= MAX)).all()))
        report.ratio(f"% that keep their grid, {what}", kept, goal)
        report.ratio(f"RMS redivided / new, {what}", ratio, "<= 1.02")


def alike(report: Report) -> None:
    """The same division for any order of rows and any number of threads."""
    for kind in ("villages", "stacks", "houses"):
        places = make(kind, 3000)
        order = np.random.default_rng(SEED).permutation(len(places))
        first = np.asarray(ours(places, 1).labels)
        report.check(f"{kind}: two runs", np.array_equal(first, np.asarray(ours(places, 1).labels)))
        report.check(f"{kind}: two threads", np.array_equal(first, np.asarray(ours(places, 2).labels)))
        other = np.empty_like(first)
        other[order] = np.asarray(ours(places[order]).labels)
        middle = [spread(places, labels.astype(np.int64)) for labels in (first, other)]
        # Households at one place are alike: which of them is where is all that may differ.
        same = (
            np.array_equal(first, other) if kind == "villages" else abs(middle[0] - middle[1]) <= 1e-9 * (1 + middle[0])
        )
        report.check(f"{kind}: rows in another order", same)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="small instances: a check that all of it runs")
    parser.add_argument("--only", nargs="*", default=[], help="shape, speed, pieces, groups, tiny, again, alike")
    parser.add_argument("--json", type=Path, help="write the ratios there")
    parser.add_argument("--markdown", type=Path, help="write them as the page of the documentation")
    options = parser.parse_args()
    report = Report()
    quick = options.quick
    parts: dict[str, Callable[[], None]] = {
        "alike": lambda: alike(report),
        "tiny": lambda: tiny(report, 10 if quick else 40),
        "pieces": lambda: pieces(report, [1000] if quick else [1000, 3000, 10_000]),
        "groups": lambda: groups(report, [1000] if quick else [1000, 10_000]),
        "again": lambda: again(report, 3000 if quick else 10_000),
        "shape": lambda: shape(report, [1000] if quick else [1000, 3000, 10_000], 10, quick),
        "speed": lambda: speed(report, [1000, 10_000] if quick else [1000, 10_000, 100_000, 1_000_000]),
    }
    for name, part in parts.items():
        if not options.only or name in options.only:
            try:
                part()
            except KeyboardInterrupt:
                print(f"{name}: stopped; what it measured so far is kept")
    report.leave(
        options,
        "Figures of divisions",
        "Written by `tests/compare/division.py --markdown bindings-python/docs/figures-division.md`; do not edit.",
        f"{len(os.sched_getaffinity(0))} cores, seed {SEED}; two threads where nothing else is said. "
        "What one part (`--only`) prints is one run.",
        "The instances and the peers are described at the top of that file; all divisions were checked.",
    )


if __name__ == "__main__":
    main()
