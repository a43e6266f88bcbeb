"""Lets `python -m vinhdanh.cli` run the command line."""

import sys

from vinhdanh.cli.main import main

sys.exit(main())
