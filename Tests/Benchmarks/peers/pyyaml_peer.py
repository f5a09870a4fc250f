"""PyYAML with its loader in C: from the YAML to dictionaries and lists."""

from common import PROJECT, Peer, skip

try:
    import yaml
    from yaml import CSafeLoader
except ImportError:
    skip("pyyaml", "pyyaml")


def load():
    documents = {}
    for path in sorted(PROJECT.glob("*.yaml")):
        with open(path, "rb") as file:
            documents[path.name] = yaml.load(file, Loader=CSafeLoader)
    return documents


peer = Peer("pyyaml", yaml.__version__)
peer.measure("load", load, lambda documents: sorted(documents["workers.yaml"]["mobile_workers"]))
peer.finish()
