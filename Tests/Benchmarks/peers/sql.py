"""The questions in SQL, for any database that knows recursive queries. `@` stands for a table of users."""

TABLES = {
    "users": "user_id BIGINT, active BIGINT",
    "groups": "owner BIGINT, shares BIGINT",
    "locations": "location BIGINT, owner BIGINT, parent BIGINT, owns BIGINT, views BIGINT",
    "memberships": "user_id BIGINT, owner BIGINT",
    "assignments": "user_id BIGINT, location BIGINT",
    "cases": "id BIGINT, owner BIGINT, closed BIGINT",
    "indices": "source BIGINT, target BIGINT, extension BIGINT",
    "ask_locations": "location BIGINT",
    "ask_users": "user_id BIGINT",
    "ask_pairs": "user_id BIGINT, owner BIGINT",
}
FILES = {"ask_locations": "questions-who-sees", "ask_users": "questions-owners", "ask_pairs": "questions-pairs"}
INDEXES = ["locations(location)", "locations(parent)", "locations(owner)", "memberships(user_id)", "memberships(owner)",
           "assignments(user_id)", "assignments(location)", "cases(owner)", "cases(id)", "indices(source)",
           "indices(target)", "groups(owner)"]

# The owners of the users of a table: one row for each way to come by one, and the own id.
OWNING = """
below(root, location) AS (
  SELECT DISTINCT a.location, c.location FROM @ q JOIN assignments a ON a.user_id = q.user_id
    JOIN locations l ON l.location = a.location AND l.views = 1 JOIN locations c ON c.parent = l.location
  UNION SELECT b.root, c.location FROM below b JOIN locations c ON c.parent = b.location),
viewed(user_id, owner) AS (
  SELECT DISTINCT a.user_id, l.owner FROM @ q JOIN assignments a ON a.user_id = q.user_id
    JOIN below b ON b.root = a.location JOIN locations l ON l.location = b.location AND l.owns = 1),
owning(user_id, owner) AS (
  SELECT a.user_id, l.owner FROM @ q JOIN assignments a ON a.user_id = q.user_id
    JOIN locations l ON l.location = a.location AND l.owns > 0
  UNION ALL SELECT user_id, owner FROM viewed
  UNION ALL SELECT m.user_id, m.owner FROM @ q JOIN memberships m ON m.user_id = q.user_id
    JOIN groups g ON g.owner = m.owner AND g.shares = 1)
"""

GROUP_COUNTS = "WITH RECURSIVE " + OWNING.replace("@", "users") + """
SELECT u.user_id, count(o.owner) FROM users u LEFT JOIN owning o ON o.user_id = u.user_id
GROUP BY u.user_id HAVING count(o.owner) <> 1 ORDER BY u.user_id"""

OWNERS = "WITH RECURSIVE " + OWNING.replace("@", "ask_users") + """
SELECT user_id, owner FROM owning UNION SELECT user_id, user_id FROM ask_users"""

# From the location upwards to whoever is assigned: nobody below or beside it can see it.
WHO_SEES = """
WITH RECURSIVE above(asked, location) AS (
  SELECT q.location, l.parent FROM ask_locations q JOIN locations l ON l.location = q.location AND l.owns = 1
  UNION SELECT a.asked, l.parent FROM above a JOIN locations l ON l.location = a.location)
SELECT q.location, a.user_id FROM ask_locations q JOIN locations l ON l.location = q.location AND l.owns > 0
  JOIN assignments a ON a.location = q.location JOIN users u ON u.user_id = a.user_id AND u.active = 1
UNION SELECT v.asked, a.user_id FROM above v JOIN locations l ON l.location = v.location AND l.views = 1
  JOIN assignments a ON a.location = v.location JOIN users u ON u.user_id = a.user_id AND u.active = 1"""

PAIRS = "WITH RECURSIVE asked(user_id) AS (SELECT DISTINCT user_id FROM ask_pairs), " + OWNING.replace("@", "asked") + """
, owned(user_id, owner) AS (SELECT DISTINCT user_id, owner FROM owning)
SELECT p.user_id, p.owner, CASE WHEN o.owner IS NULL THEN 0 ELSE 1 END
FROM ask_pairs p LEFT JOIN owned o ON o.user_id = p.user_id AND o.owner = p.owner"""

AUDIT = "WITH RECURSIVE " + OWNING.replace("@", "users") + """
, is_extension(id) AS (SELECT source FROM indices GROUP BY source HAVING min(extension) = 1),
available(id) AS (
  SELECT id FROM cases WHERE closed = 0 AND id NOT IN (SELECT id FROM is_extension)
  UNION SELECT c.id FROM available a JOIN indices i ON i.target = a.id AND i.extension = 1
    JOIN cases c ON c.id = i.source AND c.closed = 0),
step(id, next) AS (
  SELECT source, target FROM indices
  UNION ALL SELECT i.target, i.source FROM indices i JOIN cases c ON c.id = i.source AND c.closed = 0
  WHERE i.extension = 1),
live(user_id, id) AS (
  SELECT o.user_id, c.id FROM (SELECT user_id, owner FROM owning UNION SELECT user_id, user_id FROM users) o
    JOIN users u ON u.user_id = o.user_id AND u.active = 1 JOIN cases c ON c.owner = o.owner
    JOIN available a ON a.id = c.id
  UNION SELECT l.user_id, s.next FROM live l JOIN step s ON s.id = l.id)
SELECT user_id, count(*), sum(id) FROM live GROUP BY user_id ORDER BY user_id"""


def run(peer, execute, load, keys):
    """Asks everything. `execute` gives the rows of a statement, `load` fills the tables, `keys` are the asked ids."""
    words = lambda answer: [" ".join(map(str, row)) for row in answer]
    peer.measure("compile", load)
    peer.measure("group-counts", lambda: execute(GROUP_COUNTS), words)
    peer.measure("who-sees", lambda: execute(WHO_SEES), lambda answer: lists_of(answer, keys["ask_locations"]))
    peer.measure("owners", lambda: execute(OWNERS), lambda answer: lists_of(answer, keys["ask_users"]))
    order = {pair: number for number, pair in enumerate(keys["ask_pairs"])}
    peer.measure("pairs", lambda: execute(PAIRS),
                 lambda answer: words(sorted(answer, key=lambda row: order[(row[0], row[1])])))
    peer.measure("audit", lambda: execute(AUDIT), words)
    peer.finish()


def lists_of(answer, asked):
    from common import lists
    return lists(answer, [row[0] for row in asked])
