// How long an answer takes, and whether that tells two kinds of questions apart.
import http from 'node:http'

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
export function dice(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export function shuffled(list, random) {
  const all = [...list]
  for (let last = all.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    ;[all[last], all[other]] = [all[other], all[last]]
  }
  return all
}

/** One connection that is kept open: what is asked on it costs no more than the question. `took` is in milliseconds, to the last byte. */
export function line(url) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
  const ask = (method, path, { headers = {}, body } = {}) =>
    new Promise((done, failed) => {
      const began = process.hrtime.bigint()
      const request = http.request(url + path, { agent, method, headers: { ...headers, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) } }, (reply) => {
        const parts = []
        reply.on('data', (part) => parts.push(part))
        reply.on('error', failed)
        reply.on('end', () => {
          const took = Number(process.hrtime.bigint() - began) / 1e6
          done({ status: reply.statusCode, headers: reply.headers, raw: reply.rawHeaders, body: Buffer.concat(parts).toString(), took })
        })
      })
      request.on('error', failed)
      request.end(body)
    })
  return { ask, close: () => agent.destroy() }
}

/** How often a time of one kind is longer than one of the other (Mann and Whitney's U over all pairs); 0.5: it tells nothing. */
export function auc(one, other) {
  const all = [...one.map((time) => [time, 1]), ...other.map((time) => [time, 0])].sort(([a], [b]) => a - b)
  let sum = 0
  for (let from = 0; from < all.length; ) {
    let to = from
    while (to < all.length && all[to][0] === all[from][0]) to++
    // Those that are equal share the middle of their ranks.
    for (let at = from; at < to; at++) sum += all[at][1] * ((from + 1 + to) / 2)
    from = to
  }
  return (sum - (one.length * (one.length + 1)) / 2) / (one.length * other.length)
}

/** What whoever guesses by the time gets right, whichever of both they take for the longer one. */
export const told = (one, other) => Math.max(auc(one, other), auc(other, one))

/** The same for who asks `k` times for each guess, and takes the middle: over many draws of `k` of the times that were measured. */
export function toldByMiddle(k, one, other, random, draws = 4000) {
  const middle = (times) => {
    const drawn = Array.from({ length: k }, () => times[Math.floor(random() * times.length)])
    return drawn.sort((a, b) => a - b)[(k - 1) / 2]
  }
  const middles = (times) => Array.from({ length: draws }, () => middle(times))
  return told(middles(one), middles(other))
}

/** Of a list of numbers, the one below which this part of them is. */
export function quantile(numbers, part) {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]
}
