# What the commands of this folder share; each sources it at the top of the work tree.

snapshot() { # snapshot FOLDER: copy the work tree as it stands, without what git ignores
    mkdir -p "$1"
    git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' name; do
        if [ -f "$name" ]; then printf '%s\0' "$name"; fi
    done | tar --create --null --files-from=- | tar --extract --directory="$1"
}

find_python() { # find_python VERSION: print the path of this version of Python; fail if it is not installed
    local found
    found=$(compgen -G "${PYENV_ROOT:-$HOME/.pyenv}/versions/$1.*/bin/python" | tail -n 1 || true)
    found=${found:-$(command -v "python$1" || true)}
    "${found:-false}" -c '' 2>/dev/null && echo "$found"
}
