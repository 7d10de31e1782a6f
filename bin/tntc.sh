#!/bin/sh
# `node_modules/.bin/tntc` of a checkout: starts the program on the pinned Node. No forks, for speed.
here=${0%/*}
if [ -L "$0" ]; then here=$(dirname "$(readlink -f "$0")"); fi
exec "$here/pinned-node" "$here/../../bin/tntc.cjs" "$@"
