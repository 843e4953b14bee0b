// BullMQ: eight jobs at a time; a lock of ten seconds, renewed at half of it; stalled jobs are looked for every five seconds, and a job may
// stall three times (its default is once).
import { openSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'bullmq';
import { Redis } from 'ioredis';

const effects = openSync(process.env.QUEUE_EFFECTS, 'a');
const now = () => BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000)) * 1000n;

const worker = new Worker('jobs', async ({ data: { name, lasts } }) => {
  const began = now();
  if (lasts > 0) await sleep(lasts);
  writeSync(effects, `${name} ${began}\n`);
}, {
  connection: new Redis(process.env.QUEUE_REDIS, { maxRetriesPerRequest: null }),
  concurrency: Number(process.argv[2]),
  lockDuration: 10_000,
  stalledInterval: 5_000,
  maxStalledCount: 3,
});
// Lost connections are made again by themselves.
worker.on('error', () => {});
process.on('SIGTERM', () => worker.close().finally(() => process.exit()));
