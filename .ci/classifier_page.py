"""Write the worked example of docs/classifier.md anew; with --check, exit 1 if it is not what the model says."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from xhslint import Linter
from xhslint.classify.features import clause_features
from xhslint.classify.model import feature_name
from xhslint.drafts.draft import Draft
from xhslint.matching.calls import clauses_of, contributions

PAGE = Path(__file__).parents[1] / "docs/classifier.md"
BLOCK = re.compile(r"(?<=<!-- example -->\n).*?(?=<!-- /example -->)", re.DOTALL)
TEXTS = ("周末烤了三炉可颂，想要的朋友可以找我，给你留一盒", "周末烤了三炉可颂，朋友找我要了一盒")
SHOWN = 9
"""How many contributions are shown."""


def lines(linter: Linter, text: str) -> Iterator[str]:
    """Yield how the clause with an anchor of a text is judged that has the best score."""
    classifier = linter.engine.index.classifier
    assert classifier
    scan = linter.engine.scan(Draft.parse(text))
    clauses = clauses_of(scan)
    names = tuple(each.name for each in classifier.classes)
    anchored = [
        (classifier.score(clause_features(clauses.read, number, classifier.kinds)), number)
        for number, words in enumerate(clauses.tokens)
        if any(word.classes[0] < classifier.kinds for word in words)
    ]
    score, number = max(anchored)
    tokens = clauses.tokens[number]
    weighed = contributions(clause_features(clauses.read, number, classifier.kinds), classifier)
    rest = sum(weight for _, weight in weighed[SHOWN:])
    found = {each for word in tokens for each in word.classes}
    acts = {act: sum(weights.get(each, 0) for each in {-1, *found}) for act, weights in classifier.acts.items()}
    called = ", ".join(f"{each.rule_id} “{each.text}”" for each in linter.check(text)) or "none"
    level = "likely" if score >= classifier.likely else "possible" if score >= classifier.possible else "no call"
    yield f"text     {text}"
    yield f"clause   {scan.text[slice(*clauses.spans[number])]}"
    yield "tokens   " + " · ".join(
        f"{scan.text[word.start : word.end]} {' '.join(names[each] for each in word.classes)}" for word in tokens
    )
    yield from (f"{weight:+8} {feature_name(feature, names)}" for feature, weight in weighed[:SHOWN])
    yield f"{rest:+8} {len(weighed) - SHOWN} more features"
    yield f"{classifier.bias:+8} bias"
    yield f"score    {score}: {level} (likely from {classifier.likely} on, possible from {classifier.possible} on)"
    yield "act      " + " · ".join(f"{act} {acts[act]}" for act in sorted(acts, key=lambda act: -acts[act]))
    yield f"finding  {called}"


def main() -> int:
    linter = Linter(lang="en")
    made = "".join(f"```text\n{chr(10).join(lines(linter, text))}\n```\n" for text in TEXTS)
    old = PAGE.read_text("utf-8")
    new = BLOCK.sub(lambda match: made, old)
    if "--check" in sys.argv:
        print(f"the example of {PAGE.name} is {'up to date' if new == old else 'out of date: run ' + sys.argv[0]}")
        return int(new != old)
    PAGE.write_text(new, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
