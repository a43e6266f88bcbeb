"""The peer of `maximin.200`: the maximin distribution of sortition-algorithms for the same pool and quotas. Run by a Python of its own that has it.

Reads the pool from standard input ({"codes": …, "bounds": [[attribute, code, least, greatest], …], "size": …}); writes the processor's
seconds of the distribution alone and the least probability that it gives to anyone.
"""

from __future__ import annotations

import json
import logging
import random
import sys
import time

from sortition_algorithms.committee_generation import find_distribution_maximin
from sortition_algorithms.features import FeatureValueMinMax
from sortition_algorithms.people import People


def main() -> None:
    given = json.load(sys.stdin)
    logging.disable(logging.CRITICAL)
    random.seed(1)
    features: dict[str, dict[str, FeatureValueMinMax]] = {}
    for attribute, code, low, high in given["bounds"]:
        bounds = FeatureValueMinMax(min=max(0, low), max=high)
        bounds.set_default_max_flex(given["size"])
        features.setdefault(f"a{attribute}", {})[f"v{code}"] = bounds

    people = People(columns_to_keep=["name"])
    for i, codes in enumerate(given["codes"]):
        row = {"id": f"p{i}", "name": f"P{i}", **{f"a{a}": f"v{v}" for a, v in enumerate(codes)}}
        people.add(f"p{i}", row, features, i + 1)
    start = time.process_time()
    committees, chances, _ = find_distribution_maximin(features, people, given["size"], [])
    seconds = time.process_time() - start
    held = dict.fromkeys(people, 0.0)
    for committee, chance in zip(committees, chances, strict=True):
        for person in committee:
            held[person] += chance
    print(json.dumps({"seconds": seconds, "least": min(held.values())}))


if __name__ == "__main__":
    main()
