"""What stands around an article and is none of its words: boilerplate, captions, notes of correction."""

from __future__ import annotations

import re
from functools import cache

from helpers.reading.structure.credits import is_agency
from helpers.reading.structure.shapes import ends_sentence, is_name_like
from helpers.reading.wordlists import choice, find_ending, find_opening, fold, words_of

_ADDRESSES = ("http://", "https://", "www.")
# Lengths in code points; no caption, note or notice of news sites is longer, and paragraphs of articles often are.
_LONGEST_BOILERPLATE = 300
_LONGEST_CAPTION = 400
_LONGEST_NOTE = 700
_LONGEST_CREDIT = 80
_MOST_CREDIT_WORDS = 10
_LONGEST_TEASER = 160
_LONGEST_LINE = 80
_PERSON = re.compile(r"(?:[.!?…|(\[©–—][”\"“’]?\s?)[^\W\d_a-z][\w.'’-]{0,30}(?:\s[^\W\d_][\w.'’-]{0,30}){1,3}\s?/\s?$")
_LETTERS = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
# "Read more: …" is no headline, but "Sources: Kesteria plans a new ferry line" is.
_FEWEST_HEADLINE_WORDS = 4


def find_furniture(block: str, *, may_be_headline: bool = False) -> str | None:
    """Which kind (boilerplate, caption, correction) a paragraph is, None where it belongs to the article.

    `may_be_headline` is true where no headline has come yet: a label before several words may be part of one.
    """
    if not any(map(str.isalnum, block)):
        return "boilerplate"
    if len(block) > _LONGEST_NOTE:
        return None
    if _is_correction(block):
        return "correction"
    if _is_caption(block, may_be_headline=may_be_headline):
        return "caption"
    return "boilerplate" if is_boilerplate(block, may_be_headline=may_be_headline) else None


def is_boilerplate(block: str, *, may_be_headline: bool = False) -> bool:
    """Whether a paragraph is none of the article's words: "Read more: …", "SOURCE: …", an address, a row of stars."""
    if not any(map(str.isalnum, block)):
        return True
    bare = block.strip(" ([)]*_#›»→>-–")
    if len(block) <= _LONGEST_NOTE and find_opening(bare, "boilerplate.notices") is not None:
        return True
    if len(block) > _LONGEST_BOILERPLATE:
        return False
    return (
        all(word.startswith(_ADDRESSES) for word in block.split())
        or _is_labelled(bare, "boilerplate.labels", may_be_headline=may_be_headline)
        or _plain(bare) in words_of("boilerplate.lines")
        or opens_list(bare)
        or find_opening(bare, "boilerplate.openings") is not None
        or _is_copyright(bare)
        or _is_tail(block, bare)
        or _is_share_bar(bare)
    )


def opens_list(block: str) -> bool:
    """Whether titles of other articles follow a line: "Most read", "Lesen Sie auch:"."""
    return _plain(block) in words_of("boilerplate.lists")


def opens_note(block: str) -> bool:
    """Whether a note of correction follows a line: "Correction:", "CORRECTION"."""
    bare = block.strip(" ([)]*_")
    return (bare.endswith(":") or bare.isupper()) and fold(bare.rstrip(" :")) in words_of("correction.labels")


def is_teaser(block: str) -> bool:
    """Whether a paragraph may be the title of another article, below "Most read"."""
    return len(block) <= _LONGEST_TEASER and (not ends_sentence(block) or block.endswith("?"))


def _plain(block: str) -> str:
    """A short line without its digits and marks: "Comments (12)" is "comments"."""
    return " ".join(_LETTERS.findall(fold(block))) if len(block) <= _LONGEST_LINE else ""


def _is_labelled(bare: str, key: str, *, may_be_headline: bool = False) -> bool:
    label, colon, rest = bare.partition(":")
    if not colon or fold(label.strip()) not in words_of(key):
        return False
    return not may_be_headline or len(rest.split()) < _FEWEST_HEADLINE_WORDS


def _is_copyright(bare: str) -> bool:
    """ "Copyright 2022 …", "(c) 2022": a word of that list before a year, or such a phrase anywhere in the line."""
    opening = find_opening(bare, "boilerplate.dated")
    if opening is not None and re.match(r"[\s©(c)]{0,6}(?:1[89]|20)[0-9]{2}(?![0-9])", bare[len(opening) :]):
        return True
    return _inside("boilerplate.inside").search(fold(bare)) is not None


@cache
def _inside(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{choice(words_of(key))})(?!\w)")


