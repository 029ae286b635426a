"""`dataclass` at a tenth of its cost at start, and `NamedTuple` without importing `typing`.

The standard decorator imports `inspect` and compiles up to a dozen functions for each class. Here the methods are closures.
`dataclasses.fields`, `replace` and `asdict`, `copy.replace`, patterns and signatures work with these classes as usual.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable
from itertools import repeat
from operator import attrgetter

TYPE_CHECKING = False  # that of `typing`, which is slow to import
if TYPE_CHECKING:
    from dataclasses import Field
    from typing import Any

_MISSING: Any = object()
_put = object.__setattr__


class _Default:
    """The settings of a field; `field` of this module."""

    __slots__ = ("compare", "default", "default_factory", "hash", "repr")

    def __init__(
        self,
        *,
        default: Any = _MISSING,
        default_factory: Any = _MISSING,
        repr: bool = True,
        hash: bool | None = None,
        compare: bool = True,
    ) -> None:
        self.default = default
        self.default_factory = default_factory
        self.repr = repr
        self.hash = hash
        self.compare = compare

    def standard(self) -> Field[Any]:
        """Return the same settings for the standard decorator."""
        import dataclasses

        about: dict[str, Any] = {"repr": self.repr, "hash": self.hash, "compare": self.compare}
        if self.default_factory is not _MISSING:
            about["default_factory"] = self.default_factory
        elif self.default is not _MISSING:
            about["default"] = self.default
        made: Field[Any] = dataclasses.field(**about)
        return made


class _Standard:
    """An attribute that the standard decorator gives a class; made by it, on a twin of the class, when first read."""

    __slots__ = ("fields", "name", "settings", "types")

    def __init__(self, name: str, fields: dict[str, _Default], types: dict[str, Any], settings: dict[str, Any]) -> None:
        self.name = name
        self.fields = fields
        self.types = types
        self.settings = settings

    def __get__(self, instance: object, owner: type) -> Any:
        import dataclasses
        import inspect

        fields = [(name, self.types[name], about.standard()) for name, about in self.fields.items()]
        twin = dataclasses.make_dataclass(owner.__name__, fields, **self.settings)
        value = inspect.signature(twin) if self.name == "__signature__" else getattr(twin, self.name)
        setattr(owner, self.name, value)
        return value


def _dataclass(cls: type | None = None, /, *, frozen: bool = False, slots: bool = False) -> Any:
    """Decorate a class as `dataclasses.dataclass` does, with the parameters that this package uses."""

    def decorate(cls: type) -> type:
        space = dict(cls.__dict__)
        fields: dict[str, _Default] = {}
        for name, kind in cls.__annotations__.items():
            if not kind.startswith("ClassVar"):
                given = space.get(name, _MISSING)
                fields[name] = given if type(given) is _Default else _Default(default=given)
                if slots or fields[name].default is _MISSING:
                    space.pop(name, None)
                else:
                    space[name] = fields[name].default
        for name, method in _methods(fields, frozen, slots).items():
            space.setdefault(name, method)
        settings: dict[str, Any] = {"frozen": frozen, "slots": slots}
        for name in ("__dataclass_fields__", "__dataclass_params__", "__signature__"):
            space[name] = _Standard(name, fields, cls.__annotations__, settings)
        space["__match_args__"] = tuple(fields)
        if slots:
            space["__slots__"] = tuple(fields)
        for name in ("__dict__", "__weakref__"):
            space.pop(name, None)
        space["__qualname__"] = cls.__qualname__
        return type(cls)(cls.__name__, cls.__bases__, space)

    return decorate if cls is None else decorate(cls)


def _methods(fields: dict[str, _Default], frozen: bool, slots: bool) -> dict[str, Any]:
    """Return the methods of a class with these fields, by name."""
    names = tuple(fields)
    values = _getter(names)
    compared = _getter([name for name, about in fields.items() if about.compare])
    hashed = _getter([name for name, about in fields.items() if (about.compare if about.hash is None else about.hash)])
    shown = [name for name, about in fields.items() if about.repr]
    most = len(names)
    defaults = tuple([about.default for about in fields.values() if about.default is not _MISSING])
    has_factory = any(about.default_factory is not _MISSING for about in fields.values())
    least = most if has_factory else most - len(defaults)
    presets = dict.fromkeys(names, _MISSING) | dict(zip(names[least:], defaults))  # noqa: B905

    def init(self: Any, *args: Any, **named: Any) -> None:
        if named and not args:
            if tuple(named) == names[: len(named)]:
                args, named = tuple(named.values()), {}
            elif not has_factory and len(values := presets | named) == most:
                args = tuple(values.values())
                for value in args:
                    if value is _MISSING:
                        args = _all_values(type(self), fields, (), named)
                        break
                named = {}
        if named or not least <= len(args) <= most:
            args = _all_values(type(self), fields, args, named)
        elif len(args) < most:
            args += defaults[len(args) - least :]
        if slots:
            any(map(_put, repeat(self), names, args))  # which is the shortest loop: `_put` returns None
        else:
            self.__dict__.update(zip(names, args))  # noqa: B905

    def show(self: Any) -> str:
        inside = ", ".join([f"{name}={getattr(self, name)!r}" for name in shown])
        return f"{type(self).__qualname__}({inside})"

    def equal(self: Any, other: object) -> Any:
        return compared(self) == compared(other) if type(other) is type(self) else NotImplemented

    def hashing(self: Any) -> int:
        return hash(hashed(self))

    def changed(self: Any, **changes: Any) -> Any:
        return type(self)(**{name: getattr(self, name) for name in names} | changes)

    methods: dict[str, Any] = {"__init__": init, "__repr__": show, "__eq__": equal, "__replace__": changed}
    methods["__hash__"] = hashing if frozen else None
    if frozen:
        methods |= {"__setattr__": _keep, "__delattr__": _keep}
    if frozen and slots:

        def restore(self: Any, state: Any) -> None:
            for name, value in zip(names, state, strict=True):
                _put(self, name, value)

        methods |= {"__getstate__": lambda self: list(values(self)), "__setstate__": restore}
    return methods


def _getter(names: Any) -> Callable[[Any], tuple[Any, ...]]:
    """Return a function from an object to the tuple of these attributes; `attrgetter` returns no tuple for a single one."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda each: tuple([getattr(each, name) for name in names])


