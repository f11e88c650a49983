// Loaded into every measured server: answers over the parent's channel what the process has used and how late its event loop is, and records a CPU profile on request.
import { Session } from 'node:inspector/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { isMainThread } from 'node:worker_threads';

/** @type {Session | undefined} */
let session;
/** @type {import('node:perf_hooks').IntervalHistogram | undefined} */
let delays;

const answers = {
  /** Microseconds of CPU of all threads. */
  usage: () => ({ cpu: cpu() }),
  /** The same, and the bytes that are held after everything unreachable was collected. */
  async memory() {
    for (let round = 0; round < 3; round++) {
      globalThis.gc?.();
      await setImmediate();
    }
    const { rss, heapUsed, external } = process.memoryUsage();
    return { cpu: cpu(), rss, heap: heapUsed + external };
  },
  watch() {
    delays = monitorEventLoopDelay({ resolution: 1 });
    delays.enable();
    return {};
  },
  watched() {
    delays.disable();
    const at = (percent) => Math.round(delays.percentile(percent) / 10_000) / 100;
    return { p50Ms: at(50), p99Ms: at(99), longestMs: Math.round(delays.max / 10_000) / 100 };
  },
  async record() {
    session = new Session();
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: 500 });
    await session.post('Profiler.start');
    return {};
  },
  async recorded() {
    const { profile } = await session.post('Profiler.stop');
    session.disconnect();
    return { profile };
  }
};

if (isMainThread && process.channel) {
  process.on('message', async ({ id, ask }) => process.send({ id, answer: await answers[ask]() }));
  // Being measured must not keep a server alive that wants to end.
  process.channel.unref();
  // A bench that was broken off leaves no server behind.
  process.on('disconnect', () => process.exit());
}

function cpu() {
  const { user, system } = process.cpuUsage();
  return user + system;
}
