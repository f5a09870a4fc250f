"""Judges YAML files by a JSON Schema: an opinion that shares no code with the decoder.

usage: judge.py FOLDER < FILES

FOLDER holds `project.json` and `included.json`; FILES has a line `project PATH` or `included PATH` for each file. For
each file one line is printed, in the same order: `accepted`, or `rejected` or `unreadable` with the reason.

Scalars are what YAML 1.2's core schema says: `yes` is a text, `0x1F` a number, `2024-01-01` a text.
"""

import json
import pathlib
import re
import sys
import threading

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match


class CoreLoader(yaml.SafeLoader):
    """PyYAML's parser with YAML 1.2's core schema, and the merge key of YAML 1.1."""

    yaml_implicit_resolvers = {}

    def compose_node(self, parent, index):
        # An anchor may be given again.
        event = self.peek_event()
        if not isinstance(event, yaml.AliasEvent):
            self.anchors.pop(getattr(event, "anchor", None), None)
        return super().compose_node(parent, index)

    def scan_to_next_token(self):
        # Tabs may stand between tokens, only not as indentation.
        super().scan_to_next_token()
        while self.peek() == "\t" and (self.flow_level or not self.allow_simple_key):
            self.forward()
            super().scan_to_next_token()


def resolve(name, pattern, first):
    CoreLoader.add_implicit_resolver("tag:yaml.org,2002:" + name, re.compile("^(?:%s)$" % pattern, re.ASCII), first)


resolve("null", r"~|null|Null|NULL|", ["~", "n", "N", ""])
resolve("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF"))
resolve("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789"))
resolve(
    "float",
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
    list("-+.0123456789"),
)
resolve("merge", r"<<", ["<"])


def number(text):
    lowered = text.lower()
    if lowered.startswith(("0x", "0o")):
        return int(lowered, 0)
    if lowered.endswith((".inf", ".nan")):
        return float(lowered.replace(".", ""))
    try:
        return int(text)
    except ValueError:
        return float(text)


def value(node, seen):
    """The JSON value of a node; keys are texts as they are written, as the decoder sees them."""
    if node in seen:
        return seen[node]
    if isinstance(node, yaml.ScalarNode):
        kind = node.tag.rpartition(":")[2]
        if kind == "null":
            return None
        if kind == "bool":
            return node.value.lower() == "true"
        return number(node.value) if kind in ("int", "float") else node.value
    if isinstance(node, yaml.SequenceNode):
        result = seen[node] = []
        result.extend(value(element, seen) for element in node.value)
        return result
    result = seen[node] = {}
    merged = []
    for key, entry in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise ValueError("a key is a collection")
        if key.tag == "tag:yaml.org,2002:merge":
            merged.append(value(entry, seen))
        else:
            # A key that is nothing, such as `~`, is no name.
            nothing = key.tag == "tag:yaml.org,2002:null"
            result["" if nothing else key.value] = value(entry, seen)
    for source in merged:
        for mapping in source if isinstance(source, list) else [source]:
            for key, entry in mapping.items():
                result.setdefault(key, entry)
    return result


def judge(validator, path):
    try:
        root = yaml.compose(pathlib.Path(path).read_bytes(), Loader=CoreLoader)
        document = None if root is None else value(root, {})
    except (yaml.YAMLError, ValueError, AttributeError, UnicodeError) as error:
        return "unreadable " + " ".join(str(error).split())
    error = best_match(validator.iter_errors(document))
    if error is None:
        return "accepted"
    return "rejected %s %s" % (error.json_path, " ".join(error.message.split())[:200])


def main():
    folder = pathlib.Path(sys.argv[1])
    validators = {}
    for root in ("project", "included"):
        schema = json.loads((folder / (root + ".json")).read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        validators[root] = Draft202012Validator(schema)
    for line in sys.stdin.buffer.read().decode("utf-8").splitlines():
        root, _, path = line.partition(" ")
        sys.stdout.buffer.write((judge(validators[root], path) + "\n").encode("utf-8"))


# Projects may nest a hundred levels; the validator recurses several times a level.
sys.setrecursionlimit(100_000)
threading.stack_size(512 * 1024 * 1024)
thread = threading.Thread(target=main)
thread.start()
thread.join()
