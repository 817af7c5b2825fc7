"""Exports of press databases: Nexis and Factiva."""
