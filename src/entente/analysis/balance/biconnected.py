"""Parts of a graph that no single actor holds together; every cycle lies in one of them."""

from __future__ import annotations

import numpy as np

from entente.analysis.network.signed import Ints, Signed


def parts(graph: Signed) -> list[Ints]:
    """The edges of each biconnected part with a cycle (Hopcroft and Tarjan 1973, "Algorithm 447").

    Returns:
        Places of edges in the graph, sorted; edges on no cycle are in none of the parts.
    """
    at, ends, edges = graph.starts.tolist(), graph.neighbours.tolist(), graph.edges.tolist()
    order = [-1] * graph.size
    low = [0] * graph.size
    cursor = list(at[:-1])
    found: list[Ints] = []
    clock = 0
    for root in range(graph.size):
        if order[root] >= 0:
            continue
        order[root] = low[root] = clock
        clock += 1
        path = [(root, -1)]
        open_edges: list[int] = []
        while path:
            node, came = path[-1]
            if cursor[node] < at[node + 1]:
                place = cursor[node]
                cursor[node] += 1
                end, edge = ends[place], edges[place]
                if edge == came:
                    continue
                if order[end] < 0:
                    open_edges.append(edge)
                    order[end] = low[end] = clock
                    clock += 1
                    path.append((end, edge))
                elif order[end] < order[node]:
                    open_edges.append(edge)
                    low[node] = min(low[node], order[end])
                continue
            path.pop()
            if path:
                above = path[-1][0]
                low[above] = min(low[above], low[node])
                if low[node] >= order[above]:
                    _close(open_edges, came, found)
    return found


def _close(open_edges: list[int], last: int, found: list[Ints]) -> None:
    """Takes the edges of a part off, down to the one by which it was entered."""
    here = len(open_edges) - 1
    while open_edges[here] != last:
        here -= 1
    part = open_edges[here:]
    del open_edges[here:]
    if len(part) > 1:
        found.append(np.array(sorted(part), np.int64))
