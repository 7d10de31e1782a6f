#!/bin/sh
# Makes a checkout ready on a machine that has any Node with npm: pinned packages, built program, links.
# Quick when nothing has changed: npm runs only for a new lockfile, the build only for newer sources.
set -eu
cd "$(dirname "$0")/.."

fail() { echo "Error: $1" >&2; echo "  Remedy: $2" >&2; exit 4; }

case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) platform=linux-x64 ;;
  Linux-aarch64) platform=linux-arm64 ;;
  Darwin-x86_64) platform=darwin-x64 ;;
  Darwin-arm64) platform=darwin-arm64 ;;
  *) fail "No pinned Node for $(uname -s) on $(uname -m)" "Use Linux or macOS, on x64 or arm64" ;;
esac

stamp=node_modules/.installed
wanted=$(cat package-lock.json .npmrc | cksum)
if [ "$(cat $stamp 2>/dev/null || true)" != "$wanted" ]; then
  command -v npm >/dev/null 2>&1 || fail "npm is not on the PATH" "Install Node 20 or newer with npm"
  echo "Installing the pinned toolchain (about a minute)" >&2
  # Not `npm ci`: it refuses a lockfile that was written where another platform's binaries could not be seen.
  npm install --no-save --ignore-scripts --no-progress --loglevel=error >&2
  echo "$wanted" > $stamp
fi

pinned="node_modules/node-$platform/bin/node"
if [ ! -x "$pinned" ]; then
  # No pinned build exists for this platform: any Node that can strip types will do.
  pinned=$(command -v node) || fail "Node is not on the PATH" "Install Node 24"
  "$pinned" -e 'process.exit(process.versions.node.split(".")[0] >= 24 ? 0 : 1)' ||
    fail "Node $("$pinned" --version) is too old to build with" "Install Node 24 or newer"
  pinned_link=$pinned
else
  pinned_link="../node-$platform/bin/node"
fi
ln -sfn "$pinned_link" node_modules/.bin/pinned-node
"$pinned" scripts/build.ts --if-stale

# npm links a package's own program only for others; in its checkout we do it.
cp bin/tntc.sh node_modules/.bin/tntc.new
chmod 755 node_modules/.bin/tntc.new
mv -f node_modules/.bin/tntc.new node_modules/.bin/tntc
