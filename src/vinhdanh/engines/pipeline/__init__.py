"""Engine: pipeline. Joins the others: what the folder run does, as functions that the command line and the web call.

`compute` turns a campaign into its `Outcome`; `run` reads a folder, computes, makes every file and puts them in place at once.
"""

from vinhdanh.engines.pipeline.compute import compute
from vinhdanh.engines.pipeline.progress import Progress, silent
from vinhdanh.engines.pipeline.run import RunResult, run

__all__ = ["Progress", "RunResult", "compute", "run", "silent"]
