"""How right predicted quotations are against annotated ones, in the measures of the field.

Both sides are documents `{"id", "text", "quotes"}`, one a line in a JSONL file; a quotation is `{"content": [[start,
end], …], "source": …, "cue": …, "type": direct, mixed or indirect}` in code points, end exclusive. `text` is read
from the gold; a gold document without a prediction counts as an empty one. Only letters and digits count, so that
marks, commas and white space never matter.

- content_chars: precision, recall and F1 over the characters that belong to any quotation
- content_iou50: quotations matched one to one, where they share at least half of their characters
- content_exact: the same, but the very same characters (less a leading "that" or "dass")
- joint: matched quotations with the right source
- who_said_what: characters again, right only where the source is right too
- direct_chars: direct and mixed gold quotations, and only characters between quote marks
- direct_who: the same, and the source must be right
- source_acc: of the matched quotations, how many have the right source: it overlaps the gold mention, or both have none

With `speech_only`, gold quotations marked `"speech": false` (beliefs, plans) become optional.
Source: the measures of PolNeAR (Newell et al. 2018) and of Petersen-Frey and Biemann (2024), made comparable.
"""

from helpers.scoring.measures import score
from helpers.scoring.report import score_table

__all__ = ["score", "score_table"]
