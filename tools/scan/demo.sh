# shellcheck shell=bash disable=SC2034,SC2015
# Sourced by the scanners beside it: a demo of their own to do as they like with, in Release, on free ports, its files in a
# folder that is gone when they end. Before that its books are proved and its log is read: what a scanner broke is a finding.
export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
portal=$root/artifacts/bin/MemberPortal.Web/release/MemberPortal.Web
reports=$root/artifacts/scan

# need COMMAND PACKAGE…: installs the packages from Debian where the command is absent.
need() {
  command -v "$1" >/dev/null && return
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${@:2}" >/dev/null ||
    { echo "$1 is missing and could not be installed" >&2; exit 1; }
}
need curl curl
need sqlite3 sqlite3

build_portal() { dotnet build "$root/src/MemberPortal.Web" -c Release -v quiet; }

# In the zone where it is ten in the morning, when mails leave, so that there are pay links; and with so many tries at
# signing in that a scanner meets the page and not its throttle, which has tests of its own.
start_demo() {
  local ahead=$(((10 - 10#$(date -u +%H) + 36) % 24 - 12))
  demo=$(mktemp -d)
  : >"$demo/log"
  trap 'kill "$process" 2>/dev/null; wait "$process" 2>/dev/null; rm -rf "$demo"' EXIT
  "$portal" --urls=http://127.0.0.1:0 --Demo:SandboxPort=0 "--Storage:Folder=$demo" \
    "--Organisation:TimeZone=Etc/GMT$(printf '%+d' $((-ahead)))" \
    --SignIn:TriesPerAccount=1000 --SignIn:TriesPerAddress=100000 --SignIn:MailsPerHour=100 >"$demo/log" 2>&1 &
  process=$!
  for _ in $(seq 240); do
    if grep -q admin@example.org "$demo/log"; then break; fi
    kill -0 "$process" 2>/dev/null || { cat "$demo/log" >&2; exit 1; }
    sleep 0.5
  done
  address=$(sed -nE 's|^  MemberPortal +(http://[^/]+)/$|\1|p' "$demo/log")
}

# Says what is amiss of the demo after a scan, and stops it.
end_demo() {
  local amiss=0
  Storage__Folder=$demo "$portal" backup "$demo/backup.db" | sed -E 's/^.*; ([0-9]+ differences)/\1/' || amiss=1
  if grep -E -A 3 '^(fail|crit):' "$demo/log"; then amiss=1; fi
  kill "$process"
  wait "$process" || true
  rm -rf "$demo"
  trap - EXIT
  return $amiss
}

# as WHO ADDRESS [CURL-ARGUMENT…]: asks the demo as one of its accounts, "kari" for kari@example.org, or as a visitor.
as() { curl -sS -b "$demo/$1.cookies" -c "$demo/$1.cookies" "$address$2" "${@:3}"; }

# submit WHO PAGE ADDRESS [FIELD=VALUE…]: sends a form of the page, and prints the answer.
submit() {
  local token fields=() field
  token=$(as "$1" "$2" | grep -oE '__RequestVerificationToken[^>]*value="[^"]+' | head -n 1)
  for field in "__RequestVerificationToken=${token##*\"}" "${@:4}"; do fields+=(--data-urlencode "$field"); done
  as "$1" "$3" "${fields[@]}"
}

sign_in() { if [ "$1" != visitor ]; then submit "$1" /demo/accounts /demo/accounts "email=$1@example.org" >/dev/null; fi; }

# asked [SQL]: what the demo's database answers.
asked() { sqlite3 -cmd '.timeout 60000' "$demo/demo.db" "$@"; }

# The desk shows a receipt's link as a code only, which a phone would read.
hand_over_receipt() {
  local token
  token=$(head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d =)
  asked "INSERT INTO ReceiptLinks (TokenHash, PaymentId, ExpiresAt)
    SELECT '$(printf %s "$token" | sha256sum | cut -d ' ' -f 1)', max(Id), '2099-01-01 00:00:00' FROM Payments WHERE Way = 'Cash'"
  echo "s|{receipt link}|$token|g" >>"$demo/places"
}

# What is there only after somebody did something: payment pages left unpaid, set-ups begun, a link to a new password and a
# receipt to take along. What the names in braces stand for is then in places, a script for sed.
bring_about() {
  local who invoice
  for who in kari anna emma; do sign_in "$who"; done
  for who in kari anna; do
    invoice=$(as "$who" / | grep -oE '/invoices/[0-9]{4}-[0-9]+' | head -n 1)
    submit "$who" "$invoice" "$invoice/pay" >/dev/null
  done
  for who in anna emma; do submit "$who" /payment-method /payment-method >/dev/null; done
  submit visitor /forgot-password /forgot-password Email=emma@example.org >/dev/null
  for _ in $(seq 60); do
    asked <"$here/places.sql" >"$demo/places"
    if grep -q 'pay link' "$demo/places"; then break; fi
    sleep 1   # reminders leave a moment after the start
  done
  hand_over_receipt
}

# listed FILE [WHO]: its lines, all or those of one account, with what the names in braces stand for.
listed() {
  awk -F '\t' -v who="${2-}" 'who == "" || $1 == who' "$here/$1" | sed -f "$demo/places" | tee "$demo/listed"
  if grep -q '[{}]' "$demo/listed"; then grep '[{}]' "$demo/listed" >&2; return 1; fi
}
