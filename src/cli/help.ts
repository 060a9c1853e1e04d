/** What `--help` says after the list of options. Every command here is run by a test. */

export const programHelp = `
Exit codes: 0 done; 1 findings, or the answer is no; 2 the command or a pack is wrong;
3 the job could not be done whole. pnd-lint <command> --help shows examples.

  $ pnd-lint check batch.csv --out out`;

export const checkHelp = `
Examples:
  $ pnd-lint check batch.csv
  $ pnd-lint check kent.csv essex.jsonl.gz --out out
  $ pnd-lint check export.xlsx --sheet Records --out out
  $ pnd-lint check export.csv --set agency=kent --map rms-example --format csv > fix-list.csv
  $ pnd-lint check batch.csv --codelist crime-identifiers=official.csv --fail-on warning`;

export const explainHelp = `
Example:
  $ pnd-lint explain oic/missing-crime-identifier`;

export const rulesHelp = `
Examples:
  $ pnd-lint rules list
  $ pnd-lint rules validate
  $ pnd-lint rules test`;

export const waiversHelp = `
Examples:
  $ pnd-lint waivers check waivers.json
  $ pnd-lint waivers list waivers.json --as-of 2026-06-30
  $ pnd-lint check batch.csv --waivers waivers.json`;

export const verifyHelp = `
Files are told by their SHA-256, so they may have other names now. Give also the files that options named: code lists, referral log,
waivers, baseline, map. Exit codes: 0 all outputs are the same; 1 they are not, or a file of the run is missing.

Examples:
  $ pnd-lint check batch.csv --out out
  $ pnd-lint verify out/run.json batch.csv`;

export const initHelp = `
Writes pnd-lint.config.json and, with a sample, pnd-lint.map.json into this folder. Only the headings of the sample are looked at.
What no option says is asked for.

Example:
  $ pnd-lint init --force --agency kent --source-system ATLAS --sample export.csv`;

export const impactHelp = `
The batches are checked twice: as the packs are, and with what is to come. Exit codes: 0 no finding would change; 1 some would.

Example:
  $ pnd-lint impact batch.csv --codelist crime-identifiers=official.csv --as-of 2026-06-30`;

export const recheckHelp = `
The list may be XLSX or CSV, its columns in any order. In the column status: open, fixed, can't fix, not a fault.
Exit codes: 0 all that was claimed fixed is fixed, nothing is newly broken, no record is left out; 1 it is not so.

Examples:
  $ pnd-lint check batch.csv --format xlsx > fix-list.xlsx
  $ pnd-lint recheck fix-list.xlsx batch.csv
  $ pnd-lint recheck fix-list.xlsx batch.csv --list next-round.csv`;

export const dipSampleHelp = `
The answer column takes: fault, no fault, unsure. With verdict among the strata, records that the linter passed are asked about too;
recall can be told only then.

Examples:
  $ pnd-lint check batch.csv --out out
  $ pnd-lint dip-sample out --n 50 --seed 7 > sample.csv
  $ pnd-lint dip-sample score sample.csv`;

export const evaluateHelp = `
Each line of the file: {"id": "…", "text": "…", "oic": true, "primary": "…", "areas": ["…"], "smallBoat": false, "difficulty": "…"}

Example:
  $ pnd-lint evaluate narratives.jsonl --predictions predictions.jsonl`;

export const generateHelp = `
Examples:
  $ pnd-lint generate --records 1000 --seed 7 --style rms --out batch.csv --truth truth.csv
  $ pnd-lint generate --records 1000 --seed 7 --batch-fault second-table --out batch.csv --truth truth.csv`;

export const mergeHelp = `
Folders written by check --out --state are merged as if all their data had been checked in one run, except that reference files and
waivers count as they did in each run. Without state, rules that compare the records of several runs are skipped. With merge --state
the outcome can be merged again: agencies into regions, regions into the nation.
Of shards (check --shard) all of a run must be given, each once, and the reference files and waivers that they were checked with;
they make the run that checks all at once, compared with a --previous run or a --history where one is given.

Examples:
  $ pnd-lint check kent.csv --out kent --state
  $ pnd-lint check essex.jsonl.gz --out essex --state
  $ pnd-lint merge kent essex --out region --suppress 5
  $ pnd-lint merge kent essex --out eastern --state
  $ pnd-lint check batch.csv --referrals log.csv --shard 1/2 --state --out shard-1
  $ pnd-lint check batch.csv --referrals log.csv --shard 2/2 --state --out shard-2
  $ pnd-lint merge shard-1 shard-2 --referrals log.csv --out whole`;

export const compareHelp = `
Only what both runs judged is compared: agencies that both have, rules that ran in both.

Examples:
  $ pnd-lint compare monday tuesday
  $ pnd-lint compare previous latest --history history.duckdb --format markdown`;

export const dashboardHelp = `
Pages need no network and no server: open index.html of the folder. Each can be read without script, printed and sent on by itself.

Examples:
  $ pnd-lint dashboard out --out dashboard
  $ pnd-lint dashboard monday/run.json tuesday/run.json --out dashboard
  $ pnd-lint dashboard --history history.duckdb --suppress 5 --out dashboard`;

export const historyHelp = `
Needs the optional package @duckdb/node-api, which is installed unless it was left out.

Examples:
  $ pnd-lint history add tuesday --history history.duckdb
  $ pnd-lint history list --history history.duckdb
  $ pnd-lint history show latest --history history.duckdb
  $ pnd-lint history trend --measure coding --agency kent --history history.duckdb
  $ pnd-lint history export --parquet parquet --history history.duckdb
  $ pnd-lint history forget --before 2025-07-01 --history history.duckdb`;

export const fixHelp = `
Examples:
  $ pnd-lint fix batch.csv --out fixed.csv --dry-run
  $ pnd-lint fix batch.csv --out fixed.csv --level likely --split
  $ pnd-lint fix batch.csv --out fixed.csv --verify fixed.csv.journal.jsonl
  $ pnd-lint fix --undo fixed.csv.journal.jsonl --out original.csv`;
