"""The cases of `golden.py`: every command, in folders of the inputs."""

from __future__ import annotations
