// Stands in for vitest where mutants are tried: tests are collected once, and run again and again in one process.
import { ASYMMETRIC_MATCHERS_OBJECT, JestAsymmetricMatchers, JestChaiExpect, JestExtend } from '@vitest/expect';
import * as chai from 'chai';

for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin);
export const expect = Object.assign((value, message) => chai.expect(value, message), chai.expect, globalThis[ASYMMETRIC_MATCHERS_OBJECT]);

let names = [];
let tests = [];
/** What the test that runs wants done after it. */
let finished = [];
const atTheEnd = [];

const functionIn = (rest) => rest.find((part) => typeof part === 'function');
const eachOf =
  (one) =>
  (rows) =>
  (name, ...rest) => {
    const fn = functionIn(rest);
    for (const row of rows) one(name, () => (Array.isArray(row) ? fn(...row) : fn(row)));
  };
const describeOne = (name, ...rest) => {
  names.push(name);
  functionIn(rest)();
  names.pop();
};
const testOne = (name, ...rest) => {
  tests.push({ id: `${tests.length + 1} ${[...names, name].join(' > ')}`, fn: functionIn(rest) });
};
export const describe = Object.assign(describeOne, { each: eachOf(describeOne) });
export const test = Object.assign(testOne, { each: eachOf(testOne) });
export const it = test;
export const afterAll = (fn) => atTheEnd.push(fn);
export const onTestFinished = (fn) => finished.push(fn);

/** The tests that importing a file registers. */
export async function collect(name, load) {
  names = [name];
  tests = [];
  await load();
  return tests;
}

/** Runs one test; throws what it throws. */
export async function runTest({ fn }) {
  finished = [];
  try {
    await fn();
  } finally {
    for (const fn of finished) await fn();
  }
}

export async function finish() {
  for (const fn of atTheEnd) await fn();
}
