"""The JSON Schema of rule files, by which editors complete and check what a rule author writes.

It is generous where the loader is strict (phrases, patterns, names of other files): `xhslint test FILE` has the last word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from xhslint.fixes.actions import ACTIONS
from xhslint.matching.detectors.accounts import GRAMMARS
from xhslint.matching.guards import PLACES
from xhslint.matching.lexicon import KINDS
from xhslint.matching.matchers import MATCHERS
from xhslint.matching.measures import MEASURES
from xhslint.model.findings import LANGUAGES, PROFILES, SEVERITIES, family_of
from xhslint.rulebook.files.rule_entry import ID, REGIONS
from xhslint.rulebook.model import Rulebook
from xhslint.text.skeleton import SCOPES

Schema = dict[str, Any]


def schema(book: Rulebook) -> Schema:
    """The schema of a rule file; the names of `book` are offered for completion."""
    definitions = {
        "rule": rule(book),
        "override": override(book),
        "lexicon": lexicon(),
        "extend": extend(book),
        "characters": characters(),
        "guard": guard(book),
        "source": source(),
        "signal": signal(),
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": "https://xhslint.invalid/rule.schema.json",
        "title": "xhslint rule file",
        "description": "Entries of a rule file; docs/writing-rules.md tells of each.",
        "type": "array",
        "items": {"oneOf": [{"$ref": f"#/definitions/{name}"} for name in definitions]},
        "definitions": definitions,
    }


def rule(book: Rulebook) -> Schema:
    properties = {
        "id": {**text("family/name, in lower case"), "pattern": f"^{ID.pattern}$"},
        "severity": severity(),
        "message": texts("What is wrong, as the writer of the note should read it."),
        "advice": texts("What to do within the platform. It must lint clean."),
        "sources": {**names("The clauses the rule stands on.", book.sources), "minItems": 1},
        "about": text("A note for readers of the rule file."),
        "signals": names("The engagement signals that the offence games.", book.signals),
        "fix": fix(),
        "opt-in": boolean("true: runs only when it is selected by name or family"),
        "unless": names(
            "Guards: any of them makes a match harmless.",
            (each.name for each in book.guards),
        ),
        "allow": words("Ordinary phrases: a match inside one, or overlapping one that reaches beyond it, is dropped."),
        "in": {**listed({"enum": list(REGIONS)}), "description": "Only in these parts of a draft; default: everywhere"},
        "boundary": boolean("false: a word of the dictionary across the edge of a match does not drop it"),
        "flag": flags("Sentences that must be found, the offence in [[ ]]: five or more, two of them disguised."),
        "pass": {**words("Sentences that must stay quiet: five or more near neighbours."), "minItems": 1},
        **matchers(book),
    }
    required = ["id", "severity", "message", "advice", "sources", "flag", "pass"]
    made = entry("A rule: what is found, why, by which clause, with its examples.", properties, required)
    return {**made, "oneOf": [{"required": [key]} for key in MATCHERS]}


def matchers(book: Rulebook) -> Mapping[str, Schema]:
    phrase = text("slots parted by spaces: lexicon, a|b, @detector, 词; `?` optional, `!` strong, `..6` a gap")
    phrases = {"anyOf": [phrase, listed(phrase)]}
    any_words = {
        **names("Words, or names of lexicons.", (each.name for each in book.lexicons)),
        "minItems": 1,
    }
    grammar = {"enum": sorted(GRAMMARS)}
    near = {"all": {**listed(phrase), "minItems": 2}, "within": integer("solid characters"), "scope": scope()}
    contact = {"introducer": phrases, "id": {"anyOf": [grammar, listed(grammar)]}}
    link = {
        "hosts": words("hosts, and all below them"),
        "others": boolean("true: any host that no rule names"),
        "except": words("hosts that are left out"),
        "bare": boolean("true: only hosts that stand alone; false: only those with a scheme, www. or a path"),
    }
    pattern = {
        "regex": text("of the regex package, over the folded lower-case view"),
        "needs": {"anyOf": [any_words, phrase]},
        "holds": text("characters; every match has one of them"),
    }
    measure = {"of": {"enum": sorted(MEASURES)}, "over": integer("the most that is taken")}
    found: dict[str, Schema] = {
        "words": any_words,
        "sequence": phrases,
        "near": mapping(near, ["all", "within"]),
        "contact": mapping(contact, ["introducer", "id"]),
        "link": mapping(link, []),
        "pattern": {"anyOf": [pattern["regex"], mapping(pattern, ["regex"])]},
        "count": mapping(measure, ["of", "over"]),
    }
    described = {
        "words": "Any of these words, or any strong term of a lexicon.",
        "sequence": "Any of these phrases.",
        "near": "One match of each phrase, in any order, close together.",
        "contact": "An introducer and behind it an id.",
        "link": "Links to hosts.",
        "pattern": "A regular expression.",
        "count": "More of something than the platform takes.",
    }
    return {key: {**found[key], "description": described[key]} for key in MATCHERS}


def override(book: Rulebook) -> Schema:
    ids = book.ids
    properties = {
        "override": known("The rule or family that is changed.", [*sorted(set(map(family_of, ids))), *ids]),
        "enabled": boolean("false: switched off for every profile; true: an opt-in rule is in use"),
        "severity": severity(),
        "allow": words("More ordinary phrases."),
        "unless": names("More guards.", (each.name for each in book.guards)),
        "fix": fix(),
        "flag": flags("More sentences that must be found."),
        "pass": words("More sentences that must stay quiet."),
        "about": text("Why."),
    }
    return entry("Changes a rule, or all rules of a family, of another file.", properties, ["override"])


def fix() -> Schema:
    safe = boolean("true: `--fix` does it; else only `--unsafe-fixes`")
    remedy = mapping({"do": {"enum": list(ACTIONS)}, "safe": safe}, ["do"])
    about = "What takes the offence out, see docs/fixes.md; of several the first that can be done."
    return {"anyOf": [remedy, listed(remedy)], "description": about}


def lexicon() -> Schema:
    properties = {
        "lexicon": text("name, lower-case ASCII"),
        "reads": text("what a disguised term reads as"),
        **term_keys(),
        "not-after": text("characters that may not stand right before a term"),
        "not-before": text("characters that may not stand right behind a term"),
    }
    return entry("A concept with the ways in which people write it.", properties, ["lexicon", "reads"])


def extend(book: Rulebook) -> Schema:
    lexicons = sorted(each.name for each in book.lexicons)
    properties = {"extend": known("The lexicon that gains terms.", lexicons), **term_keys()}
    return entry("More terms for a lexicon of another file.", properties, ["extend"])


def term_keys() -> Mapping[str, Schema]:
    terms = mapping(dict.fromkeys(KINDS, words("term, or `term = reading`")), [])
    return {
        "strong": {**terms, "description": "Terms that mean it anywhere."},
        "weak": {**terms, "description": "Terms that mean it only next to something else."},
        "vary": words("Words whose every respelling by `characters` is a strong term."),
        "except": words("Respellings to leave out."),
        "allow": words("Ordinary words that hold a term: the term is not found in them."),
        "about": text("A note for readers."),
    }


def characters() -> Schema:
    kinds = mapping(dict.fromkeys(KINDS[1:], words("written instead")), [])
    table = {"type": "object", "additionalProperties": kinds}
    return entry("How single characters are respelled.", {"characters": table}, ["characters"])


def guard(book: Rulebook) -> Schema:
    lexicons = [each.name for each in book.lexicons]
    places = {place: names(f"Words or lexicons {place} the match.", lexicons) for place in PLACES}
    condition = {**places, "within": integer("solid characters at most, default 6"), "scope": scope()}
    properties = {
        "guard": text("name"),
        "about": {"anyOf": [text("what it takes for harmless"), texts("What it takes for harmless.")]},
        "any": {**listed(mapping(condition, [])), "description": "Any of these conditions silences the match."},
    }
    return entry("What makes a match harmless.", properties, ["guard", "about", "any"])


def source() -> Schema:
    day = {"type": "string", "format": "date"}
    properties = {
        "key": text("by which rules name it"),
        "title": text("of the text"),
        "clause": text("number and gist"),
        "url": text("where it was read"),
        "grade": {"enum": list("PSCI"), "description": "P primary text, S secondary, C a third party's claim, I ours"},
        "since": {**day, "description": "first day in force"},
        "until": {**day, "description": "last day in force"},
        "read": {**day, "description": "day of our reading"},
        "replaces": text("key of the clause that said so before"),
        "about": text("A note for readers."),
    }
    return entry("A clause that rules stand on.", properties, ["key", "title", "clause", "url", "grade"])


def signal() -> Schema:
    properties = {
        "signal": text("key"),
        "name": texts("Its name."),
        "weight": integer("what one counts in the note score"),
        "words": words("Words that tell of it."),
        "about": text("A note for readers."),
    }
    return entry("An engagement signal of the note score.", properties, ["signal", "name", "weight", "words"])


def severity() -> Schema:
    level = {"enum": [*SEVERITIES, "off"]}
    by_profile = {**mapping(dict.fromkeys(PROFILES, level), ["personal"])}
    return {"anyOf": [level, by_profile], "description": "One for all profiles, or by profile."}


def scope() -> Schema:
    return {"enum": sorted(SCOPES)}


def entry(description: str, properties: Mapping[str, Schema], required: list[str]) -> Schema:
    return {"description": description, **mapping(properties, required)}


def mapping(properties: Mapping[str, Schema], required: list[str]) -> Schema:
    made: Schema = {"type": "object", "properties": dict(properties), "additionalProperties": False}
    return {**made, "required": required} if required else made


def listed(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def text(description: str) -> Schema:
    return {"type": "string", "description": description}


def texts(description: str) -> Schema:
    one = {"type": "string"}
    return {**mapping(dict.fromkeys(LANGUAGES, one), list(LANGUAGES)), "description": description}


def words(description: str) -> Schema:
    written = {"type": ["string", "number"]}  # 1688 is a word as well
    return {**listed(written), "description": description}


def flags(description: str) -> Schema:
    return {**listed({"type": "string", "pattern": r"\[\[(.|\n)+\]\]"}), "description": description}


def known(description: str, offered: list[str]) -> Schema:
    return {"anyOf": [{"enum": offered}, {"type": "string"}], "description": description}


def names(description: str, offered: Iterable[str]) -> Schema:
    written = {"type": ["string", "number"]}  # 304 is a word as well
    return {**listed({"anyOf": [{"enum": sorted(offered)}, written]}), "description": description}


def integer(description: str) -> Schema:
    return {"type": "integer", "minimum": 0, "description": description}


def boolean(description: str) -> Schema:
    return {"type": "boolean", "description": description}