def _is_tail(block: str, bare: str) -> bool:
    """What agencies put below their texts: who reported, whose material it is, a number of the archive."""
    ended = bare.rstrip(".")
    opening = find_opening(bare, "boilerplate.credits")
    if opening is not None and (not ends_sentence(bare) or _are_names(ended[len(opening) :])):
        return True
    if find_ending(ended, "boilerplate.endings") is not None:
        return True
    if " " not in bare:
        # "dpa:220304-99-385737/3"
        return sum(map(str.isdigit, bare)) >= 6 and ":" in bare and any(map(str.isalpha, bare))
    return _are_agencies(block)


def _are_names(rest: str) -> bool:
    small = words_of("byline.joiners") | words_of("dateline.agencies")
    return is_name_like(re.findall(r"[^\s,;/]+", rest), small=small, most=_MOST_CREDIT_WORDS)


def _are_agencies(block: str) -> bool:
    """ "(dpa/AFP)", "(AFP, Reuters)": known agencies in brackets and nothing else, at least one, with initials."""
    if not (block.startswith("(") and block.rstrip(".").endswith(")")) or len(block) > _LONGEST_CREDIT:
        return False
    names = [name.strip() for name in re.split(r"[/,;]", block.rstrip(".")[1:-1])]
    return any(map(is_agency, names)) and all(is_agency(name) or len(name) <= 4 for name in names)


def _is_share_bar(bare: str) -> bool:
    """ "Facebook Twitter WhatsApp": names of networks and words for sharing, two at least, and nothing else."""
    words = _WORDS.findall(fold(bare)) if len(bare) <= 2 * _LONGEST_LINE else []
    networks, others = words_of("share.networks"), words_of("share.words")
    is_bar = len(words) > 1 and all(word in networks or word in others for word in words)
    return is_bar and any(word in networks for word in words)


def _is_correction(block: str) -> bool:
    """A note on what was changed in the article, "Correction: …", "Dieser Artikel wurde aktualisiert"."""
    bare = block.strip(" ([)]*_")
    if (
        opens_note(block)
        or _is_labelled(bare, "correction.labels")
        or find_opening(bare, "correction.openings") is not None
    ):
        return True
    # "(Corrects day in second paragraph)": agencies put the whole note into brackets.
    is_bracketed = block[0] in "([" and block.rstrip(".")[-1:] in ")]"
    return is_bracketed and find_opening(bare, "correction.bracketed") is not None


def _is_caption(block: str, *, may_be_headline: bool = False) -> bool:
    """A line below a picture: by its label, or by the credit at its end."""
    if len(block) > _LONGEST_CAPTION or block.endswith("?"):
        return False
    bare = block.strip(" ([)]*_|")
    is_title = may_be_headline and not ends_sentence(block)
    if _is_labelled(bare, "caption.labels", may_be_headline=is_title):
        return True
    if find_opening(bare, "caption.openings") is not None or _ends_in_credit(block):
        return True
    label, colon, rest = bare.partition(":")
    return bool(colon) and fold(label.strip()) in words_of("caption.credits") and _is_credit(rest)


def _is_credit(rest: str) -> bool:
    return (
        0 < len(rest.strip()) <= _LONGEST_CREDIT and not ends_sentence(rest) and len(rest.split()) <= _MOST_CREDIT_WORDS
    )


def _ends_in_credit(block: str) -> bool:
    """ "A tanker off Rostock. Photo: dpa", "… (AP Photo/Jane Doe)", "… [Jane Doe/Reuters]", "© Getty Images"."""
    found = _credit().search(block, max(0, len(block) - 2 * _LONGEST_CREDIT))
    if found is not None and _is_credit(found.group("credit")):
        # Behind an agency stands who took the picture: "(dpa/AFP)" ends articles.
        return found.group("agency") is None or " " in found.group("credit")
    bare = block.rstrip(")] .")
    if block.endswith(".") and not block.endswith((").", "].")):
        return False
    source = find_ending(bare, "caption.sources")
    if source is not None and re.search(r"(?:^|[/(\[|©]|\bvia)\s?$", bare[: -len(source)][-5:]):
        return True
    # "(dpa/AFP)" ends articles; behind the name of a person an agency is that of a picture.
    source = find_ending(bare, "dateline.agencies")
    return source is not None and _PERSON.search(bare[: -len(source)][-_LONGEST_CREDIT:]) is not None


@cache
def _credit() -> re.Pattern[str]:
    labels = choice(words_of("caption.labels") | words_of("caption.credits"))
    agencies = choice(words_of("dateline.agencies"))
    return re.compile(
        rf"(?:[.!?…|–—][”\"“’)\]]?\s+|\s[(\[])[(\[]?(?:(?:{labels})(?:\s?[:©]|\sby\s|/)|(?P<agency>{agencies})/)"
        r"(?P<credit>[^\n:]{2,90}?)[)\]]?\.?$",
        re.IGNORECASE,
    )
