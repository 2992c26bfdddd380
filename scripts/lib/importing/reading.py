# SPDX-License-Identifier: MIT
"""Files of other monitors."""

import re

from importing.monitor import fail, one_line


def load_yaml(paths):
    try:
        import yaml
    except ImportError:
        fail(69, "cannot read YAML: install Debian's python3-yaml")

    class Loader(yaml.SafeLoader):
        """Takes nothing but text, integers, lists and maps; Off, 1.10 and dates are texts, as they are for Go."""

    Loader.yaml_implicit_resolvers = {
        letter: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":bool", ":float", ":timestamp"))]
        for letter, resolvers in Loader.yaml_implicit_resolvers.items()}
    Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))
    Loader.add_multi_constructor("!", lambda loader, suffix, node: None)
    documents = []
    for path in paths:
        try:
            documents += [(path, document) for document in yaml.load_all(read(path), Loader) if document is not None]
        except (yaml.YAMLError, RecursionError) as error:
            fail(65, f"{path}: not YAML: {one_line(error)}")
    return documents


def read(path):
    try:
        with open(path, "rb") as file:
            return file.read().decode("utf-8-sig")
    except OSError as error:
        fail(66, f"cannot open: {path}: {error.strerror}")
    except UnicodeDecodeError:
        fail(65, f"{path}: not UTF-8")
    return ""
