// Enqueues `PREFIX COUNT MOST_MS PAUSE_MS GROUP`; prints when each job was about to be enqueued, and when all were acknowledged.
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';

const [prefix, ...numbers] = process.argv.slice(2);
const [count, most, pause, size] = numbers.map(Number);
const now = () => BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000)) * 1000n;

const connection = new Redis(process.env.QUEUE_REDIS, { maxRetriesPerRequest: null });
const queue = new Queue('jobs', { connection });
await queue.waitUntilReady();
const said = [];
for (let at = 0; at < count; at += size) {
  const group = Array.from({ length: Math.min(size, count - at) }, (_, n) => {
    const name = `${prefix}_${at + n}`;
    return { name: 'work', data: { name, lasts: ((at + n) * 7919) % (most + 1) }, opts: { jobId: name, removeOnComplete: true } };
  });
  const began = now();
  await queue.addBulk(group);
  for (const { data } of group) said.push(`${data.name} ${began}`);
  await sleep(pause);
}
console.log([...said, `acknowledged ${now()}`].join('\n'));
await queue.close();
connection.disconnect();
