"""Cedar, through its Python binding: whether a user may see an owner's cases, as membership in a hierarchy."""

import json
from importlib.metadata import version

from common import Peer, rows, skip

try:
    import cedarpy
except ImportError:
    skip("cedar", "cedarpy")

users, locations = rows("users"), rows("locations")
shares = dict(rows("groups"))
flags = {location: (owner, own, view) for location, owner, _, own, view in locations}
pairs = rows("questions-pairs")

POLICY = 'permit(principal, action == Action::"see", resource) when { principal in resource };'


def entity(kind, number):
    return {"type": kind, "id": str(number)}


def entities():
    parents = {("User", user): [] for user, _ in users}
    for owner in shares:
        parents[("Owner", owner)] = []
    for location, owner, *_ in locations:
        parents[("Owner", owner)] = []
        parents[("Below", location)] = []
    for location, owner, parent, own, _ in locations:
        if parent >= 0:
            parents[("Below", parent)].append(entity("Below", location))
            if own == 1:
                parents[("Below", parent)].append(entity("Owner", owner))
    for user, owner in rows("memberships"):
        if shares[owner]:
            parents[("User", user)].append(entity("Owner", owner))
    for user, location in rows("assignments"):
        owner, own, view = flags[location]
        if own:
            parents[("User", user)].append(entity("Owner", owner))
        if view:
            parents[("User", user)].append(entity("Below", location))
    return json.dumps([{"uid": entity(*key), "attrs": {}, "parents": found} for key, found in parents.items()])


data = entities()
requests = [{"principal": f'User::"{user}"', "action": 'Action::"see"', "resource": f'Owner::"{owner}"', "context": {}}
            for user, owner in pairs]
peer = Peer("cedar", version("cedarpy"))
peer.measure("pairs", lambda: cedarpy.is_authorized_batch(requests, POLICY, data),
             lambda answer: [f"{user} {owner} {int(result.allowed)}" for (user, owner), result in zip(pairs, answer)])
peer.finish()
