#!/usr/bin/env node
process.on('uncaughtException', ({ code, name }) => process.exit(console.error(`pnd-lint: a fault of the program (${code ?? name})`) ?? 3));
require('../dist/program/engine.cjs');
const { hostOf, main } = require('../dist/program/load.cjs').load('main');
main(process.argv.slice(2), hostOf(process)).then((code) => {
  process.exitCode = code;
  if (code > 128) process.exit(); // stopped by a signal: what still waits for input is let go
});
