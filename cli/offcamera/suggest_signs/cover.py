"""The cheapest choice of places such that every walk of a list meets one of them: a minimum cover.

Exact by branch and bound on the walk that fewest places meet; the bound is the cheapest places of walks that
share none. Past so many branches the best that was found stands.
"""

from __future__ import annotations

from collections.abc import Sequence

#: So many branches are tried.
_BRANCHES = 400


def choose_cover(met: Sequence[int], cost: Sequence[int], walks: int) -> tuple[list[int], bool] | None:
    """The places (by number) that cost least and meet every walk, and whether none cheaper exists.

    ``met[i]`` has bit w set where place i meets walk w. None where some walk meets no place.
    """
    useful = _undominated(met, cost)
    by_walk = [[i for i in useful if met[i] >> w & 1] for w in range(walks)]
    if not all(by_walk):
        return None
    search = _Search(met, cost, by_walk)
    search.greedy()
    search.branch((1 << walks) - 1, [], 0)
    return search.best, search.branches <= _BRANCHES


def _undominated(met: Sequence[int], cost: Sequence[int]) -> list[int]:
    """Places that meet something which no other place meets at the same cost or less, the best first."""
    first: dict[int, int] = {}
    for i, walks in enumerate(met):
        if walks and (walks not in first or cost[i] < cost[first[walks]]):
            first[walks] = i
    order = sorted(first.values(), key=lambda i: (-met[i].bit_count(), cost[i], i))
    kept: list[int] = []
    for i in order:
        if not any(met[i] | met[k] == met[k] and cost[k] <= cost[i] for k in kept):
            kept.append(i)
    return kept


class _Search:
    def __init__(self, met: Sequence[int], cost: Sequence[int], by_walk: list[list[int]]) -> None:
        self.met, self.cost, self.by_walk = met, cost, by_walk
        self.best: list[int] = []
        self.least = 1 << 30
        self.branches = 0

    def greedy(self) -> None:
        """A first cover: always the place that meets most of what is left for its cost."""
        left, chosen = (1 << len(self.by_walk)) - 1, list[int]()
        useful = sorted({i for places in self.by_walk for i in places})
        while left:
            i = max(useful, key=lambda i: ((self.met[i] & left).bit_count() / self.cost[i], -i))
            chosen.append(i)
            left &= ~self.met[i]
        self.best, self.least = chosen, sum(self.cost[i] for i in chosen)

    def branch(self, left: int, chosen: list[int], spent: int) -> None:
        """Try every place of the walk that fewest of them meet."""
        if not left:
            if spent < self.least:
                self.best, self.least = list(chosen), spent
            return
        self.branches += 1
        rest, places = self._bound(left)
        if self.branches > _BRANCHES or spent + rest >= self.least:
            return
        for i in sorted(places, key=lambda i: (-(self.met[i] & left).bit_count(), self.cost[i], i)):
            self.branch(left & ~self.met[i], [*chosen, i], spent + self.cost[i])

    def _bound(self, left: int) -> tuple[int, list[int]]:
        """What the rest costs at least, and the places of the walk that fewest of them meet."""
        walks = sorted(
            (w for w in range(len(self.by_walk)) if left >> w & 1), key=lambda w: len(self.by_walk[w])
        )
        taken, least = set[int](), 0
        for w in walks:
            if taken.isdisjoint(self.by_walk[w]):
                taken.update(self.by_walk[w])
                least += min(self.cost[i] for i in self.by_walk[w])
        return least, self.by_walk[walks[0]]
