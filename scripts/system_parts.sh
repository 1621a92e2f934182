#!/usr/bin/env bash
# Installs the system packages of scripts/system_parts.txt that are missing: those of level "needed", or with
# --all the useful ones too. Who may not install is told what to install, and the work goes on.
set -euo pipefail
list="$(dirname "${BASH_SOURCE[0]}")/system_parts.txt"
levels="needed"
[ "${1:-}" = "--all" ] && levels="needed|useful"

missing=()
while IFS='|' read -r package level reason; do
    package="${package//[[:space:]]/}"
    level="${level//[[:space:]]/}"
    [[ "$package" == "" || "$package" == \#* || ! "$level" =~ ^($levels)$ ]] && continue
    if ! dpkg-query --show --showformat='${Status}' "$package" 2>/dev/null | grep -q "install ok installed"; then
        missing+=("$package")
        echo "Missing: $package -$reason"
    fi
done <"$list"
[ "${#missing[@]}" -eq 0 ] && exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    if apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null; then
        exit 0
    fi
    echo "The installation failed; going on without: ${missing[*]}"
else
    echo "To install: sudo apt-get install --no-install-recommends ${missing[*]}"
fi
