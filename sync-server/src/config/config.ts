// Every setting of the server: one schema gives validation, defaults and the generated `.env.example`.
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const share = z.coerce.number().min(0).max(1);
const list = z.string().transform((value) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
);

const settings = {
  PORT: port.default(4400).describe('Port to listen on.'),
  HOST: z.string().default('127.0.0.1').describe('Address to listen on; 0.0.0.0 for the whole network (then set PRESET_PUBLIC_URL too).'),
  PRESET_DATA_DIR: z.string().default('.data').describe('The one data folder: everything worth keeping lies in it.'),
  PRESET_PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('How people reach it. Default: http://localhost:<PORT>.'),
  WAVESPEED_API_KEY: z.string().optional().describe('Key of a WaveSpeed account. Without one the built-in sandbox engine draws.'),
  WAVESPEED_BASE_URL: z
    .url({ protocol: /^https?$/ })
    .default('https://api.wavespeed.ai')
    .describe('Origin of the provider.'),
  WAVESPEED_ACCOUNT_LEVEL: z
    .enum(['bronze', 'silver', 'gold', 'ultra'])
    .optional()
    .describe(
      'Level of the WaveSpeed account, for its rates: bronze (default with a key), silver, gold (default of the sandbox) or ultra.'
    ),
  PRESET_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe('Keys everything that is encrypted or signed. Default: made once, kept in <data>/secret.'),
  PRESET_GRANT_USD: z.coerce
    .number()
    .min(0)
    .default(0)
    .describe('Dollars of the server’s key that each new account may spend. Anonymous sessions: always 0.'),
  PRESET_LOOK_UP_MINUTES: z.coerce
    .number()
    .min(0)
    .default(15)
    .describe('Minutes for which a submission whose answer was lost is looked up by itself before its member is asked about the bill.'),
  PRESET_TLS_CERT: z.string().optional().describe('Path of a certificate chain (PEM), to serve https without a reverse proxy.'),
  PRESET_TLS_KEY: z.string().optional().describe('Path of its private key (PEM).'),
  PRESET_TRUSTED_PROXIES: list.default([]).describe('Addresses of reverse proxies whose forwarding headers count, separated by commas.'),
  DATABASE_URL: z.string().optional().describe('A PostgreSQL server instead of the embedded SQLite, as postgres://….'),
  SANDBOX_LATENCY_MS: z.coerce.number().int().min(0).default(900).describe('How long the sandbox takes at least, in milliseconds.'),
  SANDBOX_DETAIL: z
    .enum(['full', 'quick'])
    .default('full')
    .describe('How finely the sandbox paints: full, or quick for tests and slow machines.'),
  SANDBOX_CONCURRENT: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe('Predictions that the sandbox works on at a time. Default: as its account level allows.'),
  SANDBOX_FAILURE_RATE: share.default(0).describe('Share of sandbox predictions that fail, 0 to 1.'),
  SANDBOX_NSFW_RATE: share.default(0).describe('Share of sandbox results that are flagged, 0 to 1.'),
  LOG_LEVEL: z
    .enum(['silent', 'error', 'warn', 'info', 'debug'])
    .default('info')
    .describe('How much is logged: silent, error, warn, info or debug.')
} as const;

const schema = z.object(settings).refine((env) => (env.PRESET_TLS_CERT === undefined) === (env.PRESET_TLS_KEY === undefined), {
  path: ['PRESET_TLS_KEY'],
  message: 'PRESET_TLS_CERT and PRESET_TLS_KEY go together.'
});

export type Config = z.infer<typeof schema>;

/** Settings from the environment; empty values count as absent. Throws an error whose message names each bad setting. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new Error(`Some settings cannot be used:\n${faults.join('\n')}`);
}

/** The text of `.env.example`. */
export function exampleEnvironment(): string {
  const lines = Object.entries(settings).map(([name, setting]) => {
    const fallback: unknown = setting.safeParse(undefined).data;
    return `# ${setting.description}\n# ${name}=${Array.isArray(fallback) ? fallback.join(',') : String(fallback ?? '')}\n`;
  });
  return `# Settings of Preset, all optional. Copy to .env and uncomment. Written by \`pnpm env-example\`.\n\n${lines.join('\n')}`;
}
