#!/usr/bin/env node
process.on('uncaughtException', ({ code, name }) => process.exit(console.error(`pnd-lint: a fault of the program (${code ?? name})`) ?? 3));
const { hostOf, main } = await import('../dist/program/main.js');
process.exitCode = await main(process.argv.slice(2), hostOf(process));
if (process.exitCode > 128) process.exit(); // stopped by a signal: what still waits for input is let go
