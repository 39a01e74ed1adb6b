"""Carries out command lines of aws, one after another, in one process.

A line of JSON comes in, {"words": [...], "environment": {...}}, and one goes out, {"code": 0, "said": "..."}. Each
command has a session of its own, as in a process of its own; only the descriptions of services stay read.
"""

import contextlib
import io
import json
import os
import sys

from awscli.clidriver import create_clidriver

answers = sys.stdout
descriptions = None


def run(words):
    global descriptions
    driver = create_clidriver()
    if descriptions is None:
        descriptions = driver.session.get_component("data_loader")
    else:
        driver.session.register_component("data_loader", descriptions)
    try:
        return driver.main(words)
    except SystemExit as end:
        return end.code


print("ready", file=answers, flush=True)
for line in sys.stdin:
    order = json.loads(line)
    os.environ.update(order["environment"])
    said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = run(order["words"])
    answer = {"code": code or 0, "said": said.buffer.getvalue().decode()}
    print(json.dumps(answer), file=answers, flush=True)
