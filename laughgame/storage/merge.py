"""What one copy of the game changed, put into what the other copies have written meanwhile."""

from collections.abc import Mapping
from typing import Any, Final

_NOTHING: Final = object()


def merge(before: Mapping[str, Any], after: Mapping[str, Any], there: Mapping[str, Any]) -> Any:
    """Return ``there`` with every key of ``after`` that is not as in ``before``.

    Tables are gone into, everything else is a value and taken whole.  A key that ``after`` has no
    more is taken away.  Keys of ``there`` come first and in their order; nothing given is changed.
    """
    merged = dict(there)
    for key in {**before, **after}:
        old, new = before.get(key, _NOTHING), after.get(key, _NOTHING)
        if old == new and type(old) is type(new):
            continue
        if new is _NOTHING:
            merged.pop(key, None)
        elif isinstance(new, Mapping):
            own, others = _table(old), _table(merged.get(key))
            merged[key] = merge(own, new, others)
        else:
            merged[key] = new
    return merged


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
