#!/usr/bin/env bash
# Runs every test, at home and in CI alike, and ends with one line: N passed, N failed.
# Installs from Debian what a fresh machine lacks. ./test.sh PROJECT… runs only those, such as ./test.sh Billing Web
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

# need COMMAND PACKAGE…: installs the packages where the command is absent.
need() {
  command -v "$1" >/dev/null && return
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${@:2}" >/dev/null ||
    { echo "$1 is missing and could not be installed" >&2; exit 1; }
}
need chromium chromium fonts-dejavu-core
need npm nodejs npm
# Of postfix only smtp-sink is wanted, and no mail server of this machine's own.
command -v smtp-sink >/dev/null || debconf-set-selections <<<"postfix postfix/main_mailer_type select No configuration"
need smtp-sink postfix

dotnet build MemberPortal.sln -v quiet || exit 1

passed=0 failed=0

# count PASSED FAILED STATUS: a run that died, or that ran nothing, is a failure though no test says so.
count() {
  passed=$((passed + ${1:-0}))
  failed=$((failed + ${2:-0}))
  if [ "${1:-0}" -eq 0 ] || { [ "$3" -ne 0 ] && [ "${2:-0}" -eq 0 ]; }; then failed=$((failed + 1)); fi
}

number() { grep -oE "$1 +[0-9]+" <<<"$2" | tail -n 1 | grep -oE '[0-9]+$'; }

for project in ${*:-Billing StripeSandbox StripeClient Web Browser}; do
  if [ "$project" = StripeClient ]; then
    # npm's official client against the sandbox.
    output=$(npm ci --prefix tests/stripe-client --omit-lockfile-registry-resolved --no-audit --no-fund 2>&1 && npm test --prefix tests/stripe-client 2>&1)
    status=$?
    echo "$output"
    count "$(number '(ℹ|#) pass' "$output")" "$(number '(ℹ|#) fail' "$output")" $status
  else
    output=$(dotnet test "tests/MemberPortal.$project.Tests" --no-build --blame-hang-timeout 10m 2>&1)
    status=$?
    echo "$output"
    count "$(number 'Passed:' "$output")" "$(number 'Failed:' "$output")" $status
  fi
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
