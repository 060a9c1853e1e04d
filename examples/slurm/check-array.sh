#!/bin/bash
# One check as an array job of Slurm: every task checks a part of the same files, a last job joins them.
#
#   sbatch --array=1-4 check-array.sh 2026-06-30 out batch.csv more.jsonl.gz
#
# The day, the files and --array must be the same for all tasks. The folder must be one that all machines see.
# Findings and fix lists lie in out/1 … out/4, scorecards of all in out/whole.

#SBATCH --job-name=pnd-lint
#SBATCH --cpus-per-task=1
#SBATCH --mem=1G

set -eu
day=$1 out=$2
shift 2
: "${PND_LINT:=pnd-lint}"

$PND_LINT check "$@" \
  --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" --state --out "$out/$SLURM_ARRAY_TASK_ID" \
  --as-of "$day" --jobs "$SLURM_CPUS_PER_TASK" --fail-on never --quiet > /dev/null

# The first task hands in the job that joins the folders when all tasks have ended well.
if [ "$SLURM_ARRAY_TASK_ID" = "$SLURM_ARRAY_TASK_MIN" ]; then
  folders=$(seq -s ' ' -f "$out/%g" 1 "$SLURM_ARRAY_TASK_COUNT")
  sbatch --job-name=pnd-lint-merge --dependency="afterok:$SLURM_ARRAY_JOB_ID" \
    --wrap "$PND_LINT merge $folders --out $out/whole"
fi