def _all_values(cls: Any, fields: dict[str, _Default], args: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
    """Return the value of every field for any call; raises TypeError as the standard `__init__` does."""
    values, given = list(args), dict(named)
    for name, about in list(fields.items())[len(args) :]:
        if name in named:
            values.append(named.pop(name))
        elif about.default_factory is not _MISSING:
            values.append(about.default_factory())
        elif about.default is not _MISSING:
            values.append(about.default)
        else:
            break
    if named or len(values) != len(fields):
        cls.__signature__.bind(*args, **given)  # raises TypeError with the reason
    return tuple(values)


def _keep(self: object, name: str, *value: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot {'assign to' if value else 'delete'} field {name!r}")


def _replace(instance: Any, /, **changes: Any) -> Any:
    return instance.__replace__(**changes)


class _Named(type):
    """The metaclass that makes a named tuple from a class body, as `typing.NamedTuple` does."""

    def __new__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> Any:
        if not bases:
            return super().__new__(cls, name, bases, space)
        types = space["__annotations__"]
        defaults = [space.pop(field) for field in types if field in space]
        make: Any = namedtuple
        made = make(name, types, defaults=defaults, module=space["__module__"])
        for key, value in space.items():
            if key not in ("__module__", "__slots__"):
                setattr(made, key, value)
        return made


class _NamedTuple(metaclass=_Named):
    pass


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import replace as replace
    from typing import NamedTuple as NamedTuple
else:
    NamedTuple, dataclass, field, replace = _NamedTuple, _dataclass, _Default, _replace
