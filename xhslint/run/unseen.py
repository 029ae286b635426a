"""How many pictures a draft names that are not looked at, because nobody said whether they should be."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.config.settings import Config
    from xhslint.drafts.draft import Draft

_SIGNS = ("![", "<img", "<IMG")


def unseen_pictures(draft: Draft, config: Config) -> int:
    """Return the number of pictures that a draft names; 0 if it is no file of its own or a setting says what to do with them."""
    if draft.places or not (draft.fields or any(sign in draft.text for sign in _SIGNS)):
        return 0  # most drafts
    if any(layer.images is not None for layer in config.layers(draft.path)):
        return 0
    from xhslint.pictures.references import references

    return len(references(draft))
