"""Runs the peers against the program of this project: `run` beside this package is the command."""
