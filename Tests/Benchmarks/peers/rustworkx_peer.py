"""rustworkx: one directed graph in which whatever a user can reach is what the user sees.

A location is two nodes, one for what it owns and one for what is seen below it.
"""

from common import Peer, rows, skip

try:
    import rustworkx
except ImportError:
    skip("rustworkx", "rustworkx")

users, groups, locations = rows("users"), rows("groups"), rows("locations")
memberships, assignments = rows("memberships"), rows("assignments")
cases, indices = rows("cases"), rows("indices")
asked_locations = [row[0] for row in rows("questions-who-sees")]
asked_users = [row[0] for row in rows("questions-owners")]
asked_pairs = rows("questions-pairs")

USERS, GROUPS, LOCATIONS = len(users), len(groups), len(locations)
group_node = {owner: USERS + number for number, (owner, _) in enumerate(groups)}
OWN = USERS + GROUPS
VIEW = OWN + LOCATIONS
CASES = VIEW + LOCATIONS
owner_of = {node: owner for owner, node in group_node.items()}
owner_of.update({OWN + location: owner for location, owner, *_ in locations})
node_of = {owner: node for node, owner in owner_of.items()}
owns = {location: own for location, _, _, own, _ in locations}
views = {location: view for location, *_, view in locations}
shares = dict(groups)
active = dict(users)


def owner_edges():
    edges = []
    for location, _, parent, own, _ in locations:
        if parent >= 0:
            edges.append((VIEW + parent, VIEW + location))
            if own == 1:
                edges.append((VIEW + parent, OWN + location))
    for user, owner in memberships:
        if shares[owner]:
            edges.append((user, group_node[owner]))
    for user, location in assignments:
        if owns[location]:
            edges.append((user, OWN + location))
        if views[location]:
            edges.append((user, VIEW + location))
    return edges


def new_graph(size, edges):
    graph = rustworkx.PyDiGraph(multigraph=False)
    graph.add_nodes_from(range(size))
    graph.add_edges_from_no_data(edges)
    return graph


def compile_graph():
    edges = owner_edges()
    is_closed = {case: closed for case, _, closed in cases}
    kinds = {}
    for source, _, extension in indices:
        kinds[source] = kinds.get(source, 1) & extension
    available = {case for case, _, closed in cases if not closed and kinds.get(case) != 1}
    waiting = list(available)
    extensions = {}
    for source, target, extension in indices:
        if extension and not is_closed[source]:
            extensions.setdefault(target, []).append(source)
    while waiting:
        for source in extensions.get(waiting.pop(), []):
            if source not in available:
                available.add(source)
                waiting.append(source)
    for case, owner, _ in cases:
        if owner >= 0 and case in available:
            edges.append((node_of.get(owner, owner), CASES + case))
    for source, target, extension in indices:
        edges.append((CASES + source, CASES + target))
        if extension and not is_closed[source]:
            edges.append((CASES + target, CASES + source))
    return new_graph(CASES + len(cases), edges)


def owners(user):
    return [node for node in rustworkx.descendants(owner_graph, user) if node < VIEW]


def group_counts():
    # An assigned location that is also viewed counts twice.
    assigned = {}
    for user, location in assignments:
        if owns[location]:
            assigned.setdefault(user, []).append(location)
    counts = []
    for user in range(USERS):
        count = len(owners(user))
        for location in assigned.get(user, []):
            if any(rustworkx.has_path(owner_graph, VIEW + other, OWN + location)
                   for other in above.get(user, []) if other != location):
                count += 1
        if count != 1:
            counts.append((user, count))
    return counts


above = {}
for user, location in assignments:
    if views[location]:
        above.setdefault(user, []).append(location)


def audit():
    result = []
    for user in range(USERS):
        if active[user]:
            seen = [node - CASES for node in rustworkx.descendants(graph, user) if node >= CASES]
            if seen:
                result.append((user, len(seen), sum(seen)))
    return result


def who_sees():
    return [(location, sorted(node for node in rustworkx.ancestors(owner_graph, OWN + location)
                              if node < USERS and active[node])) for location in asked_locations]


words = lambda answer: [" ".join(map(str, row)) for row in answer]
peer = Peer("rustworkx", rustworkx.__version__)
graph = peer.measure("compile", compile_graph)
# A graph without the cases for the questions about owners, for which no time is counted.
owner_graph = new_graph(CASES, owner_edges())
peer.measure("group-counts", group_counts, words)
peer.measure("who-sees", who_sees, lambda answer: [" ".join(map(str, [key] + found)) for key, found in answer])
peer.measure("owners", lambda: [(user, owners(user)) for user in asked_users],
             lambda answer: [" ".join(map(str, [user] + sorted([user] + [owner_of[node] for node in found])))
                             for user, found in answer])
peer.measure("pairs", lambda: [(user, owner, int(rustworkx.has_path(owner_graph, user, node_of[owner])))
                               for user, owner in asked_pairs], words)
peer.measure("audit", audit, words)
peer.finish()
