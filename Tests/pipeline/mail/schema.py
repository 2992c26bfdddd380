# SPDX-License-Identifier: MIT
"""Judges each line of stdin by a JSON Schema, and says how many there were."""
import json
import sys

import jsonschema

with open(sys.argv[1]) as file:
    schema = json.load(file)
jsonschema.Draft7Validator.check_schema({k: v for k, v in schema.items() if k != "$schema"})
validator = jsonschema.Draft7Validator(schema)
count = 0
for line in sys.stdin:
    count += 1
    validator.validate(json.loads(line))
print(count)
