#!/usr/bin/env bash
# Runs every test, at home and in CI alike, and ends with one line: N passed, N failed.
# Installs from Debian what a fresh machine lacks. ./test.sh PROJECT… runs only those, such as ./test.sh Billing Web
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

if ! command -v chromium >/dev/null; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null ||
    { echo "chromium is missing and could not be installed" >&2; exit 1; }
fi

dotnet build MemberPortal.sln -v quiet || exit 1

passed=0 failed=0
for project in ${*:-Billing StripeSandbox Web Browser}; do
  output=$(dotnet test "tests/MemberPortal.$project.Tests" --no-build 2>&1)
  status=$?
  echo "$output"
  summary=$(grep -oE 'Failed: +[0-9]+, Passed: +[0-9]+' <<<"$output" | tail -n 1)
  read -r f p <<<"$(grep -oE '[0-9]+' <<<"$summary" | tr '\n' ' ')"
  passed=$((passed + ${p:-0}))
  failed=$((failed + ${f:-0}))
  # A run that died, or that ran nothing, is a failure though no test says so.
  if [ -z "${p:-}" ] || { [ $status -ne 0 ] && [ "${f:-0}" -eq 0 ]; }; then failed=$((failed + 1)); fi
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
