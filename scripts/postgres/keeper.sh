#!/bin/sh
# Runs PostgreSQL for as long as somebody holds the named pipe open for writing, and stops it when the last one is gone,
# however that one ended (also by kill -9). Lives in a session of its own, so that Ctrl-C reaches only the starter.
# usage: keeper.sh PIPE postgres ARGUMENTS…
exec 3<"$1"
shift
"$@" 3<&- &
postgres=$!
(
  trap 'kill "$reader" 2>/dev/null; exit 0' TERM
  cat <&3 >/dev/null &
  reader=$!
  wait "$reader"
  kill -INT "$postgres" 2>/dev/null
) &
watcher=$!
exec 3<&-
trap '' INT HUP TERM
wait "$postgres"
code=$?
kill -TERM "$watcher" 2>/dev/null
wait "$watcher"
exit "$code"
