#!/bin/sh
# A step of a pipeline: checks an export, fails only on findings that are new since the last run that was accepted, and leaves JUnit and
# the whole set of outputs for the pipeline to keep. Use: check.sh EXPORT BASELINE. PND_LINT says how the program is started.
set -eu
export_file=$1
baseline=$2
pnd_lint=${PND_LINT:-npx --no -- pnd-lint}

set --
if [ -f "$baseline" ]; then set -- --baseline "$baseline"; fi

code=0
$pnd_lint check "$export_file" --out out --format junit "$@" >junit.xml || code=$?

# 0: nothing new. 1: new findings, see out/report.html. 2 and 3: the job itself went wrong.
if [ "$code" -eq 0 ]; then cp out/findings.jsonl "$baseline"; fi
exit "$code"
