"""`python -m xhslint`."""

import sys

from xhslint.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
