"""Inputs in the shape of the real thing, written for these tests: a module a format."""
