"""`python -m xhslint`."""

import sys

from xhslint.cli import main

if __name__ == "__main__":
    sys.exit(main())
