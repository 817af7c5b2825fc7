"""The paragraphs of a cleaned text and what each is: date, headline, byline, body, caption, boilerplate and so on.

Nothing is cut: every character that is not white space lies in exactly one paragraph, the date prefix in its own. What
a file itself tells of its parts goes before what the words tell.
"""

from helpers.reading.structure.credits import Dateline, find_agency, find_author, find_dateline
from helpers.reading.structure.days import find_date, find_wrong_dates
from helpers.reading.structure.furniture import is_boilerplate
from helpers.reading.structure.splitting import Known, Paragraph, split_paragraphs
from helpers.reading.structure.titles import plain_title

__all__ = [
    "Dateline",
    "Known",
    "Paragraph",
    "find_agency",
    "find_author",
    "find_date",
    "find_dateline",
    "find_wrong_dates",
    "is_boilerplate",
    "plain_title",
    "split_paragraphs",
]
