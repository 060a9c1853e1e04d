import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { busySeconds } from './quiet.mjs';

const read = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

/** Highest resident memory so far of all processes below one, in MiB, each at its own height (Linux; 0 where there is no /proc). */
function peakBelow(pid) {
  const children = read(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean);
  const own = (child) => Number(/VmHWM:\s+(\d+)/.exec(read(`/proc/${child}/status`))?.[1] ?? 0) / 1024;
  return children.reduce((sum, child) => sum + own(child) + peakBelow(child), 0);
}

/** Seconds of CPU, user and system, of a shell's children, of the text that its `times` prints. */
function cpuOf(times) {
  const [user, system] = [...times.matchAll(/(\d+)m([\d.]+)s/g)].slice(-2);
  return Number(user[1]) * 60 + Number(user[2]) + Number(system[1]) * 60 + Number(system[2]);
}

/**
 * Runs a command as a whole process.
 * Resolves to wall seconds, CPU seconds, peak MiB, exit code, what it said, and how many cores other processes kept busy meanwhile.
 */
export function measure(command, args, env = {}) {
  return new Promise((resolve, reject) => {
    const busyBefore = busySeconds();
    const began = performance.now();
    // The shell is there for its `times`, which knows the CPU time of what it ran.
    const child = spawn('/bin/sh', ['-c', '"$@"; code=$?; times >&3; exit $code', 'sh', command, ...args], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    let peak = 0;
    let errors = '';
    let times = '';
    const timer = setInterval(() => {
      peak = Math.max(peak, peakBelow(child.pid));
    }, 20);
    child.stderr.on('data', (text) => {
      errors += text;
    });
    child.stdio[3].on('data', (text) => {
      times += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(timer);
      const seconds = (performance.now() - began) / 1000;
      const cpu = cpuOf(times);
      const others = Math.max(0, (busySeconds() - busyBefore - cpu) / seconds);
      resolve({ seconds, cpu, peak, code, errors, others });
    });
  });
}

/** The middle one of some numbers. */
export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
